"""
Who wrote an article, said below it: a name, a life in a sentence, a box with both.
"""

from itertools import pairwise

from annotate.text.signs import Part

__all__ = ["mark"]

_QUOTE_MARKS = '"“”«»„‘「'


def mark(parts: list[Part]) -> None:
    """Who wrote: names beside a byline, and the author's life in the last lines."""
    content = [part for part in parts if not part.role and part.sign in ("", "byline", "list_item")]
    for before, part in pairwise(content):
        named = "byline" in (before.role, before.sign) and not part.sign and not part.prose
        if named and (part.name or (part.length < 200 and part.has_profession(10))):
            part.role = "byline"
    _author_box(parts)
    prose = [part for part in content if not part.role]
    if len(prose) > 3 and not prose[-1].sign and _tells_a_life(prose[-1], prose):
        prose[-1].role = "byline"
        above = parts[parts.index(prose[-1]) - 1]
        if above.short and not above.role and above.text in f"About {prose[-1].text}":
            above.role = "byline"


def _author_box(parts: list[Part]) -> None:
    """A name among the page's own lines, and below it a sentence that says who that is."""
    for i, part in enumerate(parts[:-1]):
        if part.role != "boilerplate" or part.sign or part.length > 40 or part.text.count(" ") > 3:
            continue
        for below in parts[i + 1 : i + 3]:
            if below.ended and part.length < below.length <= 600 and part.text in below.text[:100]:
                part.role = below.role = "byline"


def _tells_a_life(part: Part, content: list[Part]) -> bool:
    if not part.has_profession(40) or part.text[0] in _QUOTE_MARKS:
        return False
    if part.text[0].islower():
        return True
    opening = f" {' '.join(part.words()[:14])} "
    if not any(verb in opening for verb in (" is ", " are ", " was ", " works ", " writes ")):
        return False
    surname = part.text.replace(",", " ").split()[1:2]
    return (
        not any(surname[0] in other.text for other in content[:-1] if other.prose)
        if surname
        else False
    )
