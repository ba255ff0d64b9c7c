"""
HTML cut into tags and text, in one pass whose time grows with the length alone.

(The standard library's parser takes hours for some megabytes of `<a `.)
"""

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import NamedTuple

__all__ = ["Tag", "Text", "attributes", "parts", "without_sections"]

_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(
    r"""([^\s=/>"']++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++))"""
)  # fmt: skip
_RAW = ("script", "style", "textarea", "title", "xmp", "iframe")
_COMMENTS = (("<!--", "-->"), ("<!", ">"), ("<?", ">"))


class Tag(NamedTuple):
    """`<name rest>`, or `</name>`; a comment is the tag `!` with its words."""

    name: str
    rest: str
    closing: bool
    line: int


class Text(NamedTuple):
    """What stands between tags, its entities resolved."""

    text: str
    line: int


def parts(html: str) -> Iterator[Tag | Text]:
    """The tags and texts in order; what stands in scripts and the like is left out."""
    at, line = 0, 1
    while at < len(html):
        part, end = _next(html, at, line)
        yield part
        if isinstance(part, Tag) and part.name in _RAW and not part.closing:
            line, at = line + html.count("\n", at, end), end
            end = _after_raw(html, at, part.name)
        line, at = line + html.count("\n", at, end), end


def _next(html: str, at: int, line: int) -> tuple[Tag | Text, int]:
    if html[at] != "<":
        end = html.find("<", at)
        end = len(html) if end < 0 else end
        return Text(unescape(html[at:end]), line), end
    if tag := _TAG.match(html, at):
        return Tag(tag[2].lower(), tag[3], bool(tag[1]), line), tag.end()
    for begin, stop in _COMMENTS:
        if html.startswith(begin, at):
            end = html.find(stop, at + len(begin))
            words = html[at + len(begin) : end] if end >= 0 else ""
            return Tag("!", words, False, line), len(html) if end < 0 else end + len(stop)
    end = html.find("<", at + 1)  # no tag: a sign of its own
    end = len(html) if end < 0 else end
    return Text(unescape(html[at:end]), line), end


def _after_raw(html: str, at: int, name: str) -> int:
    end = re.compile(rf"</{name}", re.IGNORECASE).search(html, at)
    return end.start() if end else len(html)


def attributes(tag: Tag) -> dict[str, str]:
    """The attributes that have a value; of several of one name the first."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(tag.rest):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def without_sections(xml: str) -> str:
    """The text with its CDATA sections in HTML's terms; what nothing closes is text as it is."""
    first, *others = xml.split("<![CDATA[")
    parted = (section.partition("]]>") for section in others)
    return first + "".join(
        escape(words, quote=False) + after if end else words for words, end, after in parted
    )
