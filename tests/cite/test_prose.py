"""Citations as a sentence: the marks of their language, each value kept apart, no long address."""

from dataclasses import replace

import pytest
from hypothesis import given

from annotate.cite import prose
from annotate.cite.citation import Citation
from annotate.manuscript import marks
from annotate.model import Article
from tests.cite.made_up import ANY, PLAIN

FSI, PDI, RLM = "\u2068", "\u2069", "\u200f"
WORDS = "قال المتحدث إن القوات دخلت المدينة"
ARABIC = replace(
    PLAIN, quote=WORDS, title="معركة الموصل", byline="أحمد علي", site="صحيفة", language="ar",
    source_url="https://news.example/ar",
    source_link="https://news.example/ar#:~:text=" + "%D8%A7" * 200,
)  # fmt: skip


def test_values_of_a_line_that_runs_both_ways_are_kept_apart() -> None:
    link = PLAIN.url
    assert prose.text(ARABIC) == (
        f"{FSI}”{WORDS}“{PDI}\n"
        f"— {FSI}أحمد علي{PDI}, {FSI}”معركة الموصل“{PDI}, {FSI}صحيفة{PDI}, {FSI}2017-01-09{PDI},"
        f" {FSI}para. 2{PDI}, {FSI}version 1 of 2{PDI}, {FSI}accessed 2026-11-20{PDI}. {link}\n"
        "Original: https://news.example/ar"
    )


def test_one_value_from_right_to_left_keeps_all_apart_and_none_leaves_them() -> None:
    assert FSI not in prose.text(PLAIN)
    said = prose.text(replace(PLAIN, byline="أحمد علي"))
    assert said.count(FSI) == said.count(PDI) == 8


def test_a_quotation_that_begins_with_another_script_runs_as_its_language() -> None:
    said = prose.text(replace(ARABIC, quote="BBC نقلت عن شهود عيان"))
    assert said.startswith(f"{FSI}{RLM}”BBC")
    english = prose.text(replace(ARABIC, quote="A sentence in English."))
    assert english.startswith(f"{FSI}”A sentence")


def test_no_fragment_stands_in_a_sentence() -> None:
    for citation in (PLAIN, ARABIC):
        assert ":~:" not in prose.text(citation)
        assert "%" not in prose.text(citation)


@pytest.mark.parametrize("language", [None, "de", "fr", "sv", "ar", "fa", "ug", "ja", "pl", "nl"])
def test_whoever_reads_a_manuscript_finds_the_quotation(language: str | None) -> None:
    said = prose.text(replace(PLAIN, quote="the boat left at dawn", language=language))
    first = marks.quoted(said).spans[0]
    assert said[slice(*first)] == "the boat left at dawn"


def test_a_hostile_title_cannot_turn_the_line_around() -> None:
    said = prose.text(replace(ARABIC, title="a\u202eb\u2069c\u2066", quote="\u2069\u202e x"))
    assert not {"\u202e", "\u2066"} & set(said)
    assert said.count(FSI) == said.count(PDI)


@given(ANY)
def test_every_line_ends_what_it_begins(citation: Citation) -> None:
    for each in prose.text(replace(citation, language="he")).splitlines():
        assert each.count(FSI) == each.count(PDI)


def test_the_source_of_an_article_is_said_as_in_its_citations() -> None:
    made = Article(1, "h", "Harbour", "Ida Holm", "Post", "2017-01-09", None, "de", 1)
    assert prose.source(made) == "Ida Holm, „Harbour“, Post, 2017-01-09"
    assert prose.source(Article(1, "h", "[We used…]", None, None, None, None, None, 1)) == (
        "[We used…]"
    )
    arabic = Article(1, "h", "معركة", None, "Post", None, None, "ar", 1)
    assert prose.source(arabic) == f"{FSI}”معركة“{PDI}, {FSI}Post{PDI}"
