"""
What stands above an article: its title, who wrote it and when, the words of a picture.
"""

import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from annotate.text.roles import page_words, picture
from annotate.text.roles.part import SHORT, Part
from annotate.text.roles.whole import Whole

__all__ = ["alone", "credits", "ended", "is_capital", "mark", "menu", "title"]

_NAME_IN = r"[^\W\d_a-z]\S+ [^\W\d_a-z]\S+ (?:in|for|at) [^\W\d_a-z]\S+"
_DAY = r"(?<!\d)(?:\d\d?(?!\d)\D{1,20}\d{4}|\d{4}\D{1,12}\d\d?)(?!\d)"
LONGEST_TITLE = 220  # characters [220-440 alike, 176: +.0003/+.0002]
_TITLED = 20  # characters [10-40 alike]
# [10-15 alike, 6: +.0003/+.0002, 24: -.0006/-.0009]
HEAD = 12  # lines between menu and text that may belong to the article
_LONGEST_ENDED = 110  # characters of a title that ends as a sentence does [55-220 alike]
_MORE = 10  # characters that stand behind a title that is repeated, as "(photo)" [5-20 alike]
_VERSES = 7  # lines of a text without prose that may be a poem [3-14 alike]
_DATED = 40  # characters of a line with a day [20-80 alike]
_SPACES = 4  # in such a line [2-8 alike]
_NAMED = 2  # spaces in a name, or words in the line above it [1-4 alike]
_NAMES = 10  # words that are names, with capitals [5-20 alike]
_PROFESSION = 12  # words, among which an author's profession stands [6-24 alike]
# [3-7 alike, 12: -2 -.0002/-.0003]
_CAPITAL = 6  # words in ten that have capitals, in words for a picture or a headline
# what counts for a headline: points, one for each word up to _MOST
_MOST = 6  # [5-7 alike, 3: -3 +.0006/+.0004, 12: +.0002/-.0011]
# [3: .0000/-.0008, 5: +.0003/+.0005]
_WORDS = 4  # words that a headline has at least, to count twice or to be the first of two
_TWICE = 4  # points if it stands twice [3-8 alike, 2: -.0001/-.0003]
_QUOTED = 6  # points if the head of comments quotes it [3-12 alike]
# [1-2 alike, 3: +.0003/+.0001]
_SIGNED = 2  # points if it is said closely below who wrote it, or when
_BELOW = 2  # lines below it, among which that is said [1-2 alike, 3: -.0002/-.0007]
# [5-6 alike, 3: +.0010/-.0004, 7: -.0004/-.0003]
_FAR = 6  # labels below it that take a point from it
_DENSE = 3  # characters a word, in scripts without spaces [1-6 alike]
_READS = {
    "byline": "head: it stands where names do, between title and text",
    "caption": "head: it reads as the words of a picture, between title and text",
    "dateline": "head: it is short and has a day, between title and text",
    "heading": "head: it is a short line between title and text",
    "boilerplate": "head: it names a section, or has no words, between title and text",
}


def title(whole: Whole) -> None:
    """The title: of the lines above the first paragraph of prose the most like a headline."""
    if whole.is_page:
        _paths(whole.parts[: whole.first + 1])
        whole.top = _top(whole.parts, whole.first)
    whole.title = _title(whole.parts, whole.top, whole.first)
    if whole.title is not None:
        whole.parts[whole.title].become(
            "title", "title: of the lines above the text it reads most like a headline"
        )


def _paths(parts: list[Part]) -> None:
    for part, after in pairwise(parts):
        if part.text.endswith(after.text) and after.length > _TITLED and part.text != after.text:
            part.become("boilerplate", "title: the path to the article ends in its title")


def menu(whole: Whole) -> None:
    """What stands above the head, and in it above the title, and the title once more."""
    parts, at = whole.parts, whole.title
    for part in parts[: whole.top]:
        if not part.prose:
            part.become("boilerplate", "menu: many lines part it from the text")
    for part in parts[whole.top : at] if at is not None else []:
        said = part.prose or (part.ended and part.text.count(" ") >= _SPACES)
        if not part.role and not said and part.sign in ("", "list_item"):
            part.become("boilerplate", "menu: it stands above the title")
    if at is not None:
        _repeated(parts, at, whole.last)


def mark(whole: Whole) -> None:
    """Subtitle, names and labels between the title and the first paragraph of prose."""
    parts, first, at = whole.parts, whole.first, whole.title
    _pictures(parts[first if at is None else at + 1 :])
    if at is not None:
        _below_title(parts, at, first, whole.is_page)
    for part in parts[whole.begin : first]:
        if part.prose and not part.role:
            part.become("body", "head: it is a sentence above who wrote, but below no title")


def _repeated(parts: list[Part], title: int, last: int) -> None:
    """What says the same as the title."""
    headline = parts[title].low.strip("# ")
    for i, part in enumerate(parts):
        if i != title and _repeats(part.low.strip("# "), headline):
            role = "caption" if title < i < last else "boilerplate"
            part.become(role, "menu: it is the title once more")


def _below_title(parts: list[Part], title: int, first: int, is_page: bool) -> None:
    known = set(parts[title].words())
    for i in range(title + 1, first):
        part = parts[i]
        if part.short and not part.role and not part.sign and part.last not in ",;，；":
            role = _head_role(part, parts[i - 1], parts[i + 1], known, is_page)
            part.become(role, _READS[role])


def alone(whole: Whole) -> None:
    """The title of what has no prose, as a poem: the first line, if the next says who wrote it."""
    parts = whole.parts
    has_name = len(parts) >= _VERSES and parts[1].sign == "byline"
    if has_name and _is_label(parts[0]) and not parts[0].sign:
        parts[0].become("title", "verse: who wrote it stands below")


def _pictures(parts: list[Part]) -> None:
    """The words of pictures, above those who made them."""
    for part, after in pairwise(parts):
        if after.credit and part.short and not part.role and not part.sign:
            part.become("caption", "head: who made the picture stands below")


def credits(whole: Whole) -> None:
    """The line that says that the maker of a picture comes now, and the maker's name."""
    for part, below in pairwise(whole.parts):
        if part.prose or part.role or below.role:
            continue
        if not picture.HEADS.fullmatch(part.text.strip("()[] ")):
            continue
        is_named = below.short and picture.MAKER.fullmatch(below.text) is not None
        if is_named or below.credit or (" " in part.text.strip(": ") and below.name):
            for said in (part, below):
                said.show("caption", "credits: it names who made a picture, or says so")


def _repeats(low: str, headline: str) -> bool:
    """Whether it is the headline once more, at most with a word for what shows it."""
    return low.startswith(headline) and len(low) - len(headline) <= _MORE


def _is_label(part: Part) -> bool:
    """Whether it may be a label of a menu."""
    return part.short and part.sign in ("", "list_item") and not part.row


def _top(parts: list[Part], first: int) -> int:
    """Where the head of the article may begin: below, there are too few lines for a menu."""
    labels = 0
    for i in range(first - 1, -1, -1):
        labels += _is_label(parts[i])
        if labels > HEAD:
            return i + 1
    return 0


def _head_role(part: Part, before: Part, after: Part, title: set[str], is_page: bool) -> str:
    """What a short line between title and text is: a name, the words of a picture, a heading."""
    above = before.role or before.sign
    if is_page and not any(map(str.isalpha, part.text)):
        return "boilerplate"  # how often it was shared
    if len(part.text) <= _DATED and part.text.count(" ") <= _SPACES and re.search(_DAY, part.text):
        return "dateline"  # in whatever language
    if above in ("title", "byline") and _names_on(part, before):
        return "byline"
    said = title.issuperset(part.words())
    if is_page and page_words.SECTIONS.issuperset(part.words()):
        return "boilerplate"
    if part.name and not said:
        dated = (after.role or after.sign) in ("dateline", "byline")
        if above in ("title", "dateline") and (dated or part.text.count(" ") <= _NAMED):
            return "byline"
        if above == "byline" and (dated or len(before.words()) <= _NAMED):
            return "byline"
    if above == "title" and (after.role or after.sign) == "dateline" and _are_names(part):
        return "byline"
    if after.sign == "byline" and re.fullmatch(_NAME_IN, part.text):
        return "byline"
    if " " in part.text and (said or above in ("byline", "dateline", "caption")):
        return "caption" if said or is_capital(part) else "heading"
    return "heading"


def is_capital(part: Part) -> bool:
    """Whether most words have capitals, as in the words for a picture or a headline."""
    tokens = part.text.split()
    return (
        sum(token[0].isupper() or token[0].isdigit() for token in tokens) * 10
        >= len(tokens) * _CAPITAL
    )


def _are_names(part: Part) -> bool:
    """Whether all words but small ones have capitals, and it is short enough for names."""
    tokens = [token for token in part.text.split() if token not in ("and", "of", "for", "the", "&")]
    return len(tokens) <= _NAMES and all(token[0].isupper() for token in tokens)


def _names_on(part: Part, before: Part) -> bool:
    """Whether it goes on with, or adds to, the names of authors."""
    if part.low.startswith(("& ", "and ", "und ", "et ", "y ", before.low)):
        return True
    return ", " in part.text and part.has_profession(_PROFESSION)


def _title(parts: list[Part], top: int, first: int) -> int | None:
    """The index of the headline: a short line above the prose that looks most like one."""
    if top == first:
        return None
    lines = Counter(part.low.strip("# ") for part in parts[top:])
    counts = [part.low for part in parts if part.sign == "count"][:3]
    best, best_score = None, 0
    below = sum(map(_is_label, parts[top:first]))
    for i in range(top, first):
        below -= _is_label(parts[i])
        named = not parts[i].sign and any(f"“{parts[i].low}" in count for count in counts)
        if not named and not _can_be_title(parts[i], parts[i + 1]):
            continue
        score = (
            _QUOTED * named + _headline(parts[i], lines[parts[i].low.strip("# ")] > 1) + (i == 0)
        )
        near = parts[max(0, i - 1) : i + 1 + _BELOW]
        score += _SIGNED * any(other.sign in ("byline", "dateline") for other in near)
        score -= below // _FAR
        if score > best_score:
            best, best_score = i, score
    return None if best is None else _first_headline(parts, top, best, lines)


def ended(parts: list[Part], i: int) -> bool:
    """Whether it is a headline though it ends as a sentence does: who wrote when stands below."""
    if parts[i].length > _LONGEST_ENDED or parts[i].text[-1] in ":;,":
        return False
    return any(part.sign in ("byline", "dateline") for part in parts[i + 1 : i + 1 + _BELOW])


def _can_be_title(part: Part, after: Part) -> bool:
    if part.sign or part.role or part.length > LONGEST_TITLE or part.text[-1] in ":;,":
        return False
    if part.length <= SHORT and page_words.SECTIONS.issuperset(part.words()):
        return False
    if (
        part.ended
        and part.text.rstrip("\"'”’»")[-1:] == "."
        and after.sign not in ("byline", "dateline")
    ):
        return False
    names = re.fullmatch(_NAME_IN, part.text) is not None
    return not (names and after.sign in ("byline", "dateline"))


def _first_headline(parts: list[Part], top: int, best: int, lines: Mapping[str, int]) -> int:
    """Where the best headline first stands, or the one above it, of which it is the subtitle."""
    headline = parts[best].low.strip("# ")
    if lines[headline] > 1:
        return next(i for i in range(top, best + 1) if parts[i].low.strip("# ") == headline)
    above = best - 1
    while above > top and parts[above].sign in ("count", "boilerplate"):
        above -= 1
    if above < top or not _can_be_title(parts[above], parts[best]):
        return best
    return above if _headline(parts[above], False) >= _WORDS else best


def _headline(part: Part, repeated: bool) -> int:
    """How much like a headline a line reads; what stands twice may be one, or a menu's label."""
    count = part.text.count(" ") + 1
    if part.text.startswith("#"):
        return _MOST + 1
    if part.length > len(part.text):  # no spaces to count
        count = len(part.text) // _DENSE
    return min(count, _MOST) + _TWICE * (repeated and count >= _WORDS)
