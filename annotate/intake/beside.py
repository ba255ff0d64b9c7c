"""
What lies in a folder beside articles and tells of them: tables, and how programs lay it out.

Each kind looks at the folder that it is about and everything below, by paths that begin
there and have `/` between names.
"""

import unicodedata
from collections.abc import Iterator

from annotate.model import Metadata

__all__ = ["SILENT", "Beside", "normal"]

SILENT = Metadata()


class Beside:
    """Nothing that tells; what does, overrides some of these."""

    def of(self, path: str) -> Metadata:
        """What is said of a file."""
        return SILENT

    def leaves_out(self, path: str) -> bool:
        """Whether a file is no article, whatever is in it; of folders, which end in `/`, all is."""
        return False

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong, with the file in which it is, once all files were asked for."""
        yield from ()

    def remarks(self) -> Iterator[str]:
        """What there is to tell of the folder, once all files were asked for."""
        yield from ()


def normal(path: str) -> str:
    """A path as it is compared, however its writer's system writes it."""
    parts = unicodedata.normalize("NFC", path.replace("\\", "/")).split("/")
    return "/".join(part for part in parts if part not in ("", "."))
