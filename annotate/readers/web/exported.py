"""
Documents that a word processor wrote as HTML: Google Docs, Word, LibreOffice.

They have no menus, so all of it is the article, but for what editors remarked beside it and
what stands at the head and foot of its pages. The signs of such remarks are no part of the
words. A paragraph in the style of a title is the title, whatever the headings below it are.
"""

import re
from collections.abc import Sequence

from lxml import etree

from annotate.readers.web.blocks import Element, Page

__all__ = ["of_document", "prepare"]

_PROGRAM = re.compile(r"(?i)\b(?:libreoffice|openoffice|microsoft word|google docs)\b")
_CONTENT = re.compile(r"(?:^|\s)c\d+ (?:c\d+ )*doc-content(?:\s|$)")
_LISTS = "lst-kix_"  # how Google Docs calls the lists of any export
_TITLES = re.compile(r"(?:^|\s)(?:title|msotitle)(?:\s|$)", re.IGNORECASE)
_SUBTITLES = re.compile(r"(?:^|\s)(?:subtitle|msosubtitle)(?:\s|$)", re.IGNORECASE)
_LISTED = re.compile(r"(?:^|\s)MsoListParagraph", re.IGNORECASE)
_SIGN = re.compile(r"#(?:cmnt|_msocom_)\d")
_REMARK = re.compile(r"(?:cmnt|_msocom_)\d")
_BESIDE = re.compile(r"(?i)mso-element:\s*(?:comment-list|header|footer)")
_ASIDE = "beside-the-document"  # the class that what is none of it is given
_LOWEST = 6


def _is_document(root: etree._Element) -> bool:
    for element in root.iter("meta"):
        if (element.get("name") or "").lower() in ("generator", "progid"):
            return _PROGRAM.search(element.get("content") or "") is not None
    if any(_LISTS in (style.text or "") for style in root.iter("style")):
        return True
    return any(_CONTENT.search(one.get("class") or "") for one in root.iter("body", "div"))


def prepare(root: etree._Element) -> bool:
    """Gives a document the markup of a page, as to its title and its lists; False for a page."""
    if not _is_document(root):
        return False
    for element in list(root.iter("a", "p", "div")):
        called, style = element.get("class") or "", element.get("style") or ""
        if element.tag == "a":
            _take_sign(element)
        elif _BESIDE.search(style) or element.get("title") in ("header", "footer"):
            element.set("class", _ASIDE)
        elif element.tag == "p" and _LISTED.search(called):
            element.tag = "li"
    _give_title(root)
    return True


def _take_sign(link: etree._Element) -> None:
    """The sign of a remark goes; what holds the remark itself is put aside."""
    if _REMARK.match(link.get("id") or link.get("name") or ""):
        if (held := _held(link)) is not None:
            held.set("class", _ASIDE)
    elif _SIGN.match(link.get("href") or ""):
        parent = link.getparent()
        if parent is not None:
            parent.replace(link, _empty(link.tail))


def _empty(tail: str | None) -> etree._Element:
    nothing = etree.Element("span")
    nothing.tail = tail
    return nothing


def _held(link: etree._Element) -> etree._Element | None:
    """The paragraph of a remark, or the element around it that begins with it."""
    found = next(link.iterancestors("p", "div", "li"), None)
    around = None if found is None else found.getparent()
    is_whole = around is not None and around.tag == "div" and around[0] is found
    return around if is_whole else found


def _give_title(root: etree._Element) -> None:
    """The title's paragraph is the main heading, and those that were are below it."""
    found = next((p for p in root.iter("p") if _TITLES.search(p.get("class") or "")), None)
    if found is None or not "".join(found.itertext()).strip():
        return
    for level in range(_LOWEST - 1, 0, -1):
        for heading in list(root.iter(f"h{level}")):
            heading.tag = f"h{level + 1}"
    found.tag = "h1"
    for below in list(root.iter("p")):
        if _SUBTITLES.search(below.get("class") or ""):
            below.tag = "h2"


def of_document(page: Page) -> Sequence[bool]:
    """For each block of a document whether it is of the article."""
    is_framed = any(_CONTENT.search(one.words) and one.tag == "div" for one in page.elements)
    return [_is_of(block.inside, is_framed) for block in page.blocks]


def _is_of(element: Element | None, is_framed: bool) -> bool:
    """Whether it is in the document (where a page frames that, as Google's does), not beside it."""
    found = not is_framed
    while element is not None:
        if _ASIDE in element.words:
            return False
        found = found or _CONTENT.search(element.words) is not None
        element = element.parent
    return found
