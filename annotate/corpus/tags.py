"""
The codebook, and putting its tags on paragraphs and on quotes in them.

A tag's name is a path: `actor/isis` is under `actor`. A tag that is used before it is
defined is made.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from annotate.corpus import tag_rows, tag_words, tagging_rows
from annotate.corpus.database import Command, now
from annotate.corpus.ids import uuid7s
from annotate.corpus.locate import Locator, Place
from annotate.errors import Ambiguous, AnnotateError, NotFound
from annotate.text.tag_names import sorting

if TYPE_CHECKING:  # only a quote is worth the import
    from annotate.corpus.quotes import Hear, Wanted
    from annotate.model import Quote

__all__ = ["COMPARED", "Made", "Request", "Tagged", "add", "find", "make", "put", "remove"]

COMPARED = 100  # new tags of one call, with those known


class Request(NamedTuple):
    """
    A wish to tag: a ref, tag names, and words in the paragraph (None: all of it).

    Where the words stand several times, `occurrence` (from 1), or the words around them
    (`prefix`, `suffix`) say which is meant.
    """

    ref: str
    tags: tuple[str, ...]
    quote: str | None = None
    line: int | None = None  # of the file it was read from
    occurrence: int | None = None
    prefix: str = ""
    suffix: str = ""

    @property
    def wanted(self) -> "Wanted | None":
        """The quote wanted; raises BadInput for an occurrence of nothing."""
        if self.quote is None and self.occurrence is None:
            return None
        from annotate.corpus import quotes

        asked = quotes.wanted(self.quote, self.occurrence)
        return asked and asked._replace(prefix=self.prefix, suffix=self.suffix)


class Made(NamedTuple):
    """A tag that was made, and what may have been meant: a known one, several, an article."""

    tag: str
    nearest: str | None
    is_list: bool = False
    article: str | None = None


class Tagged(list[tuple[Place, str, bool]]):
    """(place, tag, whether it is new there) for each; `made` are the tags that nobody knew."""

    made: tuple[Made, ...] = ()


def find(db: sqlite3.Connection, words: str) -> sqlite3.Row:
    """The row of a tag; raises NotFound with the nearest names."""
    row = tag_rows.row(db, words)
    if row is None:
        raise tag_rows.unknown(db, words)
    return row


def make(db: sqlite3.Connection, words: str, *, compared: bool = True) -> tuple[int, Made]:
    """A tag that nobody knew, and its row number; raises BadInput for what cannot be one."""
    near = tag_rows.nearest(db, words, most=1) if compared else []
    id, spelling = tag_rows.insert(db, words)
    is_list, article = tag_rows.is_list(db, spelling), tag_words.article_called(db, spelling)
    return id, Made(spelling, near[0] if near else None, is_list, article)


def add(
    command: Command, requests: Iterable[Request], hear: "Hear | None" = None, *,
    by_beginnings: bool = False,
) -> Tagged:  # fmt: skip
    """
    Put tags on paragraphs, all in one transaction or none.

    Returns (place, tag, whether it is new) for each; raises what resolving the
    refs raises, QuoteNotFound, and RefForTag for a new tag that looks like a ref.
    `hear` is told of words that stand several times, and of tags of one name. With
    `by_beginnings` tags that nobody knows are looked for as `tag_beginnings.whole` does.
    """
    asked = list(requests)  # however slowly they come, nobody waits for them
    tagger = _Tagger(command, hear, by_beginnings=by_beginnings)
    if asked[1:]:
        tagger.look_up(asked)
    with command:
        wishes = list(tagger.wishes(asked))
        done = Tagged(_insert(command, wishes))
        done.made = tuple(tagger.made)
    return done


def put(
    command: Command, places: Iterable[Place], names: Iterable[str], *, origin: str = "hand"
) -> Tagged:
    """Put tags on paragraphs that are found, as `add` does."""
    tagger = _Tagger(command, None)
    with command:
        found = [tagger.tag("", words) for words in names]
        wishes: list[_Wish] = [(place, *each, None) for place in places for each in found]
        done = Tagged(_insert(command, wishes, origin))
        done.made = tuple(tagger.made)
    return done


_Wish = tuple[Place, int, str, "Quote | None"]
"""A tagging that may be there already: its place, the tag's row and name, the words."""


def _insert(
    command: Command, wishes: list[_Wish], origin: str = "hand"
) -> list[tuple[Place, str, bool]]:
    created, ids = now(), uuid7s(len(wishes))
    rows = [
        (id, place.id, tag, command.coder, created, origin, *_selector(quote))
        for id, (place, tag, _, quote) in zip(ids, wishes, strict=True)
    ]
    inserted = tagging_rows.insert(command.db, rows)
    new = set(ids) if inserted == len(ids) else _existing(command.db, ids)
    return [(wish[0], wish[2], id in new) for id, wish in zip(ids, wishes, strict=True)]


def _selector(quote: "Quote | None") -> tuple[str | int | None, ...]:
    return (quote.exact, quote.prefix, quote.suffix, quote.start) if quote else _NO_QUOTE


def _existing(db: sqlite3.Connection, ids: list[str]) -> set[str]:
    listed = '", "'.join(ids)
    sql = "select id from taggings where id in (select value from json_each(?))"
    return {row["id"] for row in db.execute(sql, [f'["{listed}"]'])}


class _Tagger:
    """Looks every ref and tag up once."""

    def __init__(
        self, command: Command, hear: "Hear | None", *, by_beginnings: bool = False
    ) -> None:
        self.db = command.db
        self.hear = hear
        self.by_beginnings = by_beginnings
        self.locator = Locator(command.db)
        self.made: list[Made] = []
        self._tags: dict[str, tuple[int, str]] = {}
        self._found: dict[tuple[str, str, Wanted], tuple[Quote, list[str]]] = {}

    def look_up(self, requests: Iterable[Request]) -> None:
        """Find words while others may write; where a text changes, they are looked up again."""
        locator = Locator(self.db)
        for request in requests:
            with suppress(AnnotateError):  # raised again, with the line
                if wanted := request.wanted:
                    for place in locator.paragraphs(request.ref):
                        self._quote_in(place, wanted)

    def wishes(self, requests: Iterable[Request]) -> Iterator[_Wish]:
        for request in requests:
            try:
                yield from self._of(request)
            except AnnotateError as error:
                if request.line is None:
                    raise
                raise type(error)(f"line {request.line}: {error}") from error

    def _of(self, request: Request) -> Iterator[_Wish]:
        tags = [self.tag(request.ref, words) for words in request.tags]
        for place in self.locator.paragraphs(request.ref):
            quote = self._quote(place, request)
            for tag, spelling in tags:
                yield place, tag, spelling, quote

    def _quote(self, place: Place, request: Request) -> "Quote | None":
        wanted = request.wanted
        if wanted is None:
            return None
        quote, said = self._quote_in(place, wanted)
        line = f"line {request.line}: " if request.line is not None else ""
        if self.hear:
            for sentence in said:
                self.hear(f"{line}{sentence}")
        return quote

    def _quote_in(self, place: Place, wanted: "Wanted") -> "tuple[Quote, list[str]]":
        """The quote, and what is to be said of it."""
        from annotate.corpus import quotes

        text = quotes.text_of(self.db, place)
        this = text, place.ref, wanted
        if this not in self._found:
            said: list[str] = []
            self._found[this] = quotes.in_text(*this, said.append), said
        return self._found[this]

    def tag(self, ref: str, words: str) -> tuple[int, str]:
        """The tag of that name, made if nobody knew it; `ref` is what it stands behind."""
        if words not in self._tags:
            row = tag_rows.row(self.db, words, _TAG) or self._begun(ref, words)
            self._tags[words] = (row["id"], row["name"]) if row else self._make(ref, words)
            if row and self.hear and (said := tag_rows.said_of_twins(self.db, row)):
                self.hear(said)
        return self._tags[words]

    def _begun(self, ref: str, words: str) -> sqlite3.Row | None:
        if not self.by_beginnings:
            return None
        made = [made.tag for made in self.made]  # by this very call, which means them apart
        return _begun(self.locator, ref, words, self.hear, made)

    def _make(self, ref: str, words: str) -> tuple[int, str]:
        tag_words.require_no_ref(self.locator, ref, words)
        tag_words.require_new(self.locator, words)
        id, made = make(self.db, words, compared=len(self.made) < COMPARED)
        self.made.append(made)
        return id, made.tag


def _begun(
    locator: Locator, ref: str, words: str, hear: "Hear | None" = None, but: Collection[str] = ()
) -> sqlite3.Row | None:
    """The row of the tag that words, which are no ref, are the beginning of."""
    from annotate.corpus import tag_beginnings  # of a name that nobody knows alone

    tag_words.require_no_ref(locator, ref, words)
    name = tag_beginnings.whole(locator.db, words, but=but)
    if name is None:
        return None
    if hear:
        hear(f"{words} is taken for {name}{tag_beginnings.as_itself(words)}")
    return tag_rows.row(locator.db, name)


_TAG = "id, name, folded"
_NO_QUOTE = (None, None, None, None)


def remove(
    command: Command, request: Request, *, everyone: bool, by_beginnings: bool = False
) -> list[tuple[Place, str]]:
    """
    Take tags off paragraphs: the coder's own taggings, or everyone's.

    With a quote only the tagging of that quote, without one all of the
    paragraph's. Without tag names all tags. Raises NotFound when none was there, and
    Ambiguous when the words are tagged in several places and none was named.
    `by_beginnings` is as for `add`.
    """
    with command:
        locator = Locator(command.db)
        names = [_known(locator, request.ref, w, begun=by_beginnings) for w in request.tags]
        found = list(_removed(command, locator, request, names, everyone=everyone))
        if not found:
            raise NotFound(_nothing_to_remove(command, request, everyone=everyone))
        return found


def _removed(
    command: Command, locator: Locator, request: Request, names: list[str], *, everyone: bool
) -> Iterator[tuple[Place, str]]:
    for place in locator.paragraphs(request.ref):
        rows = _taggings(command.db, place, None if everyone else command.coder)
        rows = [row for row in rows if not names or row["name"] in names]
        for row in _of_quote(command.db, place, request, rows):
            command.db.execute("delete from taggings where id = ?", [row["id"]])
            yield place, row["name"]


def _of_quote(
    db: sqlite3.Connection, place: Place, request: Request, rows: list[sqlite3.Row]
) -> list[sqlite3.Row]:
    """Those of some taggings that are on the words wanted, wherever these are tagged."""
    wanted = request.wanted
    if wanted is None:
        return rows
    from annotate.corpus import quotes

    if wanted.occurrence is not None:
        found = [quotes.in_paragraph(db, place, wanted)]
    else:
        found = quotes.every_in_paragraph(db, place, wanted)
    places = {(quote.exact, quote.start): at for at, quote in enumerate(found, 1)}
    rows = [row for row in rows if (row["exact"], row["start"]) in places]
    tagged = sorted({places[row["exact"], row["start"]] for row in rows})
    if len(tagged) > 1:
        raise Ambiguous(
            f"{quotes.named(wanted.words)} is tagged in {len(tagged)} places of {place.ref};"
            f" say --occurrence {', '.join(map(str, tagged[:-1]))} or {tagged[-1]}"
        )
    return rows


def _known(locator: Locator, ref: str, words: str, *, begun: bool) -> str:
    row = tag_rows.row(locator.db, words)
    if row is None and begun:
        row = _begun(locator, ref, words)
    if row is None:
        tag_words.require_no_ref(locator, ref, words)
        raise tag_rows.unknown(locator.db, words)
    name: str = row["name"]
    return name


def _taggings(db: sqlite3.Connection, place: Place, coder: str | None) -> list[sqlite3.Row]:
    sql = """
        select taggings.*, tags.name from taggings join tags on tags.id = taggings.tag
        where paragraph = ? and (? is null or coder = ?) order by taggings.id
    """
    return db.execute(sql, [place.id, coder, coder]).fetchall()


def _nothing_to_remove(command: Command, request: Request, *, everyone: bool) -> str:
    places = Locator(command.db).paragraphs(request.ref)
    has = {row["name"] for p in places for row in _taggings(command.db, p, None)}
    whose = "" if everyone else f" of {command.coder}"
    told = f"tags there: {', '.join(sorted(has, key=sorting))}" if has else "it has no tags"
    if has and not everyone:
        told += " (--everyone takes other coders' off too)"
    return f"no such tag{whose} on {request.ref}; {told}"
