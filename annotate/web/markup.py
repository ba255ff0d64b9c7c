"""
Text that people wrote, as HTML.

Nothing of it is trusted: control characters go, white space folds, the rest is
escaped. Notes are Markdown without HTML, and what becomes of them is cleaned again.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from markupsafe import Markup, escape

from annotate.anchor.changes import Change
from annotate.anchor.comparison import BREAK
from annotate.text import direction
from annotate.text.marking import MARK, UNMARK

__all__ = [
    "Span",
    "beginning",
    "changed",
    "cleaned",
    "folded",
    "found",
    "highlighted",
    "note",
    "plain",
    "straight",
]

_BREAKS = re.compile(r"[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_CONTROLS = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# a space that does not break may stay by a digit or a mark; between words it is a page's dirt
_HELD = re.compile(r"[\u00a0\u202f](?<=[^\W\d_].)(?=[^\W\d_])")
_SPACE = re.compile(rf"[^\S\u00a0\u202f]+|{_HELD.pattern}")
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ANY_MARK = re.compile(f"([{MARK}{UNMARK}])")

LONG_NOTE = 8  # lines in the margin; a longer note begins with fewer, and unfolds
LINE = 40  # characters of one
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")
_LINES = re.compile(r"<(?:p|br|li|tr|hr)\b|(?<!>)\n(?=[^<])")

NOTE_TAGS = {"p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "hr"}
NOTE_TAGS |= {"a", "table", "thead", "tbody", "tr", "th", "td"}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text to highlight: a tag's in its colour (a class), a note's underlined."""

    start: int
    end: int
    colour: str | None
    name: str  # of the annotation


def cleaned(text: str) -> str:
    """Without control characters; those that part words become spaces."""
    return _CONTROLS.sub("", _BREAKS.sub(" ", text))


def folded(text: str) -> str:
    """Cleaned, with every run of white space one space."""
    return _one_space(text).strip()


def _one_space(text: str) -> str:
    spaced = text.replace("\u00a0", " ").replace("\u202f", " ")
    if spaced.isprintable() and "  " not in spaced:  # most are, and this is fast
        return text if spaced == text else _HELD.sub(" ", text)
    return _SPACE.sub(" ", cleaned(text))


def plain(text: str) -> str:
    """For a title or an attribute, which cannot isolate writing directions: none are set."""
    return _BIDI.sub("", folded(text))


def straight(text: str) -> str:
    """Cleaned for a line that goes on in the direction it began, whatever is quoted in it."""
    return direction.straight(cleaned(text))


def highlighted(text: str, spans: Iterable[Span]) -> Markup:
    """The text with `<mark>`s; where spans overlap, a mark for each stretch with all of them."""
    spans = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    if not spans:
        return escape(folded(text))
    cuts = sorted({0, len(text)}.union(*((span.start, span.end) for span in spans)))
    parts = (
        _stretch(text[start:end], [s for s in spans if s.start <= start and end <= s.end])
        for start, end in pairwise(cuts)
    )
    return Markup("").join(parts)


def _stretch(text: str, spans: list[Span]) -> Markup:
    words = escape(_one_space(text))
    if not spans:
        return words
    colours = [span.colour for span in spans if span.colour]
    classes = [
        *colours[-1:],
        *(["several"] if len(colours) > 1 else []),
        *(["noted"] if len(colours) < len(spans) else []),
    ]
    names = " ".join(span.name for span in spans)
    return Markup('<mark class="{}" data-by="{}">{}</mark>').format(" ".join(classes), names, words)


def changed(pieces: Sequence[Change]) -> Markup:
    """
    Two wordings in one: what only the old or only the new one has in `<del>` and `<ins>`.

    What another paragraph has now is in a `<span>`.
    """
    is_parted = any(BREAK in piece.text for piece in pieces)  # a space for a ¶ need not be told
    return Markup("").join(
        _words(p.text) if p.kind == "same" or (is_parted and p.text == " ") else _marked(p)
        for p in pieces
    )


_MARKS = {
    "removed": ("del", "deleted"),
    "added": ("ins", "inserted"),
    "elsewhere": ('span class="went"', "elsewhere"),
}


def _marked(piece: Change) -> Markup:
    mark, told = _MARKS[piece.kind]
    # said before and after; with a direction of their own, they do not set the paragraph's
    words = _words(piece.text) if piece.text.strip() or BREAK in piece.text else "␣"
    return Markup(
        '<{0}><span class="unseen" lang="en" dir="ltr"> [{1}: </span>{2}'
        '<span class="unseen" lang="en" dir="ltr"> end] </span></{3}>'
    ).format(Markup(mark), told, words, mark.partition(" ")[0])


_BREAK = Markup('<span class="break" dir="ltr">¶</span><br>')


def _words(text: str) -> Markup:
    return _BREAK.join(escape(_one_space(part)) for part in text.split(BREAK))


def found(snippet: str) -> Markup:
    """A snippet of search with its hits in `<mark>`, always balanced, whatever the text holds."""
    parts, inside = [], False
    for part in _ANY_MARK.split(snippet):
        if part in (MARK, UNMARK):
            if inside != (part == MARK):
                inside = not inside
                parts.append(Markup("<mark>" if inside else "</mark>"))
        else:
            parts.append(escape(_one_space(part)))
    return Markup("").join(parts) + Markup("</mark>" if inside else "")


@lru_cache(maxsize=4096)
def note(text: str) -> Markup:
    """A note's Markdown as HTML."""
    return Markup(_sanitise()(_render()(_CONTROLS.sub("", _BREAKS.sub("\n", text)))))


@lru_cache(maxsize=4096)
def beginning(note: Markup) -> str | None:
    """How a note begins that is too long to stand in a margin whole; None for others."""
    words = note.striptags()
    line = LINE // 2 if 2 * len(_WIDE.findall(words)) > len(words) else LINE
    if len(words) // line + len(_LINES.findall(note)) <= LONG_NOTE:
        return None
    cut = words[: (LONG_NOTE - 3) * line]
    return (cut.rpartition(" ")[0] or cut if cut != words else cut) + " …"


@cache
def _render() -> Callable[[str], str]:
    from markdown_it import MarkdownIt  # costs more than a page: only where there are notes

    # as html=False is, and a note has no title of its own nor shows pictures of other hosts
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
    parser.enable(["table", "strikethrough"]).disable(["heading", "lheading", "image"])
    return parser.render


@cache
def _sanitise() -> Callable[[str], str]:
    import nh3

    def clean(html: str) -> str:
        cleaned: str = nh3.clean(
            html,
            tags=NOTE_TAGS,
            attributes={"a": {"href", "title"}},
            url_schemes={"http", "https", "mailto"},
            link_rel="noopener noreferrer nofollow ugc",
        )
        return cleaned

    return clean
