"""
Notes: Markdown on a paragraph, a quote in it, an article or a tag.
"""

import sqlite3

from annotate import ref as refs
from annotate.corpus import annotations, coders, quotes, tag_rows, tags
from annotate.corpus.database import Command, now
from annotate.corpus.ids import uuid7
from annotate.corpus.locate import Locator
from annotate.corpus.quotes import Hear, Wanted, unheard
from annotate.errors import Ambiguous, BadInput, NotFound
from annotate.model import Note
from annotate.text import clean

__all__ = ["TAG_PREFIX", "add", "delete", "edit", "get", "listing", "require", "require_own"]

TAG_PREFIX = "tag:"  # a note goes on a tag as `tag:actor/isis`


def add(
    command: Command, on: str, text: str, *,
    quote: str | None = None, occurrence: int | None = None, private: bool = False,
    hear: Hear = unheard,
) -> list[Note]:  # fmt: skip
    """
    Put a note on each paragraph a ref names, on an article, or on `tag:NAME`.

    Raises what resolving raises, QuoteNotFound, and BadInput when the note is empty.
    `hear` is told of words that stand several times, where no occurrence (from 1) is named.
    """
    text = _text(text)
    wanted = quotes.wanted(quote, occurrence)
    with command:
        targets = _targets(command.db, on, wanted, hear)
        ids = [_insert(command, target, text, private) for target in targets]
        return [get(command.db, note) for note in ids]


def require(
    db: sqlite3.Connection, on: str, *, quote: str | None = None, occurrence: int | None = None
) -> None:
    """Raise what `add` would raise if a note cannot go there."""
    _targets(db, on, quotes.wanted(quote, occurrence))


def _text(text: str) -> str:
    text = clean.multiline(text)
    if not text:
        raise BadInput("the note is empty; nothing was kept")
    return text


def _targets(
    db: sqlite3.Connection, on: str, wanted: Wanted | None, hear: Hear = unheard
) -> list[dict[str, object]]:
    """What goes into the columns that say where the note is."""
    if on.startswith(TAG_PREFIX):
        tag = tags.find(db, on.removeprefix(TAG_PREFIX))
        if said := tag_rows.said_of_twins(db, tag):
            hear(said)
        return _whole(wanted, on, tag=tag["id"])
    locator = Locator(db)
    ref = refs.parse(on)
    if not ref.items and not _names_key(db, ref):
        assert ref.article is not None
        if ref.version is not None:
            raise BadInput(f"a note on an article is on all its versions; say {ref.article}")
        return _whole(wanted, on, article=locator.article(ref.article)["id"])
    targets: list[dict[str, object]] = []
    for place in locator.paragraphs(on):
        found = quotes.in_paragraph(db, place, wanted, hear) if wanted else None
        selector = {"exact": found.exact, "prefix": found.prefix, "suffix": found.suffix,
                    "start": found.start} if found else {}  # fmt: skip
        targets.append({"paragraph": place.id, **selector})
    return targets


def _whole(wanted: Wanted | None, on: str, **column: object) -> list[dict[str, object]]:
    if wanted is not None:
        raise BadInput(f"a quote stands in a paragraph; {on} names none (say like {on}:3)")
    return [column]


def _names_key(db: sqlite3.Connection, ref: refs.Ref) -> bool:
    """A bare word is an article when one has it as slug or prefix, else perhaps a key."""
    assert ref.article is not None
    if not refs.is_key(ref.article.lower()):
        return False
    try:
        Locator(db).article(ref.article)
    except NotFound:
        return True
    except Ambiguous:
        return False
    return False


def _insert(command: Command, target: dict[str, object], text: str, private: bool) -> str:
    note, at = uuid7(), now()
    row = {
        "id": note, "text": text, "private": private, "coder": command.coder,
        "created": at, "updated": at, **target,
    }  # fmt: skip
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    command.db.execute(f"insert into notes ({columns}) values ({marks})", list(row.values()))
    return note


def get(db: sqlite3.Connection, note: str) -> Note:
    """A note by its id or a unique prefix or ending of it; raises NotFound or Ambiguous."""
    wanted = clean.line(note).lower()
    ids = [
        row["id"]
        for row in db.execute(
            """
            select id from notes where id = :id
              or (length(:id) >= 4 and (substr(id, 1, length(:id)) = :id
                or substr(id, -length(:id)) = :id))
            """,
            {"id": wanted},
        )
    ]
    if not ids:
        raise NotFound(f"no note {note!r}; `annotate notes` shows their ids")
    if len(ids) > 1:
        raise Ambiguous(f"{note!r} could be {', '.join(ids[:4])}; say more of the id")
    return annotations.notes(db, "n.id = ?", ids, private=True)[0]


def require_own(command: Command, note: str, *, everyone: bool) -> Note:
    """A note that the coder may change: raises as `get`, and BadInput for another's."""
    found = get(command.db, note)
    if found.coder != command.coder and not everyone:
        raise BadInput(
            f"note {found.id[-8:]} on {found.on} is {found.coder}'s, and you are {command.coder};"
            " --everyone changes or deletes it all the same"
        )
    return found


def edit(
    command: Command,
    note: str,
    text: str | None = None,
    *,
    private: bool | None = None,
    everyone: bool = False,
) -> Note:
    """
    Change a note's text or privacy (None: leave as it is); it is kept who did.

    Raises NotFound, and BadInput for another's note unless `everyone`.
    """
    with command:
        old = require_own(command, note, everyone=everyone)
        new = old.text if text is None else _text(text)
        hidden = old.private if private is None else private
        if (new, hidden) != (old.text, old.private):
            by = None if command.coder == old.coder else command.coder
            sql = "update notes set text = ?, private = ?, updated = ?, changed_by = ? where id = ?"
            command.db.execute(sql, [new, hidden, now(), by, old.id])
        return get(command.db, old.id)


def delete(command: Command, note: str, *, everyone: bool = False) -> Note:
    """Delete a note, returning it as it was; `undo` brings it back. Raises as `edit`."""
    with command:
        old = require_own(command, note, everyone=everyone)
        command.db.execute("delete from notes where id = ?", [old.id])
    return old


def listing(
    db: sqlite3.Connection,
    *,
    on: str | None = None,
    coder: str | None = None,
    private: bool = True,
) -> list[Note]:
    """Notes, oldest first: of an article and its paragraphs, of a ref, of `tag:NAME`, or all."""
    conditions: list[str] = ["1"]
    values: list[object] = []
    if on is not None:
        condition, values = _about(db, on)
        conditions.append(condition)
    if coder is not None:
        conditions.append("n.coder = ?")
        values.append(coders.called(db, coder))
    return annotations.notes(db, " and ".join(conditions), values, private=private)


def _about(db: sqlite3.Connection, on: str) -> tuple[str, list[object]]:
    targets = _targets(db, on, None)
    if "article" in targets[0]:
        article = targets[0]["article"]
        return "(n.article = ? or p.article = ?)", [article, article]
    column = next(iter(targets[0]))
    marks = ", ".join("?" * len(targets))
    return f"n.{column} in ({marks})", [target[column] for target in targets]
