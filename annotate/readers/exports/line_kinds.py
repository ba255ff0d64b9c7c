"""
What a paragraph of an export is by itself: a counter, a closing line, a rule, a label and so on.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from annotate.readers.exports import labels
from annotate.readers.pieces import Piece
from annotate.text import dates

__all__ = ["STRONG", "Line", "day", "is_loose", "of", "sign"]

_OF = r"(?:of|von|sur|de|di|van|из|av|/|／)"
_DOCUMENT = (
    r"(?:documents?|dokumente?n?|documentos?|documenti?|документ(?:ы|ов|а)?|文書|文件|ドキュメント"
    r"|articles?|artikel[ns]?|artículos?|articoli|articolo)"
)
_COUNTER = re.compile(
    rf"(?i)(?P<before>{_DOCUMENT}\s+)?(?P<number>\d{{1,6}})\s*{_OF}\s*(?P<total>\d{{1,7}})"
    rf"(?P<after>\s*{_DOCUMENT})?(?:\s*件中)?"
)
_CLOSING = re.compile(
    r"(?i)(?:end of document|ende des dokuments|fin du document|fin del documento"
    r"|fine del documento|einde (?:van (?:het )?)?document|fim do documento|конец документа"
    r"|文書の終わり|ドキュメントの終わり|文档结束)[.\s]*"
)
_ACCESSION = re.compile(
    rf"(?:(?i:{_DOCUMENT})\s+)?(?P<id>[A-Z][A-Z0-9]{{3,11}}\d{{8}}[a-z0-9]{{5,14}})"
)
_NEWS = re.compile(
    r"(?i)(?:[^:：]{4,40}[:：]\s*)?(?P<id>news[·•.]\d{8}[·•.][A-Z0-9]{1,9}[·•.]\S{1,40})"
)
_RULE = re.compile(r"[_=*~–—‐-]{10,}|(?:[*·•]\s*){5,}")
_LENGTH = re.compile(
    r"(?i)(?:\d[\d., ]{0,9}\s*(?:words?|w.{1,2}rter|worte|mots|palabras|palavras|woorden|parole"
    r"|слова?|ord|字|文字|자|단어)|[0-9０-９]+文字)\.?"
)
_COPYRIGHT = re.compile(
    r"(?i)(?:\(c\)\s|©|copyright\b|copr\.|(?:all )?rights reserved|tous droits réservés"
    r"|alle rechte vorbehalten|todos los derechos reservados|tutti i diritti riservati"
    r"|alle rechten voorbehouden|все права защищены|著作権|無断転載|版权)"
)
_LABEL = re.compile(
    r"\s*\^?(?P<label>[^\W\d_][^:：\n\t]{0,40}?)\s{0,3}[:：](?!//)\s*(?P<value>.*)", re.DOTALL
)
_CODE = re.compile(r"\s*(?P<label>[A-Z]{2,3})(?:\t\s*|\s*\n\s*| {2,}|\s*$)(?P<value>.*)", re.DOTALL)
_LOOSE = re.compile(
    r"\s*(?P<label>(?:NS|RE|IN|CO)(?=[^:]{2,20} : )|[A-HJ-Z][A-Z]{1,2}) (?P<value>\S.*)", re.DOTALL
)
_SHOUTED = re.compile(r"[A-ZÄÖÜÉÈÀÊÇÑ][A-ZÄÖÜÉÈÀÊÇÑ /&()-]{2,30}")
_BODY = re.compile(
    r"(?i)body|full text|hauptteil|corps(?: de l'article)?|cuerpo|texto|本文|texte intégral"
    r"|volltext|textkörper|haupttext|corpo|abstract"
)
_AFTER = re.compile(
    r"(?i)classification|klassifizierung|klassifikation|clasificación|notes|分類"
    r"|(?P<picture>graphics?|grafik|graphique|gráfico)"
)
_TIME = re.compile(r"\d\d?[:.h]\d\d(?:\s*[ap]\.?m\.?)?")
_WIDE_DATE = re.compile(r"(\d{4})\s?[年년]\s?(\d\d?)\s?[月월]\s?(\d\d?)\s?[日일]")
_DIGITS = re.compile(r"(?<!\d)(\d{4})[./](\d\d?)[./](\d\d?)(?!\d)")
_MONTH = re.compile(r"([^\W\d_]{3,12})\.?,? ([12]\d{3})")
_EARLIEST = "1600"  # what is before it is no year of a paper, but a time or a number
_WORD = re.compile(r"[^\W\d_]+")
_EDITION = re.compile(
    r"(?i)edition|ausgabe|édition|edición|final|morning|evening|late|early|correction|appended"
)
_CENTRED = " " * 10
_LONGEST = 300  # characters of a line that is anything but text
_LONGEST_DATE = 110

STRONG = frozenset({"counter", "closing"})
"""Kinds that begin or end an article by themselves."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of an export, what it is, and what it says."""

    piece: Piece
    text: str  # in one line
    kind: str  # counter closing rule length copyright date label code body after row text
    field: str = ""  # of a label or code, what it says
    value: str = ""
    at: int = 0  # where in the piece its value begins
    numbers: tuple[int, int] = (0, 0)  # of a counter
    is_named: bool = False  # a counter that says of what
    said: tuple[tuple[str, str], ...] = ()  # of a row, each with its field

    @property
    def is_centred(self) -> bool:
        """Whether it is set in the middle of a page of plain text."""
        return self.piece.text.lstrip("\r\n").startswith(_CENTRED)


def of(piece: Piece, *, is_loose: bool = False) -> Line:
    """What a paragraph is; `is_loose`: one space is enough between a code and its value."""
    text = " ".join(piece.text.split())
    if not text:
        return Line(piece, text, "text")
    if is_loose and (found := _LOOSE.match(piece.text)) and found["label"] in labels.CODES:
        return _said(piece, text, "code", labels.CODES[found["label"]], found)
    return _marking(piece, text) or _saying(piece, text) or Line(piece, text, "text")


def is_loose(texts: Iterable[str]) -> bool:
    """Whether lines begin with all the codes that no export is without, and one space."""
    seen = {text.lstrip()[:2] for text in texts if _LOOSE.match(text)}
    return seen >= {"HD", "WC", "PD", "SN", "LA", "AN"}


def sign(text: str) -> str | None:
    """The kind of a line that shows that an article begins or ends beside it, quickly."""
    if len(text) > _LONGEST:
        return None
    found = _marking(Piece(text), " ".join(text.split()))
    return found.kind if found else None


def _marking(piece: Piece, text: str) -> Line | None:
    """A line that is nothing but the mark of a seam."""
    if len(text) > 120:
        return None
    if found := _COUNTER.fullmatch(text.strip(" .-–—|[]()")):
        numbers = int(found["number"]), int(found["total"])
        named = bool(found["before"] or found["after"])
        if 1 <= numbers[0] <= numbers[1]:
            return Line(piece, text, "counter", numbers=numbers, is_named=named)
    if _CLOSING.fullmatch(text):
        return Line(piece, text, "closing")
    if found := _ACCESSION.fullmatch(text) or _NEWS.fullmatch(text):
        return Line(piece, text, "closing", "id", found["id"])
    return Line(piece, text, "rule") if _RULE.fullmatch(text) else None


def _saying(piece: Piece, text: str) -> Line | None:
    """A line that says something of the article."""
    raw = piece.text
    if (found := _CODE.match(raw)) and found["label"] in labels.CODES:
        field = labels.CODES[found["label"]]
        return _said(piece, text, "code", field, found)
    if len(text) <= 60:
        if _LENGTH.fullmatch(text):
            return Line(piece, text, "length", "length", text)
        if _BODY.fullmatch(text):
            return Line(piece, text, "body")
        if found := _AFTER.fullmatch(text):
            return Line(piece, text, "after", "caption" if found["picture"] else "")
    if len(text) <= _LONGEST and _COPYRIGHT.match(text):
        return Line(piece, text, "copyright")
    found = _LABEL.match(raw)
    if found and (known := labels.field_of(found["label"])):
        return _said(piece, text, "label", known, found)
    if found and _SHOUTED.fullmatch(found["label"].strip()):
        return _said(piece, text, "label", "other", found)
    if len(text) <= _LONGEST_DATE and _is_date(text):
        return Line(piece, text, "date")
    return None


def _said(piece: Piece, text: str, kind: str, field: str, found: re.Match[str]) -> Line:
    value = " ".join(found["value"].split())
    return Line(piece, text, kind, field, value, found.start("value"))


def _is_date(text: str) -> bool:
    """Whether it has a full date, and little else that is no part of one."""
    if text[-1] in ".!?:;" or day(text) is None:
        return False
    words = [word.casefold() for word in _WORD.findall(text)]
    strange = [w for w in words if w not in dates.DATE_WORDS and not _EDITION.match(w)]
    return len(strange) <= 6


def day(words: str) -> str | None:
    """The first full date that words have, or the month that they are, as ISO 8601."""
    found = _WIDE_DATE.search(words) or _DIGITS.search(words)
    if found:
        words = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    elif found := _MONTH.fullmatch(words.strip()):
        month = dates.MONTHS.get(found[1].casefold())
        return f"{found[2]}-{month:02}" if month else None
    said = dates.day_in(words)
    return said if said and said >= _EARLIEST else None
