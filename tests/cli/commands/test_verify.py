"""`annotate verify`."""

import csv
import io
import json
from pathlib import Path

import pytest

from annotate.text.key import key
from tests.conftest import Run
from tests.made_up import HARBOUR
from tests.readers import word

DATA = Path(__file__).parents[2] / "data"
LINK = f"https://a.org/cite/{key(HARBOUR[0])}"


def test_a_manuscript_is_compared_with_the_corpus(run: Run) -> None:
    result = run("verify", DATA / "manuscript.md")
    path = DATA / "manuscript.md"
    assert result.exit_code == 1
    assert result.stdout.replace(str(path), "m") == (
        "m:3: exact harbour:2\n"
        "    “as human shields”\n"
        "m:4: exact harbour:1\n"
        "    “no ship came in for [more than] a month.”\n"
        "m:6: misquoted harbour:3\n"
        "    Fish was sold on the ice until the [-spring-]{+summer+}, at twice the price of the"
        " year\n"
        "    before\n"
        "m:10: not in the corpus\n"
        "    “a very strange and cold time”\n"
        "m:11: wrong paragraph: linked to harbour:1, the words stand in museum:1\n"
        "    “A museum of locks opened last year”\n"
        "m:12: broken link: nothing has the key 0000000000000\n"
    )
    assert result.stderr == (
        "2 exact, 1 misquoted, 1 wrong paragraph, 1 broken link, 1 not in the corpus\n"
    )


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_each_format_says_the_same(run: Run, kind: str) -> None:
    records = json.loads(run("verify", DATA / f"manuscript.{kind}", "-f", "json").stdout)
    assert [record["status"] for record in records] == [
        "exact", "exact", "misquoted", "not in the corpus", "wrong paragraph", "broken link",
        "linked",
    ]  # fmt: skip


def test_short_words_are_listed_when_asked_for(run: Run) -> None:
    assert "so-called" not in run("verify", DATA / "manuscript.md").stdout
    assert "so-called" in run("verify", "--all", DATA / "manuscript.md").stdout


def test_json_has_everything(run: Run) -> None:
    [record] = json.loads(
        run("verify", "-", "-f", "json", stdin=f"He: “no boat came in” {LINK}").stdout
    )
    assert record == {
        "line": 1,
        "paragraph": 1,
        "status": "misquoted",
        "level": "error",
        "words": "no boat came in",
        "link": LINK,
        "key": key(HARBOUR[0]),
        "linked": ["harbour:1"],
        "places": ["harbour:1"],
        "difference": "no [-ship-]{+boat+} came in",
        "changes": [
            {"kind": "same", "text": "no "},
            {"kind": "removed", "text": "ship"},
            {"kind": "added", "text": "boat"},
            {"kind": "same", "text": " came in"},
        ],
        "context": f"He: “…” {LINK}"[: len("He: “…” ") + 38],
    }


def test_csv_has_a_row_for_each(run: Run) -> None:
    told = run("verify", DATA / "manuscript.md", "-f", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(told)))
    assert [row["line"] for row in rows] == ["3", "4", "6", "10", "11", "12"]


_WORD = "the only cause of the delay in the northern harbour last spring"
_SAME = {
    "docx": {
        "a simple field": f"<w:fldSimple w:instr='SEQ'>{word.run('Figure 3')}</w:fldSimple>",
        "hidden text": word.run("hidden", "<w:vanish/>"),
        "a formula": f"<m:oMath>{word.FRACTION}</m:oMath>",
    },
    "html": {
        "code": "the <code>make all</code>",
        "readings above characters": "the <ruby>灯<rt>ひ</rt></ruby>",
        "the sign of a footnote": "the firm<sup><a href='#f1'>1</a></sup>",
        "words in a drawing": "the <svg><text>firm</text> <text>of Smith</text></svg>",
        "a formula": "the <math><mfrac><mi>x</mi><mn>2</mn></mfrac></math>",
    },
    "md": {
        "code": "the `make all`",
        "an escaped sign": r"the firm \* of Smith",
        "an entity": "the firm of Smith &amp; Sons",
    },
}


_EACH = {f"{k}, {name}": (k, words) for k, some in _SAME.items() for name, words in some.items()}


@pytest.mark.parametrize(("kind", "words"), _EACH.values(), ids=_EACH)
def test_identical_words_are_exact_in_each_format(
    run: Run, tmp_path: Path, kind: str, words: str
) -> None:
    article, paper = tmp_path / f"article.{kind}", tmp_path / f"paper.{kind}"
    article.write_bytes(_document(kind, "At first ", words, f" was {_WORD}."))
    paper.write_bytes(_document(kind, "He wrote: “At first ", words, f" was {_WORD}.”"))
    assert run("add", article).exit_code == 0
    result = run("verify", paper, "-f", "json")
    assert [record["status"] for record in json.loads(result.stdout)] == ["exact"]
    assert result.exit_code == 0


def _document(kind: str, before: str, words: str, after: str) -> bytes:
    """A paragraph in its format."""
    if kind == "docx":
        return word.document(word.paragraph(word.run(before) + words + word.run(after)))
    text = f"{before}{words}{after}"
    return (f"<html><body><p>{text}</p></body></html>" if kind == "html" else text).encode()


EXITS = {
    "exact": ("“and no ship came in for a month”", 0, 0),
    "not in the corpus": ("“one two three four five six”", 0, 1),
    "not in the corpus, linked": (f"“one two three four five six” {LINK}", 1, 1),
    "misquoted": ("“and no boat came in for a month”", 1, 1),
    "short and nowhere": ("“so-called”", 0, 0),
    "nothing": ("", 0, 0),
    "no quotation": ("Words.", 0, 0),
}


@pytest.mark.parametrize(("text", "code", "strict"), EXITS.values(), ids=EXITS)
def test_the_exit_code_is_for_machines(run: Run, text: str, code: int, strict: int) -> None:
    assert run("verify", "-", stdin=text).exit_code == code
    assert run("verify", "--strict", "-", stdin=text).exit_code == strict


def test_nothing_to_verify_is_said(run: Run) -> None:
    assert run("verify", "-", stdin="").stderr == "-: nothing to verify\n"


BAD: dict[str, tuple[str, bytes | None, str]] = {
    "not there": ("gone.md", None, "there is no such file"),
    "another suffix": ("paper.odt", b"x", "end in .md, .markdown, .html, .htm, .xhtml, .docx"),
    "no Word file": ("paper.docx", b"PK\x03\x04", "is no Word file (docx), or a damaged one"),
    "no text": ("paper.md", bytes(range(256)) * 9, "looks like a binary file"),
}


@pytest.mark.parametrize(("name", "data", "expected"), BAD.values(), ids=BAD)
def test_bad_input_is_one_line(
    run: Run, tmp_path: Path, name: str, data: bytes | None, expected: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    result = run("verify", tmp_path / name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: ")
    assert expected in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_folder_is_no_manuscript(run: Run, tmp_path: Path) -> None:
    assert "is a folder; name the file in it" in run("verify", "--as", "md", tmp_path).stderr


def test_many_quotations_take_a_bounded_time(run: Run) -> None:
    lines = (f"“and no boat {i} came in for a month, {i} times”\n\n" for i in range(1000))
    result = run("verify", "-", stdin="".join(lines))
    assert result.stderr == "1,000 misquoted\n"
