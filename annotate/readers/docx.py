"""
Word files (docx): their body as HTML by mammoth, and from there paragraphs by their styles.

Headers and footers of pages, comments and what tracked changes deleted are no part
of the text. The properties of the file tell title, author and language. When it was made is
no day of publication, and when it was last saved none on which anybody read the source.
"""

import io
import re
import zipfile
from dataclasses import replace
from xml.etree.ElementTree import Element, ParseError, tostring
from xml.parsers.expat import ExpatError
from xml.sax import SAXException

import mammoth

from annotate.errors import UnreadableSource
from annotate.model import Draft, Metadata
from annotate.readers import pieces, refused, says, wordlines, wordml
from annotate.readers.exports import export_file
from annotate.readers.markup import headings, tokens, walk
from annotate.readers.markup.tokens import Tag, Text
from annotate.readers.markup.traces import Traces
from annotate.readers.pieces import Piece
from annotate.readers.record import DEFAULT, LARGEST, Options, Several
from annotate.readers.zipped import DAMAGED, Zipped

__all__ = ["articles", "paragraphs", "read"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGEST_XML = 30_000_000  # bytes of what mammoth takes apart, which takes many times that

_STYLES = "\n".join(
    f"p[style-name='{name}'] => {html}"
    for html, names in {
        "h1.title:fresh": ["Title"],
        "p.subtitle:fresh": ["Subtitle"],
        "p.author:fresh": ["Author", "Authors", "Byline"],
        "p.date:fresh": ["Date", "Dateline"],
        "p.caption:fresh": [
            "caption", "Image Caption", "Table Caption", "Illustration", "Figure", "Table",
            "Drawing",
        ],
        "blockquote > p:fresh": [
            "Quote", "Intense Quote", "Block Text", "Block Quote", "Quotations",
        ],
        "pre:separator('\\n')": ["Source Code", "HTML Preformatted", "Preformatted Text"],
        "h1:fresh": ["Heading"],
    }.items()
    for name in names
) + "".join(
    f"\nr[style-name='{name}'] => code" for name in ("Verbatim Char", "HTML Code")
)  # fmt: skip
_WITH_TEXT = re.compile(rb"(?s).{0,2000}?<(?:\w{1,9}:)?(?:document|footnotes|endnotes)\s")
_PLACE = "word/document.xml"  # of the text
_OLD = b"\xd0\xcf\x11\xe0"  # the container of .doc, .xls and of encrypted files
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = {
    "xl/": "an Excel file; save it again as .xlsx, or as CSV",
    "ppt/": "a PowerPoint file; save it as PDF",
}


def read(data: bytes, options: Options = DEFAULT) -> Draft:
    """The draft of a Word file; raises `UnreadableSource`."""
    found = articles(data, replace(options, split=False))
    assert isinstance(found, Draft)
    return found


def articles(data: bytes, options: Options = DEFAULT) -> Draft | Several:
    """The draft of a Word file, or the articles of an export; raises `UnreadableSource`."""
    properties = _properties(data, options.largest)
    said = _told(properties)
    text = _text(data, options.largest)
    apart = None if text is None else export_file.taken_apart(wordlines.lines(text), options.split)
    if isinstance(apart, Several):
        return apart
    if apart and apart.pieces:
        return pieces.draft(apart.pieces, apart.said, MEDIA_TYPE)
    page = _html(_known(data, options.largest, text))
    found = headings.settled(walk.pieces(page), said.title)
    draft = pieces.draft(found, said, MEDIA_TYPE)
    return replace(draft, remarks=apart.remarks) if apart else draft


def paragraphs(data: bytes, largest: int = LARGEST) -> list[Piece]:
    """The paragraphs with their traces; raises `UnreadableSource`."""
    _properties(data, largest)
    return walk.pieces(_html(_known(data, largest)), traces=Traces(lines=False))


def _properties(data: bytes, largest: int) -> bytes:
    """The properties of a Word file that can be opened."""
    if data.startswith(_OLD):
        raise UnreadableSource(_why_not(data))
    return _checked(data, largest)


def _why_not(data: bytes) -> str:
    if _ENCRYPTED in data:
        return "is encrypted; save a copy without a password"
    kind = refused.kind(data)
    assert kind  # which says so of any old document
    return f"is an {kind.name}; {kind.way}"


def _checked(data: bytes, largest: int) -> bytes:
    """The properties of a file all of which can be unpacked, no further than is allowed."""
    try:
        with Zipped(data, largest=largest) as archive:
            _refuse_others(archive.names)
            xml = 0
            for name in archive.names:
                size = archive.measure(name)
                xml += size if name.lower().endswith((".xml", ".rels")) else 0
            if xml > LARGEST_XML:
                raise UnreadableSource(
                    f"has more than {LARGEST_XML // 10**6} MB of text and styles"
                )
            core = "docProps/core.xml"
            return archive.read(core) if core in archive.names else b""
    except DAMAGED as error:
        raise _damaged(error) from error


def _refuse_others(names: tuple[str, ...]) -> None:
    if "[Content_Types].xml" not in names:
        raise UnreadableSource("is a zip archive, but not a Word file (docx)")
    for folder, kind in _OTHERS.items():
        if any(name.startswith(folder) for name in names):
            raise UnreadableSource(f"is {kind}")


def _known(data: bytes, largest: int, text: Element | None = None) -> bytes:
    """The file with what mammoth needs of it, its text in elements that mammoth reads."""
    copy = io.BytesIO()
    try:
        with Zipped(data, largest=largest) as archive, zipfile.ZipFile(copy, "w") as known:
            for name in archive.names:
                if name == _PLACE and text is not None:
                    known.writestr(name, tostring(text))
                elif name.lower().endswith((".xml", ".rels")):
                    part = archive.read(name)
                    known.writestr(name, wordml.known(part) if _WITH_TEXT.match(part) else part)
    except (ParseError, LookupError, RecursionError, *DAMAGED) as error:
        raise _damaged(error) from error
    return copy.getvalue()


def _text(data: bytes, largest: int) -> Element | None:
    """The text in elements that mammoth reads, if it is in its usual place."""
    try:
        with Zipped(data, largest=largest) as archive:
            return wordml.rewritten(archive.read(_PLACE)) if _PLACE in archive.names else None
    except (ParseError, LookupError, RecursionError, *DAMAGED) as error:
        raise _damaged(error) from error


def _html(data: bytes) -> str:
    try:
        converted = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda image: {}),
        )
    except (LookupError, AttributeError, TypeError, AssertionError) as error:
        raise _damaged(error) from error
    except (ExpatError, SAXException, zipfile.BadZipFile, RecursionError) as error:
        raise _damaged(error) from error
    except DAMAGED as error:
        raise _damaged(error) from error
    return str(converted.value)


def _damaged(error: Exception) -> UnreadableSource:
    reason = " ".join(str(error).split())[:100]
    return UnreadableSource(f"is no Word file (docx), or a damaged one ({reason})")


def _told(properties: bytes) -> Metadata:
    """What the file says of itself."""
    said = _values(properties.decode("utf-8", "replace"))
    return Metadata(
        title=says.title(said.get("dc:title"), by_program=True),
        byline=says.byline(re.split(r"\s*;\s*", said.get("dc:creator", ""))),
        language=says.language(said.get("dc:language")),
    )


def _values(xml: str) -> dict[str, str]:
    """The text of each element by its name."""
    found: dict[str, str] = {}
    name = ""
    for part in tokens.parts(xml):
        if isinstance(part, Text) and name:
            found[name] = found.get(name, "") + part.text
        elif isinstance(part, Tag):
            name = "" if part.closing or part.rest.endswith("/") else part.name
    return found
