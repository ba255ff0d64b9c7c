"""
What the head and the tail of an article of an export say of it: its metadata, page and id.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from annotate.model import Metadata
from annotate.readers import says
from annotate.readers.exports import labels, line_kinds
from annotate.readers.exports.heads import BY, is_label, is_name
from annotate.readers.exports.line_kinds import Line

__all__ = ["Said", "said"]

_EDITION = re.compile(
    r"(?i)(?:.{0,40}\b(?:edition|ausgabe|édition|edición)\b.{0,30}|final|correction appended"
    r"|special to .{3,60}|proquest document link|.{0,20}document link)"
)
_PAGE = re.compile(
    r"(?i)(?:\bpg\.?|\bpage|\bp\.|\bs\.|\bseite|\bpágina|\bpág\.?|\bpagina|\bblz\.?|\bc\.|стр\.?)\s*(\d{1,4})(?![\w.])|(?<!\d)0*(\d{1,4})\s?[頁页面]"
)
_CLOCK = re.compile(r"\d\d?[:.h]\d\d.{0,12}")
_SOURCE_CODE = re.compile(r"[A-Z0-9]{3,8}")
_INFO = re.compile(r"(?P<site>[^;\[\]]{2,100}?)(?:[;,]| \[|\.? \d)")
_RIGHTS = re.compile(r"(?i)permission|responsib|republish|rights|copyright")
_LONG = 60  # characters
_EDITED = re.compile(r",\s*(?:n[o°]\.?|nr\.?|vol\.?)\s*[\d.,]+.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What an article's lines say of it; which of them are its title and which its byline."""

    metadata: Metadata
    page: int | None = None
    id: str | None = None
    titles: tuple[Line, ...] = ()
    bylines: tuple[Line, ...] = ()


def said(head: Sequence[Line], tail: Sequence[Line]) -> Said:
    """What head and tail of an article say."""
    told = _labelled((*head, *tail))
    placed = _by_length(head) or _by_date(head)
    title = told.get("title") or _joined(placed.title)
    byline = told.get("byline") or _joined(placed.byline)
    site = told.get("site") or placed.site or _info(told.get("info"))
    when = _day(told.get("published")) or _day(placed.date) or _day(told.get("info"))
    metadata = Metadata(
        title=says.title(title), byline=says.stated(_name(byline)) if byline else None,
        site=says.site(_EDITED.sub("", site)) if site else None, published=when,
        url=says.url(told.get("url")),
        language=labels.language_of(told.get("language") or placed.language or ""),
    )  # fmt: skip
    closing = next((line.value for line in tail if line.kind == "closing" and line.value), None)
    page = _page(told) or placed.page
    return Said(metadata, page, _id(told.get("id") or closing), placed.title, placed.byline)


def _labelled(those: Sequence[Line]) -> dict[str, str]:
    """The first value of each field, `info` being where ProQuest puts paper and day together."""
    told: dict[str, str] = {}
    is_head = any(line.field == "length" or line.kind == "body" for line in those)
    for line in those:
        if line.value and (line.kind == "code" or _is_labelled(line, surely=is_head)):
            field = line.field
            if field == "place" and re.match(
                r"(?i)\W*publi\w+[ -]?info|.{0,20}informations? de pub|información de pub",
                line.text,
            ):
                field = "info"
            told.setdefault(field, line.value)
        for field, value in line.said:
            told.setdefault(field, value)
    return told


def _is_labelled(line: Line, *, surely: bool) -> bool:
    return line.kind == "label" and (surely or is_label(line))


@dataclass(frozen=True, slots=True)
class _Placed:
    """What lines without labels say by where they stand."""

    title: tuple[Line, ...] = ()
    byline: tuple[Line, ...] = ()
    site: str | None = None
    date: str | None = None
    language: str | None = None
    page: int | None = None


def _by_length(head: Sequence[Line]) -> _Placed | None:
    """Above "87 words" the headline and who wrote it, below it when, where and who may copy."""
    at = next((i for i, line in enumerate(head) if line.kind == "length"), None)
    if at is None:
        return None
    title, byline = _headline([line for line in head[:at] if line.kind == "text"])
    below = [line for line in head[at + 1 :] if line.kind != "copyright"]
    dated = next((i for i, line in enumerate(below) if line.kind == "date"), None)
    if dated is None:
        return None
    names = [line.text for line in below[dated + 1 :] if not _CLOCK.fullmatch(line.text)]
    numbers = [int(name) for name in names[1:] if re.fullmatch(r"\d{1,4}", name)]
    language = next((name for name in names[1:] if labels.language_of(name)), None)
    return _Placed(
        title, byline, names[0] if names else None, below[dated].text, language,
        next(filter(None, numbers), None),
    )  # fmt: skip


def _headline(above: list[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    byline = tuple(line for line in above if line.piece.mark == "byline")
    title = tuple(line for line in above if line.piece.mark in ("title", "h1"))
    left = [line for line in above if line not in byline and line not in title]
    left = [line for line in left if not _EDITION.fullmatch(line.text)]
    if not byline and not title and len(left) > 1 and is_name(left[-1].text):
        byline = (left.pop(),)
    return title or tuple(left[-1:]), byline


def _by_date(head: Sequence[Line]) -> _Placed:
    """Paper and date above or below the headline."""
    if any(line.kind == "row" for line in head):
        below = [line for line in head if line.kind == "text" and "\t" not in line.piece.text]
        return _Placed(tuple(below))
    texts = [line for line in head if line.kind == "text" or _is_title(line)]
    dated = next((line for line in head if line.kind == "date"), None)
    if _is_counted(head) and (centred := [line for line in texts if line.is_centred]):
        return _centred(head, centred, dated)
    if dated is None:
        above = takewhile(lambda line: line.kind != "label", head)
        return _Placed(tuple(line for line in above if line.kind == "text"))
    at = head.index(dated)
    before = [line for line in texts if line in head[:at]]
    after = _without_editions([line for line in texts if line not in before])
    byline = tuple(line for line in after if line.piece.mark == "byline" or BY.fullmatch(line.text))
    after = [line for line in after if line not in byline]
    marked = tuple(line for line in texts if line.piece.mark in ("title", "h1"))
    is_above = (
        bool(marked and marked[0] in before)
        or not after
        or (len(before) > 1 and not _is_counted(head))
    )
    if is_above and len(before) > 1:
        return _Placed(
            marked or tuple(before[:-1]),
            byline,
            before[-1].text,
            dated.text,
            page=_paged(dated.text),
        )
    title = marked or tuple(after)
    if not byline and len(title) < len(after) and is_name(after[-1].text):
        byline = (after[-1],)
    site = before[0].text if before else None
    return _Placed(title, byline, site, dated.text, page=_paged(dated.text))


def _without_editions(those: list[Line]) -> list[Line]:
    """Lines below a date, without those that say in which edition; "Edition 1;" goes on below."""
    return [
        line
        for before, line in zip([None, *those], those, strict=False)
        if not _EDITION.fullmatch(line.text)
        and not (before and before.text.endswith(";") and _EDITION.fullmatch(before.text))
    ]


def _centred(head: Sequence[Line], centred: Sequence[Line], dated: Line | None) -> _Placed:
    """In plain text the paper and the day stand in the middle, and the headline does not."""
    at = head.index(dated) if dated else 0
    left = [line for line in head if line.kind == "text" or _is_title(line)]
    left = [line for line in left if not line.is_centred and not _RIGHTS.search(line.text)]
    left = _without_editions([line for line in left if line in head[:at]] or left)
    byline = tuple(line for line in left if BY.fullmatch(line.text))
    title = tuple(line for line in left if line not in byline)
    when = dated.text if dated else ""
    return _Placed(title, byline, centred[0].text, when, page=_paged(when))


def _is_title(line: Line) -> bool:
    """Whether it is a headline with a label of the paper's: "LEADALL: …"."""
    return line.field == "other" and len(line.value) > _LONG and not line.is_centred


def _is_counted(head: Sequence[Line]) -> bool:
    return any(line.kind == "counter" for line in head)


def _name(byline: str) -> str:
    found = BY.fullmatch(byline)
    return found["name"] if found else byline


def _id(words: str | None) -> str | None:
    """Of "Document ABC…" what names it."""
    return words.split()[-1][:80] if words else None


def _joined(those: Sequence[Line]) -> str | None:
    return " ".join(line.text for line in those) or None


def _info(words: str | None) -> str | None:
    found = _INFO.match(words or "")
    return found["site"] if found else None


def _day(words: str | None) -> str | None:
    return (line_kinds.day(words) or says.day(words)) if words else None


def _page(told: dict[str, str]) -> int | None:
    page = told.get("page", "").strip(" 頁面")
    if re.fullmatch(r"0*\d{1,4}", page):
        return int(page) or None
    return _paged(page) or _paged(told.get("section", ""))


def _paged(words: str) -> int | None:
    found = _PAGE.search(words)
    return (int(found[1] or found[2]) or None) if found else None
