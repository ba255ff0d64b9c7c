"""
Where words may stand: the wordings, of now and of earlier versions, that a quotation may be from.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from annotate.anchor import passage as passages
from annotate.anchor.quoted import Sought
from annotate.corpus import wordings
from annotate.corpus.wordings import Wording

__all__ = ["MOST", "around", "candidates", "folded", "passage", "prepare", "with_words"]

MOST = 20  # places of a phrase that are looked at
LONGEST = 32  # words of a phrase
SHINGLE = 3  # words
SHINGLES = 8  # looked up for a quotation that stands nowhere as it is
BEST = 6  # candidates that are compared with it

passage = lru_cache(maxsize=2_000)(passages.passage)
"""A wording's text, ready to be looked in."""


def around(db: sqlite3.Connection, wording: Wording, reach: int) -> list[Wording]:
    """A paragraph and those before and after it in its version, and some for what is skipped."""
    margin = 2 * reach + 4  # for what is skipped
    places = wording.position - margin, wording.position + margin
    version = None if wording.stands else wording.last
    return wordings.in_version(db, wording.article, version, places)


def prepare(db: sqlite3.Connection) -> None:
    """Index the wordings that only earlier versions have, for this connection."""
    db.execute("drop table if exists temp.folded_fts")
    _create(db, "earlier_fts")
    db.execute(
        """
        insert into temp.earlier_fts (rowid, text)
        select wording, text from stood s where wording is not null
          and key <> (select key from paragraphs where id = s.paragraph)
        """
    )


def _create(db: sqlite3.Connection, name: str) -> None:
    db.execute(f"drop table if exists temp.{name}")
    db.execute(
        f'create virtual table temp.{name} using fts5 (text, content="",'
        ' tokenize="unicode61 remove_diacritics 2")'
    )


def folded(db: sqlite3.Connection, quotation: Sought) -> list[Wording]:
    """
    Wordings that stand and have the longest phrase as `passage` has it, not as the index does.

    Reads the whole corpus once, for this connection.
    """
    phrase = max((_phrase(run[:LONGEST]) for run in quotation.runs), key=len, default="")
    return _folded(db, phrase, MOST + 1) if phrase else []


def _folded(db: sqlite3.Connection, phrase: str, most: int) -> list[Wording]:
    if not db.execute("select 1 from temp.sqlite_schema where name = 'folded_fts'").fetchone():
        _create(db, "folded_fts")
        rows = db.execute("select id, text from paragraphs")
        made = (
            (row[0], passages.passage(row[1]).folded)
            for row in rows
            if passages.is_indexed_otherwise(row[1])
        )
        db.executemany("insert into temp.folded_fts (rowid, text) values (?, ?)", made)
    condition = """
        wording is null and paragraph in (
          select rowid from temp.folded_fts where folded_fts match :phrase limit :most
        )
    """
    return wordings.where(db, condition, {"phrase": phrase, "most": most})


def with_words(db: sqlite3.Connection, quotation: Sought) -> list[Wording]:
    """Wordings that have the longest phrase of a quotation, MOST of them and one more."""
    phrase = max((_phrase(run[:LONGEST]) for run in quotation.runs), key=len, default="")
    if not phrase:
        return []
    if not phrase.isascii() and (letters := _unspaced(quotation)):
        return _scanned(db, letters[:1], MOST + 1)
    return _matching(db, phrase, MOST + 1)


def candidates(
    db: sqlite3.Connection, quotation: Sought, *, any_letters: bool = False
) -> list[Wording]:
    """
    Wordings that have several words in a row of a quotation, those with the most first.

    With `any_letters` also as `passage` has them: as `folded`, that reads the whole corpus once.
    """
    if letters := _unspaced(quotation):
        return _scanned(db, letters, BEST)
    votes: Counter[tuple[int, int, str]] = Counter()
    found: dict[tuple[int, int, str], Wording] = {}
    for shingle in _shingles(quotation):
        here = _matching(db, shingle, MOST)
        here += _folded(db, shingle, MOST) if any_letters else []
        for place, wording in {(w.paragraph, w.last, w.shown_key): w for w in here}.items():
            votes[place] += 1
            found[place] = wording
    return [found[place] for place, _ in votes.most_common(BEST)]


def _matching(db: sqlite3.Connection, phrase: str, most: int) -> list[Wording]:
    now = """
        wording is null and paragraph in (
          select rowid from paragraphs_fts where paragraphs_fts match :phrase limit :most
        )
    """
    then = """
        wording is not null and wording in (
          select rowid from temp.earlier_fts where earlier_fts match :phrase limit :most
        )
    """
    values: dict[str, object] = {"phrase": phrase, "most": most}
    return [
        *sorted(wordings.where(db, now, values), key=lambda w: (not w.stands, w.paragraph)),
        *sorted(wordings.where(db, then, values), key=lambda w: (w.paragraph, w.first)),
    ]


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
        is_letter = [len(word) == 1 and not word.isascii() for word in run]
        if sum(is_letter) * 2 > len(run):  # words of other scripts among them have spaces
            starts = [i for i in range(0, max(1, len(run) - 3), 4) if all(is_letter[i : i + 4])]
            found += ["".join(run[i : i + 4]) for i in starts]
            found += ["".join(run[:12])] if all(is_letter[:12]) else []
    return sorted(found, key=len, reverse=True)[:SHINGLES]


def _scanned(db: sqlite3.Connection, letters: Sequence[str], most: int) -> list[Wording]:
    """Wordings that have one of some stretches of letters; reads the whole corpus."""
    names = {f"l{i}": text for i, text in enumerate(letters)}
    had = " + ".join(f"(instr(text, :{name}) > 0)" for name in names)
    condition = f"""
        {had} and (
          wording is null or key <> (select key from paragraphs where id = s.paragraph)
        )
        order by {had} desc, stands desc, paragraph limit :most
    """
    return wordings.where(db, condition, {**names, "most": most})
