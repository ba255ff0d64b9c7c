"""One folder with a sample of each format, as people's tools write them, added as users do."""

import json
import shutil
from pathlib import Path

import pytest

from annotate.readers.formats import FORMATS
from tests.conftest import Run

DATA = Path(__file__).parent / "data"
LAMP, FERRY = "The lamp at Varde Point", "The last ferry to Harrow Island"
NORRVIK = {
    "The ferry that waits for nobody": "2024-05-06",
    "A bakery counts its loaves": "2024-06-17",
    "The observatory opens its roof again": "2024-07-29",
}
KEEPER = "[KEEPER: When I came to the lighthouse, there…]"
SAMPLES = {
    "documents/lighthouse.md": {LAMP: "2021-03-04"},
    "documents/pandoc.docx": {LAMP: "2021-03-04"},
    "documents/libreoffice.docx": {LAMP: "2021-03-04"},
    "documents/pandoc.epub": {LAMP: "2021-03-04"},
    "documents/infozip.zip": {LAMP: "2021-03-04"},
    "documents/pandoc.rtf": {LAMP: "2021-03-04"},
    "documents/libreoffice.rtf": {LAMP: "2021-03-04"},
    "documents/libreoffice.pdf": {LAMP: "2021-03-04"},
    "documents/chromium.pdf": {LAMP: "2021-03-04"},
    "transcripts/by-hand.srt": {KEEPER: ""},
    "transcripts/webvtt-py.vtt": {KEEPER: ""},
    "documents/pandoc.odt": {LAMP: "2021-03-04"},
    "documents/libreoffice.odt": {LAMP: "2021-03-04"},
    "documents/python.eml": {LAMP: "2021-03-04"},
    "web/chromium.html": {FERRY: "2024-03-09"},
    "web/chromium.mhtml": {FERRY: "2024-03-09"},
    "web/wget.html": {FERRY: "2024-03-09"},
    "web/pandoc.html": {FERRY: "2024-03-09"},
    "web/libreoffice.html": {FERRY: "2024-03-09"},
    "web/pandoc.xml": {FERRY: "2024-03-09"},
    "many/jq.json": NORRVIK,
    "many/trafilatura.jsonl": NORRVIK,
    "many/sqlite.csv": NORRVIK,
    "many/pelican.atom": NORRVIK,
    "many/pelican.rss": NORRVIK,
    "many/python.mbox": NORRVIK,
    "many/openpyxl.xlsx": NORRVIK,
    "many/libreoffice.xlsx": NORRVIK,
    "many/xlwt.xls": NORRVIK,
    "many/odfpy.ods": NORRVIK,
    "many/wget.warc": NORRVIK,
    "many/wget.warc.gz": NORRVIK,
}


FIRST = {
    KEEPER: "KEEPER: When I came to the lighthouse, there was no road",
    LAMP: "The lamp at Varde Point was lit for the first time on a night",
    FERRY: "For sixty-one years the Margaret Rose has carried post",
}


@pytest.mark.parametrize("sample", [s for s, titles in SAMPLES.items() if titles != NORRVIK])
def test_the_first_numbered_paragraph_is_the_first_of_the_text(run: Run, sample: str) -> None:
    [record] = json.loads(run("add", "--dry-run", "-f", "json", DATA / sample).stdout)
    first = next(p for p in record["paragraphs"] if p["number"] == 1)
    assert " ".join(first["text"].split()).startswith(FIRST[record["article"]["title"]])
    assert first["role"] == "body"


@pytest.mark.parametrize("sample", SAMPLES)
def test_titles_and_dates_are_those_of_the_article(run: Run, sample: str) -> None:
    result = run("add", "--dry-run", "-f", "json", DATA / sample)
    found = {
        record["article"]["title"]: (record["article"]["published"] or "")[:10]
        for record in json.loads(result.stdout)
    }
    assert result.exit_code == 0
    assert SAMPLES[sample].items() <= found.items()


def test_every_format_has_a_sample() -> None:
    suffixes = {Path(sample).suffix for sample in SAMPLES} | {".txt", ".gz"}
    lacking = {
        each.name
        for each in FORMATS.values()
        if each.suffixes and not suffixes.intersection(each.suffixes)
    }
    assert lacking == set()


def test_a_folder_with_all_of_them_goes_in(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    for sample in SAMPLES:
        shutil.copy(DATA / sample, folder)
    result = run("add", folder, "-f", "json")
    assert result.exit_code == 0
    records = json.loads(result.stdout)
    by_file = {Path(record["source"].partition("#")[0]).name for record in records}
    assert by_file == {Path(sample).name for sample in SAMPLES}
    assert {record["status"] for record in records} == {"added", "same", "unchanged"}
    assert run("check").exit_code == 0
    again = run("add", folder, "-f", "json")
    assert {record["status"] for record in json.loads(again.stdout)} <= {"unchanged", "same"}


@pytest.mark.parametrize("file", ["libreoffice.pdf", "chromium.pdf"])
def test_a_paragraph_of_a_pdf_is_cited_with_its_page(run: Run, file: str) -> None:
    [record] = json.loads(run("add", DATA / "documents" / file, "-f", "json").stdout)
    paragraphs = json.loads(run("show", record["slug"], "-f", "json").stdout)["paragraphs"]
    last = [p for p in paragraphs if p["number"]][-1]
    assert last["page"] > 1
    cited = run("cite", f"{record['slug']}:{last['number']}").stdout
    assert f"p. {last['page']}, para. {last['number']}" in cited
