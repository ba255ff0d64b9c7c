"""
An article written out, to be read or fed to a program: as plain text, as Markdown.

Both have its words in order, without what stands around them unless it is asked for; Markdown
has besides the link of every paragraph that has a number, and what people put there.
"""

from collections.abc import Callable, Iterator

from annotate.cite import markdown as marks
from annotate.cite import prose
from annotate.model import Note, Paragraph, Reading
from annotate.text import direction
from annotate.text.clean import line, multiline
from annotate.text.tag_names import sorting

__all__ = ["Link", "headline", "markdown", "text"]

Link = Callable[[Paragraph], str]

_BEFORE = {"title": "## ", "heading": "## ", "quote": "> ", "list_item": "- "}


def headline(read: Reading) -> Paragraph | None:
    """The paragraph that has the title, unless somebody gave another by hand."""
    if "title" in read.article.by_hand:
        return None
    return next((p for p in read.paragraphs if p.role == "title"), None)


def text(read: Reading, address: str, *, everything: bool = False) -> str:
    """The title, where it is from, and the paragraphs, an empty line between them."""
    head = [_title(read), f"{prose.source(read.article)}. {address}"]
    return "\n\n".join([*head, *(_words(p.text) for p in _paragraphs(read, everything))]) + "\n"


def markdown(read: Reading, address: str, link: Link, *, everything: bool = False) -> str:
    """The same; the number of a paragraph is its link, and below it are its tags and notes."""
    source = marks.escaped(prose.source(read.article))
    parts = [f"# {marks.escaped(_title(read))}", f"{source}. {marks.link('Link', address)}."]
    parts += map(_note, read.notes)
    for paragraph in _paragraphs(read, everything):
        parts += _blocks(paragraph, link)
    return "\n\n".join(parts) + "\n"


def _title(read: Reading) -> str:
    found = headline(read)
    return _words(found.text if found else read.article.title)


def _words(text: str) -> str:
    """On one line, which nothing in it turns around."""
    return direction.straight(line(text))


def _paragraphs(read: Reading, everything: bool) -> Iterator[Paragraph]:
    """Those below the title, and what stands around an article if it is asked for."""
    above = headline(read)
    for paragraph in read.paragraphs:
        if paragraph is not above and (everything or paragraph.role != "boilerplate"):
            yield paragraph


def _blocks(paragraph: Paragraph, link: Link) -> Iterator[str]:
    words = marks.begun(marks.escaped(_words(paragraph.text)))
    if paragraph.number is not None:
        words = f"{marks.link(str(paragraph.number), link(paragraph))} {words}"
    yield _BEFORE.get(paragraph.role, "") + words
    if paragraph.taggings:
        names = sorted({tagging.tag for tagging in paragraph.taggings}, key=sorting)
        yield f"Tags: {', '.join(map(marks.escaped, names))}"
    yield from map(_note, paragraph.notes)


def _note(note: Note) -> str:
    """A note is Markdown itself, but no HTML."""
    lines = direction.straight(multiline(note.text)).replace("<", "&lt;").split("\n")
    return "\n".join(["> Note:", ">", *(f"> {each}" for each in lines)])
