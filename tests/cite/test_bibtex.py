import json
import re
from dataclasses import replace

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from annotate.cite import bibtex, common, names
from annotate.cite.citation import Citation
from annotate.cite.entries import entries
from annotate.text.clean import line
from tests.cite.made_up import ANY, BARE, HOSTILE, PLAIN, Fields, numbered, pandoc, unmarked


def read_back(text: str, *, plain: bool = False) -> list[dict[str, str]]:
    """The fields of the entries, with their LaTeX read or left."""
    middleware = [] if plain else [LatexDecodingMiddleware(keep_braced_groups=True)]
    library = parse_string(text, append_middleware=middleware)
    assert library.failed_blocks == []
    return [{f.key: f.value for f in entry.fields} for entry in library.entries]


def bare(words: str) -> str:
    """Without the braces that only keep capitals."""
    return words[1:-1] if words.startswith("{") and words.endswith("}") else words


def test_an_entry_has_every_field_on_a_line() -> None:
    assert bibtex.write([PLAIN]) == (
        "@online{harbour-5v0hrh53djh9w,\n"
        "  author = {{Ida Holm}},\n"
        "  title = {{Harbour}},\n"
        "  organization = {{Lindow Post}},\n"
        "  date = {2017-01-09},\n"
        "  urldate = {2026-11-20},\n"
        "  url = {https://example.org/cite/5v0hrh53djh9w},\n"
        "  version = {1},\n"
        "  pagination = {paragraph},\n"
        "  abstract = {“We used them,” he said.},\n"
        "  note = {Para. 2, version 1 of 2. Original:"
        " https://post.example/harbour},\n"
        "}\n"
    )


def test_what_is_missing_is_left_out() -> None:
    assert set(read_back(bibtex.write([BARE]))[0]) == {"title", "urldate", "url", "abstract"}


def test_a_date_in_words_is_a_year_as_it_stands() -> None:
    [entry] = read_back(bibtex.write([replace(PLAIN, published="spring 2017")]))
    assert (entry["year"], "date" in entry) == ("spring 2017", False)


def test_entries_have_names_of_their_own_and_none_comes_twice() -> None:
    second = replace(PLAIN, article="port", key="5v0hrh53djh9w~2")
    foreign = replace(PLAIN, article="москва"), replace(PLAIN, article="париж")
    names = re.findall("@online{(.*),", bibtex.write([PLAIN, second, PLAIN, *foreign]))
    assert names == [
        "harbour-5v0hrh53djh9w", "port-5v0hrh53djh9w-2", "9v8611-5v0hrh53djh9w",
        "kdc2k5-5v0hrh53djh9w",
    ]  # fmt: skip


@given(ANY)
def test_bibtexparser_reads_the_very_words(citation: Citation) -> None:
    [entry] = read_back(bibtex.write([citation]))
    assert bare(entry["title"]) == line(citation.title) if line(citation.title) else True
    assert bare(entry.get("organization", "")) == line(citation.site or "")
    assert entry.get("abstract", "") == line(citation.quote)
    assert entry["note"] == common.note(citation)
    dated = entry.get("date") or entry.get("year", "")
    assert dated in (line(citation.published or ""), (citation.published or "")[:10])
    assert read_back(bibtex.write([citation]), plain=True)[0]["url"] == citation.url


@pytest.mark.parametrize("title", HOSTILE, ids=lambda t: ascii(t)[:20])
def test_a_hostile_title_does_no_harm(title: str) -> None:
    [first, second] = read_back(bibtex.write(numbered([replace(PLAIN, title=title), PLAIN])))
    assert (bare(first.get("title", "")), bare(second["title"])) == (line(title), "Harbour")


def from_pandoc(citations: list[Citation]) -> list[Fields]:
    found: list[Fields] = json.loads(
        pandoc(bibtex.write(citations), "-f", "biblatex", "-t", "csljson")
    )
    by_id = {item["id"]: item for item in found}
    return [by_id[entry.name] for entry in entries(citations)]


def test_pandoc_reads_every_field() -> None:
    [item] = from_pandoc([replace(PLAIN, byline="Ida M. Holm and Ben Roe")])
    assert item == {
        "id": "harbour-5v0hrh53djh9w",
        "type": "webpage",
        "author": [{"family": "Holm", "given": "Ida M."}, {"literal": "Ben Roe"}],
        "title": "Harbour",
        "publisher": "Lindow Post",
        "issued": {"date-parts": [[2017, 1, 9]]},
        "accessed": {"date-parts": [[2026, 11, 20]]},
        "URL": PLAIN.url,
        "version": "1",
        "abstract": PLAIN.quote,
        "note": common.note(PLAIN),
    }


def same_as_pandoc(item: Fields, citation: Citation) -> None:
    assert unmarked(item.get("title", "")) == unmarked(line(citation.title))
    assert unmarked(item.get("publisher", "")) == unmarked(line(citation.site or ""))
    assert unmarked(item.get("abstract", "")) == unmarked(line(citation.quote))
    said = [unmarked(author.name) for author in names.authors(citation.byline)]
    told = [
        unmarked(a.get("literal") or f"{a['given']} {a['family']}") for a in item.get("author", [])
    ]
    assert told == said


def test_pandoc_reads_hostile_words_unchanged() -> None:
    citations = numbered([replace(PLAIN, title=w, quote=w, site=w, byline=w) for w in HOSTILE])
    for item, citation in zip(from_pandoc(citations), citations, strict=True):
        same_as_pandoc(item, citation)


@given(st.lists(ANY, min_size=20, max_size=40))
@settings(max_examples=5, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_pandoc_reads_any_words_unchanged(citations: list[Citation]) -> None:
    citations = numbered(citations)
    for item, citation in zip(from_pandoc(citations), citations, strict=True):
        same_as_pandoc(item, citation)


def test_what_would_end_an_address_is_written_as_a_link_has_it() -> None:
    url = "https://example.org/{a} b\\c/cite/5v0hrh53djh9w"
    [entry] = read_back(bibtex.write([replace(PLAIN, url=url)]), plain=True)
    assert entry["url"] == "https://example.org/%7Ba%7D%20b%5Cc/cite/5v0hrh53djh9w"
