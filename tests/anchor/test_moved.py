"""Words that went into another paragraph."""

from annotate.anchor import changes, moved

SENTENCE = "The harbour was opened again on the second of March."
REST = "Dockers at the quay walked out on Monday, and nobody was told why."


def test_a_stretch_is_found_where_it_stands_and_as_long_as_it_is() -> None:
    old = f"{REST} {SENTENCE} A line."
    found = list(moved.runs(old, ["Nothing of it.", f"Before. {SENTENCE} Behind."]))
    assert [(old[run.start : run.end], run.text) for run in found] == [(SENTENCE, 1)]


def test_a_few_words_in_a_row_are_chance() -> None:
    assert list(moved.runs(SENTENCE, ["on the second of March it rained"])) == []
    assert list(moved.runs(SENTENCE, [])) == []
    assert list(moved.runs("", [SENTENCE])) == []


def test_nothing_is_lost_and_what_stands_elsewhere_is_not_removed() -> None:
    old, new = f"{SENTENCE} {REST}", REST.replace("Monday", "Friday")
    found = list(moved.marked(changes.words(old, new), [f"A gull. {SENTENCE}"]))
    assert "".join(c.text for c in found if c.kind != "added") == old
    assert [c.text.strip() for c in found if c.kind == "elsewhere"] == [SENTENCE]
    assert [c.text for c in found if c.kind == "removed"] == ["Monday"]


def test_a_long_wording_that_repeats_itself_is_one_stretch() -> None:
    old = " ".join(f"w{i % 977}" for i in range(100_000))
    [run] = moved.runs(old, [f"x {old} y"])
    assert (run.start, run.end) == (0, len(old))
