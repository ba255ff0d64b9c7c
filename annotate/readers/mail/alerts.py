"""
Articles of a press database in the body of a message, as its alerts send them.
"""

import re

from annotate.readers.exports import hints
from annotate.readers.exports.export_file import Labelled
from annotate.readers.record import Several

__all__ = ["taken_apart"]

_TAGS = re.compile(r"<[^<>]{0,5000}>")
_NEEDS = (
    "may hold several articles; to take it apart as a page needs one more package:"
    ' pip install "annotate-corpus[html]"'
)
Found = Several | Labelled | None


def taken_apart(html: str, text: str, split: bool | None) -> Found:
    """The articles in the words of a message, which it has as a page, as text or both."""
    page = _of_page(html, split)
    if isinstance(page, Several):
        return page
    plain = _of_text(text, split)
    return plain if isinstance(plain, Several) else page or plain


def _of_page(html: str, split: bool | None) -> Found:
    if not html or not (split or hints.hinted(_TAGS.split(html))):
        return None
    try:
        from annotate.readers.web import blocks, press, tree  # few messages need it
    except ImportError:
        return Labelled(None, remarks=(_NEEDS,))
    root = tree.parsed(html)
    page = None if root is None else blocks.page(root)
    return None if root is None or page is None else press.taken_apart(root, page, split)


def _of_text(text: str, split: bool | None) -> Found:
    if not text or not (split or hints.hinted(text.splitlines())):
        return None
    from annotate.readers.exports import export_file, texts

    return export_file.taken_apart(texts.lined(text), split, texts=texts.parted)
