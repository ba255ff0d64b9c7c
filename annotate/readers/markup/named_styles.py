"""
What the name of a paragraph's style says that it is, in files of word processors.
"""

import re

__all__ = ["mark"]

_MARKS = {
    "title": ("title",),
    "heading": ("subtitle",),
    "h1": ("heading",),
    "byline": ("author", "authors", "byline"),
    "dateline": ("date", "dateline"),
    "caption": (
        "caption", "image caption", "table caption", "illustration", "figure", "table", "drawing",
        "figurecaption", "tablecaption",
    ),
    "quote": ("quote", "intense quote", "block text", "block quote", "quotations"),
    "boilerplate": ("contents heading", "index heading", "toc heading", "header", "footer"),
}  # fmt: skip
_BY_NAME = {name: mark for mark, names in _MARKS.items() for name in names}
_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|nagłówek|заголовок|标题|見出し)"
    r" ?([1-9])"
)
_CONTENTS = re.compile(r"(?:toc|contents|index) \d")


def mark(name: str) -> str | None:
    """The mark of paragraphs in a style of this name; those of headings are h1 to h6."""
    said = " ".join(name.replace("_", " ").split()).casefold()
    if found := _HEADING.fullmatch(said):
        return f"h{min(int(found[1]), 6)}"
    return "boilerplate" if _CONTENTS.fullmatch(said) else _BY_NAME.get(said)
