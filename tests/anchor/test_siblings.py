"""What tells paragraphs of one shape apart."""

import pytest

from annotate.anchor import align
from annotate.anchor.siblings import Siblings
from annotate.anchor.wording import fold, wording

CODE = ("A sale is made by word alone.", "A thing is bought by whoever pays for it.",
        "Nobody sells what is not theirs.", "What is hidden must be told.")  # fmt: skip


def _siblings(*texts: str) -> Siblings:
    return Siblings([wording(fold(text)) for text in texts])


def test_numbers_tell_articles_of_a_code_apart() -> None:
    some = _siblings("Article 1669", CODE[0], "Article 1670", CODE[1])
    assert some.telling(2) == {"1670"}
    assert some.told_by(2, wording("article 1670").words) == 1.0
    assert some.told_by(2, wording("article 1593").words) == 0.0


def test_a_paragraph_unlike_all_others_has_no_siblings() -> None:
    some = _siblings(*CODE)
    assert [some.telling(i) for i in range(4)] == [frozenset()] * 4
    assert some.told_by(0, frozenset()) == 1.0


def _code(*numbers: int) -> list[str]:
    return [text for number, law in zip(numbers, CODE, strict=True)
            for text in (f"Article {number}", law)]  # fmt: skip


def test_an_article_that_gave_way_to_another_one_is_not_followed() -> None:
    found = align(_code(1668, 1669, 1670, 1671), _code(1668, 1669, 1593, 1671))
    assert found.targets == [0, 1, 2, 3, None, 5, 6, 7]


def test_a_label_between_edited_neighbours_is_not_followed_to_another_number() -> None:
    new = _code(1668, 1669, 1593, 1671)
    new[3], new[5] = f"{new[3]} So it is said.", f"{new[5]} So it is said."
    assert align(_code(1668, 1669, 1670, 1671), new).targets[4] is None


@pytest.mark.parametrize("new", ["Round 2 — During the second week", "Round 2"])
def test_a_round_is_no_other_round(new: str) -> None:
    old = ["Round 1", CODE[0], "Round 2", CODE[1], "Round 3", CODE[2]]
    later = ["Round 1", CODE[0], new, CODE[1], "Round 3", CODE[2]]
    assert align(old, later).targets[2] in (2, None)
    moved = ["Round 1", CODE[0], "Round 3", CODE[2]]
    assert align(old, moved).targets == [0, 1, None, None, 2, 3]


ITEMS = [f"The boat {name} sails to {port} at {hour}."
         for name, port, hour in (("Ada", "Vigo", 5), ("Berta", "Porto", 6), ("Clara", "Nantes", 7),
                                  ("Dora", "Brest", 8), ("Emma", "Cork", 9))]  # fmt: skip


def test_a_list_of_one_shape_that_moved_up_is_followed_item_by_item() -> None:
    new = [item.replace("sails", "goes") for item in ITEMS[1:]]
    found = align(ITEMS, [*new, "The boat Flora goes to Bergen at 10."])
    assert found.targets in ([None, 0, 1, 2, 3], [None, *([None] * 4)])
    assert found.targets == [None, 0, 1, 2, 3]


def test_an_item_that_another_one_replaced_is_not_followed() -> None:
    new = [*ITEMS[:2], "The boat Flora sails to Bergen at 10.", *ITEMS[3:]]
    assert align(ITEMS, new).targets == [0, 1, None, 3, 4]
