"""
A page's markup as a tree, however broken or deep it is.
"""

import re
from html import escape

from lxml import etree
from lxml import html as lxml_html

from annotate.readers.draft import tags

__all__ = ["parsed"]

_DEEPEST = 1_500  # elements in elements; the parser stops at 2,048
_ENDS = re.compile(r"(?i)</(?:body|html)\s*>")  # what stands after them is on the page as well
_XML = re.compile(r"^\s*<\?xml[^>]*>")
_UNSEEN = ("script", "style", "template", "noscript")
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "img", "ins", "kbd"}
    | {"mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr"}
)


def parsed(text: str) -> etree._Element | None:
    """The root of a page's tree; None where there is nothing on it."""
    text = _ENDS.sub("", _XML.sub("", text))
    root = _tree(text)
    return _tree(_flat(text)) if root is not None and _is_cut(root) else root


def _tree(text: str) -> etree._Element | None:
    parser = lxml_html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root: etree._Element = lxml_html.document_fromstring(
            text.encode("utf-8", "replace"), parser=parser
        )
    except etree.LxmlError:
        return None
    return root


def _is_cut(root: etree._Element) -> bool:
    """Whether the tree is so deep that the parser may have stopped before the page's end."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False


def _flat(text: str) -> str:
    """The page without its nesting: all that begins or ends a block begins a paragraph."""
    pieces: list[str] = []
    unseen = ""
    for part in tags.parts(text):
        if isinstance(part, tags.Text):
            if not unseen:
                pieces.append(escape(part.text, quote=False))
        elif part.name in _UNSEEN:
            unseen = _after(unseen, part)
        elif part.name != "!" and part.name not in _INLINE:
            pieces.append("<p>")
    return "".join(pieces)


def _after(unseen: str, tag: tags.Tag) -> str:
    """The element whose words nobody sees and that is open after a tag, or nothing."""
    if tag.closing:
        return "" if tag.name == unseen else unseen
    return unseen or tag.name
