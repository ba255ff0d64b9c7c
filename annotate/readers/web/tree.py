"""
A page's markup as a tree, however broken or deep it is.
"""

import re
from collections.abc import Mapping
from html import escape
from itertools import groupby

from lxml import etree
from lxml import html as lxml_html

from annotate.readers.markup import tokens

__all__ = ["has_tags", "parsed"]

_TOO_DEEP = etree.ErrorTypes.ERR_RESOURCE_LIMIT  # the parser stops at a depth of 2,048
_ENDS = re.compile(r"(?i)</(?:body|html)\s*>")  # what stands after them is on the page as well
_BOUND = "<p>"
_TAG = re.compile(r"<[a-zA-Z!/?]")
_DEEPEST_FRAME = 5  # frames in each other; each is parsed again
_XML = re.compile(r"^\s*<\?xml[^>]*>")
_LONG_TAG = re.compile(r"<([a-zA-Z][^\s<>/]{0,30})[^<>]{10000,}>")
_ATTRIBUTE = re.compile(r"""(?<=[\s/"'])[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?""")
_MOST = 1_000  # attributes; pages in attributes have long ones, but few
_UNSEEN = ("script", "style", "template", "noscript")
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "img", "ins", "kbd"}
    | {"mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr"}
)


def has_tags(text: str) -> bool:
    """Whether a text is a page at all, and not plain text that is called one."""
    return _TAG.search(text) is not None


def parsed(text: str, frames: Mapping[str, str] | None = None) -> etree._Element | None:
    """The root of a page's tree, with the pages of its frames; None where there is nothing."""
    root = _root(text)
    if root is not None:
        _open_frames(root, dict(frames or {}), _DEEPEST_FRAME)
    return root


def _root(text: str) -> etree._Element | None:
    if declaration := _XML.match(text):
        text = tokens.without_sections(text[declaration.end() :])
    text = _LONG_TAG.sub(_bare, _ENDS.sub("", text))
    root, is_cut = _tree(text)
    return _tree(_flat(text))[0] if is_cut else root


def _open_frames(root: etree._Element, frames: dict[str, str], depth: int) -> None:
    """Puts pages in the place of the frames that show them, each once."""
    for frame in list(root.iter("iframe", "frame")):
        page = frame.attrib.pop("srcdoc", "") or frames.pop(frame.get("src", ""), "")
        within = _root(page) if page else None
        body = None if within is None else next(within.iter("body", "frameset"), None)
        if body is not None:
            frame.tag, frame.text = "div", body.text
            frame[:] = list(body)
            if depth > 1:
                _open_frames(frame, frames, depth - 1)


def _bare(tag: re.Match[str]) -> str:
    """A tag, without its attributes if they may be so many that parsing them takes minutes."""
    return f"<{tag[1]}>" if len(_ATTRIBUTE.findall(tag[0])) > _MOST else tag[0]


def _tree(text: str) -> tuple[etree._Element | None, bool]:
    """The tree, and whether the parser stopped where elements are too deep in each other."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return None, False
    return root, any(entry.type == _TOO_DEEP for entry in parser.error_log)


def _flat(text: str) -> str:
    """The page without its nesting: all that begins or ends a block begins a paragraph."""
    pieces: list[str] = []
    unseen = ""
    for part in tokens.parts(text):
        if isinstance(part, tokens.Text):
            if not unseen:
                pieces.append(escape(part.text, quote=False))
        elif part.name in _UNSEEN:
            unseen = _after(unseen, part)
        elif part.name != "!" and part.name not in _INLINE:
            pieces.append(_BOUND)
    return "".join(
        piece
        for is_bound, some in groupby(pieces, lambda piece: piece == _BOUND)
        for piece in ([_BOUND] if is_bound else some)
    )


def _after(unseen: str, tag: tokens.Tag) -> str:
    """The element whose words nobody sees and that is open after a tag, or nothing."""
    if tag.closing:
        return "" if tag.name == unseen else unseen
    return unseen or tag.name
