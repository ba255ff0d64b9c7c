"""Notes of Obsidian: the words that its reader sees, and no signs."""

import time

import pytest

from annotate.readers import markdown
from annotate.readers.markup import vault
from tests.readers.documents import check, texts

SURE = "See [[Home]].\n\n"
CASES = {
    "a link": ("In [[Ferry line]].", ["In Ferry line."]),
    "a link with words": ("In [[Ferry line|the ferry]].", ["In the ferry."]),
    "a link in a table": (
        "| a | b |\n|---|---|\n| [[Ferry\\|boat]] | c |", ["a\tb", "boat\tc"],
    ),
    "a link to a heading": ("[[Ferry#Fares]] and [[#Boats]]", ["Ferry > Fares and Boats"]),
    "a link to a block": ("[[Ferry#^a1b2c3]]", ["Ferry"]),
    "marked words": ("==The port== and ==*more* of\nit==.", ["The port and more of it."]),
    "what is embedded": ("One.\n\n![[quay.png]]\n\n![[quay.png|300]]\n\nTwo.", ["One.", "Two."]),
    "what is embedded with words": ("![[quay.png|The quay]]", ["The quay"]),
    "a picture with a size": ("![The quay|300x200](q.jpg)", ["The quay"]),
    "a note in a line": ("One.^[As of *Thursday*.] Two.", ["One. [As of Thursday.] Two."]),
    "a callout": ("> [!quote] From the union\n> We ask.", ["From the union", "We ask."]),
    "a callout without a title, folded": ("> [!note]-\n> We ask.", ["We ask."]),
    "a comment": ("One %%not me%% two.", ["One two."]),
    "a comment over paragraphs": ("One.\n\n%%\nno\n\nno\n%%\n\nTwo.", ["One.", "Two."]),
    "the name of a block": ("One. ^a1b2c3\n\nTwo.\n^the-second\n\n^alone", ["One.", "Two."]),
    "code": ("`[[ -f x ]]` and `a ==b==`", ["[[ -f x ]] and a ==b=="]),
    "code in a block": ("```\n[[a]] ==b==\n```", ["[[a]] ==b=="]),
    "equals signs": ("If a == b and c == d, x==y==z.", ["If a == b and c == d, x==y==z."]),
    "numbers of notes": ("So it is [[1]] and [[2]](https://a.org).",
        ["So it is [[1]] and [2]."]),
    "a link of Markdown with brackets in it": ("[[sic]](https://a.org)", ["[sic]"]),
    "percent signs": ("Of 100%%, 5%% are left.", ["Of 100%%, 5%% are left."]),
}  # fmt: skip


@pytest.mark.parametrize(("written", "shown"), CASES.values(), ids=CASES)
def test_what_its_reader_sees(written: str, shown: list[str]) -> None:
    draft = markdown.read((SURE + written).encode())
    check(draft)
    assert texts(draft)[1:] == shown


@pytest.mark.parametrize(
    "text",
    [
        "The area is x ^2abc",
        "One %%two%% three.",
        "a==b and c==d",
        "Title\n====\n\nWords [[1]].",
    ],
)
def test_a_text_that_is_no_note_stays_as_it_is(text: str) -> None:
    assert vault.plain(text, has_head=False) == text


@pytest.mark.parametrize("written", [written for written, _ in CASES.values()])
def test_lines_stay_where_they_are(written: str) -> None:
    assert vault.plain(SURE + written, has_head=True).count("\n") == written.count("\n") + 2


HOSTILE = ["[[", "[[a|", "==", "==a ", "%%", " %%a", "> [!a", "^a", "![[a"]


@pytest.mark.parametrize("sign", HOSTILE)
def test_no_text_takes_long(sign: str) -> None:
    begun = time.process_time()
    vault.plain("[[a]]" + sign * (1_000_000 // len(sign)), has_head=True)
    assert time.process_time() - begun < 3
