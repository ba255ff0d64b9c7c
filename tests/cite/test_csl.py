import json
from dataclasses import replace

from hypothesis import given

from annotate.cite import csl
from annotate.cite.citation import Citation
from annotate.text.clean import line
from tests.cite.made_up import ANY, BARE, HOSTILE, PLAIN, Fields, numbered, pandoc, unmarked

STRINGS = {"id", "type", "title", "container-title", "version", "URL", "abstract", "note"}


def written(*citations: Citation) -> list[Fields]:
    items: list[Fields] = json.loads(csl.write(citations))
    return items


def test_an_item_has_every_field() -> None:
    assert written(replace(PLAIN, byline="By Ida M. Holm and Ben Roe")) == [
        {
            "id": "harbour-5v0hrh53djh9w",
            "type": "webpage",
            "author": [{"family": "Holm", "given": "Ida M."}, {"literal": "Ben Roe"}],
            "title": "Harbour",
            "container-title": "Lindow Post",
            "issued": {"date-parts": [[2017, 1, 9]]},
            "accessed": {"date-parts": [[2026, 11, 20]]},
            "version": "1",
            "URL": PLAIN.url,
            "abstract": PLAIN.quote,
            "note": f"Para. 2, version 1 of 2. Original: {PLAIN.source_url}",
            "custom": {"locator": "2", "label": "paragraph", "original": PLAIN.source_link},
        }
    ]


def test_what_is_missing_is_left_out() -> None:
    assert list(written(BARE)[0]) == ["id", "type", "title", "accessed", "URL", "abstract"]


def test_a_date_in_words_is_kept_in_words() -> None:
    [item] = written(replace(PLAIN, published="spring 2017"))
    assert item["issued"] == {"literal": "spring 2017"}


@given(ANY)
def test_an_item_is_what_the_schema_says(citation: Citation) -> None:
    [item] = written(citation)
    assert set(item) <= STRINGS | {"author", "issued", "accessed", "custom"}
    assert all(isinstance(item[name], str) and item[name] for name in STRINGS & set(item))
    assert item["title"] == line(citation.title) if line(citation.title) else "title" not in item
    assert item.get("abstract", "") == line(citation.quote)
    assert item.get("container-title", "") == line(citation.site or "")
    for name in item.get("author", []):
        assert set(name) in ({"literal"}, {"family", "given"})
    for date in (item.get("issued", {"literal": ""}), item["accessed"]):
        assert len(date) == 1
        assert date.get("date-parts", [[1]])[0][0] >= 1


def from_pandoc(citations: list[Citation]) -> list[Fields]:
    found: list[Fields] = json.loads(pandoc(csl.write(citations), "-f", "csljson", "-t", "csljson"))
    return sorted(found, key=lambda item: str(item["id"]))


def test_pandoc_reads_every_field() -> None:
    [item] = from_pandoc([PLAIN])
    [told] = written(PLAIN)
    del told["custom"]  # which pandoc has no use for
    assert item == told


def test_pandoc_reads_hostile_words_unchanged() -> None:
    words = [w for w in HOSTILE if "™" not in w]  # which it makes a superscript
    citations = numbered([replace(PLAIN, title=w, quote=w, site=w) for w in words])
    for item, citation in zip(from_pandoc(citations), citations, strict=True):
        assert unmarked(item.get("title", "")) == unmarked(line(citation.title))
        assert unmarked(item.get("abstract", "")) == unmarked(line(citation.quote))


def test_a_citation_takes_the_paragraph_as_its_locator() -> None:
    text = f"---\nreferences: {csl.write([PLAIN])}---\n\n[@harbour-5v0hrh53djh9w, para. 2]\n"
    assert "Holm 2017, para. 2" in pandoc(text, "--citeproc", "-t", "plain", "--wrap=none")
