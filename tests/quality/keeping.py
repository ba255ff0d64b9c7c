"""
Author's text kept: of the characters of what an author wrote, those that end in a number.

    python -m tests.quality.keeping    # prints the section of docs/quality.md

`of(draft, paragraphs)` measures a document, whatever its reader: `paragraphs` are the body,
quotations and list items as the author wrote them, without title, headings, captions and
names. Their letters and digits are looked for in the whole text, of which readers drop
nothing, so it does not matter where they are cut; of several places the best counts, and
what stands nowhere is not kept.

What has no labels is measured on documents of our own: `MADE` names readers, and for each
what gives its documents, pairs of bytes and the author's paragraphs.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from annotate.model import CITABLE, Draft
from annotate.readers import docx, epub, html, markdown, pdf, plain
from annotate.readers.web import blocks, charset, tree
from tests.quality import pages, paragraphs, shapes
from tests.quality.pages import letters

__all__ = ["MADE", "Document", "Kept", "of", "section", "there", "total"]

Document = tuple[bytes, Sequence[str]]
"""The bytes, and the author's paragraphs in them."""

TEXT = Path(__file__).with_suffix(".md")
DOCUMENTS = Path(__file__).parents[1] / "data" / "documents"
HEAD = ("", "documents", "author's text kept", "less than half kept", "target")
_NOTE = re.compile(r"\[\w+\]")
_SENTENCE = re.compile(r"(?<=[.!?…。！？])\s+")


class Kept(NamedTuple):
    """Letters and digits: numbered, of all that the author wrote."""

    kept: int
    of: int

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.kept / self.of if self.of else 1.0


def of(draft: Draft, written: Iterable[str]) -> Kept:
    """How much of what the author wrote has a number in a draft."""
    whole = _Whole(draft)
    found = [whole.kept(paragraph) for paragraph in written]
    return total(found)


def total(some: Iterable[Kept]) -> Kept:
    """Of several together: each character weighs the same."""
    several = list(some)
    return Kept(sum(each.kept for each in several), sum(each.of for each in several))


class _Whole:
    """The letters of a draft, and how many up to each place are numbered."""

    def __init__(self, draft: Draft) -> None:
        parts = [(letters(draft.text[b.start : b.end]), b.role in CITABLE) for b in draft.blocks]
        self.letters = "".join(part for part, _ in parts)
        marks = (is_kept for part, is_kept in parts for _ in part)
        self.numbered = list(accumulate(marks, initial=0))

    def kept(self, paragraph: str) -> Kept:
        """Of a paragraph; where it does not stand as a whole, of its sentences."""
        wanted = letters(paragraph)
        best = max((self._in(at, wanted) for at in self._places(wanted)), default=None)
        if best is not None:
            return Kept(best, len(wanted))
        sentences = _SENTENCE.split(paragraph)
        if len(sentences) == 1:
            return Kept(0, len(wanted))
        return total(self.kept(sentence) for sentence in sentences)

    def _places(self, wanted: str) -> Iterator[int]:
        at = self.letters.find(wanted)
        while wanted and at >= 0:
            yield at
            at = self.letters.find(wanted, at + 1)

    def _in(self, at: int, wanted: str) -> int:
        return self.numbered[at + len(wanted)] - self.numbered[at]


def there() -> bool:
    """Whether all that is labelled is where it should be."""
    return paragraphs.there() and pages.there()


def _texts(name: str) -> Iterator[Document]:
    for text, gold in paragraphs.documents(name):
        yield text.encode(), [text[start:end] for start, end, role in gold if role in CITABLE]


def _pages() -> Iterator[Document]:
    """The labelled web pages; what they mark as headings is none of the text that is numbered."""
    for page in pages.pages():
        root = tree.parsed(charset.decode(page.data))
        assert root is not None
        found = blocks.page(root).blocks
        labels = zip(found, pages.labels(page, found), strict=True)
        yield page.data, [b.text for b, is_of in labels if is_of and not pages.is_heading(b)]


def _lighthouse(*names: str) -> Callable[[], Iterator[Document]]:
    """The article of the tests, as other programs made documents of it; footnotes apart."""
    draft = markdown.read((DOCUMENTS / "lighthouse.md").read_bytes())
    texts = [draft.text[b.start : b.end] for b in draft.blocks if b.role in ("body", "quote")]
    written = [_NOTE.sub("", text) for text in texts if text[0] != "["]
    return lambda: (((DOCUMENTS / name).read_bytes(), written) for name in names)


Measured = tuple[Callable[[bytes], Draft], Callable[[], Iterable[Document]], str]
"""A reader, its documents, the target."""

LABELLED: dict[str, Measured] = {
    "plain text, labelled pages": (plain.read, lambda: _texts("dev_text.jsonl"), "≥ .995"),
    "plain text, the seeds": (plain.read, lambda: _texts("seeds_text.jsonl"), "≥ .995"),
    "HTML, labelled pages": (html.read, _pages, "≥ .970"),
}
"""What other people wrote and a person labelled."""

MADE: dict[str, Measured] = {
    "HTML, pages of our own": (html.read, shapes.documents, "≥ .970"),
    "PDF, documents of our own": (
        pdf.read, _lighthouse("latex.pdf", "libreoffice.pdf", "chromium.pdf"), "≥ .970"
    ),
    "Word, documents of our own": (docx.read, _lighthouse("libreoffice.docx", "pandoc.docx"), ""),
    "EPUB, documents of our own": (epub.read, _lighthouse("pandoc.epub"), ""),
}  # fmt: skip
"""What we made or wrote ourselves."""


def section() -> str:
    """The section, in Markdown."""
    rows = [
        _row(name, [of(read(data), written) for data, written in some()], target)
        for name, (read, some, target) in (LABELLED | MADE).items()
    ]
    lines = [HEAD, ["---", *["---:"] * (len(HEAD) - 1)], *rows]
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return TEXT.read_text(encoding="utf-8").format(table=table)


def _row(name: str, found: Sequence[Kept], target: str) -> tuple[str, ...]:
    share = f"{total(found).share:.3f}".removeprefix("0")
    lost = sum(each.share < 0.5 for each in found)
    return name, f"{len(found)}", share, f"{lost}", target


if __name__ == "__main__":
    print(section())
