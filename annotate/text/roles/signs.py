"""
What one paragraph shows by itself, without its neighbours.

A sign is a role, or one of three words for what only the neighbours decide:
`count` (the head of readers' comments), `form` (the head of a form), and `""`
(nothing to see). Long paragraphs without a telling word are let through at once.
"""

import re
from functools import lru_cache

from annotate.text.dates import DATE_WORDS, is_date
from annotate.text.roles import article_words, doubt, page_words
from annotate.text.roles.part import NAME, PHOTOGRAPHER, SHORT, WORD, Part, plain
from annotate.text.roles.whole import Whole

__all__ = ["part", "read"]

LABEL = 60  # characters; what is not longer is remembered: a menu stands on many pages
FAST = 100  # characters; what is longer, and ends as a sentence, is seldom other than prose
LONG = 150  # characters; what is longer needs more than one sign to be other than prose

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
_COUNTED = (
    rf"{_COUNT}(?:$|\W*(?:$|\d|[\W]{{2}}|(?:on|to|so|for|in|about|yet|add|leave|post|posted|read|view"
    r"|show|share|sort|and|from|by|have|has|&|log|join|filed|under|subscribe|tags?)\b))"
)
_ABOUT = r"\S+ \w+ (?:on|to) [“\"'‘«]"
_BY_WIDE = (
    r"(?:来源|來源|作者|记者|記者|编辑|編輯|责编|校对|执笔|撰文|供稿|原标题|기자)\s*[:：|/／丨]"
)
_HANDLE = r"@\w{2,30}"
_CREDIT = r"\bCredit(?:: ?|Credit)[A-Z]|[\w.]Credit[A-Z]"
_BY = r"^(?:(?:\w+ ){1,4}by|\S+)[:\s]+"
_TIME = r"(?:19|20)\d\d|\d:\d\d|@"
_STAMP = (
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
_TWEETER = r"[—–-]\s?[^()]{1,60}\(@\w+\)"
_WIRE = r"[^()]{2,60}\([^()]{2,40}\) ?[—–-]{1,2} ?"  # LONDON (Reuters) -
_POST_LINK = r"\bpic\.twitter\.com/\w|https://t\.co/\w"
_PICTURE_FILE = r"(?i)\S+\.(?:jpe?g|png|gif|webp)|[^\W_]+(?:_[^\W_]+){2,}|\w+(?:-\w+){3,}-\d+"
_BRACKETED = r"\([A-Z][^() ]* [^()]{2,60}[^()!?.]\)"  # not what is said by the way, as a sentence
_REACHED = (  # who wrote it, or whom to write to
    r"\b(?:reached at|reach the reporters?|contact the (?:writer|reporter|author)"
    r"|follow (?:him|her|them)\b|follow [\w' -]{3,40} on twitter)"
)
_THIS = (  # what stands here
    r"^(?:originally|first|reprinted) "
    r"|\bthis (?:\w+ )?(?:article|story|post|piece|version|report|essay|column|interview|excerpt)\b"
    r"|\b(?:article|story|post|piece|essay) (?:was |has been )?(?:originally|first)\b"
)
_STUDIES = r"related (?:work|works|research|literature|studies)"  # in a paper
_PLACE = r"(?:\w+ )?\d+ ?(?:of|/)[ /]*\d+"  # in a gallery
_EMAIL = r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,10}"
_TAG = r"<(?:img|iframe|script|div|span|a)\b.*"
_ICON = r"[a-z]{3,}(?:_[a-z]+)+"  # of a font whose icons are words
_OWNED = (  # a picture; a page has a year
    r"(?i)^(?!.*(?:reserved|copyright|registered|trademark)).{0,340}©\s?[^\W\d][^\d©]{1,80}$"
)
_NO_WORDS = rf"{_ADDRESS}|{_PLACE}|{_TAG}|{_ICON}"
_PICTURE = (
    r"(?:an?|this|the)(?: [\w'-]+){0,2}"
    r" (?:photo|photograph|image|illustration|picture|screenshot|map|graphic)"
    r"(?: \w+)?,? (?:of|shows|showing|from|by|taken|released|provided|depicts|was taken)\b"
)
_FIGURE = r"(?:figure|fig\.|abbildung|abb\.|рис\.) ?\d+\w?(?![^\W\d]|,? (?:[a-zß-ÿ]+s|[а-я]+ет) )"
_PICTURE_END = r"\((?:[^()]*/)?(?:[A-Z][\w.]*\s?){1,5}(?:/[^()]*)?\)$"


def read(whole: Whole) -> None:
    """What each paragraph shows by itself."""
    text = whole.text
    whole.parts = [part(text[start:end]) for start, end in whole.spans]


def part(text: str) -> Part:
    """A paragraph and what can be seen of it; labels, which pages repeat, are looked at once."""
    return _label(text).again() if len(text) <= LABEL else _read(text)


@lru_cache(maxsize=4096)
def _label(text: str) -> Part:
    return _read(text)


def _read(text: str) -> Part:
    part = Part(text)
    if _is_plain(part):
        part.prose = True
    else:
        part.sign = _sign(part)
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
    if "\t" in part.text or ("@" in part.text and part.length < LONG * 2):
        return False
    if not page_words.TRIGGERS.isdisjoint(part.low.split()):
        return False
    if part.length >= LONG:
        return True
    return "©" not in part.text and not _is_of_picture(part.low)


def _sign(part: Part) -> str:
    """The sign of a paragraph that is short or holds a telling word."""
    text, low = part.text, part.low
    if text[0] == ">":
        return "quote" if text.strip("> \t") else "boilerplate"
    if re.match(_TWEETER, text) or (part.length <= 400 and re.search(_POST_LINK, text)):
        return "quote"
    if re.fullmatch(_PICTURE_FILE, text) and not re.fullmatch(_ICON, text):
        return "caption"
    if not any(map(str.isalnum, text[:200])) or re.fullmatch(_NO_WORDS, text):
        return "boilerplate"
    if "@" in low and re.fullmatch(_EMAIL, low):
        return "byline"
    if part.marked:
        low = plain(text[part.marked :])
    found = _short_sign(part, low) if part.length <= 300 else ""
    if found:
        return found
    if "©" in text and part.length <= 400 and re.search(_OWNED, text):
        return "caption"
    if part.short and low.endswith(article_words.DANGLING):
        return "boilerplate"
    if _is_junk(part, low):
        return _DOUBT if doubt.may_be_said(part, low) else "boilerplate"
    if part.length <= 400 and _tells_origin(low):
        return "byline"
    if part.length <= 350 and _is_caption(part, low):
        return "caption"
    if part.marked and part.length < LONG:
        return "list_item"
    return "list_item" if part.row else ""


def _short_sign(part: Part, low: str) -> str:
    tokens = re.findall(WORD, low)
    if part.length <= SHORT:
        if _is_comment_head(low, tokens):
            return "count"
        if _is_form(part, low, tokens):
            return "form"
        if page_words.UI_WORDS.issuperset(tokens) and tokens and len(tokens) <= 12:
            return "boilerplate"
        if _is_signed(part, low) or re.search(_BY_WIDE, low[:40]):
            return "byline"
        if is_date(low, tokens) or _is_stamp(low):
            return "byline" if re.search(_DATED_BY, low) else "dateline"
    elif not part.ended and re.match(_COUNT, low):
        return "count"
    if (
        not part.ended
        and low.count(" | ") > 2
        and len(page_words.UI_WORDS.intersection(tokens)) > 2
    ):
        return "boilerplate"
    return "byline" if _is_byline(part, low, tokens) else ""


def _is_form(part: Part, low: str, tokens: list[str]) -> bool:
    """Whether it is the head of a form to write a comment with."""
    if low in page_words.FORM_STARTS:
        return True
    if part.ended or not low.startswith(page_words.FORM_STARTS):
        return False
    return any(token.startswith(page_words.FORM_WORDS) for token in tokens)


def _is_signed(part: Part, low: str) -> bool:
    """Whether it is a name and a time, or where else to find whom it names."""
    if not re.search(_TIME, low):
        return False
    return low.startswith("by ") or re.fullmatch(_SIGNED, part.text) is not None


def _is_stamp(low: str) -> bool:
    """Whether it is a date and little else, in whatever language."""
    return re.fullmatch(_STAMP, low) is not None and sum(map(str.isalpha, low)) <= 16


def _is_comment_head(low: str, tokens: list[str]) -> bool:
    if re.match(_COUNTED, low) and len(tokens) <= 20 and (low[-1] != "." or re.match(_ABOUT, low)):
        return True
    known = article_words.COMMENT_WORDS.intersection(tokens)
    return bool(known) and article_words.COUNT_WORDS.union(article_words.COMMENT_WORDS).issuperset(
        tokens
    )


def _is_byline(part: Part, low: str, tokens: list[str]) -> bool:
    low = low.lstrip("|/·•-–— ")
    if tokens == ["by"]:
        return True
    if part.length <= 100 and re.search(_DATED_BY, low) and DATE_WORDS.issuperset(tokens[:1]):
        return True
    if re.fullmatch(_HANDLE, low):
        return True
    if tokens and tokens[0] in article_words.AGENCIES and len(tokens) <= 6 and part.short:
        return True
    if low.startswith(article_words.SOURCES) and len(tokens) <= 6 and part.short:
        return True
    if len(tokens) <= 12 and low.endswith(article_words.SOURCES) and not re.search(r"[,:]", low):
        return part.short
    if (
        "@" in low
        and len(tokens) <= 12
        and re.search(_EMAIL, low)
        and page_words.UI_WORDS.isdisjoint(tokens[:1])
    ):
        return True
    rest = re.sub(_BY, "", part.text).lstrip("| ")
    if low.startswith(article_words.NAME_STARTS) and part.short:
        return re.fullmatch(_NAME_OR_SITE, rest.split(",")[0]) is not None
    if not low.startswith(article_words.BYLINE_STARTS) or len(tokens) > 16:
        return False
    if part.ended and part.length > 60:
        return False
    named = rest[:1].isupper() or rest[:1] >= "\u0600"
    return (named and len(article_words.STOP_WORDS.intersection(tokens[1:])) <= 3) or low.endswith(
        "by"
    )


def _tells_origin(low: str) -> bool:
    """Whether it says where the article was first; not when a disease first appeared."""
    if re.search(_REACHED, low):
        return True
    if not any(map(low.__contains__, article_words.ORIGINS)):
        return False
    if article_words.PIECES.isdisjoint(re.findall(WORD, low)):
        return False
    return not any(map(low.__contains__, article_words.TOLD)) or re.search(_THIS, low) is not None


def _is_junk(part: Part, low: str) -> bool:
    """Whether it speaks for the site, or leads away from the article."""
    if part.length <= 300 and any(map(low.__contains__, page_words.OWNERS)):
        return True
    if _invites(low):
        return True
    if part.length > LONG:
        return _is_long_junk(part, low)
    hits = sum(map(low.__contains__, page_words.JUNK_PHRASES))
    starts = low.startswith(page_words.JUNK_STARTS) and not re.fullmatch(_STUDIES, low)
    if not part.ended:
        if " » " in low or low.count(" > ") > 1 or low.count(" › ") > 1:
            return True
        return starts or hits > 0 or low.startswith("welcome to ")
    if not hits and not starts:
        return False
    tokens = re.findall(WORD, low)
    address = sum(map(page_words.ADDRESS.__contains__, tokens))
    telling = len(page_words.TRIGGERS.intersection(low.split()))
    starts = starts or any(
        piece.startswith(page_words.JUNK_STARTS) for piece in re.split(r"[.!?] ", low)[1:]
    )
    several = hits > 1 and part.length <= 100
    address = address if telling or part.length <= FAST else 0
    return several or bool(hits and (starts or address)) or bool(starts and address and telling)


def _is_long_junk(part: Part, low: str) -> bool:
    """The same of a paragraph: only if it speaks to the reader, or starts as a link does."""
    tokens = re.findall(WORD, low)
    address = sum(map(page_words.ADDRESS.__contains__, tokens))
    starts = low.startswith(page_words.JUNK_STARTS)
    if not address and not starts:
        return False
    hits = sum(map(low.__contains__, page_words.JUNK_PHRASES))
    if (not hits and not starts) or (part.length > 250 and hits + starts < 2):
        return False
    telling = len(page_words.TRIGGERS.intersection(low.split()))
    weight = 2 * hits + telling + min(address, 4) + 2 * starts
    return weight >= 4 and weight * 40 >= len(tokens)


def _invites(low: str) -> bool:
    """Whether it asks to be followed elsewhere."""
    if page_words.INVITATIONS.isdisjoint(re.findall(WORD, low[:60])[:2]):
        return False
    return not page_words.SOCIAL.isdisjoint(re.findall(WORD, low[:250]))


def _is_of_picture(low: str) -> bool:
    """Whether it starts as what speaks of the picture above it does."""
    if low.startswith(article_words.CAPTION_STARTS):
        return True
    return re.match(_PICTURE, low) is not None or re.match(_FIGURE, low) is not None


def _is_caption(part: Part, low: str) -> bool:
    if _is_of_picture(low):
        return True
    if "file photo" in low[:60] or re.fullmatch(PHOTOGRAPHER, part.text):
        return True
    if part.length <= 3 * SHORT and low.rstrip("。 ").endswith(article_words.CREDITS_AFTER):
        return True
    if re.search(_CREDIT, part.text[-90:]):
        return True
    if re.fullmatch(_BRACKETED, part.text):
        return True
    if re.match(_WIRE, part.text):
        return False
    tail = low[-70:] if part.length > 100 else low
    if any(map(tail.__contains__, article_words.CREDITS)):
        return not part.ended or part.length < LONG or tail != low
    return (
        part.text[-1] == ")" and not part.ended and re.search(_PICTURE_END, part.text) is not None
    )
