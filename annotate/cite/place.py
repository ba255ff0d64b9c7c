"""
The paths of citation pages.
"""

__all__ = ["path"]


def path(key: str, slug: str | None = None) -> str:
    """The path of a citation page; with a slug, of the wording in that article."""
    return f"/cite/{slug}/{key}" if slug else f"/cite/{key}"
