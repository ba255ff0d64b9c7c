"""What a source says of itself means the same, whichever door it comes in by."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from annotate.model import Metadata
from annotate.readers import docx, epub, formats, html, markdown, pdf
from annotate.readers.record import DEFAULT
from tests.conftest import Run
from tests.readers.many import drafts
from tests.readers.test_docx import document, paragraph
from tests.readers.test_epub import book
from tests.readers.test_feed import item, rss
from tests.readers.test_pdf import made, said

WORDS = "The ferry leaves the harbour at ten past six, with or without the bakers."

Said = dict[str, str]  # what is said: published, language, byline


def _in_front_matter(words: Said) -> Metadata:
    names = {"published": "date", "language": "lang", "byline": "author"}
    lines = "".join(f"{names[what]}: {json.dumps(words[what])}\n" for what in words)
    return markdown.read(f"---\n{lines}---\n\n{WORDS}\n".encode()).metadata


def _in_json(words: Said) -> Metadata:
    return drafts(json.dumps({"text": WORDS, **words}).encode(), "jsonl")[0].metadata


def _in_csv(words: Said) -> Metadata:
    table = io.StringIO()
    csv.writer(table).writerows([["text", *words], [WORDS, *words.values()]])
    return drafts(table.getvalue().encode(), "csv")[0].metadata


def _in_meta(words: Said) -> Metadata:
    names = {"published": "article:published_time", "language": "dc.language", "byline": "author"}
    head = "".join(f'<meta name="{names[w]}" content="{escape(words[w])}">' for w in words)
    return html.read(f"<html><head>{head}</head><body><p>{WORDS}</p></body>".encode()).metadata


def _in_json_ld(words: Said) -> Metadata:
    names = {"published": "datePublished", "language": "inLanguage", "byline": "author"}
    things = json.dumps({"@type": "Article", **{names[what]: words[what] for what in words}})
    script = f'<script type="application/ld+json">{things}</script>'
    return html.read(f"<html><head>{script}</head><body><p>{WORDS}</p></body>".encode()).metadata


def _elements(words: Said, published: str) -> str:
    """Dublin Core, as Word files, EPUBs and feeds have it."""
    names = {"published": published, "language": "dc:language", "byline": "dc:creator"}
    return "".join(f"<{names[w]}>{escape(words[w])}</{names[w]}>" for w in words)


def _in_docx(words: Said) -> Metadata:
    core = f"<c>{_elements(words, 'dcterms:created')}</c>"  # which is no day of publication
    return docx.read(document(paragraph(WORDS), core)).metadata


def _in_epub(words: Said) -> Metadata:
    return epub.read(book(f"<p>{WORDS}</p>", meta=_elements(words, "dc:date"))).metadata


def _in_feed(words: Said) -> Metadata:
    own = {what: words[what] for what in words if what != "language"}
    head = f"<title>T</title><language>{escape(words.get('language', ''))}</language>"
    feed = rss(item(WORDS, _elements(own, "pubDate")), head=head)
    return drafts(feed, "feed")[0].metadata


def _in_pdf(words: Said) -> Metadata:
    strings = {w: b"<feff%s>" % words[w].encode("utf-16-be").hex().encode() for w in words}
    names = {"published": b"CreationDate", "byline": b"Author"}
    known = b"".join(b"/%s%s" % (names[w], strings[w]) for w in words if w in names)
    tongue = b"/Lang%s" % strings["language"] if "language" in words else b""
    info = b"<<%s>>" % known
    page = said((72, 700, WORDS.encode()))
    return pdf.read(made(page, info, catalog=tongue, trailer=b"/Info 6 0 R")).metadata


def _in_tei(words: Said) -> Metadata:
    names = {"published": "date", "byline": "author"}
    lang = f' xml:lang="{escape(words["language"])}"' if "language" in words else ""
    head = "".join(f"<{names[w]}>{escape(words[w])}</{names[w]}>" for w in words if w in names)
    known = f"<titleStmt>{head}</titleStmt><publicationStmt>{head}</publicationStmt>"
    text = (
        f"<TEI{lang}><teiHeader>{known}</teiHeader><text><body><p>{WORDS}</p></body></text></TEI>"
    )
    whole = f"<TEI{lang}><teiHeader>{known}</teiHeader>{text}</TEI>"
    return formats.read(whole.encode(), "newsxml", DEFAULT).metadata


SOURCES: dict[str, Callable[[Said], Metadata]] = {
    "front matter": _in_front_matter,
    "JSON lines": _in_json,
    "CSV": _in_csv,
    "meta tags": _in_meta,
    "JSON-LD": _in_json_ld,
    "docx": _in_docx,
    "EPUB": _in_epub,
    "feed": _in_feed,
    "PDF": _in_pdf,
    "TEI": _in_tei,
}

DATES = [
    ("January 9, 2017", "2017-01-09"),
    ("9. Januar 2017", "2017-01-09"),
    ("9 января 2017", "2017-01-09"),
    ("2017年1月9日", "2017-01-09"),
    ("2017", "2017"),
    ("2017-01", "2017-01"),
    ("2017-01-09", "2017-01-09"),
    ("20170109", "2017-01-09"),
    ("2017-01-09 10:20:30 UTC", "2017-01-09T10:20:30Z"),
    ("2017-01-09T00:20:30.5+0100", "2017-01-09T00:20:30.5+01:00"),
    ("Mon, 09 Jan 2017 10:20:30 GMT", "2017-01-09T10:20:30Z"),
    ("1483957230", "2017-01-09T10:20:30Z"),
    ("2017-01-09T25:00Z", None),
    ("9 January 2017 25:00", None),
    ("2017-02-30", None),
    ("01/02/2017", None),
    ("2017/01/09", "2017-01-09"),
    ("2017/01.09", None),
    ("0000", None),
    ("99999", None),
    ("last week", None),
]
LANGUAGES = [
    ("en", "en"),
    ("en_US", "en-US"),
    ("pt-br", "pt-BR"),
    ("ZH-hant-tw", "zh-Hant-TW"),
    ("und", None),
    ("mul", None),
    ("zxx", None),
    ("English", None),
]
BYLINES = [("Ida Holm", "Ida Holm"), ("By Ida Holm", "Ida Holm"), ("Ida Holm, Jo", "Ida Holm, Jo")]
NOBODY = [("Administrator", None), ("https://a.org/ida", None)]
CASES = [
    pytest.param(what, words, expected, id=f"{what}-{words}")
    for what, cases in (("published", DATES), ("language", LANGUAGES), ("byline", BYLINES))
    for words, expected in cases
]
MADE_UP = [pytest.param("byline", words, none, id=words) for words, none in NOBODY]


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(("what", "words", "expected"), CASES + MADE_UP)
def test_a_source_is_understood(source: str, what: str, words: str, expected: str | None) -> None:
    found = getattr(SOURCES[source]({what: words}), what)
    if source == "docx" and what == "published":
        expected = None
    if source == "PDF" and what == "published" and expected:
        expected = expected[:10]  # when the file was made says no more than the day
    assert found == expected


def test_no_format_is_left_out() -> None:
    doors = {"markdown", "jsonl", "json", "csv", "html", "docx", "epub", "feed", "pdf", "newsxml"}
    inside = {
        "mhtml",
        "warc",
        "clipping",
        "zip",
        "mbox",
        "xlsx",
        "xls",
        "ods",
    }  # whose articles come in by one of these
    of_one_form = {"odt", "rtf", "eml"}  # in which dates are written in one way: their own tests
    silent = {"plain", "transcript"}  # say nothing of it apart from their text
    assert doors | inside | of_one_form | silent == {*formats.FORMATS}


PDF_DATES = [
    ("D:20170109", "2017-01-09"),
    ("D:2017", "2017"),
    ("D:20170109002030+01'00'", "2017-01-09"),
    ("D:20170109102030Z00'00'", "2017-01-09"),
    ("D:201701091020", "2017-01-09"),
    ("D:2017010910", "2017-01-09"),
    ("20170109102030", "2017-01-09"),
    ("D:20170230102030Z", None),
    ("D:20170109252030Z", None),
]


@pytest.mark.parametrize(("words", "day"), PDF_DATES)
def test_a_date_in_the_terms_of_pdf_is_understood(words: str, day: str | None) -> None:
    assert _in_pdf({"published": words}).published == day


def _about(run: Run, slug: str, what: str) -> str | None:
    found: str | None = json.loads(run("show", slug, "-f", "json").stdout)["article"][what]
    return found


@pytest.mark.parametrize(("what", "words", "expected"), CASES)
def test_a_person_is_understood_or_refused_in_a_line(
    run: Run, tmp_path: Path, what: str, words: str, expected: str | None
) -> None:
    file = tmp_path / "ferry.txt"
    file.write_text(WORDS)
    edited = run("edit", "harbour", f"--{what}", words)
    added = run("add", file, "--title", "Ferry", f"--{what}", words)
    for result in (edited, added):
        assert result.exit_code == (expected is None)
        refused = (
            result.stderr.startswith(f"Error: {words!r} is no ") and "; say it" in result.stderr
        )
        assert refused == (expected is None)
    assert _about(run, "harbour", what) == (expected or _HARBOUR.get(what))
    if expected:
        assert _about(run, "ferry", what) == expected


_HARBOUR = {"byline": "Ida Holm"}


@pytest.mark.parametrize(("what", "words", "expected"), CASES)
def test_a_table_beside_the_files_is_understood(
    run: Run, tmp_path: Path, what: str, words: str, expected: str | None
) -> None:
    (tmp_path / "ferry.txt").write_text(WORDS)
    with (tmp_path / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["file", "title", what], ["ferry.txt", "Ferry", words]])
    result = run("add", tmp_path)
    assert (f"says of ferry.txt: {words!r} is no " in result.stderr) == (expected is None)
    assert _about(run, "ferry", what) == expected


HEAVY = ("lxml", "mammoth", "feedparser", "pypdfium2", "yaml", "markdown_it", "email")


def test_what_a_person_says_waits_for_no_reader(path: Path) -> None:
    program = (
        "import sys; from annotate.cli import main\n"
        f"main(['--db', {str(path)!r}, '--coder', 'anna', 'edit', 'harbour',"
        " '--published', 'January 9, 2017', '--language', 'en_US'], standalone_mode=False)\n"
        f"sys.exit(str([name for name in {HEAVY} if name in sys.modules] or ''))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.stderr.strip(), json.loads(done.stdout)["language"]) == (b"", "en-US")
