"""
XML as a tree, safely: no entity is resolved, no address asked, no tree grows without end.
"""

import re
from collections.abc import Iterator
from html.entities import html5

from lxml import etree

from annotate.errors import UnreadableSource

__all__ = ["all_of", "attribute", "either", "first", "line", "name", "parsed", "words"]

_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_LONGEST = 100  # characters of what is wrong


def parsed(data: bytes) -> etree._Element:
    """The root of a document; raises UnreadableSource."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(_NAMED.sub(_numbered, data), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        said = error.msg if isinstance(error, etree.XMLSyntaxError) else str(error)
        told = " ".join((said or "nothing is in it").split())[:_LONGEST]
        raise UnreadableSource(f"is damaged XML: {told}") from error
    if root is None:
        raise UnreadableSource("is damaged XML: nothing is in it")
    return root


def _numbered(entity: re.Match[bytes]) -> bytes:
    """An entity of HTML by its numbers, as its definition is not read; others as they are."""
    letters = html5.get(f"{entity[1].decode()};", "")
    is_plain = letters in ("", "&", "<", ">", '"', "'")
    return entity[0] if is_plain else "".join(f"&#{ord(each)};" for each in letters).encode()


def name(element: etree._Element) -> str:
    """The name of an element without its namespace; of what is no element, nothing."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def all_of(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Every element below (or the root itself) that has one of the names."""
    return (each for each in root.iter() if name(each) in names)


def first(root: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element that the names lead to, each anywhere below the one before."""
    found = root
    for each in path:
        if found is None:
            return None
        found = next((one for one in all_of(found, each) if one is not found), None)
    return found


def either(root: etree._Element | None, *names: str) -> etree._Element | None:
    """The first element below that has one of the names."""
    return (
        None
        if root is None
        else next((one for one in all_of(root, *names) if one is not root), None)
    )


def attribute(element: etree._Element | None, *names: str) -> str | None:
    """The first of the attributes that an element has, whatever their namespaces."""
    if element is None:
        return None
    known = {key.rpartition("}")[2]: str(value) for key, value in element.attrib.items()}
    return next((known[each] for each in names if known.get(each, "").strip()), None)


def words(element: etree._Element | None) -> str:
    """All words in an element."""
    return "" if element is None else "".join(map(str, element.itertext()))


def line(element: etree._Element | None) -> str | None:
    """The words of an element on one line; None if there are none."""
    return re.sub(r"\s+", " ", words(element)).strip() or None
