"""Made-up paragraphs, and what editors do to them."""

from dataclasses import dataclass

from hypothesis import strategies as st

__all__ = ["EDITS", "FERRY", "Edit", "articles", "paragraphs", "words"]

FERRY = (
    "The ferry left at dawn on Tuesday, and nobody waved from the quay.",
    "The harbour master counted 214 passengers twice, and wrote down one more than there were lamps"
    " on board.",
    "“We have always sailed in fog,” said Ines Pardo, who has owned the boat since 1998.",
    "Three villages on the northern shore depend on it for bread, for letters and for a doctor.",
    "In March the regional council voted to close the route, against the advice of its engineers.",
    "A bridge was promised in 1974, in 1989 and again last winter; its first pillar carries a nest"
    " of storks.",
)


@dataclass(frozen=True, slots=True)
class Edit:
    """Two versions and the targets that are right."""

    name: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    targets: tuple[int | None, ...]


def _with(number: int, *texts: str) -> tuple[str, ...]:
    return (*FERRY[:number], *texts, *FERRY[number + 1 :])


_STAMPED = tuple(f"{9 + k:02}:15 The ferry is delayed by fog; we will report." for k in range(8))
_NAMES = ("Ana Soto", "Li Wei", "Ines Pardo", "Omar Haddad", "Jo Berg")
_ADS = ("Advertisement", FERRY[0], "Advertisement", FERRY[1], FERRY[2], "Advertisement", FERRY[3])
_SAME = tuple(range(len(FERRY)))

EDITS = (
    Edit("nothing", FERRY, FERRY, _SAME),
    Edit("empty", (), (), ()),
    Edit("all is new", (), FERRY, ()),
    Edit("all is gone", FERRY, (), (None,) * 6),
    Edit("one paragraph", FERRY[:1], FERRY[:1], (0,)),
    Edit("empty texts", ("", FERRY[0], ""), ("", FERRY[0], ""), (0, 1, 2)),
    Edit("insertion", FERRY, (FERRY[0], "Nobody had expected otherwise.", *FERRY[1:]),
         (0, 2, 3, 4, 5, 6)),
    Edit("deletion", FERRY, _with(2), (0, 1, None, 2, 3, 4)),
    Edit("reordered", FERRY, FERRY[::-1], (5, 4, 3, 2, 1, 0)),
    Edit("reworded", FERRY, _with(4, "Last March the council of the region decided to close the"
         " route against its engineers’ advice."), _SAME),
    Edit("split", FERRY, _with(1, "The harbour master counted 214 passengers twice.",
         "He wrote down one more than there were lamps on board."), (0, 2, 3, 4, 5, 6)),
    Edit("merged", FERRY, (FERRY[0], f"{FERRY[1]} {FERRY[2]}", *FERRY[3:]), (0, 1, 1, 2, 3, 4)),
    Edit("misread", FERRY, _with(3, "Tbree vi11ages on tbe northem shore depend on it for bread,"
         " for 1etters and for a doct0r."), _SAME),
    Edit("typography", FERRY, _with(2, '"We have always\u00a0sailed in fog," said Ines Par\u00addo,'
         " who has owned the boat since\u200b 1998."), _SAME),
    Edit("live blog", _STAMPED, ("17:15 The ferry has left.", *_STAMPED[:3], *_STAMPED[4:]),
         (1, 2, 3, None, 4, 5, 6, 7)),
    Edit("advertisements", _ADS, (*_ADS[:2], *_ADS[4:]), (0, 1, None, None, 2, 3, 4)),
    Edit("names", _NAMES, (*_NAMES[:3], "Ida Holm", *_NAMES[3:]), (0, 1, 2, 4, 5)),
)  # fmt: skip

WORDS = """
    the of a and in ferry harbour fog bread letters council bridge storks winter 1998 214 villages
    doctor engineers route lamps quay nobody waved again first said
"""

words = st.lists(
    st.sampled_from(WORDS.split()) | st.text("abcdefg", min_size=2, max_size=8), min_size=1
)
"""The words of a paragraph."""

paragraphs = words.map(" ".join)


@st.composite
def articles(draw: st.DrawFn, most: int = 12) -> list[list[str]]:
    """Paragraphs as words; some twice, some the first half of the one before."""
    texts = draw(st.lists(words, min_size=1, max_size=most))
    for which in draw(st.lists(st.integers(0, len(texts) - 1), max_size=2)):
        half = draw(st.booleans())
        copied = texts[which]
        texts.insert(which + 1, copied[: len(copied) // 2] or copied if half else list(copied))
    return texts
