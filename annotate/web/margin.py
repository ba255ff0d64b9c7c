"""
A paragraph with what stands beside it: its words highlighted, its tags and its notes.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import starmap

from markupsafe import Markup

from annotate.corpus.hues import Colour
from annotate.model import Note, Paragraph, Quote, Tagging
from annotate.web import markup
from annotate.web.markup import Span
from annotate.web.site import Site

__all__ = ["Beside", "Chip", "NoteBeside", "Passage"]
__all__ += ["beside", "chips", "colour_class", "digits", "note_beside", "tag_names"]


@dataclass(frozen=True, slots=True)
class Passage:
    """What a tag is on, whoever put it there; `words` when it is a quote."""

    words: str | None
    name: str
    taggings: tuple[Tagging, ...]
    gone: bool  # the words are not here any more


@dataclass(frozen=True, slots=True)
class Chip:
    """A tag beside a paragraph, once, with all the passages that it is on there."""

    tag: str
    colour: str
    passages: tuple[Passage, ...]

    @property
    def coders(self) -> str:
        """Who put it there."""
        taggings = (tagging for passage in self.passages for tagging in passage.taggings)
        return ", ".join(dict.fromkeys(tagging.by for tagging in taggings))

    @property
    def names(self) -> str:
        """The names by which the marks in the text know its passages."""
        return " ".join(passage.name for passage in self.passages)

    @property
    def quotes(self) -> tuple[Passage, ...]:
        """The passages that are quotes."""
        return tuple(passage for passage in self.passages if passage.words)


@dataclass(frozen=True, slots=True)
class NoteBeside:
    """A note, rendered; `cut` is how a long one begins; `by` is empty where it is not told."""

    html: Markup
    cut: str | None
    by: str
    created: str
    words: str | None
    name: str
    gone: bool
    private: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """A paragraph as pages show it."""

    paragraph: Paragraph
    text: Markup
    chips: tuple[Chip, ...]
    notes: tuple[NoteBeside, ...]

    @property
    def is_annotated(self) -> bool:
        """Whether anything stands beside it."""
        return bool(self.chips or self.notes)


def tag_names(paragraphs: Iterable[Paragraph]) -> set[str]:
    """The tags on the paragraphs."""
    return {tagging.tag for paragraph in paragraphs for tagging in paragraph.taggings}


def colour_class(colour: Colour | None) -> str:
    """The class with a tag's colour: its own, or that of its root; none for what has none yet."""
    if colour and colour.own:
        return f"c-{colour.own}"
    return f"hue-{colour.hue}" if colour and colour.hue is not None else ""


def digits(colours: Iterable[Colour]) -> set[str]:
    """The colours that tags have of their own, which the page's stylesheet must know."""
    return {colour.own for colour in colours if colour.own}


def beside(paragraph: Paragraph, site: Site, colours: dict[str, Colour]) -> Beside:
    """The paragraph with what may be seen of its annotations."""
    if not paragraph.taggings and not paragraph.notes:
        return Beside(paragraph, markup.highlighted(paragraph.text, ()), (), ())
    shown = chips(paragraph.taggings, colours) if site.tags else ()
    notes = tuple(note_beside(n, site) for n in paragraph.notes) if site.notes else ()
    spans = [
        span
        for chip in shown
        for on in chip.passages
        if not on.gone
        for span in _span(paragraph.text, on.taggings[0].quote, chip.colour, on.name)
    ]
    if site.notes:
        for note, rendered in zip(paragraph.notes, notes, strict=True):
            if not rendered.gone:
                spans += _span(paragraph.text, note.quote, None, rendered.name)
    return Beside(paragraph, markup.highlighted(paragraph.text, spans), shown, notes)


def chips(taggings: Iterable[Tagging], colours: dict[str, Colour]) -> tuple[Chip, ...]:
    """The tags, each once, with its passages."""
    passages: dict[str, dict[tuple[int, str, bool], list[Tagging]]] = {}
    for tagging in taggings:
        quote, is_gone = tagging.quote, tagging.gone is not None
        place = (quote.start, quote.exact, is_gone) if quote else (-1, "", is_gone)
        passages.setdefault(tagging.tag, {}).setdefault(place, []).append(tagging)
    return tuple(
        Chip(tag, colour_class(colours.get(tag)), tuple(starmap(_passage, found.items())))
        for tag, found in passages.items()
    )


def _passage(place: tuple[int, str, bool], on: list[Tagging]) -> Passage:
    return Passage(_words(on[0].quote), _name(on[0].id), tuple(on), place[2])


def note_beside(note: Note, site: Site) -> NoteBeside:
    """A note as pages show it."""
    html = markup.note(note.text)
    by, created = (note.by, note.created) if site.people else ("", "")
    return NoteBeside(
        html, markup.beginning(html), by, created, _words(note.quote), _name(note.id),
        note.gone is not None, note.private,
    )  # fmt: skip


def _name(id: str) -> str:
    """By which a page knows an annotation; its id tells when it was made."""
    return "a" + hashlib.blake2b(id.encode(), digest_size=8).hexdigest()


def _words(quote: Quote | None) -> str | None:
    return markup.folded(quote.exact) if quote else None


def _span(text: str, quote: Quote | None, colour: str | None, name: str) -> list[Span]:
    if quote is None:
        return []
    start = quote.start if text.startswith(quote.exact, quote.start) else text.find(quote.exact)
    return [Span(start, start + len(quote.exact), colour, name)] if start >= 0 else []
