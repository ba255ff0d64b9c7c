"""
A file of clippings: lines that begin with a sign, and paragraphs between lines of dashes.

    # The title          @ Who wrote it          % When
"""

from annotate.model import Draft, Metadata
from annotate.readers import pieces, plain
from annotate.readers.pieces import Piece
from annotate.readers.record import Options

_SAYS = {"#": "title", "@": "byline", "%": "published"}


def read(data: bytes, options: Options) -> Draft:
    said: dict[str, str] = {}
    paragraphs = [""]
    for line in plain.decode(data).splitlines():
        if name := _SAYS.get(line[:1]):
            said[name] = line[1:].strip()
        elif line.startswith("---"):
            paragraphs.append("")
        else:
            paragraphs[-1] += f" {line}"
    title = [Piece(said["title"], "title")] if "title" in said else []
    found = [*title, *(Piece(text) for text in paragraphs)]
    return pieces.draft(found, Metadata(**said), "text/x-clippings")
