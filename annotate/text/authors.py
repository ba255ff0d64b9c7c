"""
Who wrote an article, said below it: a name, a life in a sentence, a box with both.
"""

from itertools import pairwise

from annotate.text.signs import Part

__all__ = ["mark"]

MOST_AUTHORS = 4  # whose lives are looked for

_QUOTE_MARKS = '"“”«»„‘「'


def mark(parts: list[Part]) -> None:
    """Who wrote: names beside a byline, and the author's life in the last lines."""
    content = [part for part in parts if not part.role and part.sign in ("", "byline", "list_item")]
    for before, part in pairwise(content):
        named = "byline" in (before.role, before.sign) and not part.sign and not part.prose
        if named and (part.name or (part.length < 200 and part.has_profession(10))):
            part.role = "byline"
    _author_box(parts)
    _lives(parts, [part for part in content if not part.role and part.ended])


def _lives(parts: list[Part], sentences: list[Part]) -> None:
    """The lives of the authors, and the names above them, at the end of all sentences."""
    for _ in range(MOST_AUTHORS):
        if len(sentences) < 4 or sentences[-1].sign or not _tells_a_life(sentences):
            return
        life = sentences.pop()
        life.role = "byline"
        above = parts[parts.index(life) - 1]
        if above.short and not above.role and above.text in f"About {life.text}":
            above.role = "byline"


def _author_box(parts: list[Part]) -> None:
    """A name among the page's own lines, and below it a sentence that says who that is."""
    for i, part in enumerate(parts[:-1]):
        if part.role != "boilerplate" or part.sign or part.length > 40 or part.text.count(" ") > 3:
            continue
        for below in parts[i + 1 : i + 3]:
            if below.ended and part.length < below.length <= 600 and part.text in below.text[:100]:
                part.role = below.role = "byline"


def _tells_a_life(sentences: list[Part]) -> bool:
    """Whether the last says what somebody is whom the others do not speak of."""
    *others, part = sentences
    if not part.has_profession(40) or part.text[0] in _QUOTE_MARKS:
        return False
    if part.text[0].islower():
        return True
    opening = f" {' '.join(part.words()[:14])} "
    if not any(verb in opening for verb in (" is ", " are ", " was ", " works ", " writes ")):
        return False
    for surname in part.text.replace(",", " ").split()[1:2]:
        return surname[0].isupper() and not any(surname in other.text for other in others)
    return False
