"""
A seeded editor: changes a text as newsrooms do, a little or a lot, the same every time.
"""

import re
from collections.abc import Callable
from random import Random

__all__ = ["edited"]

NEW = (
    "This article was updated after publication with a statement from the ministry.",
    "Officials did not reply to a request for comment on Tuesday evening.",
    "A spokesman later put the figure at more than four hundred.",
    "Correction: an earlier version misstated the name of the district.",
)
OTHER = "reportedly officials nearly western hundreds earlier local confirmed remaining later".split()


def edited(text: str, seed: int) -> str:
    """The text (paragraphs parted by blank lines) after a dozen edits."""
    random = Random(seed)
    paragraphs = [p for p in re.split(r"\n\s*\n", text.strip()) if p.strip()]
    for _ in range(max(3, len(paragraphs) // 3)):
        random.choice(_EDITS)(paragraphs, random)
    return "\n\n".join(paragraphs) + "\n"


def _reword(paragraphs: list[str], random: Random) -> None:
    k = random.randrange(len(paragraphs))
    words = paragraphs[k].split(" ")
    for _ in range(1 + len(words) // 12):
        words[random.randrange(len(words))] = random.choice(OTHER)
    paragraphs[k] = " ".join(words)


def _insert(paragraphs: list[str], random: Random) -> None:
    paragraphs.insert(random.randrange(len(paragraphs) + 1), random.choice(NEW))


def _drop(paragraphs: list[str], random: Random) -> None:
    if len(paragraphs) > 4:
        del paragraphs[random.randrange(len(paragraphs))]


def _move(paragraphs: list[str], random: Random) -> None:
    moved = paragraphs.pop(random.randrange(len(paragraphs)))
    paragraphs.insert(random.randrange(len(paragraphs) + 1), moved)


def _split(paragraphs: list[str], random: Random) -> None:
    k = random.randrange(len(paragraphs))
    sentences = re.split(r"(?<=[.!?”]) +", paragraphs[k])
    if len(sentences) > 1:
        at = random.randrange(1, len(sentences))
        paragraphs[k : k + 1] = [" ".join(sentences[:at]), " ".join(sentences[at:])]


def _merge(paragraphs: list[str], random: Random) -> None:
    if len(paragraphs) > 4:
        k = random.randrange(len(paragraphs) - 1)
        paragraphs[k : k + 2] = [f"{paragraphs[k]} {paragraphs[k + 1]}"]


def _typography(paragraphs: list[str], random: Random) -> None:
    k = random.randrange(len(paragraphs))
    plain = str.maketrans({"“": '"', "”": '"', "’": "'", "–": "-"})
    paragraphs[k] = paragraphs[k].translate(plain)


_EDITS: tuple[Callable[[list[str], Random], None], ...] = (
    _reword, _reword, _reword, _insert, _drop, _move, _split, _merge, _typography,
)  # fmt: skip
