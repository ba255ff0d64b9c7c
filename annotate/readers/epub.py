"""
EPUB books: the documents of the spine in order, as one article.

The cover and the table of contents are `boilerplate`. What the package says of the
book - title, authors, publisher, date, language, address - is its metadata. A page
of the printed book that the EPUB marks is the page of the paragraphs on it. All is
read by a tokenizer that knows no entities but HTML's, so that none can be a bomb.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import unquote

from annotate.errors import UnreadableSource
from annotate.model import Draft, Metadata
from annotate.readers import pieces, says
from annotate.readers.markup import headings, tokens, walk
from annotate.readers.markup.tokens import Tag, Text
from annotate.readers.record import DEFAULT, Options
from annotate.readers.web import cut_off
from annotate.readers.zipped import DAMAGED, Zipped

__all__ = ["read"]

MEDIA_TYPE = "application/epub+zip"
LARGEST_TEXT = 50_000_000  # bytes of its documents
_NAMED = 5  # chapters that are cut off, each by its name; the rest are counted

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_DOCUMENTS = (
    "application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/xml",
    "image/svg+xml",
)  # fmt: skip
_HEAD = 20_000  # characters
_DECLARATIONS = re.compile(r"(?<=<!DOCTYPE)[^<>\[]{0,999}\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)
# elements of which HTML's rules read all that follows as their text, even `<title/>`
_EMPTY_RAW = re.compile(r"<(script|style|textarea|title|iframe)((?:\s[^<>]*)?)/>", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.-]{1,40})["']""")


class _Item(NamedTuple):
    """A document of the spine: its name in the archive, and what all of it is."""

    name: str
    mark: str | None


class _Chapter(NamedTuple):
    """A document of the spine with its text."""

    item: _Item
    text: str


class _Meta(NamedTuple):
    """A word of the package on the book, with what its attributes say."""

    name: str
    text: str
    told: dict[str, str]


class _Package(NamedTuple):
    """The package: its tags, and the folder that its addresses start in."""

    tags: list[Tag]
    meta: list[_Meta]
    folder: str


def read(data: bytes, options: Options = DEFAULT) -> Draft:
    """The draft of a book; raises `UnreadableSource`."""
    try:
        with Zipped(data, largest=options.largest) as archive:
            package = _package(archive)
            said = _told(package.meta)
            spine = _spine(package)
            _refuse_encrypted(archive, spine)
            chapters = list(_chapters(archive, spine))
    except (*DAMAGED, KeyError) as error:
        reason = " ".join(str(error).split())[:100]
        raise UnreadableSource(f"is no EPUB, or a damaged one ({reason})") from error
    found = [piece for each in chapters for piece in walk.pieces(_html(each.text), each.item.mark)]
    draft = pieces.draft(headings.settled(found, said.title), said, MEDIA_TYPE)
    return replace(draft, remarks=tuple(_cut_off(chapters)))


def _package(archive: Zipped) -> _Package:
    name = _package_name(archive)
    content = list(tokens.parts(_text(archive.read(name))))
    return _Package(
        [part for part in content if isinstance(part, Tag)],
        list(_meta(content)),
        posixpath.dirname(name),
    )


def _package_name(archive: Zipped) -> str:
    """Where the package is: the container says so, else there is but one such file."""
    if _CONTAINER in archive.names:
        for part in tokens.parts(_text(archive.read(_CONTAINER))):
            if isinstance(part, Tag) and _local(part) == "rootfile":
                name = _path("", tokens.attributes(part).get("full-path", ""))
                if name in archive.names:
                    return name
    packages = [name for name in archive.names if name.lower().endswith(".opf")]
    if not packages:
        raise UnreadableSource("is a zip archive, but not an EPUB: it has no package (.opf)")
    return packages[0]


def _text(data: bytes) -> str:
    """A file of the book as text: what it says it is in, else UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    declared = _DECLARED.match(data)
    try:
        return data.decode(declared[1].decode() if declared else "utf-8-sig", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _local(tag: Tag) -> str:
    return tag.name.rpartition(":")[2]


def _path(folder: str, address: str) -> str:
    """The name in the archive that an address means."""
    return posixpath.normpath(posixpath.join(folder, unquote(address.partition("#")[0])))


def _meta(content: list[Tag | Text]) -> Iterator[_Meta]:
    """What the package says in `dc:` elements and in `meta`."""
    for i, part in enumerate(content):
        if isinstance(part, Tag) and part.name.startswith(("dc:", "meta")) and not part.closing:
            after = content[i + 1] if i + 1 < len(content) else None
            words = " ".join(after.text.split()) if isinstance(after, Text) else ""
            yield _Meta(part.name, words, tokens.attributes(part))


def _spine(package: _Package) -> list[_Item]:
    files: dict[str, dict[str, str]] = {}
    order: list[str] = []
    apart: set[str] = set()
    for tag in package.tags:
        said = tokens.attributes(tag)
        if _local(tag) == "item":
            files.setdefault(said.get("id", ""), said)
        elif _local(tag) == "itemref":
            order.append(said.get("idref", ""))
        elif _local(tag) == "reference" and said.get("type", "") in ("cover", "toc"):
            apart.add(_path(package.folder, said.get("href", "")))
    items = (files[name] for name in dict.fromkeys(order) if name in files)
    return [_item(item, package.folder, apart) for item in items if _is_document(item)]


def _is_document(item: dict[str, str]) -> bool:
    return item.get("media-type", _DOCUMENTS[0]) in _DOCUMENTS


def _item(item: dict[str, str], folder: str, apart: set[str]) -> _Item:
    name = _path(folder, item.get("href", ""))
    is_apart = name in apart or "nav" in item.get("properties", "").split()
    return _Item(name, "boilerplate" if is_apart else None)


def _refuse_encrypted(archive: Zipped, spine: list[_Item]) -> None:
    """Fonts may be garbled as their makers wish, but not the text."""
    if _ENCRYPTION not in archive.names:
        return
    for part in tokens.parts(_text(archive.read(_ENCRYPTION))):
        if isinstance(part, Tag) and _local(part) == "cipherreference":
            name = _path("", tokens.attributes(part).get("uri", ""))
            if any(name == item.name for item in spine):
                raise UnreadableSource("is encrypted (DRM); only a copy without it can be read")


def _chapters(archive: Zipped, spine: list[_Item]) -> Iterator[_Chapter]:
    room = LARGEST_TEXT
    for item in spine:
        if item.name not in archive.names:
            raise UnreadableSource(f"is a damaged EPUB: {item.name!r} is not in it")
        data = archive.read(item.name)
        room -= len(data)
        if room < 0:
            raise UnreadableSource(f"has more than {LARGEST_TEXT // 10**6} MB of text")
        yield _Chapter(item, _text(data))


def _cut_off(chapters: list[_Chapter]) -> Iterator[str]:
    """What is to be told of chapters that do not end as XML has to."""
    texts = {each.item.name: each.text for each in chapters}
    cut = [name for name, text in texts.items() if cut_off.amid(text) or cut_off.is_missing(text)]
    for name in cut[:_NAMED]:
        yield f"has a chapter that is cut off: {name}"
    if more := len(cut[_NAMED:]):
        yield f"has {more:,} more chapters that are cut off"


def _html(xml: str) -> str:
    """A document in HTML's terms: nothing declared, no CDATA, no empty elements but HTML's."""
    head, section, others = xml.partition("<![CDATA[")
    head = _DECLARATIONS.sub(">", head[:_HEAD], count=1) + head[_HEAD:]
    text = tokens.without_sections(head + section + others)
    return _EMPTY_RAW.sub(r"<\1\2></\1>", text)


def _told(meta: list[_Meta]) -> Metadata:
    def first(name: str) -> str | None:
        return next((m.text for m in meta if m.name == name and m.text), None)

    return Metadata(
        title=says.title(first("dc:title"), by_program=True),
        byline=says.byline(_authors(meta)),
        site=says.site(first("dc:publisher")),
        published=says.day(_date(meta)),
        url=next(_addresses(meta), None),
        language=says.language(first("dc:language")),
    )


def _authors(meta: list[_Meta]) -> list[str]:
    """The creators but those who are said to be something else."""
    roles = {
        m.told.get("refines", "")[1:]: m.text for m in meta if m.told.get("property") == "role"
    }
    return [
        m.text
        for m in meta
        if m.name == "dc:creator"
        and m.told.get("opf:role", roles.get(m.told.get("id", "-"), "aut")) == "aut"
    ]


def _date(meta: list[_Meta]) -> str | None:
    dates = {m.told.get("opf:event", ""): m.text for m in meta if m.name == "dc:date"}
    return dates.get("publication") or dates.get("")


def _addresses(meta: list[_Meta]) -> Iterator[str]:
    for name in ("dc:source", "dc:identifier"):
        yield from (url for m in meta if m.name == name and (url := says.url(m.text)))
