"""Several paragraphs of an article are one entry, and a citation each."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from annotate.cite import bibtex, csl, keys, ris
from annotate.cite.citation import Citation
from annotate.cite.entries import entries
from annotate.cite.fate import Fate
from tests.cite.made_up import BARE, PLAIN, pandoc

OTHER = replace(PLAIN, key="pt77vtmr5864m", number=7, quote="He left.", version=2,
                url="https://example.org/cite/pt77vtmr5864m", retrieved="2026-11-21T10:00:00Z",
                fate=Fate("unchanged", (2,)))  # fmt: skip
ELSEWHERE = replace(PLAIN, article="port", title="Port")


def test_an_article_is_one_item_with_its_places() -> None:
    [item, single] = json.loads(csl.write([PLAIN, ELSEWHERE, OTHER]))
    assert item == {
        "id": "harbour",
        "type": "webpage",
        "author": [{"literal": "Ida Holm"}],
        "title": "Harbour",
        "container-title": "Lindow Post",
        "issued": {"date-parts": [[2017, 1, 9]]},
        "accessed": {"date-parts": [[2026, 11, 21]]},
        "URL": "https://post.example/harbour",
        "custom": {
            "citations": [
                {"locator": "2", "label": "paragraph", "URL": PLAIN.url},
                {"locator": "7", "label": "paragraph", "URL": OTHER.url},
            ]
        },
    }
    assert single["id"] == "port-5v0hrh53djh9w"


def test_an_article_without_an_address_is_read_in_the_corpus() -> None:
    [item] = json.loads(csl.write([BARE, replace(BARE, key="pt77vtmr5864m")]))
    assert item["URL"] == "https://example.org/read/harbour"


def test_bibtex_and_ris_have_one_entry_too() -> None:
    [entry] = parse_string(bibtex.write([PLAIN, OTHER])).entries
    assert entry.key == "harbour"
    fields = {field.key: field.value for field in entry.fields}
    assert (fields["url"], fields["pagination"]) == ("https://post.example/harbour", "paragraph")
    assert not {"abstract", "note", "version"} & set(fields)
    assert fields["annotation"] == (
        "para. 2, version 1 of 2, https://example.org/cite/5v0hrh53djh9w;"
        " para. 7, https://example.org/cite/pt77vtmr5864m"
    )
    [record] = rispy.loads(ris.write([PLAIN, OTHER]))
    assert (record["id"], record["urls"]) == ("harbour", ["https://post.example/harbour"])
    assert record["notes"] == [
        "para. 2, version 1 of 2: ““We used them,” he said.” https://example.org/cite/5v0hrh53djh9w",
        "para. 7: “He left.” https://example.org/cite/pt77vtmr5864m",
    ]


def test_names_are_those_of_the_first_slug() -> None:
    renamed = [replace(c, article="port", first_slug="harbour") for c in (PLAIN, OTHER)]
    assert [entry.name for entry in entries(renamed)] == ["harbour"]
    assert [entry.name for entry in entries(renamed[:1])] == ["harbour-5v0hrh53djh9w"]


def test_one_paragraph_may_be_cited_by_its_article_too() -> None:
    [entry] = entries([replace(PLAIN, by_article=True)])
    assert (entry.name, entry.is_article) == ("harbour", True)


TOLD = {
    "two of an article": (
        [PLAIN, OTHER],
        "[@harbour, para. 2, version 1 of 2]\n[@harbour, para. 7]\n",
        "\\cite[para. 2, version 1 of 2]{harbour}\n\\cite[para. 7]{harbour}\n",
    ),
    "one": (
        [replace(OTHER, page=4)],
        "[@harbour-pt77vtmr5864m, p. 4, para. 7]\n",
        "\\cite[p. 4, para. 7]{harbour-pt77vtmr5864m}\n",
    ),
    "without a number": (
        [BARE], "[@harbour-5v0hrh53djh9w]\n", "\\cite{harbour-5v0hrh53djh9w}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("citations", "pandoc", "latex"), TOLD.values(), ids=TOLD)
def test_what_is_pasted_names_the_entry_and_the_place(
    citations: list[Citation], pandoc: str, latex: str
) -> None:
    assert (keys.pandoc(citations), keys.latex(citations)) == (pandoc, latex)


@pytest.mark.parametrize("form", ["csljson", "biblatex"])
def test_citeproc_has_the_work_once_and_cites_the_paragraphs(form: str, tmp_path: Path) -> None:
    cited = [replace(PLAIN, version=2), OTHER, replace(ELSEWHERE, version=2)]
    file = tmp_path / {"csljson": "r.json", "biblatex": "r.bib"}[form]
    file.write_text((csl if form == "csljson" else bibtex).write(cited), "utf-8")
    told = pandoc(keys.pandoc(cited), "--citeproc", "--bibliography", str(file), "-t", "plain",
                  "--wrap=none")  # fmt: skip
    assert told.startswith("(Ida Holm 2017a, para. 2) (Ida Holm 2017a, para. 7)")
    assert told.count("“Harbour.”") == 1
