"""
Where words may stand: the wordings, of now and of earlier versions, that a quotation may be from.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from annotate.anchor import passage
from annotate.anchor.passage import Passage
from annotate.anchor.quoted import Sought
from annotate.corpus import locate
from annotate.corpus.rows import shown_key

__all__ = ["Wording", "around", "candidates", "prepare", "with_key", "with_words"]

MOST = 20  # places of a phrase that are looked at
LONGEST = 32  # words of a phrase
SHINGLE = 3  # words
SHINGLES = 8  # looked up for a quotation that stands nowhere as it is
BEST = 6  # candidates that are compared with it


@dataclass(frozen=True, slots=True)
class Wording:
    """A paragraph as it stood in its article, last in `version`; `stands`: it still does."""

    paragraph: int
    article: int
    slug: str
    key: str
    version: int
    stands: bool
    position: int
    number: int | None
    role: str
    text: str

    @property
    def ref(self) -> str:
        """The ref that names it: by number, in its version when it no longer stands."""
        if self.number is None:
            return f"{self.slug}:{self.key}"
        return (
            f"{self.slug}:{self.number}"
            if self.stands
            else f"{self.slug}@{self.version}:{self.number}"
        )

    @property
    def passage(self) -> Passage:
        """Its text, ready to be looked in."""
        return _passage(self.text)


_passage = lru_cache(maxsize=2_000)(passage.passage)

_NOW = """
    select p.id as paragraph, p.article, a.slug, p.key, p.occurrence,
      coalesce(p.removed - 1, a.version) as version, p.removed is null as stands,
      p.position, p.number, p.role, p.text
    from paragraphs p join articles a on a.id = p.article
"""
_THEN = """
    select w.paragraph, w.article, a.slug, w.key, w.occurrence, w.to_version as version,
      0 as stands, w.position, w.number, w.role, w.text
    from wordings w join articles a on a.id = w.article
"""


def _wordings(db: sqlite3.Connection, sql: str, values: dict[str, object]) -> list[Wording]:
    return [
        Wording(
            row["paragraph"], row["article"], row["slug"], shown_key(row), row["version"],
            bool(row["stands"]), row["position"], row["number"], row["role"], row["text"],
        )
        for row in db.execute(sql, values)
    ]  # fmt: skip


def with_key(db: sqlite3.Connection, key: str, slug: str | None) -> list[Wording]:
    """Every wording that has, or ever had, a key; those that stand first."""
    name, _, occurrence = key.partition("~")
    where = (
        "{0}.key = :key and {0}.occurrence = :occurrence"
        f" and (:slug is null or a.id in ({locate.WITH_SLUG}))"
    )
    sql = f"""
        {_NOW} where {where.format("p")}
        union all
        {_THEN} where {where.format("w")}
        order by stands desc, version desc, article, position limit {MOST}
    """
    return _wordings(db, sql, {"key": name, "occurrence": int(occurrence or 1), "slug": slug})


def around(db: sqlite3.Connection, wording: Wording, reach: int) -> list[Wording]:
    """A paragraph and those before and after it in its version, boilerplate left out."""
    sql = f"""
        {_NOW} where p.article = :article and p.version <= :version
          and coalesce(p.removed, :version + 1) > :version and p.position between :first and :last
        union all
        {_THEN} where w.article = :article and :version between w.from_version and w.to_version
          and w.position between :first and :last
        order by position
    """
    margin = 2 * reach + 4  # for what is skipped
    values: dict[str, object] = {
        "article": wording.article,
        "version": wording.version,
        "first": wording.position - margin,
        "last": wording.position + margin,
    }
    found = [
        w
        for w in _wordings(db, sql, values)
        if w.role != "boilerplate" or w.position == wording.position
    ]
    here = next((i for i, w in enumerate(found) if w.position == wording.position), 0)
    return found[max(0, here - reach) : here + reach + 1]


def prepare(db: sqlite3.Connection) -> None:
    """Index the wordings that only earlier versions have, for this connection."""
    db.execute("drop table if exists temp.earlier_fts")
    db.execute(
        'create virtual table temp.earlier_fts using fts5 (text, content="",'
        ' tokenize="unicode61 remove_diacritics 2")'
    )
    db.execute(
        """
        insert into temp.earlier_fts (rowid, text)
        select w.id, w.text from wordings w join paragraphs p on p.id = w.paragraph
        where w.key <> p.key
        """
    )


def with_words(db: sqlite3.Connection, quotation: Sought) -> list[Wording]:
    """Wordings that have the longest phrase of a quotation, MOST of them and one more."""
    phrase = max((_phrase(run[:LONGEST]) for run in quotation.runs), key=len, default="")
    if not phrase:
        return []
    if not phrase.isascii() and (letters := _unspaced(quotation)):
        return _scanned(db, letters[:1], MOST + 1)
    return _matching(db, phrase, MOST + 1)


def candidates(db: sqlite3.Connection, quotation: Sought) -> list[Wording]:
    """Wordings that have several words in a row of a quotation, those with the most first."""
    if letters := _unspaced(quotation):
        return _scanned(db, letters, BEST)
    votes: Counter[tuple[int, int, str]] = Counter()
    found: dict[tuple[int, int, str], Wording] = {}
    for shingle in _shingles(quotation):
        for wording in _matching(db, shingle, MOST):
            place = wording.paragraph, wording.version, wording.key
            votes[place] += 1
            found[place] = wording
    return [found[place] for place, _ in votes.most_common(BEST)]


def _matching(db: sqlite3.Connection, phrase: str, most: int) -> list[Wording]:
    now = f"""
        {_NOW} where p.id in (
          select rowid from paragraphs_fts where paragraphs_fts match :phrase limit :most
        )
        order by stands desc, p.id
    """
    then = f"""
        {_THEN} where w.id in (
          select rowid from temp.earlier_fts where earlier_fts match :phrase limit :most
        )
        order by w.id
    """
    values: dict[str, object] = {"phrase": phrase, "most": most}
    return _wordings(db, now, values) + _wordings(db, then, values)


def _phrase(words: Sequence[str]) -> str:
    """Words as a phrase of FTS5, which parts them at every mark."""
    said = " ".join(word for word in words if any(map(str.isalnum, word)))
    return '"{}"'.format(said.replace('"', " ").replace("\x00", " ")) if said else ""


def _shingles(quotation: Sought) -> Iterator[str]:
    """Phrases of a few words from all over a quotation, the longest first."""
    made = [
        _phrase(words[i : i + SHINGLE])
        for run in quotation.runs
        if (words := [w for w in run if any(map(str.isalnum, w))])
        for i in range(0, max(1, len(words) - SHINGLE + 1), SHINGLE - 1)
    ]
    return iter(sorted(dict.fromkeys(made), key=len, reverse=True)[:SHINGLES])


def _unspaced(quotation: Sought) -> list[str]:
    """Stretches of a quotation in a script without spaces, whose words no index knows."""
    found: list[str] = []
    for run in quotation.runs:
        text = "".join(run)
        if sum(len(word) == 1 and not word.isascii() for word in run) * 2 > len(run):
            found += ["".join(run[i : i + 4]) for i in range(0, max(1, len(run) - 3), 4)]
            found.append(text[:12])
    return sorted(found, key=len, reverse=True)[:SHINGLES]


def _scanned(db: sqlite3.Connection, letters: Sequence[str], most: int) -> list[Wording]:
    """Wordings that have one of some stretches of letters; reads the whole corpus."""
    names = {f"l{i}": text for i, text in enumerate(letters)}
    has = " + ".join(f"(instr({{0}}.text, :{name}) > 0)" for name in names)
    sql = f"""
        select * from (
          {_NOW.replace("p.text", "p.text, " + has.format("p") + " as had", 1)}
          union all
          {_THEN.replace("w.text", "w.text, " + has.format("w") + " as had", 1)}
          join paragraphs p on p.id = w.paragraph and p.key <> w.key
        )
        where had order by had desc, stands desc, paragraph limit :most
    """
    return _wordings(db, sql, {**names, "most": most})
