"""
Files in folders that are no articles though their format is read, and dates in names of files.
"""

import os
import re

from annotate.errors import UnreadableSource
from annotate.model import Metadata

__all__ = ["besides", "textless"]

_FORMATS = ("markdown", "html")
_NAMED = re.compile(r"(\d{4}-\d\d-\d\d)[-_](\S+)\.\w+")
_UNSEEN = re.compile(r"(?s)<(script|style|head)\b.*?</\1\s*>|<[^<>]{0,5000}>")
_FENCE = re.compile(rb"(?:\xef\xbb\xbf)?(?:---|\+\+\+)[ \t]*\r?\n")
_CODE = re.compile(rb"(?is)<(pre|code|textarea|script)\b.*?</\1\s*>")
_TEMPLATE = re.compile(  # of Go, Jinja and Liquid
    rb"\{\{(?:-|/\*|\s*(?:(?:define|block|partial|template|range|with|if|else|end)\b|\$|\.[A-Za-z]|\.\s"
    rb"|content\s*-?\}\}))|\{%-?\s*(?:extends|block)\b"
)
# what news with a text has, and those of pictures and films do not
_NEWS = (b"inlineXML", b"inlineData", b"nitf", b"DataContent", b"<text", b"TEI", b"<doc")
_A_TEMPLATE = "it is a template of pages"
_SILENT = Metadata()


def textless(data: bytes, format: str) -> str | None:
    """Why a file found in a folder is no article: a template, a picture, front matter alone."""
    if format == "newsxml":
        return None if any(sign in data for sign in _NEWS) else "it is news without a text"
    if format == "html" and b"{{" in data and _TEMPLATE.search(_CODE.sub(b"", data)):
        return _A_TEMPLATE
    if format not in _FORMATS or not _FENCE.match(data):
        return None
    from annotate.readers import front_matter
    from annotate.readers.markup import templates

    text = _decoded(data)
    _, body = front_matter.read(text)
    if body is text:
        return None
    if templates.is_list(body):
        return "it is a template that lists articles"
    shown = templates.without(body, has_head=True)
    words = _UNSEEN.sub("", shown) if format == "html" else shown
    return None if words.strip() else "it has nothing to read below its front matter"


def besides(path: str, data: bytes, format: str) -> Metadata:
    """
    What the name of a file says: `2016-10-20-of-wasps.md` is of that day, if it is no clipping.

    Where front matter has no title, Jekyll shows the words of the name as one.
    """
    named = _NAMED.fullmatch(os.path.basename(path))
    has_head = _FENCE.match(data) is not None
    if named is None or not (format == "markdown" or (format == "html" and has_head)):
        return _SILENT
    from annotate.readers import front_matter, says

    is_dated = front_matter.is_dated(_decoded(data))
    words = " ".join(word.capitalize() for word in named[2].split("-") if word)
    return Metadata(
        title=words if has_head and words else None,
        published=None if is_dated else says.day(named[1]),
    )


def _decoded(data: bytes) -> str:
    from annotate.readers import plain

    try:
        return plain.decode(data)
    except UnreadableSource:
        return ""
