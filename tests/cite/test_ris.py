import shutil
from dataclasses import replace

import pytest
import rispy
from hypothesis import given

from annotate.cite import names, ris
from annotate.cite.citation import Citation
from annotate.text.clean import line
from tests.cite.made_up import ANY, BARE, HOSTILE, PLAIN, numbered, pandoc


def test_a_record_has_every_field_on_a_line() -> None:
    assert ris.write([replace(PLAIN, byline="By Ida M. Holm and Ben Roe")]) == (
        "TY  - ELEC\n"
        "ID  - harbour-5v0hrh53djh9w\n"
        "AU  - Holm, Ida M.\n"
        "AU  - Ben Roe\n"
        "TI  - Harbour\n"
        "T2  - Lindow Post\n"
        "PY  - 2017\n"
        "DA  - 2017/01/09/\n"
        "Y2  - 2026/11/20/\n"
        "UR  - https://example.org/cite/5v0hrh53djh9w\n"
        "UR  - https://post.example/harbour#:~:text=We%20used%20them\n"
        "N1  - para. 2, version 1 of 2\n"
        "AB  - “We used them,” he said.\n"
        "ER  - \n"
    )


def test_what_is_missing_is_left_out() -> None:
    tags = [words[:2] for words in ris.write([BARE]).splitlines()]
    assert tags == ["TY", "ID", "TI", "Y2", "UR", "AB", "ER"]


DATES = {
    "a day with a time": ("2017-01-09T10:00:00Z", "2017/01/09/", "2017"),
    "a month": ("2017-01", "2017/01//", "2017"),
    "a year": ("0987", "0987///", "0987"),
    "no such day": ("2017-02-30", "///2017-02-30", None),
    "words": ("spring\n2017", "///spring 2017", None),
}


@pytest.mark.parametrize(("published", "date", "year"), DATES.values(), ids=DATES)
def test_a_date_goes_as_far_as_it_says(published: str, date: str, year: str | None) -> None:
    [record] = rispy.loads(ris.write([replace(PLAIN, published=published)]))
    assert (record["date"], record.get("year")) == (date, year)


def same(record: dict[str, object], citation: Citation) -> None:
    assert record.get("title", "") == line(citation.title)
    assert record.get("secondary_title", "") == line(citation.site or "")
    assert record.get("abstract", "") == line(citation.quote)
    assert record["urls"] == [citation.url, citation.source_link]
    assert len(record.get("authors", [])) == len(names.authors(citation.byline))  # type: ignore[arg-type]


@given(ANY)
def test_rispy_reads_the_very_words(citation: Citation) -> None:
    first, second = rispy.loads(ris.write(numbered([citation, PLAIN])))
    same(first, citation)
    same(second, PLAIN)


def test_rispy_reads_hostile_words_unchanged() -> None:
    citations = numbered([replace(PLAIN, title=w, quote=w, site=w, byline=w) for w in HOSTILE])
    for record, citation in zip(rispy.loads(ris.write(citations)), citations, strict=True):
        same(record, citation)


def test_pandoc_reads_it_where_it_can() -> None:
    if shutil.which("pandoc") and "ris" not in pandoc("", "--list-input-formats").split():
        pytest.skip("this pandoc reads no RIS")
    assert "Lindow Post" in pandoc(ris.write([PLAIN]), "-f", "ris", "-t", "csljson")
