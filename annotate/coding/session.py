"""
A coding session: the paragraph one is at, and what each key does to it.

Nothing is kept for later: each action is a command of its own in the history, in the words
that would have done it on the command line, and is on the disk before the next key.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from annotate import calls
from annotate.anchor import quote as quotes
from annotate.coding import assigning, picking, queue
from annotate.coding.actions import require_free
from annotate.coding.queue import Left
from annotate.coding.typing import Names
from annotate.corpus import history, notes, queueing, readings, suggestions, tag_rows, tags
from annotate.corpus import tag_keys as kept
from annotate.corpus.codebook import colours
from annotate.corpus.database import Command
from annotate.corpus.quotes import Wanted, every_in_text
from annotate.corpus.suggestions import Suggestion
from annotate.errors import BadInput, NotFound
from annotate.model import Paragraph, Quote

__all__ = ["Session"]

_LAST = "that was the last; what was left unread comes with the next session"
AROUND = 3  # paragraphs before and behind that are shown


@dataclass(frozen=True, slots=True)
class _Done:
    """A command of this session, and the paragraph it was for."""

    command: int
    paragraph: int


class Session:
    """
    One coder at one queue. What an action tells is a line for the coder.

    Raises BadInput where there is nothing to read. Every method raises the errors of
    `annotate.errors`, after which all is as before.
    """

    def __init__(
        self, db: sqlite3.Connection, coder: str, *, query: str = "", order: str = "unread"
    ) -> None:
        self.db, self.coder = db, coder
        self.query, self.order = "", order
        self.picked: tuple[int, int] | None = None  # words for the next tag or note
        self._done: list[_Done] = []
        self._undone: list[_Done] = []
        self._last: tuple[str, ...] = ()  # the tags put on last
        self._coded: set[int] = set()
        self._file = queueing.file_of(db)
        self.open(query)

    def open(self, query: str) -> None:
        """Another queue; the old one stays if there is nothing in it."""
        opened, extent = queue.opened(self.db, self.coder, query, self.order)
        first = opened.next()
        if first is None:
            if not extent.whole():
                raise BadInput(
                    f"nothing to read: {query!r} finds no paragraph that has a number" if query
                    else "the corpus has no paragraphs; `annotate add PATH` adds articles"
                )  # fmt: skip
            where = f" of what {query!r} finds" if query else ""
            where += " and a model was unsure of" if self.order == "unsure" else ""
            raise BadInput(f"nothing is unread{where}; --order all shows all again")
        self._queue, self.query, self._extent = opened, query, extent
        self._count()
        self._way: list[int] = []  # what was shown, to go back
        self._at = -1
        self._show(first)

    # what is shown

    paragraph: Paragraph
    before: list[Paragraph]
    behind: list[Paragraph]
    suggested: list[Suggestion]  # the likeliest first

    @property
    def left(self) -> Left:
        """How far one is."""
        place = self._extent.place(self.paragraph.id) if self.order == "all" else 0
        return Left(self._unread, len(self._coded), place, self._whole)

    @property
    def progress(self) -> str:
        """What the queue is and how far one is in it, in words."""
        left = self.left
        far = f"{left.place:,} of {left.whole:,}" if left.place else f"{left.unread:,} unread"
        far += {"random": ", at random", "unsure": ", least sure first"}.get(self.order, "")
        return far + (f" · found by {self.query}" if self.query else "")

    def _count(self) -> None:
        """Once for a queue, and again when others wrote; between, `_counting` keeps count."""
        self._unread = self._extent.unread()
        self._whole = self._extent.whole() if self.order == "all" else 0
        self.lately = queueing.lately(self.db)

    def has_changed(self) -> bool:
        """Whether another program wrote since what is shown was read."""
        return self._version != queueing.changes(self.db)

    def refresh(self) -> None:
        """Look again at what others may have changed; raises NotFound if the paragraph is gone."""
        self._version = queueing.changes(self.db)
        self._count()
        self._load(self.paragraph.id)

    def _show(self, id: int | None) -> None:
        if id is None:
            raise NotFound(_LAST)
        self._way.append(id)
        self._at = len(self._way) - 1
        self._go_to(id)

    def _go_to(self, id: int) -> None:
        self.picked = None
        self._load(id)
        queueing.stop(self.db, self.coder, self.query, self.order, id)

    def _load(self, id: int) -> None:
        self._version = queueing.changes(self.db)
        self.paragraph = queueing.shown(self.db, id)
        self.before, self.behind = queueing.around(self.db, id, AROUND, private=True)
        self.suggested = suggestions.on(self.db, id)
        self.keys = kept.known(self.db)
        self.colours = colours(self.db, [t.tag for t in self.paragraph.taggings])

    def names(self) -> Names:
        """The codebook, to be searched while a name is typed."""
        return Names(tag_rows.names(self.db))

    # moving

    def next(self) -> str:
        """The next paragraph; after going back, the one where one was."""
        if self._at + 1 < len(self._way):
            self._at += 1
            self._go_to(self._way[self._at])
        else:
            self._show(self._queue.next())
        return ""

    def back(self) -> str:
        """The paragraph before."""
        if not self._at:
            raise NotFound("that was the first of this session")
        self._at -= 1
        self._go_to(self._way[self._at])
        return ""

    def skip(self) -> str:
        """It comes again when all else was there."""
        self._queue.put_off(self.paragraph.id)
        return self._onward(f"{self.paragraph.ref} comes again at the end")

    def nothing(self) -> str:
        """It is read, and nothing applies."""
        ref = self.paragraph.ref
        with self._doing("read", ref) as command:
            readings.read(command, [self.paragraph.id])
        return self._onward(f"{ref} read")

    def _onward(self, told: str) -> str:
        """To the next one after something was done, which is told even if there is no next."""
        try:
            self.next()
        except NotFound as error:
            return f"{told}; {error}"
        return told

    # coding

    def press(self, key: str) -> str:
        """The tag with this key; raises NotFound when none has it."""
        if key not in self.keys:
            raise NotFound(f"no tag has the key {key}; t types one, ? shows all keys")
        return self.tag(self.keys[key])

    def tag(self, *names: str) -> str:
        """Put tags on the paragraph, or on the words picked; a tag without a key gets one."""
        quote, request = self._request(names)
        with self._doing("tag", self.paragraph.ref, *names, quote=quote) as command:
            done = tags.add(command, [request])
            for _, name, _ in done:
                self._give_key(command, name)
        self._use(*(name for _, name, _ in done))
        made = {each.tag for each in done.made}
        return ", ".join(
            f"+{name}{' (new)' if name in made else ''}" if new else f"has {name}"
            for _, name, new in done
        )

    def accept(self) -> str:
        """Put on the tag that is suggested, of several the likeliest."""
        found = self._suggestion()
        with self._doing("review", "--accept", found.name) as command:
            suggestions.accept(command, found.id)
            self._give_key(command, found.tag)
        self._use(found.tag)
        return f"+{found.tag} (accepted)"

    def reject(self) -> str:
        """The tag that is suggested is not for this paragraph."""
        found = self._suggestion()
        with self._doing("review", "--reject", found.name) as command:
            suggestions.reject(command, found.id)
        return f"not {found.tag}"

    def _suggestion(self) -> Suggestion:
        if not self.suggested:
            raise NotFound("no tag is suggested here; `annotate suggest TAG` suggests one")
        return self.suggested[0]

    def off(self, name: str) -> str:
        """Take a tag off: its taggings of this coder on the paragraph, or on the words picked."""
        quote, request = self._request((self._named(name),))
        with self._doing("untag", self.paragraph.ref, *request.tags, quote=quote) as command:
            tags.remove(command, request, everyone=False)
        return f"−{request.tags[0]}"

    def extend(self) -> str:
        """Go to the next paragraph of the article, and put the tags on it that were put on last."""
        if not self._last:
            raise NotFound("no tag was put on yet")
        following = queueing.behind(self.db, self.paragraph.id)
        if following is None:
            raise NotFound("that is the last paragraph of the article")
        del self._way[self._at + 1 :]
        self._queue.pass_by(following)
        self._show(following)
        return self.tag(*self._last)

    def note(self, text: str, *, private: bool = False) -> str:
        """Put a note on the paragraph, or on the words picked."""
        quote, request = self._request(())
        words = ["note", self.paragraph.ref, *(["--private"] if private else []), text]
        with self._doing(*words, quote=quote) as command:
            notes.add(
                command, request.ref, text, quote=request.quote, occurrence=request.occurrence,
                private=private,
            )  # fmt: skip
        return "noted" + (", private" if private else "")

    def pick(self, start: int, end: int) -> str:
        """Words of the paragraph, for the next tag or note."""
        self.picked = start, end
        return f"“{self.paragraph.text[start:end]}”: a tag, or n"

    def pick_typed(self, words: str) -> str:
        """As `pick`, of words typed whole or as `first … last`; raises QuoteNotFound."""
        return self.pick(*picking.typed(self.paragraph.text, words))

    def give_key(self, key: str, name: str) -> str:
        """Give a tag another key; raises BadInput for one that does something else."""
        require_free(key)
        name = self._named(name)
        with self._doing("tags", "define", name, "--key", key) as command:
            before = kept.give(command, name, key)
        return f"{key} is {name}" + (f", {before} has none" if before else "")

    def _use(self, *names: str) -> None:
        self._last, self.lately = names, list(dict.fromkeys([*names, *self.lately]))

    def _give_key(self, command: Command, name: str) -> None:
        if name not in self.keys.values() and (
            key := assigning.suggested(name, kept.known(self.db))
        ):
            kept.give(command, name, key)

    def _named(self, words: str) -> str:
        """A tag by its key or its name; raises NotFound."""
        words = words.strip()
        return self.keys.get(words) or str(tags.find(self.db, words)["name"])

    def _request(self, names: tuple[str, ...]) -> tuple[Quote | None, tags.Request]:
        """By the paragraph's key: its number may be another's by now."""
        ref = f"{self.paragraph.article}:{self.paragraph.key}"
        if self.picked is None:
            return None, tags.Request(ref, names)
        quote = quotes.at(self.paragraph.text, *self.picked)
        every = every_in_text(self.paragraph.text, ref, Wanted(quote.exact))
        place = [each.start for each in every].index(quote.start) + 1
        return quote, tags.Request(ref, names, quote.exact, occurrence=place)

    # taking back

    def undo(self) -> str:
        """Take back what was done last in this session, and show where."""
        return self._take_back(self._done, self._undone, "undo")

    def redo(self) -> str:
        """Put back what was taken back last."""
        return self._take_back(self._undone, self._done, "redo")

    def _take_back(self, source: list[_Done], target: list[_Done], verb: str) -> str:
        if not source:
            told = "; `annotate undo` takes back what was before" if verb == "undo" else ""
            raise NotFound(f"nothing to {verb} in this session{told}")
        done = source[-1]
        command = Command(self.db, coder=self.coder, words=verb)
        how = history.undo if verb == "undo" else history.redo
        with self._counting(done.paragraph):
            said = how(command, id=done.command)
            target.append(source.pop())
        if done.paragraph != self.paragraph.id:
            del self._way[self._at + 1 :]
            self._show(done.paragraph)
        return f"{'undone' if verb == 'undo' else 'again'}: {said.words}"

    # one action

    @contextmanager
    def _doing(self, *words: str, quote: Quote | None = None) -> Iterator[Command]:
        """A command on the paragraph, which is shown anew when it is done."""
        queueing.require_there(self.db, self._file)
        said = [*words, "--quote", quote.exact] if quote else words
        command = Command(self.db, coder=self.coder, words=calls.words(said))
        with self._counting(self.paragraph.id):
            with command:
                yield command
            if command.id is not None:
                self._done.append(_Done(command.id, self.paragraph.id))
                self._undone.clear()

    @contextmanager
    def _counting(self, paragraph: int) -> Iterator[None]:
        """Keep count of what is unread while a paragraph may become read, or unread again."""
        before = readings.is_seen(self.db, paragraph, self.coder)
        yield
        after = readings.is_seen(self.db, paragraph, self.coder)
        self._unread += before - after
        (self._coded.add if after else self._coded.discard)(paragraph)
        self.picked = None
        self._load(self.paragraph.id)
