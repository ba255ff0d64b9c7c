"""
The plain text of a message, by who wrote it: its sender, an earlier message, or a program.

Lines that only the mail's width breaks are joined where the message says so (format=flowed).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from annotate.readers.pieces import Piece
from annotate.text import clean, split

__all__ = ["of_page", "pieces"]

_MARKS = re.compile(r">[> ]*")
_SIGNATURE = re.compile(r"--\s?")
_SHORT = 400  # characters of what is said on the mailing itself
_SERVICE = re.compile(
    r"\b(?:un-?subscribe|opt[- ]out|view (?:this|it|the|in).{0,40}\bbrowser|read (?:it )?online"
    r"|(?:update|manage|change) your (?:e-?mail )?(?:preference|setting|subscription)s?"
    r"|you(?:'re| are)? receiv(?:e|ed|ing) this|(?:was|is) sent to \S+@"
    r"|abmelden|abbestellen|im browser (?:ansehen|anzeigen|öffnen)|newsletter abbestellen"
    r"|se désabonner|se désinscrire|désabonne[zr]|dans (?:votre|le) navigateur"
    r"|darse? de baja|cancelar (?:la )?suscripción|disiscri\w+|annulla l'iscrizione"
    r"|afmelden|uitschrijven|avsluta prenumeration|отписаться|cancelar (?:a )?inscrição)\b"
    r"|退订|取消订阅|配信停止|購読解除|구독 ?취소|수신 ?거부",
    re.IGNORECASE,
)
_BUTTONS = re.compile(
    r"(?:(?:like|share|tweet|comments?|restack|subscribe|forward|facebook|twitter|instagram|linkedin"
    r"|youtube|read (?:more|in app)|listen|upgrade|sign up|teilen|weiterlesen|partager|compartir)\b"
    r"[\s\d·|•/,]*)+",
    re.IGNORECASE,
)
_FOOTER = re.compile(r"[_=*-]{20,}\s*")
_OF_LIST = re.compile(r"mailing list|unsubscribe|/listinfo/|/mailman|google groups", re.IGNORECASE)
_EARLIER = re.compile(
    r"\s*-{2,}\s*(?:original message|original appointment|ursprüngliche nachricht|message d'origine"
    r"|mensaje original|messaggio originale|oorspronkelijk bericht)\s*-{2,}\s*",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?s).{0,300}\b(?:wrote|writes|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev"
    r"|пишет|написал\w?)\b.{0,100}[:：]\s*|.{0,300}(?:写道|寫道|さんは書きました)\s*[:：]\s*",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"[\s*_>]*(?:from|von|de|da|van|från|fra|от|发件人|寄件者)[\s*_]*[:：][^\n]{1,500}\n+"
    r"[\s*_>]*(?:sent|date|gesendet|datum|envoyé|enviado|inviato|verzonden|skickat|sendt|отправлено"
    r"|发送时间|寄件日期)[\s*_]*[:：]",
    re.IGNORECASE,
)
_QUOTES = "mail: it quotes an earlier message"
_SIGNS = "mail: it stands below the signature's line"
_MAILING = "mail: it speaks of the mailing itself"


class _Line(NamedTuple):
    text: str
    kind: str  # own, quoted, earlier, signed, mailing


def pieces(
    text: str, *, flowed: bool = False, deleted: bool = False, answer: bool = False
) -> list[Piece]:
    """The paragraphs; `flowed` and `deleted` as the message says, `answer`: it answers another."""
    lines = clean.multiline(text).split("\n")
    if flowed:
        lines = list(_joined(lines, deleted=deleted))
    found: list[Piece] = []
    for kind, run in groupby(_told(lines, answer=answer), key=lambda line: line.kind):
        words = "\n".join(line.text for line in run)
        if (
            kind == "quoted"
            and found
            and found[-1].mark is None
            and _WROTE.fullmatch(found[-1].text)
        ):
            found[-1] = Piece(found[-1].text, "comment", because=_QUOTES)
            kind = "earlier"
        found += _marked([words[a:b] for a, b in split.paragraphs(words)], kind, answer=answer)
    return found


def of_page(found: Sequence[Piece], *, answer: bool) -> list[Piece]:
    """The paragraphs of a message that is a page, those apart that its sender did not write."""
    told = [_aside(piece, answer=answer) for piece in found]
    if answer:
        pairs = enumerate(zip(found, [*found[1:], Piece("")], strict=True))
        head = next((i for i, two in pairs if _HEAD.match("\n".join(p.text for p in two))), None)
        if head is not None:
            told[head:] = [replace(p, mark="comment", because=_QUOTES) for p in told[head:]]
    last = len(told) * 2 // 3
    at = next((i for i in range(last, len(told)) if _is_service(told[i].text)), len(told))
    foot = (
        replace(piece, mark="boilerplate", because=_MAILING) if len(piece.text) <= _SHORT else piece
        for piece in told[at:]
    )
    return [*told[:at], *foot]


def _aside(piece: Piece, *, answer: bool) -> Piece:
    if _is_service(piece.text) or _BUTTONS.fullmatch(piece.text.strip()[:_SHORT]):
        return replace(piece, mark="boilerplate", because=_MAILING)
    if answer and (piece.mark == "quote" or _WROTE.fullmatch(piece.text)):
        return replace(piece, mark="comment", because=_QUOTES)
    return piece


def _is_service(words: str) -> bool:
    """Whether a paragraph speaks of the mailing itself: how to leave it, where to see it."""
    return len(words) <= _SHORT and bool(_SERVICE.search(words))


def _marked(texts: Iterable[str], kind: str, *, answer: bool) -> Iterator[Piece]:
    for text in texts:
        if kind == "signed":
            yield Piece(text, "boilerplate", because=_SIGNS)
        elif kind == "mailing" or (kind == "own" and _is_service(text)):
            yield Piece(text, "boilerplate", because=_MAILING)
        elif kind == "earlier" or (kind == "quoted" and answer):
            yield Piece(text, "comment", because=_QUOTES)
        else:
            yield Piece(text, "quote" if kind == "quoted" else None)


def _told(lines: list[str], *, answer: bool) -> Iterator[_Line]:
    """The lines, quoted ones without their marks, and whose each is."""
    kind = "own"
    for number, line in enumerate(lines):
        if kind == "own" and number and _SIGNATURE.fullmatch(line):
            is_near = line == "-- " or len(lines) - number < 15
            kind = "signed" if is_near else kind
        if kind in ("own", "signed") and _FOOTER.fullmatch(line):
            is_footer = _OF_LIST.search("\n".join(lines[number + 1 : number + 4]))
            kind = "mailing" if is_footer else kind
        is_head = answer and ":" in line and _HEAD.match("\n".join(lines[number : number + 2]))
        if is_head or _EARLIER.fullmatch(line):
            kind = "earlier"
        marks = _MARKS.match(line) if kind == "own" else None
        yield _Line(line[marks.end() :], "quoted") if marks else _Line(line, kind)


def _joined(lines: Iterable[str], *, deleted: bool) -> Iterator[str]:
    """Lines that flow, in one (RFC 3676)."""
    begun: list[str] = []
    depth = 0
    for line in lines:
        deep = len(line) - len(line.lstrip(">"))
        words = line[deep:].removeprefix(" ")
        if begun and deep != depth:
            yield _at(depth, begun)
            begun = []
        depth = deep
        flows = words.endswith(" ") and words != "-- "
        begun.append(words[:-1] if flows and deleted else words)
        if not flows:
            yield _at(depth, begun)
            begun = []
    if begun:
        yield _at(depth, begun)


def _at(depth: int, words: Iterable[str]) -> str:
    whole = "".join(words)
    return f"{'>' * depth} {whole}" if depth else whole
