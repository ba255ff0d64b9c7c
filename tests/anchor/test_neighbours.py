"""What neighbours say."""

from annotate.anchor.evidence import Evidence
from annotate.anchor.neighbours import NAMES, POSSIBLE, Opinions, Setting

OLD = [f"old {n}" for n in range(5)]
NEW = [f"new {n}" for n in range(5)]


def seen(opinions: Opinions, i: int, j: int) -> dict[str, float]:
    setting = Setting(Evidence(OLD, NEW), opinions)
    return dict(zip(NAMES, setting.of(i, j), strict=True))


def test_neighbours_that_went_along_support_a_pair() -> None:
    along: Opinions = {k: {k: 0.9} for k in range(5)}
    told = seen(along, 2, 2)
    assert (told["one_before"], told["two_after"], told["in_order"]) == (0.9, 0.9, 1.0)
    assert (told["between"], told["parallel"], told["alone"]) == (1.0, 2.0, 1.0)


def test_neighbours_that_went_elsewhere_speak_against_it() -> None:
    elsewhere: Opinions = {0: {3: 0.9}, 1: {4: 0.9}, 2: {0: 0.9}}
    told = seen(elsewhere, 1, 4)
    assert told["one_after"] < 0
    assert told["one_before"] > 0


def test_a_rival_takes_the_lead() -> None:
    rivals: Opinions = {0: {0: 0.8, 1: 0.6}, 1: {0: 0.7}}
    told = seen(rivals, 0, 1)
    assert told["lead_of_old"] == 0.6 - 0.8
    assert told["rank_of_old"] == 1.0
    assert seen(rivals, 1, 0)["lead_of_new"] == 0.7 - 0.8


def test_what_is_hardly_possible_is_no_rival() -> None:
    one: Opinions = {0: {0: 0.8, 1: POSSIBLE / 2}}
    none: Opinions = {0: {0: 0.8}}
    assert seen(one, 0, 0) == seen(none, 0, 0)


def test_the_ends_of_the_versions_are_neighbours() -> None:
    tie: Opinions = {0: {0: 0.5}, 3: {0: 0.5}}
    assert seen(tie, 0, 0)["in_chain"] == 1.0
    assert seen(tie, 3, 0)["provisional"] == 0.0


def test_there_is_a_measure_for_each_name() -> None:
    assert len(Setting(Evidence(OLD, NEW), {0: {0: 0.5}}).of(0, 0)) == len(NAMES)


def test_the_first_paragraph_is_a_neighbour_like_any_other() -> None:
    shifted: Opinions = {0: {2: 0.9}, 1: {3: 0.5}, 2: {0: 0.5}}
    told = seen(shifted, 1, 3)
    assert (told["off_before"], told["sure_before"]) == (0.0, 0.9)
    assert seen(shifted, 2, 0)["between"] == 0.0
