"""
Who wrote an article, said below it: a name, a life in a sentence, a box with both.
"""

import re
from itertools import pairwise

from annotate.text.roles import article_words
from annotate.text.roles.part import NAME, Part
from annotate.text.roles.whole import Whole

__all__ = ["mark"]

MOST_AUTHORS = 4  # whose lives are looked for [2-8 alike]
_FEWEST = 4  # sentences: a text of fewer has no lives below it [2-8 alike]
_LABEL = 200  # characters; what is longer below a byline is no title of an author [100-400 alike]
_TITLE = 10  # words, among which the profession stands in a title [5-20 alike]
_SENTENCE = 40  # words, among which it stands in a life [20-80 alike]
_OPENING = 14  # words of a life, among which is what somebody is or does [11-28 alike, 7: -1]
_START = 100  # characters of a life, in which the name stands [50-200 alike]
_LIFE = 600  # characters of a life [300-1200 alike]
_NAME = 40  # characters of a name [20-80 alike]
_NAMED = 3  # spaces in a name [1-6 alike]
_HEAD = 40  # characters of the head of the author's lines [20-80 alike]
_BELOW = 2  # lines below a name or a head, of which one tells the life [2-4 alike, 1: -1]
_TOLD = 60  # characters; what is longer tells a life, and ends the author's lines [30-120 alike]

_WRITTEN = " is written by "
_WRITES = rf"{NAME} (?:writes|blogs|reports|covers) (?:for|about|on|primarily)\b"
_QUOTE_MARKS = '"“”«»„‘「'


def mark(whole: Whole) -> None:
    """Who wrote: names beside a byline, and the author's life in the last lines."""
    parts = whole.parts
    content = [part for part in parts if not part.role and part.sign in ("", "byline", "list_item")]
    for before, part in pairwise(content):
        named = "byline" in (before.role, before.sign) and not part.sign and not part.prose
        if named and (part.name or (part.length < _LABEL and part.has_profession(_TITLE))):
            part.become("byline", "authors: it stands below a byline")
    _author_box(parts)
    _below_head(parts)
    _lives([part for part in content if not part.role and part.ended])
    _names(parts)


def _lives(sentences: list[Part]) -> None:
    """The lives of the authors, at the end of all sentences."""
    for _ in range(MOST_AUTHORS):
        if len(sentences) < _FEWEST or sentences[-1].sign or not _tells_a_life(sentences):
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
        for below in parts[i + 1 : i + 1 + _BELOW]:
            if (
                below.ended
                and part.length < below.length <= _LIFE
                and part.text in below.text[:_START]
                and not _is_all(parts, below)
            ):
                for told in (part, below):
                    told.become("byline", "authors: it is a name, or says who that is")


def _is_all(parts: list[Part], sentence: Part) -> bool:
    """Whether no other prose could be the article, beside which authors' lives stand."""
    return sentence.prose and not any(
        part.prose and part.role in ("", "body") for part in parts if part is not sentence
    )


def _may_name(part: Part) -> bool:
    return (
        part.length <= _NAME and part.text.count(" ") <= _NAMED and not re.search(r"\d", part.text)
    )


def _below_head(parts: list[Part]) -> None:
    """What stands below a line that says that the author comes now."""
    for i, part in enumerate(parts):
        if part.length > _HEAD or not part.low.rstrip(": ").startswith(article_words.AUTHORS):
            continue
        part.become("byline", "authors: it says that the author comes now")
        for below in parts[i + 1 : i + 1 + _BELOW]:
            if below.role not in ("", "boilerplate") or below.sign or below.length > _LIFE:
                break
            if _is_all(parts, below):
                break
            below.become("byline", "authors: it stands below the head of the author's lines")
            if below.length > _TOLD:
                break


def _tells_a_life(sentences: list[Part]) -> bool:
    """Whether the last says what somebody is whom the others do not speak of."""
    *others, part = sentences
    start = part.text[:_START]
    if start[0].isupper() and (_WRITTEN in start or re.match(_WRITES, start)):
        return True
    if start[0] in _QUOTE_MARKS:
        return False
    if start[0].islower():
        return part.has_profession(_SENTENCE)
    surname = "".join(part.text.replace(",", " ").split(None, 2)[1:2])
    if not surname[:1].isupper() or not part.has_profession(_SENTENCE):
        return False
    opening = f" {' '.join(part.words()[:_OPENING])} "
    if not any(verb in opening for verb in (" is ", " are ", " works ", " writes ")):
        return False
    return not any(surname in other.text for other in others)
