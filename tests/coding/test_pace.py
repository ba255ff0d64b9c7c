"""How fast keys come."""

from annotate.coding.pace import PASTED, SEVERAL, Pace


def test_a_key_held_down_is_one_where_it_would_do_the_same_to_what_follows() -> None:
    pace = Pace()
    assert [pace.is_held("x", at) for at in (1.0, 1.03, 1.06, 1.2)] == [False, True, True, False]
    assert [pace.is_held("i", at) for at in (2.0, 2.03)] == [False, False]
    assert [pace.is_held(key, 3.0) for key in "xux"] == [False, False, False]


def test_keys_are_pasted_until_none_comes_for_a_moment() -> None:
    pace = Pace()
    assert not pace.is_pasted(1.0, 1.1, PASTED)
    assert pace.is_pasted(1.1, 1.2, PASTED + 1)
    assert pace.is_pasted(1.2, 1.3, 0)
    assert pace.is_pasted(1.8, 1.8, SEVERAL)
    assert not pace.is_pasted(2.4, 2.4, 0)


def test_keys_that_waited_long_are_not_pasted_however_many_came_since() -> None:
    assert not Pace().is_pasted(1.0, 11.0, 15 * 10)
    assert Pace().is_pasted(1.0, 11.0, 10_000)


def test_the_first_key_after_a_while_is_told() -> None:
    pace = Pace()
    assert pace.is_first(1.0)
    assert not pace.is_pasted(1.0, 1.0, 0)
    assert [pace.is_first(at) for at in (1.0, 1.05, 1.2)] == [False, False, True]
