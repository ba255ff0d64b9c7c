"""Which key a tag gets."""

import string

import pytest

from annotate.coding.actions import ACTIONS, is_free
from annotate.coding.assigning import suggested


@pytest.mark.parametrize(
    ("name", "taken", "key"),
    [
        ("actor/isis", "", "i"),
        ("actor/isis", "i", "1"),  # s puts off
        ("actor/isis", "i1234567890", "a"),
        ("tactic/human-shields", "", "h"),
        ("tactic/human-shields", "h", "m"),  # s and u do something else
        ("theme/x", "", "1"),
        ("theme/x", "1234567890", "h"),
        ("تركيا", "", "ت"),
        ("戦争", "", "戦"),
    ],
)
def test_a_tag_gets_a_key_that_its_name_suggests(name: str, taken: str, key: str) -> None:
    assert suggested(name, taken) == key


def test_no_key_does_two_things() -> None:
    keys: set[str] = set()
    while key := suggested("actor/isis", keys):
        assert key not in keys
        assert key not in ACTIONS
        keys.add(key)
    assert keys == {k for k in string.ascii_letters + string.digits if is_free(k)}
