"""
Whether what a manuscript quotes stands in the corpus as it is quoted, and where.
"""

import sqlite3
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from annotate.anchor import ending, quoted
from annotate.anchor.changes import Change
from annotate.anchor.passage import Passage, passage
from annotate.anchor.quoted import Likeness, Sought
from annotate.corpus import locate, passages
from annotate.corpus.wordings import Wording
from annotate.manuscript.quotations import SHORT, Quotation
from annotate.text.footnotes import without_signs

__all__ = ["ALIKE", "LINKED", "STATUSES", "Finding", "Verifier"]

STATUSES = {
    "exact": "ok",
    "linked": "ok",
    "misquoted": "error",
    "wrong paragraph": "error",
    "broken link": "error",
    "older version": "warning",
    "ambiguous": "warning",
    "not in the corpus": "warning",
}
"""What can be said of a quotation, and how grave it is."""

ALIKE = 0.7  # how much alike words must be to be a misquotation of what no link names
LINKED = 0.5  # and of what a link does
FARTHEST = 20  # paragraphs that one quotation is looked for in


@dataclass(frozen=True, slots=True)
class Finding:
    """
    What became of a quotation: its status, how grave that is, and where its words stand.

    `linked` are the refs of what its link names, `changes` lead from the words
    there to the words quoted; `minor` findings need nobody's attention.
    """

    quotation: Quotation
    status: str
    level: str  # ok, warning or error
    places: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    minor: bool = False


_Asked = tuple[str, str | None, str | None, bool, bool, tuple[str, ...]]


class Verifier:
    """Verifies quotations against one database, remembering those that it has seen."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._seen: dict[_Asked, Finding] = {}
        self._known: dict[str, bool] = {}  # letters of titles
        passages.prepare(db)

    def verify(self, quotation: Quotation) -> list[Finding]:
        """
        What is to be said of a quotation; nothing of the title of an article that is named.

        Paragraphs that may be one quotation or several are as many as stand together.
        """
        parts = list(quotation.apart) or [quotation]
        found = []
        while parts:
            first = parts.pop(0)
            said = self._verified(first)
            while parts and not first.link:  # which stands at the end of one
                first = first.with_next(parts[0])
                together = self._verified(first)
                if not _stands(together):
                    break
                said = together
                del parts[0]
            found += [said] if said else []
        return found

    def _verified(self, quotation: Quotation) -> Finding | None:
        link = quotation.link
        asked = (
            quotation.words, link and link.key, link and link.slug, quotation.sure,
            quotation.reference, quotation.shorter,
        )  # fmt: skip
        if asked not in self._seen:
            found = self._without_citation(quotation)
            if found is None:
                return None
            self._seen[asked] = found
        seen = self._seen[asked]
        return replace(seen, quotation=replace(quotation, words=seen.quotation.words))

    def _without_citation(self, quotation: Quotation) -> Finding | None:
        """Of a quotation, without the citation at its end unless the corpus has that, too."""
        found = self._finding(quotation)
        for shorter in quotation.shorter:
            behind = quotation.words[len(shorter) :]
            if found is None or _stands(found) or ending.is_kept(found.changes, behind):
                break
            quotation = replace(quotation, words=shorter)
            found = self._finding(quotation)
        return found

    def _finding(self, quotation: Quotation) -> Finding | None:
        link = quotation.link
        linked: list[Wording] = []
        if link:
            linked = locate.with_key(self.db, link.key, slug=link.slug, most=passages.MOST)
        if not quotation.words:
            return _of_link(quotation, linked)
        sought = quoted.sought(quotation.words)
        case = _Case(quotation, sought, linked, _count(quotation))
        if link and not linked and quotation.sure:
            places = self._exact(sought)
            if any(link.url in place.text for place in _standing(places)):
                return self._elsewhere(case, places)  # another site's link, quoted with the words
            return _made(case, "broken link", _standing(places) or places)
        if self._is_title(quotation, linked):
            return None
        here = self._among(linked, sought, case.reach)
        if any(place.stands for place in here):
            return _made(case, "exact", [place for place in here if place.stands])
        places = self._exact(sought)
        if here:
            slugs = {place.slug for place in here}
            same = [p for p in _standing(places) if p.slug in slugs]
            return _made(case, "exact", same) if same else _made(case, "older version", here)
        return self._elsewhere(case, places)

    def _elsewhere(self, case: "_Case", places: list[Wording]) -> Finding:
        """Of words that are not in the paragraph linked to, if any is."""
        standing = _standing(places)
        if places and case.is_linked:
            return _made(case, "wrong paragraph", standing or places)
        if standing:
            return _made(case, "exact" if len(standing) == 1 else "ambiguous", standing)
        if places:
            return _made(case, "older version", places)
        return self._unfound(case)

    def _unfound(self, case: "_Case") -> Finding:
        """Of words that stand nowhere as they are quoted."""
        near = self._nearest(case.linked, case, LINKED)
        if near is None and case.count >= SHORT:
            likely = passages.candidates(self.db, case.sought, any_letters=True)
            near = self._nearest(likely, case, ALIKE)
        if near:
            wording, like = near
            return _made(case, "misquoted", [wording], like.changes)
        return _made(case, "not in the corpus")

    def _exact(self, sought: Sought) -> list[Wording]:
        found: list[Wording] = []
        for look_up in (passages.with_words, passages.candidates, passages.folded):
            found = found or self._among(look_up(self.db, sought), sought, _reach(sought))
        return found

    def _among(self, wordings: Iterable[Wording], sought: Sought, reach: int) -> list[Wording]:
        """Where the words begin that these wordings have, alone or with those beside them."""
        found: dict[tuple[int, str], Wording] = {}
        for wording in wordings:
            alone = quoted.find(passages.passage(wording.text), sought)
            first = wording if alone else self._beside(wording, sought, reach)
            if first:
                found.setdefault((first.paragraph, first.shown_key), first)
        standing = {wording.paragraph for wording in found.values() if wording.stands}
        return [w for w in found.values() if w.stands or w.paragraph not in standing]

    def _beside(self, wording: Wording, sought: Sought, reach: int) -> Wording | None:
        """The paragraph in which words begin that stand partly in this one."""
        if not _may_share(passages.passage(wording.text), sought):
            return None
        near = passages.around(self.db, wording, reach)
        article = [w for w in near if w.role != "boilerplate" or w.position == wording.position]
        found = _first_of(article, wording, sought, reach)
        return found or (_first_of(near, wording, sought, reach) if article != near else None)

    def _nearest(
        self, wordings: Sequence[Wording], case: "_Case", least: float
    ) -> tuple[Wording, Likeness] | None:
        texts = [(w, passages.passage(w.text)) for w in wordings]
        pairs = [(w, like) for w, text in texts if (like := quoted.likeness(text, case.sought))]
        pairs = [(w, like) for w, like in pairs if like.score >= least]
        return max(pairs, key=lambda pair: (pair[1].score, pair[0].stands), default=None)

    def _is_title(self, quotation: Quotation, linked: Sequence[Wording]) -> bool:
        """
        Whether the words are a title, named beside a link to its article or in a reference.

        Not where the link is to the title's own paragraph, or surely to another article.
        """
        letters = _letters(quotation.words)
        if not letters or any(_letters(wording.text) == letters for wording in linked):
            return False
        if any(_letters(title) == letters for title in self._titles(linked)):
            return True
        is_free = quotation.reference and not (linked and quotation.sure)
        return is_free and self._has_title(letters)

    def _titles(self, linked: Sequence[Wording]) -> Iterator[str]:
        for slug in {wording.slug for wording in linked}:
            sql = "select title from articles where slug = ?"
            yield from (row["title"] for row in self.db.execute(sql, [slug]))

    def _has_title(self, letters: str) -> bool:
        """Whether some article has a title of these letters."""
        if letters not in self._known:
            sql = "select title from articles where length(title) between ? and ?"
            found = self.db.execute(sql, [len(letters) // 2, 3 * len(letters) + 20])
            self._known[letters] = any(_letters(row["title"]) == letters for row in found)
        return self._known[letters]


@dataclass(frozen=True, slots=True)
class _Case:
    """A quotation, and what its link names."""

    quotation: Quotation
    sought: Sought
    linked: list[Wording]
    count: int  # of words

    @property
    def is_linked(self) -> bool:
        """Whether a link says surely where the words should stand."""
        return bool(self.linked) and self.quotation.sure

    @property
    def reach(self) -> int:
        """How many paragraphs further the words may go."""
        return _reach(self.sought)


def _letters(words: str) -> str:
    """Words as styles of references leave them: whatever the capitals, marks and spaces."""
    plain = unicodedata.normalize("NFKC", without_signs(words)).casefold()
    return "".join(filter(str.isalnum, plain))


def _first_of(
    near: Sequence[Wording], wording: Wording, sought: Sought, reach: int
) -> Wording | None:
    """Of neighbours in order, the one in which words begin that stand partly in one of them."""
    at = next(i for i, w in enumerate(near) if w.position == wording.position)
    near = near[max(0, at - reach) : at + reach + 1]
    here = min(at, reach)
    starts = list(accumulate((len(w.text) + 1 for w in near), initial=0))
    whole = passage("\n".join(w.text for w in near))
    touching = starts[here], starts[here] + len(wording.text)
    place = quoted.find(whole, sought, touching=touching)
    return near[bisect_right(starts, place[0]) - 1] if place else None


def _reach(sought: Sought) -> int:
    breaks = sum(part.text.text.count("\n\n") for part in sought.parts)
    return min(FARTHEST, 1 + breaks + len(sought.parts) - 1)


def _may_share(text: Passage, sought: Sought) -> bool:
    """Whether words may stand partly in a text: some of theirs do, or most of its are theirs."""
    some = {run[at] for run in sought.runs for at in (0, len(run) // 2, -1)}
    if any(f" {word} " in text.folded for word in some):
        return True
    words = {word for run in sought.runs for word in run}  # of a text that is quoted whole, most
    return 2 * sum(word in words for word in text.words) > len(text.words)


def _stands(found: Finding | None) -> bool:
    """Whether the words stand somewhere as they are quoted."""
    return found is not None and found.status != "misquoted" and bool(found.places)


def _standing(places: Sequence[Wording]) -> list[Wording]:
    return [place for place in places if place.stands]


def _count(quotation: Quotation) -> int:
    return quoted.sought(quotation.words).length


def _of_link(quotation: Quotation, linked: list[Wording]) -> Finding:
    """Of a link by itself."""
    refs = tuple(dict.fromkeys(wording.ref for wording in linked))
    standing = any(wording.stands for wording in linked)
    status = "linked" if standing else "older version" if linked else "broken link"
    return Finding(quotation, status, STATUSES[status], refs, refs)


def _made(
    case: _Case, status: str, places: Sequence[Wording] = (), changes: tuple[Change, ...] = ()
) -> Finding:
    level = STATUSES[status]
    if status == "not in the corpus" and case.is_linked:
        level = "error"
    unsaid = status in ("not in the corpus", "ambiguous") and level == "warning"
    return Finding(
        case.quotation,
        status,
        level,
        tuple(dict.fromkeys(place.ref for place in places)),
        tuple(dict.fromkeys(wording.ref for wording in case.linked)) if case.is_linked else (),
        changes,
        minor=unsaid and case.count < SHORT,
    )
