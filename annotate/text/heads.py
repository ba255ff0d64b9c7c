"""
What stands above an article: its title, who wrote it and when, the words of a picture.
"""

import re
from collections import Counter

from annotate.text.signs import Part, beside

__all__ = ["mark"]

_NAME_IN = r"[^\W\d_a-z]\S+ [^\W\d_a-z]\S+ (?:in|for|at) [^\W\d_a-z]\S+"
LONGEST_TITLE = 220  # characters


def mark(parts: list[Part], first: int) -> None:
    """Title, subtitle, names and labels above the first paragraph of prose."""
    title = _title(parts, first)
    if title is None:
        return
    parts[title].role = "title"
    headline = parts[title].low.strip("# ")
    for i, part in enumerate(parts):
        if i != title and part.low.strip("# ") == headline:
            part.role = "boilerplate" if i < title else "caption"
    for i in range(title):
        if not parts[i].role and parts[i].sign in ("", "list_item"):
            parts[i].role = "boilerplate"
    known = set(parts[title].words())
    for i in range(title + 1, first):
        part = parts[i]
        if part.short and not part.role and not part.sign:
            part.role = _head_role(part, parts[i - 1], parts[i + 1], known)


def _head_role(part: Part, before: Part, after: Part, title: set[str]) -> str:
    """What a short line between title and text is: a name, the words of a picture, a heading."""
    above = before.role or before.sign
    if above in ("title", "byline") and _names_on(part, before):
        return "byline"
    said = title.issuperset(part.words())
    if part.name and not said:
        if above in ("title", "dateline") and part.text.count(" ") <= 2:
            return "byline"
        if above == "byline" and len(before.words()) <= 2:
            return "byline"
    if after.sign == "byline" and re.fullmatch(_NAME_IN, part.text):
        return "byline"
    if " " in part.text and (said or above in ("byline", "dateline", "caption")):
        return "caption" if said or _is_capital(part) else "heading"
    return "heading"


def _is_capital(part: Part) -> bool:
    """Whether most words have capitals, as in the words for a picture or a headline."""
    tokens = part.text.split()
    return sum(token[0].isupper() or token[0].isdigit() for token in tokens) * 10 >= len(tokens) * 6


def _names_on(part: Part, before: Part) -> bool:
    """Whether it goes on with, or adds to, the names of authors."""
    if part.low.startswith(("& ", "and ", "und ", "et ", "y ", before.low)):
        return True
    return ", " in part.text and part.has_profession(12)


def _title(parts: list[Part], first: int) -> int | None:
    """The index of the headline: a short line above the prose that looks most like one."""
    lines = Counter(part.low.strip("# ") for part in parts)
    best, best_score = None, 0
    for i in range(first):
        part = parts[i]
        if re.fullmatch(_NAME_IN, part.text) and parts[i + 1].sign in ("byline", "dateline"):
            continue
        if part.sign or part.length > LONGEST_TITLE or part.text[-1] in ".:;,":
            continue
        repeated = lines[part.low.strip("# ")] > 1 and _headline(part) > 1
        score = _headline(part) + 4 * repeated + (i == 0)
        score += 2 * beside(parts, i, ("byline", "dateline")) + (i + 1 == first)
        if score > best_score:
            best, best_score = i, score
    if best is None:
        return None
    headline = parts[best].low.strip("# ")
    return next(i for i in range(first) if parts[i].low.strip("# ") == headline)


def _headline(part: Part) -> int:
    count = part.text.count(" ") + 1
    if part.text.startswith("#"):
        return 6
    return 1 + 2 * (count >= 3 or part.length > len(part.text)) + (count >= 6)
