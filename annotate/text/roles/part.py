"""
A paragraph and what can be measured of it: where its role is looked for, this is read.
"""

import re
from collections.abc import Sequence
from itertools import islice

from annotate.text.roles import article_words

__all__ = ["FAST", "LONG", "NAME", "PHOTOGRAPHER", "SHORT", "WORD", "Part", "counted", "plain"]

SHORT = 120  # [96: -.0006/-.0006, 150: +.0016/+.0033]
"""Characters; what is longer is no label, heading or name."""

FAST = 100  # [80: +.0004/+.0005, 125: +.0001/-.0003]
"""Characters; what is longer, and ends as a sentence, is seldom other than prose."""

LONG = 150  # [120: -.0001/-.0004, 188: +.0003/+.0001]
"""Characters; what is longer needs more than one sign to be other than prose."""

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
"""A word."""

NAME = (
    r"[^\W\d_a-zß-ÿ][\w.'’-]*(?: (?:(?:de|van|von|der|den|bin|al|el|la|di|da|du|le|ibn|and|&) )*"
    r"[^\W\d_a-zß-ÿ][\w.'’-]*){1,4}"
)
"""Names of people or agencies, as a pattern: two to five words with capitals."""

PHOTOGRAPHER = re.compile(
    r"[^,:|]{2,40}[,/] ?(?:AP|AFP|EPA|Reuters|Getty|TNS|USA TODAY|(?i:Associated Press))\b.{0,30}"
)
"""Who made a picture, and for whom."""

DENSE = 3  # [3-4 alike, 2: +.0010/+.0027, 6: -.0002/-.0007]
"""Characters that one of a script without spaces counts for."""

_TERMINALS = ".!?…。！？｡．؟۔।॥።"
_CLOSERS = "\"'”’»›)]}」』）】*_"
_SPEECH = "–—"  # a sentence that begins with a dash is said by someone, in many languages
_MARKER = re.compile(
    r"(?:[-*•·▪◦‣●–—»►✓]|\[\d{1,3}\]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|[①-⑳])\s+(?=\S)"
)
_REPLY = (
    r"(?:reply|antworten|répondre|responder|rispondi|ответить|رد|回复|返信)(?:\s*[↓›»]|\s+to\b.*)?"
)
_FOOTNOTES = r"(?:\s?\[[^\W_]{1,3}\])+$"
_LONGEST_END = 40  # characters in which a sentence may end [20-80 alike]
_LOOKED = 200  # characters, in which there are letters or numbers if there are any [100-400 alike]
# [200: -.0015/-.0009, 312: -.0003/-.0007]
_RUNNING = 250  # characters; what is longer is prose, however it ends
_SENTENCE = 70  # characters of a sentence that is prose [56: -1 -.0027/-.0013, 88: +.0009/+.0056]
_SPACES = 7  # in it at least [3-8 alike, 14: +.0002/+.0056]
# [104-260 alike, 65: +.0003/+.0002]
_ASKING = 130  # characters; what is shorter and ends as a question may be a headline
_ROW = 400  # characters of a row of a table [200-800 alike]
_CELLS = 2  # signs between its cells at least [1-4 alike]
_NAME = 50  # characters of names [25-100 alike]
_BUTTON = 40  # characters of the button under a comment [20-80 alike]
_SPEAKER = 80  # characters of a line that names who says something [64-160 alike, 40: -.0037/.0000]
_EMPHASIS = r"(?<!\w)[*_]+(?=\S)|(?<=[^\s*_])[*_]+(?!\w)"
_SAYS = r".{1,60}\b(?:says|said|writes|sagt|sagte|schrieb|dit|dice|disse|пишет)\s*[:：]"


class Part:
    """A paragraph and what can be seen of it."""

    __slots__ = (
        "because",
        "doubted",
        "ended",
        "length",
        "low",
        "marked",
        "prose",
        "role",
        "short",
        "sign",
        "text",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.role = ""
        self.length = len(text) * (DENSE if _is_dense(text) else 1)
        self.ended = _is_ended(text) or _is_dense_prose(text, self.length)
        self.short = self.length <= SHORT and not self.ended
        """Whether it is a label, heading or name rather than a sentence."""
        self.low = plain(text)
        self.marked = 0 if self.ended and text[0] in _SPEECH else _marked(text)
        self.sign, self.prose = "", False
        self.because = ""
        """The step that spoke last, and why: `STEP: REASON`."""
        self.doubted = False
        """Whether an author may have said so, too."""

    def again(self) -> "Part":
        """The same, to be given a role of its own."""
        part = Part.__new__(Part)
        part.text, part.low, part.length = self.text, self.low, self.length
        part.ended, part.short = self.ended, self.short
        part.marked, part.prose = self.marked, self.prose
        part.sign, part.role, part.because = self.sign, "", self.because
        part.doubted = self.doubted
        return part

    def become(self, role: str, because: str) -> None:
        """Have a role: a step says so, and why."""
        self.role, self.because = role, because

    def show(self, sign: str, because: str) -> None:
        """Have a sign, and be no prose: a step says so, and why."""
        self.sign, self.prose, self.because = sign, False, because

    @property
    def telling(self) -> bool:
        """Whether it is boilerplate that says something of its neighbours, not a mere rule."""
        return (self.role or self.sign) == "boilerplate" and any(
            map(str.isalnum, self.text[:_LOOKED])
        )

    @property
    def last(self) -> str:
        """Its last character that is not a sign of bold or slanted type."""
        return self.text.rstrip("*_ ")[-1:]

    @property
    def running(self) -> bool:
        """Whether it is long enough for prose, and ends as a sentence."""
        if self.length >= _RUNNING:
            return True
        if self.length < _ASKING and self.text[-1] in "?!？！":
            return False  # as headlines are
        return self.ended and (
            (self.length >= _SENTENCE and self.text.count(" ") >= _SPACES)
            or self.length > len(self.text)
        )

    @property
    def bold(self) -> bool:
        """Whether all of it is written bold, as Markdown writes it."""
        return self.text.startswith(("**", "__")) and self.text.endswith(("**", "__"))

    @property
    def row(self) -> bool:
        """Whether it is a row of a table."""
        cells = max(self.text.count("\t"), self.text.count("|"))
        return cells >= _CELLS and self.length <= _ROW

    @property
    def name(self) -> bool:
        """Whether it reads as names of people or agencies and nothing else."""
        return (
            len(self.text) <= _NAME and re.fullmatch(NAME, " ".join(self.text.split())) is not None
        )

    @property
    def source(self) -> bool:
        """Whether it is a name and a colon, as before what someone else wrote."""
        return len(self.text) <= _NAME and re.fullmatch(NAME, self.text[:-1].rstrip()) is not None

    @property
    def credit(self) -> bool:
        """Whether it is who made the picture above it, and nothing else."""
        return self.sign == "caption" and PHOTOGRAPHER.fullmatch(self.text) is not None

    @property
    def reply(self) -> bool:
        """Whether it is the button under a reader's comment."""
        return len(self.low) <= _BUTTON and re.fullmatch(_REPLY, self.low) is not None

    @property
    def says(self) -> bool:
        """Whether it names who says what follows: `Someone says:`."""
        return self.length <= _SPEAKER and re.fullmatch(_SAYS, self.low) is not None

    def words(self) -> list[str]:
        """Its words, in lower case."""
        return WORD.findall(self.low)

    def has_profession(self, within: int) -> bool:
        """Whether its first words name what authors are."""
        words = islice(WORD.finditer(self.low), within)
        return not article_words.PROFESSIONS.isdisjoint(word[0] for word in words)


def counted(parts: Sequence[Part]) -> bool:
    """Whether most lines have words and a number, as results have and what one needs."""
    found = sum(re.search(r"\d", part.text) is not None for part in parts if part.words())
    return found * 2 > len(parts)


def plain(text: str) -> str:
    """In lower case, without the signs by which plain text is made bold or slanted."""
    low = text.lower()
    if "*" in low or "_" in low:
        low = re.sub(_EMPHASIS, "", low)
    return low[1:] if low[:1] == "[" and low.rstrip("*_. ")[-1:] == "]" else low


def _marked(text: str) -> int:
    """The length of the bullet or number that it starts with."""
    if text[0].isalpha() and text[1:2] not in (".", ")"):
        return 0
    marker = _MARKER.match(text)
    return marker.end() if marker else 0


def _is_ended(text: str) -> bool:
    """Whether it ends as a sentence does, signs of footnotes aside: `in 1951.[3]`."""
    if text.endswith("]"):
        text = re.sub(_FOOTNOTES, "", text[-_LONGEST_END:]) or text
    return text.rstrip(_CLOSERS)[-1:] in _TERMINALS


def _is_dense(text: str) -> bool:
    """Whether it is in a script whose words take few characters and no spaces."""
    middle = text[len(text) // 2]
    return middle >= "\u2e80" or "\u0e00" <= middle <= "\u0eff" or "\u1780" <= middle <= "\u17ff"


def _is_dense_prose(text: str, length: int) -> bool:
    return length > SHORT and length > len(text)
