"""What a format says of paragraphs counts before what their words do."""

import pytest

from annotate.text.roles import marked

PROSE = "The army moved slowly through the city on Monday, and people watched from their windows."
SHORT = ["Year and tons", "What was lost", "x = y", "The harbour at dawn"]


def assigned(marks: list[str | None]) -> list[str]:
    text, spans = "", []
    for line in [PROSE, *SHORT, PROSE]:
        spans.append((len(text), len(text) + len(line)))
        text += line + "\n"
    blocks = marked.assign(text, spans, ["body", *marks, "body"], is_page=False)
    return [block.role for block in blocks][1:-1]


@pytest.mark.parametrize(
    ("marks", "roles"),
    [
        ([None] * 4, ["list_item"] * 4),
        (["body"] * 4, ["list_item"] * 4),
        (["list_item", "list_item", "body", "body"], ["list_item", "list_item", "body", "body"]),
        (
            ["list_item", "heading", None, "caption"],
            ["list_item", "heading", "list_item", "caption"],
        ),
    ],
    ids=["nothing said", "no list known", "a list beside text", "other marks"],
)
def test_lists_are_what_the_format_says_where_it_has_any(
    marks: list[str | None], roles: list[str]
) -> None:
    assert assigned(marks) == roles
