"""
Each step, held by examples: `cases/NAME.yml`, texts in which it speaks and in which it must not.

A text is a list of paragraphs. `ROLE: WORDS` is a paragraph with its role: under `pass` the
step of the file has to have spoken last of it, under `fail` another; `is ROLE: WORDS` says
nothing of who spoke. `prose` is the next of the sentences of `cases/prose.txt`; any other
line is there for the others.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from annotate.model import ROLES
from annotate.text import layout
from annotate.text.roles import steps

CASES = Path(__file__).with_name("cases")
PROSE = (CASES / "prose.txt").read_text(encoding="utf-8").splitlines()


class Case(NamedTuple):
    """One text of one step."""

    step: str
    kind: str  # `pass` or `fail`
    name: str
    lines: list[str | dict[str, str]]


def file_of(step: str) -> Path:
    return CASES / f"{step.replace(' ', '_')}.yml"


def cases() -> Iterator[Case]:
    for step in steps.STEPS:
        if file_of(step.name).exists():
            told = yaml.safe_load(file_of(step.name).read_text(encoding="utf-8"))
            for kind, some in told.items():
                yield from (Case(step.name, kind, name, lines) for name, lines in some.items())


def expected(case: Case) -> list[tuple[str | None, bool | None, str]]:
    """For each paragraph its role, whether the step has spoken, and its words."""
    found: list[tuple[str | None, bool | None, str]] = []
    prose = iter(PROSE)
    for line in case.lines:
        if isinstance(line, str):
            found.append((None, None, next(prose) if line == "prose" else line))
            continue
        for told, words in line.items():
            role = told.removeprefix("is ")
            assert role in ROLES
            spoken = None if told.startswith("is ") else case.kind == "pass"
            found.append((role, spoken, next(prose) if words == "prose" else words))
    return found


@pytest.mark.parametrize("case", list(cases()), ids=lambda c: f"{c.step}: {c.kind}: {c.name}")
def test_a_step_speaks_where_it_should_and_nowhere_else(case: Case) -> None:
    wanted = expected(case)
    text, spans = layout.laid_out(words for _, _, words in wanted)
    blocks = steps.assign(text, spans)
    assert [text[b.start : b.end] for b in blocks] == [words for _, _, words in wanted]
    found = [
        (
            block.role if role else None,
            None if spoken is None else str(block.because).startswith(f"{case.step}: "),
            words,
        )
        for block, (role, spoken, words) in zip(blocks, wanted, strict=True)
    ]
    assert found == wanted


OF_PAGES = [step.name for step in steps.STEPS if step.of_pages]


@pytest.mark.parametrize("case", list(cases()), ids=lambda c: f"{c.step}: {c.kind}: {c.name}")
def test_in_a_document_no_words_are_a_pages(case: Case) -> None:
    text, spans = layout.laid_out(words for _, _, words in expected(case))
    for block in steps.assign(text, spans, is_page=False):
        assert not str(block.because).startswith(tuple(f"{name}: " for name in OF_PAGES))
        assert block.role != "comment"
        words = text[block.start : block.end]
        assert block.role != "boilerplate" or not any(map(str.isalnum, words))


@pytest.mark.parametrize("step", steps.STEPS, ids=lambda s: s.name)
def test_each_step_has_cases(step: steps.Step) -> None:
    kinds = {case.kind for case in cases() if case.step == step.name and expected(case)}
    assert kinds == {"pass", "fail"}


def test_each_file_of_cases_is_of_a_step() -> None:
    files = {file for file in CASES.iterdir() if file.suffix == ".yml"}
    assert files == {file_of(step.name) for step in steps.STEPS}
