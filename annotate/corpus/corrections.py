"""
What people say of a paragraph's role and bounds: it wins over every reading, now and later.

A role is changed where it stands, as the words stay the same. Where a paragraph
is split, or two are joined, the same text becomes the next version, so that
links to the paragraphs as they were go on, and annotations are carried along.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from annotate import prepared
from annotate.corpus import locate, quotes, versions, wordings
from annotate.corpus.database import Command, now
from annotate.corpus.locate import Place
from annotate.corpus.quotes import Wanted
from annotate.corpus.rows import as_article
from annotate.corpus.versions import Comparison
from annotate.errors import BadInput
from annotate.model import ROLES, Added, Article, Block, Draft, Metadata
from annotate.prepared import Prepared
from annotate.text import aside, corrected
from annotate.text.corrected import Cut, Seam, Span

__all__ = ["Recut", "boilerplate", "join", "recut", "set_role", "set_role_aside", "split"]
__all__ += ["with_roles"]


@dataclass(frozen=True, slots=True)
class Recut:
    """What became of paragraphs that were split or joined: their refs now."""

    added: Added
    refs: tuple[str, ...]


def set_role(command: Command, ref: str, role: str) -> list[Place]:
    """Say what paragraphs are; returns them, numbered anew. Raises as `locate.paragraphs`."""
    _require_role(role)
    with command:
        rows = [_standing(command.db, place) for place in locate.paragraphs(command.db, ref)]
        return _said(command, [row["id"] for row in rows], role)


def set_role_aside(command: Command, slug: str, role: str) -> list[Place]:
    """Say what all long prose of an article is that has no number; raises as `locate.article`."""
    _require_role(role)
    with command:
        article = locate.article(command.db, slug)
        sql = """
            select id, role, text from paragraphs
            where article = ? and number is null and removed is null order by position
        """
        rows = command.db.execute(sql, [article["id"]]).fetchall()
        return _said(
            command, [row["id"] for row in rows if aside.is_prose(row["role"], row["text"])], role
        )


def _require_role(role: str) -> None:
    if role not in ROLES:
        near = locate.nearest(role, ROLES)
        hint = f"did you mean {near[0]}? " if near else ""
        raise BadInput(f"no role {role!r}; {hint}known: {', '.join(ROLES)}")


def _said(command: Command, paragraphs: Sequence[int], role: str) -> list[Place]:
    _say_roles(command, paragraphs, role, "hand")
    return [_placed(command.db, id) for id in paragraphs]


def boilerplate(command: Command, paragraphs: Sequence[int]) -> None:
    """Say of paragraphs (row numbers) that they are boilerplate, by a rule."""
    with command:
        _say_roles(command, paragraphs, "boilerplate", "rule")


def _say_roles(command: Command, paragraphs: Sequence[int], role: str, origin: str) -> None:
    db = command.db
    articles = set()
    for id in paragraphs:
        db.execute("delete from corrections where paragraph = ? and kind = 'role'", [id])
        db.execute(
            """
            insert into corrections (article, kind, paragraph, key, role, coder, created, origin)
            select article, 'role', id, key, ?, ?, ?, ? from paragraphs where id = ?
            """,
            [role, command.coder, now(), origin, id],
        )
        db.execute("update paragraphs set role = ? where id = ? and role <> ?", [role, id, role])
        articles |= {db.execute("select article from paragraphs where id = ?", [id]).fetchone()[0]}
    for article in articles:
        _renumber(db, article)


def _renumber(db: sqlite3.Connection, article: int) -> None:
    db.execute(
        """
        update paragraphs set number = counted.number from (
          select p.id, iif(r.citable, sum(r.citable) over (order by p.position), null) as number
          from paragraphs p join roles r on r.role = p.role
          where p.article = :article and p.removed is null
        ) as counted
        where paragraphs.id = counted.id and paragraphs.number is not counted.number
        """,
        {"article": article},
    )


def _standing(db: sqlite3.Connection, place: Place) -> sqlite3.Row:
    row: sqlite3.Row = db.execute("select * from paragraphs where id = ?", [place.id]).fetchone()
    if place.version is not None and row["removed"] is None:
        then = wordings.at(db, place.id, place.version)
        if then.text != row["text"]:
            now_at = _placed(db, place.id).ref
            raise BadInput(f"{place.ref} has other words now, in {now_at}: name it as it is")
    if row["removed"] is not None:
        raise BadInput(f"{place.ref} was removed by version {row['removed']}")
    return row


def _placed(db: sqlite3.Connection, id: int) -> Place:
    sql = "select p.*, a.slug from paragraphs p join articles a on a.id = p.article where p.id = ?"
    row = db.execute(sql, [id]).fetchone()
    return locate.place(row["slug"], row)


def split(command: Command, ref: str, beginnings: Sequence[str]) -> Recut:
    """
    Cut a paragraph before each of these words, of which each begins a new one.

    Raises QuoteNotFound for words that do not stand in it, BadInput for words that
    begin it already or stand in it several times.
    """
    with command:
        row = _only_one(command.db, ref)
        text = row["text"]
        cuts = sorted({_cut_before(row, ref, words) for words in beginnings})
        said = [Cut(*corrected.around(text, cut, cut)) for cut in cuts]
        pieces = [
            (row["start"] + start, row["start"] + len(text[:end].rstrip()))
            for start, end in pairwise([0, *cuts, len(text)])
        ]
        return _recut(command, row["article"], said, row["key"], pieces)


def _only_one(db: sqlite3.Connection, ref: str) -> sqlite3.Row:
    places = locate.paragraphs(db, ref)
    if len(places) > 1:
        raise BadInput(f"{ref} names {len(places)} paragraphs: one is split at a time")
    return _standing(db, places[0])


def _cut_before(row: sqlite3.Row, ref: str, words: str) -> int:
    found = quotes.every_in_text(row["text"], ref, Wanted(words))
    if not row["text"][: found[0].start].strip():
        raise BadInput(f"{ref} begins with {quotes.named(words)} already")
    if len(found) > 1:
        raise BadInput(f"{quotes.named(words)} stands several times in {ref}; say more of them")
    return found[0].start


def join(command: Command, ref: str) -> Recut:
    """Make one paragraph of several that follow one another; raises BadInput when they do not."""
    with command:
        db = command.db
        rows = [_standing(db, place) for place in locate.paragraphs(db, ref)]
        rows.sort(key=lambda row: row["position"])
        if len(rows) < 2:
            raise BadInput(f"{ref} is one paragraph; say two or more, like mosul:14-15")
        for before, row in pairwise(rows):
            _require_neighbours(db, before, row)
        text = _current(db, rows[0]["article"])["text"]
        said = [
            Seam(*corrected.around(text[before["start"] : row["end"]],
                                   before["end"] - before["start"],
                                   row["start"] - before["start"]))
            for before, row in pairwise(rows)
        ]  # fmt: skip
        whole = rows[0]["start"], rows[-1]["end"]
        return _recut(command, rows[0]["article"], said, rows[0]["key"], [whole])


def _current(db: sqlite3.Connection, article: int) -> sqlite3.Row:
    """The current version of an article, with the size of its original."""
    sql = """
        select v.*, o.size from versions v join originals o on o.sha256 = v.sha256
        where v.article = ? order by v.number desc limit 1
    """
    row: sqlite3.Row = db.execute(sql, [article]).fetchone()
    return row


def _require_neighbours(db: sqlite3.Connection, before: sqlite3.Row, row: sqlite3.Row) -> None:
    if before["article"] != row["article"]:
        raise BadInput("paragraphs of two articles cannot be joined")
    if row["position"] > before["position"] + 1:
        sql = """
            select p.*, a.slug from paragraphs p join articles a on a.id = p.article
            where p.article = ? and p.removed is null and p.position = ?
        """
        between = db.execute(sql, [row["article"], before["position"] + 1]).fetchone()
        name = locate.place(between["slug"], between).ref
        raise BadInput(f"{name} ({between['role']}) stands between them: join it with them, or not")


def _recut(
    command: Command, article: int, said: Sequence[Cut | Seam], key: str, pieces: Sequence[Span]
) -> Recut:
    """The next version of an article: the same text, with these pieces where they are."""
    db = command.db
    current = as_article(db.execute("select * from articles where id = ?", [article]).fetchone())
    version = _current(db, article)
    first, last = pieces[0][0], pieces[-1][1]
    sql = """
        select start, "end", role, page, seconds from paragraphs
        where article = ? and removed is null order by position
    """
    blocks = [
        Block(start, end, role, page, seconds=seconds)
        for start, end, role, page, seconds in db.execute(sql, [article])
    ]
    spans = [(b.start, b.end) for b in blocks if b.end <= first or b.start >= last]
    roles = _said_roles(db, article, pieces)
    new = _prepared(version, tuple(
        replace(block, role=roles.get((block.start, block.end), block.role))
        for block in _as_blocks(blocks, sorted([*spans, *pieces]))
    ))  # fmt: skip
    _keep(command, article, said, key)
    comparison = versions.recut(db, article, version["text"], new.rows)
    added = versions.update(db, current, comparison, new, source=version["source"])
    _say_again(command, article, roles)
    return Recut(added, tuple(_refs(db, current, (first, last))))


def _said_roles(db: sqlite3.Connection, article: int, pieces: Sequence[Span]) -> dict[Span, str]:
    """For pieces the role that was said of a paragraph they are of: of several, of the first."""
    sql = """
        select p.start, p."end", c.role from corrections c join paragraphs p on p.id = c.paragraph
        where c.article = ? and c.kind = 'role' and p.removed is null order by p.position desc
    """
    return {
        (start, end): row["role"]
        for row in db.execute(sql, [article])
        for start, end in pieces
        if row["start"] < end and start < row["end"]
    }


def _say_again(command: Command, article: int, roles: Mapping[Span, str]) -> None:
    """Let what was said of paragraphs hold for the pieces that they are in now."""
    for (start, _), role in roles.items():
        sql = "select id from paragraphs where article = ? and removed is null and start = ?"
        ids = [row["id"] for row in command.db.execute(sql, [article, start])]
        _say_roles(command, ids, role, "hand")


def _prepared(version: sqlite3.Row, blocks: tuple[Block, ...]) -> Prepared:
    """A version's text once more, in other blocks."""
    draft = Draft(version["text"], blocks, Metadata(), version["media_type"])
    return Prepared(
        draft.text, prepared.placed(draft), "", draft.metadata, draft.media_type,
        version["retrieved"], version["sha256"], version["size"], None,
    )  # fmt: skip


def _as_blocks(before: Sequence[Block], spans: Iterable[Span]) -> tuple[Block, ...]:
    """Blocks of these spans, each with role and page of the one before that it begins in."""
    starts = {block.start: block for block in before}
    found = []
    last = before[0]
    for start, end in spans:
        last = starts.get(start, last)
        found.append(replace(last, start=start, end=end))
    return tuple(found)


def _keep(command: Command, article: int, said: Iterable[Cut | Seam], key: str) -> None:
    """Remember them for later versions; what they contradict is forgotten."""
    for each in said:
        kind, other = ("split", "join") if isinstance(each, Cut) else ("join", "split")
        command.db.execute(
            "delete from corrections where article = ? and kind = ? and before = ? and after = ?",
            [article, other, each.before, each.after],
        )
        command.db.execute(
            """
            insert into corrections (article, kind, key, before, after, coder, created)
            values (?, ?, ?, ?, ?, ?, ?)
            """,
            [article, kind, key, each.before, each.after, command.coder, now()],
        )


def _refs(db: sqlite3.Connection, article: Article, span: Span) -> Iterator[str]:
    sql = """
        select * from paragraphs
        where article = ? and removed is null and start >= ? and "end" <= ? order by position
    """
    for row in db.execute(sql, [article.id, *span]):
        yield locate.place(article.slug, row).ref


def recut(db: sqlite3.Connection, article: int, new: Prepared) -> tuple[Prepared, tuple[str, ...]]:
    """
    What was read of an article's next version, cut and joined as was said of earlier ones.

    Beside it, in words, what could not be done again.
    """
    sql = "select * from corrections where article = ? and kind <> 'role' order by id"
    said: list[Cut | Seam] = [
        (Cut if row["kind"] == "split" else Seam)(row["before"], row["after"])
        for row in db.execute(sql, [article])
    ]
    if not said:
        return new, ()
    blocks = [
        Block(row.start, row.end, row.role, row.page, seconds=row.seconds) for row in new.rows
    ]
    spans, lost = corrected.applied(new.text, [(row.start, row.end) for row in new.rows], said)
    draft = Draft(new.text, _as_blocks(blocks, spans), new.metadata, new.media_type)
    return replace(new, rows=prepared.placed(draft)), tuple(map(_in_words, lost))


def _in_words(lost: Cut | Seam) -> str:
    kind = "split before" if isinstance(lost, Cut) else "join before"
    return f"the {kind} “{lost.after}”"


def with_roles(db: sqlite3.Connection, article: int, comparison: Comparison) -> Comparison:
    """The comparison with a new version, whose paragraphs have the roles that were said."""
    sql = "select paragraph, key, role from corrections where article = ? and kind = 'role'"
    said = db.execute(sql, [article]).fetchall()
    if not said:
        return comparison
    pairs = zip(comparison.old, comparison.alignment.targets, strict=True)
    heirs = {row["id"]: target for row, target in pairs if target is not None}
    by_index = {heirs[r["paragraph"]]: r["role"] for r in said if r["paragraph"] in heirs}
    by_key = {row["key"]: row["role"] for row in said}
    rows = prepared.numbered(
        row._replace(role=by_index.get(j, by_key.get(row.key, row.role)))
        for j, row in enumerate(comparison.new)
    )
    return replace(comparison, new=rows)
