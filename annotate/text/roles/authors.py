"""
Who wrote an article, said below it: a name, a life in a sentence, a box with both.
"""

import re
from itertools import pairwise

from annotate.text.roles import article_words
from annotate.text.roles.part import NAME, Part
from annotate.text.roles.whole import Whole

__all__ = ["mark"]

MOST_AUTHORS = 4  # whose lives are looked for

_WRITES = rf" is written by |^{NAME} (?:writes|blogs|reports|covers) (?:for|about|on|primarily)\b"
_QUOTE_MARKS = '"“”«»„‘「'


def mark(whole: Whole) -> None:
    """Who wrote: names beside a byline, and the author's life in the last lines."""
    parts = whole.parts
    content = [part for part in parts if not part.role and part.sign in ("", "byline", "list_item")]
    for before, part in pairwise(content):
        named = "byline" in (before.role, before.sign) and not part.sign and not part.prose
        if named and (part.name or (part.length < 200 and part.has_profession(10))):
            part.become("byline", "authors: it stands below a byline")
    _author_box(parts)
    _below_head(parts)
    _lives([part for part in content if not part.role and part.ended])
    _names(parts)


def _lives(sentences: list[Part]) -> None:
    """The lives of the authors, at the end of all sentences."""
    for _ in range(MOST_AUTHORS):
        if len(sentences) < 4 or sentences[-1].sign or not _tells_a_life(sentences):
            return
        sentences.pop().become("byline", "authors: it tells the life of an author")


def _names(parts: list[Part]) -> None:
    """The names above the lives of authors."""
    for above, life in pairwise(parts):
        if above.prose:
            continue
        told = life.ended and "byline" in (life.role, life.sign)
        named = above.short and above.role in ("", "boilerplate")
        if told and named and above.text in f"About {life.text}":
            above.become("byline", "authors: it names whose life stands below")


def _author_box(parts: list[Part]) -> None:
    """A name among the page's own lines, and below it a sentence that says who that is."""
    for i, part in enumerate(parts[:-1]):
        if part.role != "boilerplate" or part.sign or not _may_name(part):
            continue
        for below in parts[i + 1 : i + 3]:
            if below.ended and part.length < below.length <= 600 and part.text in below.text[:100]:
                for told in (part, below):
                    told.become("byline", "authors: a name, and who that is")


def _may_name(part: Part) -> bool:
    return part.length <= 40 and part.text.count(" ") <= 3 and not re.search(r"\d", part.text)


def _below_head(parts: list[Part]) -> None:
    """What stands below a line that says that the author comes now."""
    for i, part in enumerate(parts):
        if part.length > 40 or not part.low.rstrip(": ").startswith(article_words.AUTHORS):
            continue
        part.become("byline", "authors: it says that the author comes now")
        for below in parts[i + 1 : i + 3]:
            if below.role not in ("", "boilerplate") or below.sign or below.length > 600:
                break
            below.become("byline", "authors: it stands below the head of the author's lines")
            if below.length > 60:
                break


def _tells_a_life(sentences: list[Part]) -> bool:
    """Whether the last says what somebody is whom the others do not speak of."""
    *others, part = sentences
    if part.text[0].isupper() and re.search(_WRITES, part.text[:80]):
        return True
    if not part.has_profession(40) or part.text[0] in _QUOTE_MARKS:
        return False
    if part.text[0].islower():
        return True
    opening = f" {' '.join(part.words()[:14])} "
    if not any(verb in opening for verb in (" is ", " are ", " works ", " writes ")):
        return False
    for surname in part.text.replace(",", " ").split()[1:2]:
        return surname[0].isupper() and not any(surname in other.text for other in others)
    return False
