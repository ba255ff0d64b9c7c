"""
What one paragraph shows by itself, without its neighbours.

A sign is a role, or one of three words for what only the neighbours decide:
`count` (the head of readers' comments), `form` (the head of a form), and `""`
(nothing to see). Long paragraphs without a telling word are let through at once.
"""

import re
from functools import lru_cache

from annotate.text import vocabulary as words
from annotate.text.dates import DATE_WORDS, is_date

__all__ = ["Part", "beside", "part"]

LABEL = 60  # characters; what is not longer is remembered: a menu stands on many pages
FAST = 100  # characters; what is longer, and ends as a sentence, is seldom other than prose
LONG = 150  # characters; what is longer needs more than one sign to be other than prose
SHORT = 120  # characters; what is longer is no label, heading or name

_TERMINALS = ".!?…。！？｡．؟۔।॥።"
_CLOSERS = "\"'”’»›)]}」』）】*_"
_MARKER = r"(?:[-*•·▪◦‣●–—»►✓]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|[①-⑳])\s+(?=\S)"
_WORD = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"
_COUNT = r"[\[(]?\s?\d[\d,.]*\)? (?:comments?|thoughts?|responses?|replies|reactions?)\b"
_ABOUT = r"\S+ \w+ (?:on|to) [“\"'‘«]"
_REPLY = (
    r"(?:reply|antworten|répondre|responder|rispondi|ответить|رد|回复|返信)(?:\s*[↓›»]|\s+to\b.*)?"
)
_SAYS = r".{1,60}\b(?:says|said|writes|sagt|sagte|schrieb|dit|dice|disse|пишет)\s*[:：]"
_HANDLE = r"@\w{2,30}"
_CREDIT = r"\bCredit(?:: ?|Credit)[A-Z]|[\w.]Credit[A-Z]"
_BY = r"^(?:\w+ by|\S+)[:\s]+"
_DATED_BY = r"\d.{0,12} by \w"
_NAME = (
    r"[^\W\d_a-zß-ÿ][\w.'’-]*(?: (?:(?:de|van|von|der|den|bin|al|el|la|di|da|du|le|ibn|and|&) )*"
    r"[^\W\d_a-zß-ÿ][\w.'’-]*){1,4}"
)
_ADDRESS = r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,6}(?:/\S*)?"
_NAME_OR_SITE = rf"{_NAME}|\S+\.\w+"
_TWEETER = r"[—–-]\s?[^()]{1,60}\(@\w+\)"
_WIRE = r"[^()]{2,60}\([^()]{2,40}\) ?[—–-]{1,2} ?"  # LONDON (Reuters) -
_POST_LINK = r"\bpic\.twitter\.com/\w|https://t\.co/\w"
_PICTURE_FILE = r"(?i)\S+\.(?:jpe?g|png|gif|webp)|[^\W_]+(?:_[^\W_]+){2,}"
_BRACKETED = r"\([A-Z][^()]{2,60}[^()!?]\)"
_PLACE = r"(?:\w+ )?\d+ ?(?:of|/) ?\d+"  # in a gallery
_PICTURE = (
    r"(?:an?|this|the)(?: [\w'-]+){0,2}"
    r" (?:photo|photograph|image|illustration|picture|screenshot|map)"
    r"(?: \w+)? (?:of|shows|showing|from|by|taken|released|provided)\b"
)
_PICTURE_END = r"\((?:[^()]*/)?(?:[A-Z][\w.]*\s?){1,5}(?:/[^()]*)?\)$"


class Part:
    """A paragraph and what can be seen of it."""

    __slots__ = ("ended", "length", "low", "marked", "prose", "role", "sign", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.role = ""
        self.length = len(text) * (3 if _is_dense(text) else 1)
        self.ended = text.rstrip(_CLOSERS)[-1:] in _TERMINALS or _is_dense_prose(text, self.length)
        self.low = text.lower()
        self.marked = _marked(text)
        if _is_plain(self):
            self.sign, self.prose = "", True
            return
        self.sign = _sign(self)
        self.prose = not self.sign and _is_prose(self)

    def again(self) -> "Part":
        """The same, to be given a role of its own."""
        part = Part.__new__(Part)
        part.text, part.low, part.length = self.text, self.low, self.length
        part.ended, part.marked, part.prose = self.ended, self.marked, self.prose
        part.sign, part.role = self.sign, ""
        return part

    @property
    def telling(self) -> bool:
        """Whether it is boilerplate that says something of its neighbours, not a mere rule."""
        return (self.role or self.sign) == "boilerplate" and any(map(str.isalnum, self.text[:200]))

    @property
    def short(self) -> bool:
        """Whether it is a label, heading or name rather than a sentence."""
        return self.length <= SHORT and not self.ended

    @property
    def name(self) -> bool:
        """Whether it reads as names of people or agencies and nothing else."""
        return len(self.text) <= 50 and re.fullmatch(_NAME, " ".join(self.text.split())) is not None

    @property
    def source(self) -> bool:
        """Whether it is a name and a colon, as before what someone else wrote."""
        return len(self.text) <= 50 and re.fullmatch(_NAME, self.text[:-1].rstrip()) is not None

    @property
    def reply(self) -> bool:
        """Whether it is the button under a reader's comment."""
        return len(self.low) <= 40 and re.fullmatch(_REPLY, self.low) is not None

    @property
    def speaker(self) -> bool:
        """Whether it is the line above a reader's comment: `Someone says:`."""
        return self.length <= 80 and re.fullmatch(_SAYS, self.low) is not None

    def words(self) -> list[str]:
        """Its words, in lower case."""
        return re.findall(_WORD, self.low)

    def has_profession(self, within: int) -> bool:
        """Whether its first words name what authors are."""
        return not words.PROFESSIONS.isdisjoint(self.words()[:within])


def part(text: str) -> Part:
    """A paragraph and what can be seen of it; labels, which pages repeat, are looked at once."""
    return _label(text).again() if len(text) <= LABEL else Part(text)


@lru_cache(maxsize=4096)
def _label(text: str) -> Part:
    return Part(text)


def beside(parts: list[Part], i: int, roles: tuple[str, ...]) -> bool:
    """Whether the part, or the one above or below it, has one of the roles or signs."""
    near = parts[max(0, i - 1) : i + 2]
    return any(part.sign in roles or part.role in roles for part in near)


def _marked(text: str) -> int:
    """The length of the bullet or number that it starts with."""
    if text[0].isalpha() and text[1:2] not in ".)":
        return 0
    marker = re.match(_MARKER, text)
    return marker.end() if marker else 0


def _is_dense(text: str) -> bool:
    """Whether it is in a script whose words take few characters and no spaces."""
    middle = text[len(text) // 2]
    return middle >= "\u2e80" or "\u0e00" <= middle <= "\u0eff" or "\u1780" <= middle <= "\u17ff"


def _is_dense_prose(text: str, length: int) -> bool:
    return length > SHORT and length > len(text)


def _is_plain(part: Part) -> bool:
    """Whether it is long enough, ends as a sentence, and holds no word that could tell more."""
    if part.length < FAST or not part.ended or part.text[0] == ">":
        return False
    if not words.TRIGGERS.isdisjoint(part.low.split()):
        return False
    if part.length >= LONG:
        return True
    return "©" not in part.text and not part.low.startswith(words.CAPTION_STARTS)


def _is_prose(part: Part) -> bool:
    if part.length >= 250:
        return True
    if part.length < 130 and part.text[-1] in "?!？！":
        return False  # as headlines are
    return part.ended and (
        (part.length >= 70 and part.text.count(" ") >= 7) or part.length > len(part.text)
    )


def _sign(part: Part) -> str:
    """The sign of a paragraph that is short or holds a telling word."""
    text, low = part.text, part.low
    if text[0] == ">":
        return "quote" if text.strip("> \t") else "boilerplate"
    if re.match(_TWEETER, text) or (part.length <= 400 and re.search(_POST_LINK, text)):
        return "quote"
    if re.fullmatch(_PICTURE_FILE, text):
        return "caption"
    if not any(map(str.isalnum, text[:200])) or re.fullmatch(rf"{_ADDRESS}|{_PLACE}", text):
        return "boilerplate"
    low = low[part.marked :]
    found = _short_sign(part, low) if part.length <= 300 else ""
    if found:
        return found
    if _is_junk(part, low) or (part.short and low.endswith(words.DANGLING)):
        return "boilerplate"
    if part.length <= 400 and _tells_origin(low):
        return "byline"
    if part.length <= 350 and _is_caption(part, low):
        return "caption"
    if part.marked and part.length < LONG:
        return "list_item"
    if part.length <= 400 and (text.count("\t") >= 2 or text.count(" | ") >= 2):
        return "list_item"  # a row of a table
    return ""


def _short_sign(part: Part, low: str) -> str:
    tokens = re.findall(_WORD, low)
    if part.length <= SHORT:
        if _is_comment_head(low, tokens):
            return "count"
        if low.startswith(words.FORM_STARTS) and (not part.ended or low in words.FORM_STARTS):
            return "form"
        if words.UI_WORDS.issuperset(tokens) and tokens and len(tokens) <= 12:
            return "boilerplate"
        if is_date(low, tokens):
            return "dateline"
    elif not part.ended and re.match(_COUNT, low):
        return "count"
    if not part.ended and low.count(" | ") > 2 and len(words.UI_WORDS.intersection(tokens)) > 2:
        return "boilerplate"
    return "byline" if _is_byline(part, low, tokens) else ""


def _is_comment_head(low: str, tokens: list[str]) -> bool:
    if re.match(_COUNT, low) and len(tokens) <= 20 and (low[-1] != "." or re.match(_ABOUT, low)):
        return True
    known = words.COMMENT_WORDS.intersection(tokens)
    return bool(known) and words.COUNT_WORDS.union(words.COMMENT_WORDS).issuperset(tokens)


def _is_byline(part: Part, low: str, tokens: list[str]) -> bool:
    if part.length <= 100 and re.search(_DATED_BY, low) and DATE_WORDS.issuperset(tokens[:1]):
        return True
    if re.fullmatch(_HANDLE, low):
        return True
    if tokens and tokens[0] in words.AGENCIES and len(tokens) <= 6 and part.short:
        return True
    rest = re.sub(_BY, "", part.text)
    if low.startswith(words.NAME_STARTS) and part.short:
        return re.fullmatch(_NAME_OR_SITE, rest.split(",")[0]) is not None
    if not low.startswith(words.BYLINE_STARTS) or len(tokens) > 16:
        return False
    if part.ended and part.length > 60:
        return False
    named = rest[:1].isupper() or rest[:1] >= "\u0600"
    return (named and len(words.STOP_WORDS.intersection(tokens[1:])) <= 3) or low.endswith("by")


def _tells_origin(low: str) -> bool:
    """Whether it says where the article was first; not when a disease first appeared."""
    if not any(map(low.__contains__, words.ORIGINS)):
        return False
    return not words.PIECES.isdisjoint(re.findall(_WORD, low))


def _is_junk(part: Part, low: str) -> bool:
    """Whether it speaks for the site, or leads away from the article."""
    if part.length <= 300 and any(map(low.__contains__, words.OWNERS)):
        return True
    hits = sum(map(low.__contains__, words.JUNK_PHRASES))
    starts = low.startswith(words.JUNK_STARTS)
    if part.length <= LONG and not part.ended:
        if " » " in low or low.count(" > ") > 1 or low.count(" › ") > 1:
            return True
        return starts or hits > 0
    if not hits and not starts:
        return False
    tokens = re.findall(_WORD, low)
    address = sum(map(words.ADDRESS.__contains__, tokens))
    telling = len(words.TRIGGERS.intersection(low.split()))
    if part.length <= LONG:
        starts = starts or any(
            piece.startswith(words.JUNK_STARTS) for piece in re.split(r"[.!?] ", low)[1:]
        )
        several = hits > 1 and part.length <= 100
        return several or bool(hits and (starts or address)) or bool(starts and address and telling)
    if part.length > 250 and hits + starts < 2:
        return False
    weight = 2 * hits + telling + min(address, 4) + 2 * starts
    return weight >= 4 and weight * 40 >= len(tokens) and bool(address or starts)


def _is_caption(part: Part, low: str) -> bool:
    if low.startswith(words.CAPTION_STARTS) or re.match(_PICTURE, low):
        return True
    if re.search(_CREDIT, part.text[-90:]):
        return True
    if re.fullmatch(_BRACKETED, part.text):
        return True
    if re.match(_WIRE, part.text):
        return False
    tail = low[-70:] if part.length > 100 else low
    if any(map(tail.__contains__, words.CREDITS)):
        return not part.ended or part.length < LONG or tail != low
    return (
        part.text[-1] == ")" and not part.ended and re.search(_PICTURE_END, part.text) is not None
    )
