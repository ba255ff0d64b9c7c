"""
Messages of mail: who wrote what when, newsletters as web pages, attached articles of their own,
and the articles that an alert of a press database has in its body.

What an earlier message said, as far as it is quoted, is a `comment`; signatures, and what a
newsletter says of itself, are `boilerplate`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.utils import parseaddr

from annotate.errors import UnreadableSource
from annotate.model import Draft, Metadata
from annotate.readers import clipping, formats, pieces, says
from annotate.readers.exports.export_file import Labelled
from annotate.readers.mail import alerts, mime, whose
from annotate.readers.mail.mime import Part
from annotate.readers.markup import headings, walk
from annotate.readers.pieces import Piece
from annotate.readers.record import DEFAULT, BadRecord, Options, Record, Several

__all__ = ["MEDIA_TYPE", "read"]

MEDIA_TYPE = "message/rfc822"
DEEPEST = 20  # parts in parts
_MANY = 200  # attached articles
_FORMS = ("html", "text")
_CUT_OFF = "is cut off: what came last is missing"
_NO_ARTICLES = (".ics", ".vcf", ".asc", ".sig", ".p7s", ".p7m", ".csv", ".tsv", ".json", ".xml")
_NAMED_BY_PROGRAMS = re.compile(r"(?i)ATT\d+(?:\.\w+)?|(?:mime-)?attachment|noname|winmail\.dat")
_ANSWERS = re.compile(r"(?i)(?:re|aw|sv|antw?|res|rif|odp|ynt|回复|答复|返信)(?:\[\d+\])?\s*[:：]")
_VIA = re.compile(r"""(?i)["']?(.+?)["']?\s+via\s+.+""")
_OF_APPLE = re.compile(rb"\A\d{1,10}[ \t]*\r?\n")


@dataclass(slots=True)
class _Body:
    """The same words in two forms, either of which may be missing."""

    plain: list[Piece] = field(default_factory=list)
    html: str = ""
    text: str = ""  # the plain form as it is


@dataclass(slots=True)
class _Message:
    """What a message holds."""

    whole: Part
    bodies: list[_Body] = field(default_factory=list)
    attached: list[Part] = field(default_factory=list)
    is_whole: bool = True


def read(data: bytes, options: Options = DEFAULT) -> Draft | Several:
    """The draft of a message, or it and the articles attached to it; raises UnreadableSource."""
    found = _Message(mime.whole(_own(data)))
    _gather(found.whole, found, 0)
    remarks = () if found.is_whole else (_CUT_OFF,)
    apart = _apart(found, options)
    articles = [] if options.split is False else list(_articles(found.attached))
    if isinstance(apart, Several):
        return Several((*apart.records, *articles), (*remarks, *apart.remarks))
    try:
        draft = _draft(found, apart)
        draft = replace(draft, remarks=(*remarks, *(apart.remarks if apart else ())))
    except UnreadableSource:
        if not articles:
            raise
        return Several(tuple(articles), remarks)
    return Several((_record(draft), *articles), remarks) if articles else draft


def _apart(found: _Message, options: Options) -> Several | Labelled | None:
    """The articles of an export in its body; what answers quote is none."""
    if options.split is False or _is_answer(found.whole):
        return None
    html, text = ("\n".join(getattr(body, form) for body in found.bodies) for form in _FORMS)
    return alerts.taken_apart(html.strip(), text.strip(), options.split)


def _own(data: bytes) -> bytes:
    """The message, without what Apple's program writes around it, or a mailbox above it."""
    if count := _OF_APPLE.match(data):
        return data[count.end() : count.end() + int(count[0])]
    return re.sub(rb"\A\s*(?:From [^\n]{0,500}\n)?", b"", data, count=1)


def _gather(part: Part, found: _Message, depth: int) -> None:
    """Take what a part says, and what is attached."""
    inner, is_whole = mime.parts(part) if depth < DEEPEST else ([], True)
    found.is_whole = found.is_whole and is_whole
    if inner and part.kind == "multipart/alternative":
        found.bodies.append(_forms(inner, found, depth))
    elif inner:
        for each in inner:
            is_letter = part.kind == "multipart/digest" and "content-type" not in each.head
            _gather(each.letter() if is_letter else each, found, depth + 1)
    elif depth and part.is_attached:
        found.attached.append(part)
    elif part.kind == "text/html":
        found.bodies.append(_Body(html=part.text()))
    elif part.kind in ("text/plain", "text/markdown") or part.kind.startswith("multipart/"):
        found.bodies.append(_Body(_plain(part, found.whole), text=part.text()))


def _forms(inner: list[Part], found: _Message, depth: int) -> _Body:
    """The parts as forms of the same words."""
    forms = _Message(found.whole)
    for each in inner:
        _gather(each, forms, depth + 1)
    found.attached += forms.attached
    found.is_whole = found.is_whole and forms.is_whole
    plain = [piece for body in forms.bodies for piece in body.plain]
    html, text = ("\n".join(getattr(body, form) for body in forms.bodies) for form in _FORMS)
    return _Body(plain, html.strip("\n"), text.strip("\n"))


def _is_answer(whole: Part) -> bool:
    return bool(whole.said("in-reply-to") or _ANSWERS.match(whole.said("subject")))


def _plain(part: Part, whole: Part) -> list[Piece]:
    flowed = (part.parameter("format") or "").lower() == "flowed"
    deleted = (part.parameter("delsp") or "").lower() == "yes"
    return whose.pieces(part.text(), flowed=flowed, deleted=deleted, answer=_is_answer(whole))


def _draft(found: _Message, apart: Labelled | None) -> Draft:
    if apart and apart.pieces:
        return pieces.draft(apart.pieces, apart.said, MEDIA_TYPE)
    said = _said(found.whole)
    parts = [piece for body in found.bodies for piece in _best(body, found.whole)]
    if not any(piece.text.strip() for piece in parts):
        raise UnreadableSource("is a message without any text")
    told = headings.settled(parts, said.title)
    if said.title and all(piece.mark != "title" for piece in told):
        told = [Piece(said.title, "title"), *told]
    return pieces.draft(told, said, MEDIA_TYPE)


def _best(body: _Body, whole: Part) -> list[Piece]:
    """The form that says more: of a newsletter the page, of a letter the plain one."""
    if not body.html.strip() or (body.plain and _is_answer(whole)):
        return body.plain
    page = whose.of_page(walk.pieces(body.html), answer=_is_answer(whole))
    is_letter = not (whole.said("list-unsubscribe") or whole.said("list-id"))
    if is_letter and 2 * _length(body.plain) > _length(page):
        return body.plain
    return page or body.plain


def _length(found: list[Piece]) -> int:
    return sum(len(piece.text) for piece in found)


def _said(whole: Part) -> Metadata:
    of_list = whole.said("list-id")
    sender, _ = parseaddr(whole.said("from"))
    if (via := _VIA.fullmatch(sender)) and of_list:
        sender = via[1]
    archived = whole.said("archived-at").strip("<> ")
    return Metadata(
        title=says.title(whole.said("subject")),
        byline=says.byline([sender]),
        site=_list_name(of_list),
        published=says.day(whole.said("date").partition("(")[0]),
        url=says.url(archived),
        language=says.language(whole.said("content-language").partition(",")[0]),
    )


def _list_name(of_list: str) -> str | None:
    """What a newsletter or mailing list calls itself; not a number that a program gave it."""
    name = of_list.partition("<")[0].strip(" \"'")
    return None if re.search(r"\d|@", name) else says.site(name)


def _articles(attached: list[Part]) -> Iterator[Record | BadRecord]:
    """The attached files that are articles, each by its name."""
    names = {"message"}
    for part in attached[:_MANY]:
        is_message = part.kind == "message/rfc822"
        name = part.name or (_called(part) if is_message else "")
        if not name or _NAMED_BY_PROGRAMS.fullmatch(name) or name.lower().endswith(_NO_ARTICLES):
            continue
        data = part.data()
        format = "eml" if is_message else _format(data, name)
        if format:
            label = _other(name, names)
            names.add(label)
            yield Record(label, data, format)


def _called(part: Part) -> str:
    subject = mime.cut(part.data()).said("subject")
    return f"{re.sub('[/#]', '-', subject)[:80].strip() or 'message'}.eml"


def _format(data: bytes, name: str) -> str:
    """The format of a file that is one article; empty for any other."""
    found, _ = formats.detect(data[: formats.HEAD], name)
    if found.is_many or (found.name == "plain" and not name.lower().endswith(found.suffixes)):
        return ""
    return found.name


def _other(name: str, names: set[str]) -> str:
    """The name, or one like it that no other file has."""
    others = (f"{name} ({number})" for number in range(2, _MANY + 2))
    return name if name not in names else next(each for each in others if each not in names)


def _record(draft: Draft) -> Record:
    """What the message itself says, without what is attached."""
    said = (
        Piece(draft.text[block.start : block.end], block.role, block.page) for block in draft.blocks
    )
    return clipping.record("message", said, draft.metadata)
