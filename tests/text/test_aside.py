"""What counts as long prose, and when most of it has no number."""

import pytest

from annotate.model import Prose
from annotate.text import aside

LONG = "The keeper of the lamp wrote down every ship that passed in the night. " * 3


@pytest.mark.parametrize(
    ("role", "text", "is_prose"),
    [
        ("body", LONG, True),
        ("body", LONG.strip(" ."), True),  # it has a number, however it ends
        ("boilerplate", LONG, True),
        ("comment", f"“{LONG.strip()}”", True),
        ("byline", LONG, True),
        ("boilerplate", LONG.strip(" ."), False),  # as a menu in one line ends
        ("boilerplate", LONG[:149] + ".", True),
        ("boilerplate", LONG[:148] + ".", False),
        ("heading", LONG, False),
        ("caption", LONG, False),
    ],
)
def test_long_prose(role: str, text: str, is_prose: bool) -> None:
    assert aside.is_prose(role, text) is is_prose


def test_less_than_half_is_little() -> None:
    assert aside.counted([("body", LONG), ("quote", LONG), ("comment", LONG)]) == Prose(3, 2)
    assert aside.is_mostly(Prose(9, 4))
    assert not aside.is_mostly(Prose(8, 4))
    assert not aside.is_mostly(Prose(0, 0))
