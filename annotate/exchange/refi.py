"""
Codebooks as the programs of REFI-QDA exchange them: `.qdc`, codes inside codes.
"""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from annotate.errors import BadInput
from annotate.text.tag_names import LONGEST

__all__ = ["Coded", "codes"]


class Coded(NamedTuple):
    """A code with the names of those that it is in, and what is said of it."""

    path: tuple[str, ...]
    description: str
    colour: str


def codes(data: bytes) -> Iterator[Coded]:
    """The codes in their order; raises BadInput. Entities are refused, nothing is fetched."""
    root = _parsed(data)
    if _name(root) != "CodeBook":
        raise BadInput(f"it is no codebook of REFI-QDA (.qdc): it begins with <{_name(root)}>")
    waiting: list[tuple[tuple[str, ...], Element]] = [
        ((), code) for code in reversed(_within(root, "Codes"))
    ]
    while waiting:
        above, code = waiting.pop()
        path = (*above, code.get("name") or "")
        if sum(map(len, path)) + len(path) > LONGEST + 1:  # also where codes are in codes for ever
            raise BadInput(f"the code {'/'.join(path)[:60]}… has more than {LONGEST} characters")
        told = next((each.text for each in code if _name(each) == "Description"), None)
        yield Coded(path, (told or "").strip(), code.get("color") or "")
        waiting += [(path, each) for each in reversed(code) if _name(each) == "Code"]


def _within(root: Element, name: str) -> list[Element]:
    return [code for each in root if _name(each) == name for code in each if _name(code) == "Code"]


def _name(element: Element) -> str:
    """Without its namespace, which differs from program to program."""
    return element.tag.rpartition("}")[2]


class _Plain(TreeBuilder):
    """What has no document type, and so no entities of its own."""

    def doctype(self, *_: object) -> None:
        """Refuse it."""
        raise BadInput("it has a document type, as no codebook of REFI-QDA has; take it out")


def _parsed(data: bytes) -> Element:
    parser = XMLParser(target=_Plain())
    try:
        parser.feed(data)
        root = parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise BadInput(f"it is no XML that can be read: {error}") from error
    assert isinstance(root, Element)
    return root
