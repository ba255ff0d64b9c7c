"""
The formats that can be read: one table, what a file is, and its reader.

A reader is a module with `read(data, options) -> Draft`. Where a file may turn out to hold
many articles, this or `articles` beside it gives `Several`, but never with `split=False`.
One of a format that is known to hold many has `records(file, options)` as well or instead,
which yields a `Record` or `BadRecord` for each, reading on as they are asked for, and an
`Aside` where there is more to tell; what can be cut has `portion(file, part, options)`, too.
The content of a file decides what it is, its name only between kinds of text, and where a
plugin reads files with such a name. All raise `UnreadableSource` and nothing else, whatever
the bytes are.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from annotate.errors import Ambiguous, UnreadableSource
from annotate.model import Draft
from annotate.readers import archived, checked, first_bytes
from annotate.readers.record import Aside, BadRecord, Options, Portion, Record, Several

if TYPE_CHECKING:
    from annotate.plugins import Added

__all__ = ["FORMATS", "HEAD", "SUFFIXES", "Format", "detect", "is_read", "is_told", "named", "read"]
__all__ += ["read_record", "records", "require"]

HEAD = 65_536  # bytes of a file that are looked at to tell what it is


class Format(NamedTuple):
    """
    A format: its name is its module's, its `extra` what has to be installed for it.

    That of a plugin names its `module`, and is of one article a file.
    """

    name: str
    called: str
    suffixes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()  # packages to import
    extra: str = ""
    is_many: bool = False
    module: str = ""  # elsewhere than in annotate.readers


_WEB = ("lxml", "trafilatura")
_FEEDS = (".rss", ".atom", ".xml")
_JSON = (".jsonl", ".ndjson", ".jsonlines", ".json", ".jsonl.gz", ".ndjson.gz", ".json.gz")

FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("plain", "plain text", (".txt", ".text")),
        Format("markdown", "Markdown", (".md", ".markdown", ".mdown")),
        Format("transcript", "a transcript (subtitles)", (".vtt", ".srt", ".sbv")),
        Format("docx", "a Word file", (".docx",), ("mammoth",), "docx"),
        Format("rtf", "RTF", (".rtf",)),
        Format("odt", "a document (ODT)", (".odt", ".fodt", ".ott")),
        Format("epub", "an EPUB", (".epub",)),
        Format("pdf", "a PDF", (".pdf",), ("pypdfium2",), "pdf"),
        Format("html", "a web page (HTML)", (".html", ".htm", ".xhtml"), _WEB, "html"),
        Format("mhtml", "a saved web page (MHTML)", (".mhtml", ".mht"), _WEB, "html"),
        Format("eml", "a message of mail", (".eml", ".emlx")),
        Format("mbox", "a mailbox (mbox)", (".mbox", ".mbox.gz"), is_many=True),
        Format("newsxml", "news as XML (NITF, NewsML, TEI, Factiva)", (".xml",), ("lxml",), "html"),
        Format("json", "a JSON record"),
        Format("clipping", "an article cut from a file of many"),
        Format("jsonl", "JSON lines", _JSON, is_many=True),
        Format("csv", "a table (CSV)", (".csv", ".tsv", ".csv.gz", ".tsv.gz"), is_many=True),
        Format("xlsx", "a spreadsheet (xlsx)", (".xlsx", ".xlsm")),
        Format("xls", "an old Excel file (xls)", (".xls",), extra="xls"),
        Format("ods", "a spreadsheet (ODS)", (".ods", ".fods", ".ots")),
        Format("warc", "a web archive (WARC)", (".warc", ".warc.gz"), is_many=True),
        Format("zip", "a zip archive", (".zip",), is_many=True),
        Format("feed", "a feed (RSS, Atom)", _FEEDS, ("feedparser",), "feeds", True),
    )
}  # fmt: skip
"""Every format by its name."""

SUFFIXES = frozenset(suffix for each in FORMATS.values() for suffix in each.suffixes)
"""What is taken from a folder; a file named by itself may have any suffix."""

# among these the name decides
_TEXTS = frozenset(
    ["plain", "markdown", "html", "mhtml", "jsonl", "csv", "transcript", "eml", "mbox"]
)


def detect(head: bytes, name: str) -> tuple[Format, str | None]:
    """The format of a file by its first bytes (`HEAD` of them); a remark when its name lies."""
    ending = name.lower()
    named = next((each for each in FORMATS.values() if ending.endswith(each.suffixes)), None)
    if named is None and (suffix := _suffix_of_plugin(ending)):
        return _added(suffix), None
    told = _told(head)
    if named and named.name == "xls" and told in (None, "docx", "html"):
        return _called_xls(head, told)
    if told is None:
        if named is None or named.name in _TEXTS or ending.endswith(".xml"):
            return named or FORMATS["plain"], None
        return FORMATS["plain"], f"is not {named.called}, whatever its name says"
    if told == "jsonl" and named and named.name == "markdown" and _has_json_head(head):
        return named, None
    found = FORMATS[told]
    is_other = named is not None and not ending.endswith(found.suffixes or named.suffixes)
    remark = f"is {found.called}, whatever its name says" if is_other else None
    return found, remark


def _called_xls(head: bytes, told: str | None) -> tuple[Format, str | None]:
    """What a file of this name is, which many programs give to any table that they write."""
    if head.startswith(first_bytes.OLD):  # what it holds may be named further on
        return FORMATS["xls"], None
    if told == "html":
        return FORMATS["xls"], f"is {FORMATS['html'].called}, whatever its name says"
    first = re.sub(rb"\A(?:\xff\xfe|\xfe\xff)|\0", b"", head).partition(b"\n")[0]
    format = FORMATS["csv" if re.search(rb"[\t;,]", first) else "plain"]
    return format, f"is {format.called}, whatever its name says"


def _has_json_head(head: bytes) -> bool:
    from annotate.readers import front_matter  # few are asked

    return front_matter.is_json(head.decode("utf-8-sig", "replace"))


def is_read(name: str) -> bool:
    """Whether a file with this name is taken from a folder."""
    ending = name.lower()
    return ending.endswith(tuple(SUFFIXES)) or _suffix_of_plugin(ending) is not None


def _suffix_of_plugin(ending: str) -> str | None:
    """The longest suffix of a name that plugins read, if it has one."""
    parts = re.split(r"[/\\]", ending)[-1].split(".")
    suffixes = (f".{'.'.join(parts[i:])}" for i in range(1, len(parts)))
    return next((suffix for suffix in suffixes if suffix in _of_plugins()), None)


@cache
def _of_plugins() -> "Added[Format]":
    """The formats that plugins read, by their names and suffixes; looked for when needed."""
    from annotate.plugins import Added

    return Added(
        "register_readers", Format, "the format",
        names=lambda each: (each.name, *map(str.lower, each.suffixes)),
        ours={*FORMATS, *SUFFIXES},
    )  # fmt: skip


def _named(name: str) -> Format:
    return FORMATS.get(name) or _added(name)


def _added(name: str) -> Format:
    """What a plugin reads, by its name or suffix; raises UnreadableSource."""
    try:
        found = _of_plugins().get(name)
    except Ambiguous as error:
        raise UnreadableSource(f"cannot be read: {error}") from error
    if found is None:
        raise UnreadableSource(f"cannot be read: no plugin reads the format {name} any more")
    return found


def is_told(head: bytes) -> bool:
    """Whether the first bytes of a file tell what it is, whatever it is called."""
    return _told(head) is not None


def _told(head: bytes) -> str | None:
    """The format that the first bytes tell, if they do; only files of many are packed by gzip."""
    is_packed = head.startswith(b"\x1f\x8b")
    if is_packed:
        try:
            head = zlib.decompressobj(31).decompress(head, HEAD)
        except zlib.error:
            return None
    if _is_bundle(head):
        return "zip"
    told = first_bytes.told(head)
    return None if told and is_packed and not FORMATS[told].is_many else told


def _is_bundle(head: bytes) -> bool:
    """Whether a zip archive begins with a document: a Word file within would seem to be it."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    name = head[30 : 30 + int.from_bytes(head[26:28], "little")].lower()
    own = (b".xml", b".rels", b".html", b".htm", b".xhtml")  # which documents are made of
    return name.endswith(tuple(map(str.encode, SUFFIXES))) and not name.endswith(own)


def read(data: bytes, format: str, options: Options) -> Draft:
    """The draft of one article, whatever a file seems to hold; raises UnreadableSource."""
    found = _read(data, format, replace(options, split=False))
    assert isinstance(found, Draft)
    return found


def read_record(record: Record, options: Options) -> Draft | Several:
    """What a record is: what its file says of it wins over what it says itself."""
    found = _read(record.data, record.format, options)
    if isinstance(found, Several):
        return replace(found, records=tuple(_below(each, record) for each in found.records))
    if record.is_silent:
        return found
    said, kept = archived.original(record.metadata, record.captured)
    return replace(
        found,
        metadata=said.over(found.metadata).over(record.besides),
        captured=archived.earliest(kept, found.captured),
    )


def _read(data: bytes, format: str, options: Options) -> Draft | Several:
    module = _module(_named(format))
    found: Draft | Several = getattr(module, "articles", module.read)(data, options)
    return found if format in FORMATS else checked.draft(found)


def _below(each: Record | BadRecord, whole: Record) -> Record | BadRecord:
    """A record within another, with what is said of that one."""
    label = f"{whole.label}/{each.label}" if whole.label else each.label
    if isinstance(each, BadRecord):
        return replace(each, label=label)
    said = whole.metadata.over(each.metadata)
    captured = whole.captured or each.captured
    return replace(each, label=label, metadata=said, captured=captured)


def records(
    file: BinaryIO, format: str, options: Options, portion: Portion | None = None
) -> Iterator[Record | BadRecord | Aside]:
    """
    The articles of a file that holds many, or of a portion of it, each as in the whole.

    Raises UnreadableSource where it cannot go on.
    """
    module = _module(_named(format))
    found: Iterator[Record | BadRecord | Aside]
    found = module.portion(file, portion, options) if portion else module.records(file, options)
    return found


_MEDIA_TYPES = {
    "text/markdown": "markdown",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/rtf": "rtf",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.ms-excel": "xls",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/epub+zip": "epub",
    "application/pdf": "pdf",
    "text/html": "html",
    "text/vtt": "transcript",
    "multipart/related": "mhtml",
    "message/rfc822": "eml",
    "application/json": "json",
    "application/vnd.annotate.clipping+json": "clipping",
    "application/vnd.annotate.news+xml": "newsxml",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
}


def named(media_type: str, source: str) -> str:
    """The format whose reader made a draft of this media type; raises UnreadableSource."""
    if media_type in _MEDIA_TYPES:
        return _MEDIA_TYPES[media_type]
    ours = source.lower().endswith(tuple(SUFFIXES))
    suffix = None if ours else _suffix_of_plugin(source.lower())
    if suffix:
        return _added(suffix).name
    if media_type != "text/plain":
        raise UnreadableSource(f"is of a format that no plugin reads any more ({media_type})")
    return "plain"


def require(format: Format, packages: Sequence[str]) -> None:
    """Raises UnreadableSource, which names the extra to install, where a package is missing."""
    for package in packages:
        try:
            import_module(package)
        except ImportError as error:
            raise UnreadableSource(
                f"is {format.called}, which needs one more package:"
                f' pip install "annotate-corpus[{format.extra}]"'
            ) from error


def _module(format: Format) -> ModuleType:
    require(format, format.needs)
    return import_module(format.module or f"annotate.readers.{format.name}")
