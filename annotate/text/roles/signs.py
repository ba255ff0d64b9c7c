"""
What one paragraph shows by itself, without its neighbours.

A sign is a role, or one of three words for what only the neighbours decide:
`count` (the head of readers' comments), `form` (the head of a form), and `""`
(nothing to see). Long paragraphs without a telling word are let through at once.
"""

import re
from functools import lru_cache

from annotate.text import signed
from annotate.text.dates import DATE_WORDS, is_date
from annotate.text.roles import article_words, doubt, page_words, phrasing, picture, pitch, stamp
from annotate.text.roles.part import FAST, LONG, NAME, SHORT, WORD, Part, plain
from annotate.text.roles.whole import Whole

__all__ = ["read"]

# [30-120 alike]
LABEL = 60  # characters; what is not longer is remembered: a menu stands on many pages
_MENTION = 300  # characters; what is longer and has an @ is no post [150-600 alike]
_LOOKED = 200  # characters, in which there are letters or numbers if there are any [100-400 alike]
_POST = 400  # characters of a post [200-800 alike]
_LINE = 300  # characters of a line of names, dates or buttons [150-600 alike]
_OWNED_PICTURE = 400  # characters of the words of a picture with © [200-800 alike]
_ORIGIN = 400  # characters of a sentence that says where a text is from [200-800 alike]
# [280-350 alike, 175: -2 -.0015/-.0024, 438: +.0007/+.0005]
_CAPTION = 350  # characters of the words of a picture
_LABELLED = 40  # characters, among which "author:" stands in scripts without spaces [20-80 alike]
_BUTTONS = 12  # words of buttons in a line [6-24 alike]
# [2-6 alike, 1: +.0003/+.0002]
_BARS = 3  # bars between buttons, and words of buttons, in a longer one
_MONTH = 16  # letters in a date [8-32 alike]
_HEAD = 20  # words in the head of comments [16-40 alike, 10: -2]
_AGENCY = 6  # words in a line with an agency [5-12 alike, 3: -1]
_NAMES = 12  # words in a line with an address or a paper's own people [6-24 alike]
_AUTHORS = 16  # words in a line that names who wrote [8-32 alike]
_SMALL = 3  # small words in it [1-6 alike]

_DOUBT = "doubt"
_BECAUSE = {
    "": "",
    "boilerplate": "signs: it is a label of the page, or speaks for the site",
    _DOUBT: "signs: it speaks as a page does, not as its author",
    "byline": "signs: it names who wrote, or where the text is from",
    "caption": "signs: it speaks of a picture, or of who made it",
    "count": "signs: it is the head of readers' comments",
    "dateline": "signs: it is a date and little else",
    "form": "signs: it is the head of a form",
    "list_item": "signs: it begins with a bullet or number, or is a row of a table",
    "quote": "signs: it is marked as a quotation, or is a post",
}
_COUNT = r"(?:new, )?[\[(]?\s?\d[\d,.]*\)? (?:comments?|thoughts?|responses?|replies|reactions?)\b"
_COUNTED = re.compile(
    rf"{_COUNT}(?:$|\W*(?:$|\d|[\W]{{2}}|(?:on|to|so|for|in|about|yet|add|leave|post|posted|read|view"
    r"|show|share|sort|and|from|by|have|has|&|log|join|filed|under|subscribe|tags?)\b))"
)
_ABOUT = r"\S+ \w+ (?:on|to) [“\"'‘«]"
_BY_WIDE = re.compile(
    r"(?:来源|來源|作者|记者|記者|编辑|編輯|责编|校对|执笔|撰文|供稿|原标题|기자)\s*[:：|/／丨]"
)
_HANDLE = r"@\w{2,30}"
_BY = r"^(?:(?:\w+ ){1,4}by|\S+)[:\s]+"
_DIGIT = re.compile(r"\d")
_TIME = re.compile(r"(?:19|20)\d\d|\d:\d\d|@")
_STAMP = re.compile(
    r"[^\d]{0,20}(?:\d{4}[-./年]\s?\d\d?[-./月]\s?\d\d?|\d\d?[-./]\s?\d\d?[-./]\s?\d{4})"
    r"(?:[^\d]{0,8}\d\d?[:.]\d\d(?:[:.]\d\d)?)?\W{0,4}(?:[^\W\d]{1,4}\W{0,3})?"
)
_DATED_BY = r"^by |\d.{0,12} by \w"
_SIGNED = (  # Ann Example - Nov 19, 2019, 8:15 pm; Ann Example @ann / 2 days
    rf"{NAME}\s*[-–—|•·/,]\s*(?:\D{{0,25}}\d{{1,4}}[^\W\d]{{0,2}}[\s,./:|-]){{1,4}}.{{0,40}}"
    rf"|{NAME},? \d\d?[./]\d\d?[./]\d{{4}}.{{0,15}}|{NAME} @\w+.{{0,30}}"
)
_ADDRESS = r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,6}(?:/\S*)?"
_NAME_OR_SITE = rf"{NAME}|\S+\.\w+"
_TWEETER = re.compile(r"[—–-]\s?[^()]{1,60}\(@\w+\)")
_POST_LINK = r"\bpic\.twitter\.com/\w|https://t\.co/\w"
_PICTURE_FILE = re.compile(
    r"(?i)\S+\.(?:jpe?g|png|gif|webp)|[^\W_]+(?:_[^\W_]+){2,}|\w+(?:-\w+){3,}-\d+"
)
_REACHED = (  # who wrote it, or whom to write to
    r"\b(?:reached at|reach the reporters?|contact the (?:writer|reporter|author)"
    r"|follow (?:him|her|them)\b|follow [\w' -]{3,40} on twitter)"
)
_REACHING = ("reach", "contact", "follow")  # one of them stands there, and seldom elsewhere
_THIS = (  # what stands here
    r"^(?:originally|first|reprinted) "
    r"|\bthis (?:\w+ )?(?:article|story|post|piece|version|report|essay|column|interview|excerpt)\b"
    r"|\b(?:article|story|post|piece|essay) (?:was |has been )?(?:originally|first)\b"
)
_PLACE = r"(?:\w+ )?\d+ ?(?:of|/)[ /]*\d+"  # in a gallery
_EMAIL = r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,10}"
_TAG = r"<(?:img|iframe|script|div|span|a)\b.*"
_ICON = r"[a-z]{3,}(?:_[a-z]+)+"  # of a font whose icons are words
_OWNED = (  # a picture; a page has a year
    r"(?i)^(?!.*(?:reserved|copyright|registered|trademark)).{0,340}©\s?[^\W\d][^\d©]{1,80}$"
)
_NO_WORDS = re.compile(rf"{_ADDRESS}|{_PLACE}|{_TAG}|{_ICON}")


def read(whole: Whole) -> None:
    """What each paragraph shows by itself; labels, which pages repeat, are looked at once."""
    is_page = whole.is_page
    whole.parts = [
        _label(words, is_page).again() if len(words) <= LABEL else _read(words, is_page)
        for words in (whole.text[start:end] for start, end in whole.spans)
    ]


@lru_cache(maxsize=4096)
def _label(text: str, is_page: bool) -> Part:
    return _read(text, is_page)


def _read(text: str, is_page: bool) -> Part:
    part = Part(text)
    if _is_plain(part):
        part.prose = True
    else:
        part.sign = _sign(part, is_page)
        part.because = _BECAUSE[part.sign]
        part.doubted = part.sign == _DOUBT
        if part.doubted:
            part.sign = "boilerplate"
        part.prose = not part.sign and part.running
    return part


def _is_plain(part: Part) -> bool:
    """Whether it is long enough, ends as a sentence, and holds no word that could tell more."""
    if part.length < FAST or not part.ended or part.text[0] == ">":
        return False
    if "\t" in part.text or ("@" in part.text and part.length < _MENTION):
        return False
    if not page_words.TRIGGERS.isdisjoint(part.low.split()):
        return False
    if part.length >= LONG:
        return True
    return "©" not in part.text and not picture.is_of_picture(part.low)


def _sign(part: Part, is_page: bool) -> str:
    """The sign of a paragraph that is short or holds a telling word; of a page, its own too."""
    text, low = part.text, part.low
    if text[0] == ">":
        return "quote" if text.strip("> \t") else "boilerplate"
    if _TWEETER.match(text) or (part.length <= _POST and _has_post(text)):
        return "quote"
    if is_page and _PICTURE_FILE.fullmatch(text) and not re.fullmatch(_ICON, text):
        return "caption"
    if not any(map(str.isalnum, text[:_LOOKED])) or (is_page and _NO_WORDS.fullmatch(text)):
        return "boilerplate"
    if "@" in low and re.fullmatch(_EMAIL, low):
        return "byline"
    if part.marked:
        low = plain(text[part.marked :])
    found = ""
    if part.length <= _LINE:
        tokens = WORD.findall(low)
        found = (_page_sign(part, low, tokens) if is_page else "") or _short_sign(part, low, tokens)
    if found:
        return found
    if "©" in text and part.length <= _OWNED_PICTURE and re.search(_OWNED, text):
        return "caption"
    if is_page and part.short and low.endswith(article_words.DANGLING):
        return "boilerplate"
    if is_page and pitch.is_pitch(part, low):
        return _DOUBT if doubt.may_be_said(part, low) else "boilerplate"
    if part.length <= (_ORIGIN if is_page else SHORT) and _tells_origin(low):
        return "byline"
    if part.length <= _CAPTION and picture.is_caption(part, low):
        return "caption"
    if part.marked and part.length < LONG:
        return "list_item"
    return "list_item" if part.row else ""


def _has_post(text: str) -> bool:
    """Whether the address of a post stands in it."""
    return ".co" in text and re.search(_POST_LINK, text) is not None


def _page_sign(part: Part, low: str, tokens: list[str]) -> str:
    """The sign of a line of buttons, or of the head of comments or of a form."""
    if part.length <= SHORT:
        if _is_comment_head(low, tokens):
            return "count"
        if _is_form(part, low, tokens):
            return "form"
        if page_words.UI_WORDS.issuperset(tokens) and tokens and len(tokens) <= _BUTTONS:
            return "boilerplate"
    elif not part.ended and re.match(_COUNT, low):
        return "count"
    barred = not part.ended and low.count(" | ") >= _BARS
    return "boilerplate" if barred and _are_buttons(tokens) else ""


def _short_sign(part: Part, low: str, tokens: list[str]) -> str:
    """The sign of a line that says who wrote, or when."""
    if part.length <= SHORT:
        if picture.is_source(part.text):
            return "caption"
        if _is_signed(part, low) or _BY_WIDE.search(low[:_LABELLED]):
            return "byline"
        if stamp.names_and_days(part.text):
            return "byline"
        if is_date(low, tokens) or (_DIGIT.search(low) and _is_stamp(low)):
            return "byline" if re.search(_DATED_BY, low) else "dateline"
    return "byline" if _is_byline(part, low, tokens) else ""


def _are_buttons(tokens: list[str]) -> bool:
    return len(page_words.UI_WORDS.intersection(tokens)) >= _BARS


def _is_form(part: Part, low: str, tokens: list[str]) -> bool:
    """Whether it is the head of a form to write a comment with."""
    if low in page_words.FORM_STARTS:
        return True
    if part.ended or not phrasing.FORMS.begin(low):
        return False
    return any(token.startswith(page_words.FORM_WORDS) for token in tokens)


def _is_signed(part: Part, low: str) -> bool:
    """Whether it is a name and a time, or where else to find whom it names."""
    if not _TIME.search(low):
        return False
    if low.startswith("by ") or re.fullmatch(_SIGNED, part.text):
        return True
    return signed.who_and_when(part.text) is not None


def _is_stamp(low: str) -> bool:
    """Whether it is a date and little else, in whatever language."""
    return _STAMP.fullmatch(low) is not None and sum(map(str.isalpha, low)) <= _MONTH


def _is_comment_head(low: str, tokens: list[str]) -> bool:
    if _COUNTED.match(low) and len(tokens) <= _HEAD and (low[-1] != "." or re.match(_ABOUT, low)):
        return True
    known = article_words.COMMENT_WORDS.intersection(tokens)
    return bool(known) and article_words.COUNT_WORDS.union(article_words.COMMENT_WORDS).issuperset(
        tokens
    )


def _is_byline(part: Part, low: str, tokens: list[str]) -> bool:
    low = low.lstrip("|/·•-–— ")
    if tokens == ["by"]:
        return True
    if part.length <= FAST and DATE_WORDS.issuperset(tokens[:1]) and re.search(_DATED_BY, low):
        return True
    if low[:1] == "@" and re.fullmatch(_HANDLE, low):
        return True
    if tokens and tokens[0] in article_words.AGENCIES and len(tokens) <= _AGENCY and part.short:
        return True
    if low.startswith(article_words.SOURCES) and len(tokens) <= _AGENCY and part.short:
        return True
    if (
        len(tokens) <= _NAMES
        and low.endswith(article_words.SOURCES)
        and not re.search(r"[,:]", low)
    ):
        return part.short
    if (
        "@" in low
        and len(tokens) <= _NAMES
        and re.search(_EMAIL, low)
        and page_words.UI_WORDS.isdisjoint(tokens[:1])
    ):
        return True
    if low.startswith(article_words.NAME_STARTS) and part.short:
        return re.fullmatch(_NAME_OR_SITE, _without_by(part).split(",")[0]) is not None
    if not phrasing.BYLINES.begin(low) or len(tokens) > _AUTHORS:
        return False
    if part.ended and part.length > LABEL:
        return False
    first = _without_by(part)[:1]
    named = first.isupper() or first >= "\u0600"
    return (
        named and len(article_words.STOP_WORDS.intersection(tokens[1:])) <= _SMALL
    ) or low.endswith("by")


def _without_by(part: Part) -> str:
    """What stands behind the words that say that a name comes now."""
    return re.sub(_BY, "", part.text).lstrip("| ")


def _tells_origin(low: str) -> bool:
    """Whether it says where the article was first; not when a disease first appeared."""
    if any(map(low.__contains__, _REACHING)) and re.search(_REACHED, low):
        return True
    if article_words.ORIGINS.isdisjoint(phrasing.held(low)):
        return False
    if article_words.PIECES.isdisjoint(WORD.findall(low)):
        return False
    return not any(map(low.__contains__, article_words.TOLD)) or re.search(_THIS, low) is not None
