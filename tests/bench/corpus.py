"""
Made-up articles, the same bytes for the same number on every machine.

About 20 paragraphs of 80 words in words that follow Zipf's law; headings, and
dirt as on scraped pages: buttons, reply forms, triple newlines, no-break
spaces. Article `n` needs no other article to be made first.
"""

from bisect import bisect
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

__all__ = ["COMMONEST", "PARAGRAPHS", "VOCABULARY", "WORDS", "article", "rare_word"]
__all__ += ["word_in", "write"]

SEED = "annotate-corpus bench 1"
VOCABULARY = 50_000
PARAGRAPHS = 20  # about so many an article
WORDS = 80  # about so many a paragraph

COMMONEST = "the"
_COMMON = (
    "the of and to in a is was for that on with by as it at from his he were an be had are"
    " which this their have has not but they or its who been one her said she all would there"
    " when we more if no out up into so can what about than other some time only new could"
    " these may then do first any people like now my such over our two even most after also"
)
_ONSETS = "b br c ch cr d dr f fl g gr h j k kl l m n p pl qu r s sh st t th tr v w y z"
_VOWELS = "a ai e ea i ie o oo u"
_ACCENTED = "éèöü"
_CODAS = ["", "", "", "l", "m", "n", "nd", "r", "rs", "s", "st", "t"]
_DIRT = (
    "Advertisement",
    "Share this:",
    "Click to share on Twitter (Opens in new window)",
    "Read more:",
    "Sign up for our newsletter",
    "Related Articles",
    "Photo: AP",
)
_REPLY = (
    "Leave a Reply",
    "Your email address will not be published. Required fields are marked *",
    "Name *",
    "Email *",
    "Website",
)


def rare_word(number: int) -> str:
    """A word that stands in article `number` and in no other."""
    letters = ""
    while number:
        number, digit = divmod(number, 26)
        letters += chr(ord("a") + digit)
    return f"xq{letters}qx"


def word_in(paragraphs: int, articles: int) -> str:
    """A word that stands in about so many paragraphs of so many articles."""
    words, sums = _vocabulary()
    # the word of rank r is one in r * sums[-1] words
    rank = articles * PARAGRAPHS * WORDS / (paragraphs * sums[-1])
    return words[min(round(rank), VOCABULARY - 1)]


def article(number: int) -> bytes:
    """Article `number` as a file, in UTF-8."""
    chance = Random(f"{SEED}/{number}")
    lengths = [chance.randint(WORDS // 2, WORDS * 3 // 2) for _ in range(_count(chance))]
    words = _words(chance, sum(lengths) + 400)
    parts = [_title(chance, words), *_opening(chance, words)]
    for i, length in enumerate(lengths):
        if i and chance.random() < 0.12:
            parts.append(_heading(chance, words))
        if chance.random() < 0.05:
            parts.append(chance.choice(_DIRT))
        parts.append(_paragraph(chance, words, length))
    parts[-1] += f" The end of it was {rare_word(number)}."
    if chance.random() < 0.3:
        parts += _REPLY
    return _joined(chance, parts).encode()


def write(folder: Path, first: int, count: int) -> None:
    """`count` articles from number `first` on as files, unless they are there already."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        path = folder / f"article-{number:06}.txt"
        if not path.exists():
            path.write_bytes(article(number))


def _count(chance: Random) -> int:
    return chance.randint(PARAGRAPHS - 6, PARAGRAPHS + 6)


def _title(chance: Random, words: Iterator[str]) -> str:
    return " ".join(next(words).capitalize() for _ in range(chance.randint(6, 10)))


def _opening(chance: Random, words: Iterator[str]) -> list[str]:
    if chance.random() < 0.5:
        return []
    return [f"By {next(words).capitalize()} {next(words).capitalize()}"]


def _heading(chance: Random, words: Iterator[str]) -> str:
    return " ".join(next(words) for _ in range(chance.randint(2, 6))).capitalize()


def _paragraph(chance: Random, words: Iterator[str], length: int) -> str:
    sentences = []
    while length > 0:
        count = min(length, chance.randint(8, 24))
        sentences.append(_sentence(chance, [next(words) for _ in range(count)]))
        length -= count
    return " ".join(sentences)


def _sentence(chance: Random, words: list[str]) -> str:
    luck = chance.random()
    if len(words) > 12 and luck < 0.4:
        words[7] += ","
    sentence = " ".join(words)
    sentence = sentence[0].upper() + sentence[1:]
    if luck > 0.93:
        return f"“{sentence},” he said."
    if luck > 0.90:
        return sentence.replace(" ", "\u00a0", 1) + "."
    return sentence + "."


def _joined(chance: Random, parts: list[str]) -> str:
    style = chance.random()
    if style < 0.2:
        return "\n".join(parts) + "\n"
    if style < 0.7:
        return "\n\n".join(parts) + "\n"
    gaps = chance.choices(["\n\n", "\n\n\n", "\n \n"], [8, 1, 1], k=len(parts))
    return "".join(part + gap for part, gap in zip(parts, gaps, strict=True))


def _words(chance: Random, count: int) -> Iterator[str]:
    words, weights = _vocabulary()
    return iter(chance.choices(words, cum_weights=weights, k=count))


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """The words, commonest first, and the sums of their weights by Zipf's law."""
    chance = Random(SEED)
    words = dict.fromkeys(_COMMON.split())
    while len(words) < VOCABULARY:
        # the rarer the longer
        syllables = 1 + bisect([300, 4_000, 30_000], len(words))
        words["".join(_syllable(chance) for _ in range(syllables))] = None
    return list(words), list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))


def _syllable(chance: Random) -> str:
    vowels = _ACCENTED if chance.random() < 0.002 else _VOWELS.split()
    return chance.choice(_ONSETS.split()) + chance.choice(vowels) + chance.choice(_CODAS)
