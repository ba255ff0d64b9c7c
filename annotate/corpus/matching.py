"""
A search text in the words of the search indexes.

Letters of scripts without blanks, and words with letters in other forms, are in an index of
their own (`unspaced_fts`), which has the whole text of every paragraph with such. FTS5 reads
all that stands under a beginning before it gives the first hit: so, where a search is bounded,
one of many places becomes the words that begin so, if they are few, and is *wide* otherwise.
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from annotate.corpus import rows
from annotate.errors import BadInput
from annotate.text import unspaced
from annotate.text.query import All, Either, Node
from annotate.text.sought import Term

__all__ = [
    "COMMON",
    "MAIN",
    "MANY",
    "PLACES",
    "RANKED",
    "UNSPACED",
    "WORDS",
    "Match",
    "is_in_more",
    "is_rare",
    "of",
    "plain",
    "rowids",
]

COMMON = 5_000  # paragraphs: a word that stands in more is not ranked by bm25
RANKED = 8  # terms: bm25 counts the hits of each
PLACES = 8_000  # that FTS5 may read for a beginning: 1 ms
READ = 2 * PLACES  # to find out about all beginnings of a search: 3 ms
WORDS = 60  # that they may stand for, or that are read to find that they do not: 2 ms
BEGINNINGS = 8  # that are looked up
SHARP = 4  # places of ss in a term where there may be a ß
TERMS = 4  # FTS5 reads on for all of them until they meet, however far
LAST = "\U0010ffff"

MAIN, UNSPACED = "paragraphs_fts", "unspaced_fts"


@dataclass(frozen=True, slots=True)
class Match:
    """What to look for in an index: strings of FTS5, all of which must match."""

    table: str
    narrow: tuple[str, ...]
    rest: tuple[str, ...] = ()  # better looked for in those paragraphs alone that have the others
    wide: tuple[str, ...] = ()  # beginnings of many words; of the rest
    prefix: str = ""  # of the first wide one

    @property
    def text(self) -> str:
        """All of it, for FTS5."""
        return " AND ".join((*self.narrow, *self.rest, *self.wide))


def of(db: sqlite3.Connection, words: tuple[Node, ...], *, is_bounded: bool) -> list[Match]:
    """
    What to look for in each index that may have all the words; nodes of a query without fields.

    With `is_bounded` beginnings are wide; one beside OR that is, raises BadInput.
    """
    tables = _tables(db, words) if words else []
    if not is_bounded:
        return [_plain(table, words) for table in tables]
    return [_bounded(db, table, words) for table in tables]


def _tables(db: sqlite3.Connection, words: tuple[Node, ...]) -> list[str]:
    if rows.first(db, "select 1 from unspaced limit 1") is None:
        return [MAIN]
    return [MAIN, UNSPACED] if all(map(_is_spaced, words)) else [UNSPACED]


def _is_spaced(node: Node) -> bool:
    """Whether it may be found in the index of words."""
    if isinstance(node, Term):
        return not unspaced.has(node.words)
    under = node.of if isinstance(node, All | Either) else ()
    return (all if isinstance(node, All) else any)(map(_is_spaced, under))


def plain(words: tuple[Node, ...]) -> str:
    """The words for an index of words."""
    return _plain(MAIN, words).text


def _plain(table: str, words: tuple[Node, ...]) -> Match:
    return Match(table, tuple(fts + "*" * star for fts, star in _strings(table, words)))


def _bounded(db: sqlite3.Connection, table: str, terms: tuple[Node, ...]) -> Match:
    narrow, wide, prefixes = list[str](), list[str](), list[str]()
    vocabulary, beginnings = _Vocabulary(db, table), 0
    for fts, star in _strings(table, terms, vocabulary):
        beginnings += star
        found = vocabulary.narrowed(fts) if star and beginnings <= BEGINNINGS else None
        if not star or found:
            narrow.append(found or fts)
        else:
            wide.append(fts + "*")
            prefixes += [_prefix(fts)] if beginnings <= BEGINNINGS else []
    narrow.sort(key=len, reverse=True)  # the longer the rarer, mostly
    few, rest = narrow[:TERMS], narrow[TERMS:]
    return Match(table, tuple(few), tuple(rest), tuple(wide), *prefixes[:1])


def _strings(
    table: str, words: tuple[Node, ...], vocabulary: "_Vocabulary | None" = None
) -> Iterator[tuple[str, bool]]:
    """Words as strings of FTS5, and whether each is a beginning."""
    for node in words:
        if isinstance(node, Term):
            yield _string(table, node)
        else:
            yield _group(table, node, vocabulary), False


def _string(table: str, term: Term) -> tuple[str, bool]:
    words, is_beginning = term.words, term.is_beginning
    if table == UNSPACED:
        words, is_open = unspaced.phrase(words.rstrip("*"))
        is_beginning |= is_open
    spellings = [unspaced.plain(words)] if is_beginning else _spellings(words)
    either = " OR ".join(f'"{each}"' for each in spellings)
    return (either if len(spellings) == 1 else f"({either})"), is_beginning


def _group(table: str, node: Node, vocabulary: "_Vocabulary | None") -> str:
    """A part of a query as a string of FTS5, in two brackets, by which it is known."""
    if isinstance(node, Term):
        fts, star = _string(table, node)
        if star and vocabulary is not None:
            if not (found := vocabulary.narrowed(fts)):
                raise BadInput(MANY.format(words=node.words.rstrip("*")))
            return found
        return fts + "*" * star
    assert isinstance(node, All | Either)
    under = [n for n in node.of if table == UNSPACED or _is_spaced(n)]
    sign = " AND " if isinstance(node, All) else " OR "
    return f"(({sign.join(_group(table, each, vocabulary) for each in under)}))"


MANY = "so many words begin with {words} that it is not looked for beside OR; say more letters"


def _spellings(words: str) -> list[str]:
    """Words as the index may have them, which knows no ß for ss and no ﬁ for fi."""
    written = list(dict.fromkeys([words, unspaced.plain(words)]))
    plain = written[-1].casefold()
    if "ss" not in plain:
        return written
    places = [found.start() for found in re.finditer("ss", plain)][:SHARP]
    one = [f"{plain[:at]}ß{plain[at + 2 :]}" for at in places]
    return list(dict.fromkeys([*written, plain, *one, plain.replace("ss", "ß")]))


def _prefix(fts: str) -> str:
    """The last word of a string, as the index folds it."""
    bare = re.sub("[\u0300-\u036f]", "", normalize("NFD", fts))
    words: list[str] = re.findall(rf"(?:{unspaced.LETTERS}|[^\W_])+", normalize("NFC", bare))
    return words[-1].lower() if words else ""


class _Vocabulary:
    """All that stands in an index, word by word; of it so much is read for one search."""

    def __init__(self, db: sqlite3.Connection, table: str) -> None:
        self.db, self.name = db, _places(db, table)
        self.left, self.words_left = READ, WORDS

    def narrowed(self, fts: str) -> str | None:
        """What to look for instead of a beginning that is not wide; None for one that is."""
        prefix = _prefix(fts)
        if not prefix or self.is_few(prefix):
            return fts + "*"
        found = self.words(prefix) if " " not in fts else None
        return "({})".format(" OR ".join(f'"{word}"' for word in found)) if found else None

    def is_few(self, prefix: str) -> bool:
        """Whether what begins so stands in few places; no, when that cannot be found out."""
        sql = f"""
            select count(*) from (select 1 from {self.name} where term >= ? and term < ? limit ?)
        """
        most = min(PLACES, self.left)
        read: int = self.db.execute(sql, [prefix, prefix + LAST, most]).fetchone()[0]
        self.left -= read
        return read < most

    def words(self, prefix: str) -> list[str] | None:
        """The words that begin so; None when they are more than may be read."""
        sql = f"select term from {self.name} where term >= ? and term < ? limit 1"
        found: list[str] = []
        after = prefix
        while self.words_left:
            row = self.db.execute(sql, [after, prefix + LAST]).fetchone()
            if row is None:
                return found
            found.append(row[0])
            after = row[0] + "\x01"  # `term >` would read all places of the last
            self.words_left -= 1
        return None


def _places(db: sqlite3.Connection, table: str) -> str:
    name = f"temp.places_of_{table}"
    db.execute(
        f"create virtual table if not exists {name} using fts5vocab(main, {table}, instance)"
    )
    return name


def rowids(db: sqlite3.Connection, match: Match, most: int) -> list[int]:
    """Paragraphs with the first wide beginning, by their words, no more than so many."""
    sql = f"""
        select distinct doc from (
          select doc from {_places(db, match.table)} where term >= ? and term < ? limit {PLACES}
        ) limit ?
    """
    return [row[0] for row in db.execute(sql, [match.prefix, match.prefix + LAST, most])]


def is_rare(db: sqlite3.Connection, match: Match, *, is_bounded: bool) -> bool:
    """
    Whether each term stands in few paragraphs, so that every hit can be ranked.

    Bounded, all of them together do. Of a phrase one word is enough: whether a phrase of
    common words is rare would take as long to find out as to find it.
    """
    left = COMMON // 2 if is_bounded else COMMON
    for term in match.narrow:
        stands = _fewest(db, match.table, term, left)
        left -= stands if is_bounded else 0
        if stands > COMMON or left < 0:
            return False
    return sum(map(_phrases, match.narrow)) <= RANKED


def is_in_more(db: sqlite3.Connection, match: Match, most: int) -> bool:
    """Whether each term stands in more paragraphs than these."""
    return all(_fewest(db, match.table, term, most) > most for term in match.narrow)


def _phrases(term: str) -> int:
    return term.count('"') // 2 if term.startswith("((") else 1


def _fewest(db: sqlite3.Connection, table: str, term: str, most: int) -> int:
    """In how many paragraphs the first rare word of a term stands; one more than most: none is."""
    sql = f"select count(*) from (select 1 from {table} where {table} match ? limit {most + 1})"
    if term.startswith("(("):
        return int(db.execute(sql, [term]).fetchone()[0])
    if spelled := re.match(r'\(("[^"]* [^"]*")', term):
        term = spelled[1]  # a phrase in several spellings: the words of the first
    is_one = term.endswith(("*", ")"))
    words = [term] if is_one else [f'"{w}"' for w in re.findall(r'[^\s"]*\w[^\s"]*', term)]
    counts = (int(db.execute(sql, [word]).fetchone()[0]) for word in words)
    return next((count for count in counts if count <= most), most + 1)
