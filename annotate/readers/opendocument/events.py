"""
XML as it comes: starts, ends and text, one after another, with nothing declared and no tree.
"""

from collections.abc import Callable
from functools import lru_cache
from xml.parsers import expat

from annotate.errors import UnreadableSource

__all__ = ["Start", "each"]

Start = Callable[[str, dict[str, str]], None]
"""An element begins: its name (`text:p`) and its attributes, by their names."""

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"


def each(xml: bytes, start: Start, end: Callable[[], object], text: Callable[[str], None]) -> None:
    """Tell of each event; raises UnreadableSource for what is no XML, or declares something."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, told: start(
        _name(name), {_name(key): value for key, value in told.items()}
    )
    parser.EndElementHandler = lambda name: end()
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # also an encoding unheard of
        reason = " ".join(str(error).split())[:100]
        raise UnreadableSource(f"is a damaged document ({reason})") from error


def _refuse(*_: object) -> None:
    raise UnreadableSource("is a damaged document (it declares a DOCTYPE)")


@lru_cache(1000)
def _name(said: str) -> str:
    """A name with its space in short."""
    space, _, local = said.rpartition(" ")
    if space.startswith(_OASIS):
        return f"{space[len(_OASIS) :].partition(':')[0]}:{local}"
    return f"{space.rstrip('/').rpartition('/')[2]}:{local}"
