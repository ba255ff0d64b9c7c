"""
What two coders may do to one corpus, every command that writes, chosen by small numbers.

Names of steps with what they do; whatever does not go is an AnnotateError, as for people.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from annotate.corpus import (
    articles,
    corrections,
    defining,
    describing,
    history,
    merging,
    notes,
    review_answers,
    reviews,
    revisions,
    stale,
    tags,
    taking_over,
)
from annotate.corpus.database import Command
from annotate.corpus.taking_over import Code
from annotate.errors import NotFound
from annotate.model import ROLES, Metadata
from tests import editor
from tests.made_up import draft

__all__ = ["ARTICLES", "BACK", "CODERS", "OFTEN", "STEPS", "Chance", "Step", "begin"]

CODERS = ("anna", "ben")
FIRST = (*(f"of/{coder}" for coder in CODERS), "quoted")
TAGS = ("sea", "Sea/salt", "war", "war/bridge")
ARTICLES = {
    "river": (
        "The river is wide at Lindow. People cross it every day on their way to the market.",
        "The bridge was broken by the war. It was never built again by anyone from the town.",
        "In summer the children swim. When it is hot and long they stay until the evening.",
        "The ferry costs a coin. Whoever has none waits for the last boat of the night.",
    ),
    "harbour": (
        "Dockers at the quay walked out on Monday. A new shift plan was drawn up without talks.",
        "The harbour stood still for a day. Ferry passengers were told to use the other one.",
        "The mayor called on both sides. They are to meet before the end of the week.",
    ),
}

T = TypeVar("T")


class Chance:
    """Choices among what there is, by numbers drawn before."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = iter(numbers)

    def number(self) -> int:
        """The next number; 0 when all are used."""
        return next(self._numbers, 0)

    def of(self, choices: Sequence[T]) -> T:
        """One of these; NotFound when there is none."""
        if not choices:
            raise NotFound("nothing to choose from")
        return choices[self.number() % len(choices)]


class Step(NamedTuple):
    """Who does what, with which choices."""

    coder: str
    kind: str
    numbers: tuple[int, ...] = ()


Do = Callable[[Command, Chance], object]


def begin(db: sqlite3.Connection) -> None:
    """The articles, every paragraph of which both coders have annotated."""
    for name, paragraphs in ARTICLES.items():
        _add(Command(db, coder="anna", words="add"), f"first/{name}.txt", paragraphs)
        for coder in CODERS:
            command = Command(db, coder=coder, words="tag")
            count = len(paragraphs)
            tags.add(command, [tags.Request(f"{name}:1-{count}", (f"of/{coder}",))])
            for number, words in enumerate(paragraphs, 1):
                quote = " ".join(words.split()[3:6])
                tags.add(command, [tags.Request(f"{name}:{number}", ("quoted",), quote)])


def _add(command: Command, source: str, paragraphs: Sequence[str], end: str = "") -> object:
    """Store these paragraphs as what came from a source."""
    title = source.partition(".")[0].partition("/")[2]
    made = draft(*paragraphs, title=title.title())
    return articles.add(command, made, (made.text + end).encode(), source=source)


def _rows(db: sqlite3.Connection, sql: str) -> list[str]:
    return [row[0] for row in db.execute(sql)]


def _slug(c: Command, chance: Chance) -> str:
    return chance.of(_rows(c.db, "select slug from articles order by id"))


_PLACES = """
    select a.slug || ':' || p.number from paragraphs p join articles a on a.id = p.article
    where p.number is not null and p.removed is null order by p.id
"""
_EVERY_PLACE = """
    select a.slug || ':' || p.key || iif(p.occurrence > 1, '~' || p.occurrence, '')
    from paragraphs p join articles a on a.id = p.article order by p.id
"""


def _ref(c: Command, chance: Chance) -> str:
    return chance.of(_rows(c.db, _PLACES))


def _any_ref(c: Command, chance: Chance) -> str:
    return chance.of(_rows(c.db, _EVERY_PLACE))


def _words(c: Command, ref: str, chance: Chance, count: int = 2) -> str:
    """Some words of a paragraph."""
    slug, _, number = ref.partition(":")
    sql = """
        select p.text from paragraphs p join articles a on a.id = p.article
        where a.slug = ? and p.number = ? and p.removed is null
    """
    words: list[str] = c.db.execute(sql, [slug, number]).fetchone()[0].split()
    first = chance.number() * 3 % max(1, len(words) - count)
    return " ".join(words[first : first + count])


def _tag(c: Command, chance: Chance) -> object:
    return tags.add(c, [tags.Request(_ref(c, chance), (chance.of(TAGS),))])


def _tag_a_quote(c: Command, chance: Chance) -> object:
    ref = _ref(c, chance)
    request = tags.Request(ref, (chance.of(TAGS),), _words(c, ref, chance))
    return tags.add(c, [request])


def _tag_by_key(c: Command, chance: Chance) -> object:
    return tags.add(c, [tags.Request(_any_ref(c, chance), (chance.of(TAGS),))])


def _untag(c: Command, chance: Chance) -> object:
    sql = f"{_EVERY_PLACE} ".replace("order", "join taggings t on t.paragraph = p.id order")
    request = tags.Request(chance.of(_rows(c.db, sql)), ())
    return tags.remove(c, request, everyone=chance.number() % 2 == 0)


def _note(c: Command, chance: Chance) -> object:
    return notes.add(c, _ref(c, chance), "A *note*.", private=chance.number() % 2 == 0)


def _note_on_a_quote(c: Command, chance: Chance) -> object:
    ref = _ref(c, chance)
    return notes.add(c, ref, "A note.", quote=_words(c, ref, chance))


def _note_elsewhere(c: Command, chance: Chance) -> object:
    places = [*_rows(c.db, "select slug from articles order by id")]
    places += [f"tag:{name}" for name in _rows(c.db, "select name from tags order by id")]
    return notes.add(c, chance.of(places), "Of the whole.")


def _note_of(c: Command, chance: Chance) -> str:
    return chance.of(_rows(c.db, "select id from notes order by id"))


def _edit_a_note(c: Command, chance: Chance) -> object:
    text = f"Other words {chance.number() % 3}."
    return notes.edit(c, _note_of(c, chance), text, private=chance.number() % 2 == 0)


def _delete_a_note(c: Command, chance: Chance) -> object:
    return notes.delete(c, _note_of(c, chance))


def _define(c: Command, chance: Chance) -> object:
    words = f"Definition {chance.number() % 3}."
    return defining.define(c, chance.of(TAGS), definition=words)


def _known_tag(c: Command, chance: Chance) -> str:
    """Not one of the first taggings, or they would soon be gone."""
    names = _rows(c.db, "select name from tags order by id")
    return chance.of([name for name in names if name not in FIRST])


def _rename_a_tag(c: Command, chance: Chance) -> object:
    return defining.rename(c, _known_tag(c, chance), chance.of(TAGS))


def _merge_tags(c: Command, chance: Chance) -> object:
    return merging.merge(c, [_known_tag(c, chance)], chance.of(TAGS))


def _move_a_tag(c: Command, chance: Chance) -> object:
    return merging.move(c, [_known_tag(c, chance)], chance.of([*TAGS, merging.TOP]))


def _recode(c: Command, chance: Chance) -> object:
    query = chance.of(["the", "harbour", "river", "is OR by"])
    return merging.recode(c, query, _known_tag(c, chance), chance.of(TAGS))


def _take_a_codebook_over(c: Command, chance: Chance) -> object:
    words = f"Definition {chance.number() % 3}."
    return taking_over.take_over(c, [Code(chance.of(TAGS), words), Code(chance.of(TAGS))])


def _close_or_open(c: Command, chance: Chance) -> object:
    return (revisions.close if chance.number() % 4 == 0 else revisions.open_)(c)


def _show_by_example(c: Command, chance: Chance) -> object:
    counter = [_any_ref(c, chance)] if chance.number() % 2 else []
    return defining.define(
        c, _known_tag(c, chance), examples=[_any_ref(c, chance)], counter_examples=counter
    )


def _keep_what_is_stale(c: Command, chance: Chance) -> object:
    return stale.keep(c, _known_tag(c, chance))


def _delete_a_tag(c: Command, chance: Chance) -> object:
    return defining.delete(c, _known_tag(c, chance), force=True)


def _new_version(c: Command, chance: Chance) -> object:
    slug = _slug(c, chance)
    sql = """
        select v.source, v.text from versions v join articles a on a.id = v.article
        where a.slug = ? and v.number = a.version
    """
    source, text = c.db.execute(sql, [slug]).fetchone()
    paragraphs = editor.edited(text, chance.number()).strip().split("\n\n")
    made = draft(*paragraphs)
    return articles.add(c, made, made.text.encode(), source=source, slug=slug)


def _earlier_version(c: Command, chance: Chance) -> object:
    """What an article said before, once more."""
    slug = _slug(c, chance)
    sql = """
        select v.source, v.text from versions v join articles a on a.id = v.article
        where a.slug = ? order by v.number
    """
    source, text = chance.of(c.db.execute(sql, [slug]).fetchall())
    made = draft(*text.strip().split("\n\n"))
    return articles.add(c, made, made.text.encode(), source=source, slug=slug)


def _new_article(c: Command, chance: Chance) -> object:
    name, number = chance.of(list(ARTICLES)), chance.number() % 2
    paragraphs = [f"{words} So said source {number}." for words in ARTICLES[name][number:]]
    return _add(c, f"{number}/{name}.txt", paragraphs)


def _same_words(c: Command, chance: Chance) -> object:
    """The words of an article at another address."""
    name = chance.of(list(ARTICLES))
    return _add(c, f"copy-{chance.number() % 2}/{name}.txt", ARTICLES[name], end=" ")


def _edit(c: Command, chance: Chance) -> object:
    words = f"Words {chance.number() % 3}"
    said = chance.of([Metadata(title=words), Metadata(byline=words), Metadata(published="2020")])
    return describing.edit(c, _slug(c, chance), said)


def _rename_an_article(c: Command, chance: Chance) -> object:
    slug = chance.of(["river", "harbour", "river-2", "other"])
    return describing.edit(c, _slug(c, chance), Metadata(), slug=slug)


def _role(c: Command, chance: Chance) -> object:
    return corrections.set_role(c, _ref(c, chance), chance.of(ROLES))


def _reclassify(c: Command, chance: Chance) -> None:
    ids = [int(id) for id in _rows(c.db, "select id from paragraphs where removed is null")]
    corrections.boilerplate(c, [chance.of(ids), chance.of(ids)])


def _split(c: Command, chance: Chance) -> object:
    ref = _ref(c, chance)
    return corrections.split(c, ref, [_words(c, ref, chance, 3)])


def _join(c: Command, chance: Chance) -> object:
    slug, _, number = _ref(c, chance).partition(":")
    return corrections.join(c, f"{slug}:{number}-{int(number) + 1}")


def _review(c: Command, chance: Chance, *, gone: bool = False) -> int:
    return chance.of([r.id for r in reviews.queue(c.db, private=True, gone=gone)])


def _accept(c: Command, chance: Chance) -> object:
    return review_answers.accept(c, _review(c, chance))


def _move(c: Command, chance: Chance) -> object:
    id = _review(c, chance, gone=chance.number() % 2 == 0)
    return review_answers.accept(c, id, to=_ref(c, chance))


def _move_whole(c: Command, chance: Chance) -> object:
    id = _review(c, chance, gone=chance.number() % 2 == 0)
    return review_answers.accept(c, id, to=_ref(c, chance), whole=True)


def _leave(c: Command, chance: Chance) -> None:
    review_answers.leave(c, _review(c, chance))


def _reopen(c: Command, chance: Chance) -> None:
    review_answers.reopen(c, _review(c, chance, gone=True))


STEPS: dict[str, Do] = {
    "tag": _tag,
    "tag a quote": _tag_a_quote,
    "tag by key": _tag_by_key,
    "untag": _untag,
    "note": _note,
    "note on a quote": _note_on_a_quote,
    "note elsewhere": _note_elsewhere,
    "edit a note": _edit_a_note,
    "delete a note": _delete_a_note,
    "define": _define,
    "rename a tag": _rename_a_tag,
    "delete a tag": _delete_a_tag,
    "merge tags": _merge_tags,
    "move a tag": _move_a_tag,
    "recode": _recode,
    "take a codebook over": _take_a_codebook_over,
    "close or open": _close_or_open,
    "show by example": _show_by_example,
    "keep what is stale": _keep_what_is_stale,
    "new version": _new_version,
    "earlier version": _earlier_version,
    "new article": _new_article,
    "same words": _same_words,
    "edit": _edit,
    "rename an article": _rename_an_article,
    "role": _role,
    "reclassify": _reclassify,
    "split": _split,
    "join": _join,
    "accept": _accept,
    "move": _move,
    "move whole": _move_whole,
    "leave": _leave,
    "reopen": _reopen,
}
"""Every command that writes, but for those that take back."""


def _of(coder: str | None) -> dict[str, Do]:
    by = f" --by {coder}" if coder else ""
    return {
        f"undo{by}": lambda c, _: history.undo(c, coder=coder),
        f"redo{by}": lambda c, _: history.redo(c, coder=coder),
    }


OFTEN = ("tag", "tag a quote", "note on a quote", "new version", "accept")
"""Steps that make something to quarrel about."""

BACK: dict[str, Do] = {n: do for coder in (None, *CODERS) for n, do in _of(coder).items()}
"""Those that take back."""
