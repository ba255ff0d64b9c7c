"""What a manuscript quotes, and with which link."""

import time
from pathlib import Path

import pytest

from annotate.errors import UnreadableSource
from annotate.manuscript import formats, quotations
from annotate.manuscript.quotations import Quotation
from annotate.readers.markup.traces import LINE_MARK

A, B = "5v0hrh53djh9w", "pt77vtmr5864m"
AT = "https://a.org/cite/"
DATA = Path(__file__).parents[1] / "data"

Found = list[tuple[str, str | None, bool]]


AS = f"{AT}{A}"
BS = f"{AT}{B}"


def found(text: str, kind: str = "md") -> Found:
    """Words, key, and whether the link is surely theirs."""
    read = quotations.read(text.encode(), kind)
    return [(" ".join(q.words.split()), q.link.key if q.link else None, q.sure) for q in read]


CASES: dict[str, tuple[str, Found]] = {
    "a link after": (f"He said “one two” ([a]({AS})).", [("one two", A, True)]),
    "a link around": (f"He said [“one two”]({AS}) so.", [("one two", A, True)]),
    "a link within": (f"He said “one [two]({AS}) three”.", [("one two three", A, True)]),
    "a link written out": (f"He said “one two” {AS}.", [("one two", A, True)]),
    "no link": ("He said “one two”.", [("one two", None, True)]),
    "a link before": (f"[He]({AS}) said “one”.", [("", A, True), ("one", None, True)]),
    "a link in another paragraph": (f"“one” so.\n\nSo {AS}.", [("one", None, True), ("", A, True)]),
    "two before one link": (
        f"“one two three four five” and “six” {AS}",
        [("one two three four five", A, True), ("six", A, False)],
    ),
    "each its own": (f"“one” {AS} and “two” {BS}", [("one", A, True), ("two", B, True)]),
    "as `annotate cite` prints it": (
        f"“One two.”\n— Ida Holm, “A title”, Site, para. 3. {AS}", [("One two.", A, True)],
    ),
    "two of them, without a line between": (
        f"“One.”\n— “T”. {AS}\n“Two.”\n— “U”. {BS}", [("One.", A, True), ("Two.", B, True)],
    ),
    "the attribution in a paragraph": (
        f"“One two.”\n\n— “A title”. {AS}", [("One two.", A, True)],
    ),
    "a block quote": (f"> One\n> two.\n\nSo {AS} is.", [("One two.", None, True), ("", A, True)]),
    "a block quote with its source": (f"> One two.\n> — Ida Holm, {AS}", [("One two.", A, True)]),
    "a block quote with a source below": (f"> One.\n\n([a]({AS}))", [("One.", A, True)]),
    "a block quote with a source beside": (f"> One two. ([a]({AS}))", [("One two. (", A, True)]),
    "a block quote in marks": (f"> “One two.” — “T”. {AS}", [("“One two.”", A, True)]),
    "a block quote by someone": ("> One two.\n> — Churchill", [("One two.", None, True)]),
    "a block quote by someone, then a list of works": (
        f"> One two.\n> — Churchill\n\nChurchill. A work. {AS}",
        [("One two.", None, True), ("", A, True)],
    ),
    "a block quote of two paragraphs": ("> One.\n>\n> Two.", [("One. Two.", None, True)]),
    "a quotation of two paragraphs": (
        f"He: “one.\n\n“Two.” {AS}", [("one. Two.", A, True)],
    ),
    "a footnote as a link": (f"“One”[^1] so.\n\n[^1]: {AS}", [("One", A, True)]),
    "a footnote in words": (
        f"“One”[^1] so.\n\n[^1]: See {AS}", [("One", A, True), ("", A, True)],
    ),
    "code": (f"`“one” {AS}`\n\n    “two”\n", []),
    "code in a quotation": ("“one `two “three”` four”", [("one two “three” four", None, True)]),
    "code in a block quote": (f"> one\n>\n>     “two” {AS}", [(f"one “two” {AS}", None, True)]),
    "escaped signs and entities": (r"“one \* two &amp; six”", [("one * two & six", None, True)]),
    "a footnote within": (f"“One[^1] two”\n\n[^1]: {AS}", [("One two", A, True)]),
    "a footnote with a name, of two paragraphs": (
        f"“One”[^a-b] so.\n\n[^a-b]: See {AS}\n\n    And more.", [("One", A, True), ("", A, True)],
    ),
    "a footnote without its text": ("“One[^1] two”", [("One[^1] two", None, True)]),
    "front matter": ("---\ntitle: “One”\n---\n“two”", [("two", None, True)]),
    "over a line break": ("“one  \ntwo”", [("one two", None, True)]),
    "over two line breaks": ("“one<br><br>two”", [("one two", None, True)]),
    "an image in a block quote": ("> ![one](a.png)\n>\n> two", [("one two", None, True)]),
    "nothing but brackets": ("“[…]” and “…”", []),
    "emphasis": ("“one *two* **three**”", [("one two three", None, True)]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_what_a_manuscript_quotes(text: str, expected: Found) -> None:
    assert found(text) == expected


HTML: dict[str, tuple[str, Found]] = {
    "q": ("<p>He <q>one <q>two</q></q>.", [("one “two”", None, True)]),
    "q with its source": (f"<q cite='{AS}'>one</q>", [("one", A, True)]),
    "blockquote with its source": (
        f"<blockquote cite='{AS}'><p>One</p></blockquote>", [("One", A, True)],
    ),
    "a footnote": (
        f"<p>“One”<a href='#f1'>1</a></p>x<li id=f1>{AS}</li>",
        [("One", A, True), ("", A, True)],
    ),
    "a footnote with a raised sign": (
        f"<p>“One<sup><a href='#f1'>1</a></sup> two”</p>x<li id=f1>{AS}</li>",
        [("One two", A, True), ("", A, True)],
    ),
    "a short link in the page": (
        "<p>“one <a href='#x'>two</a> three”", [("one two three", None, True)],
    ),
    "a link around a block quote": (
        f"<a href='{AS}'><blockquote>One</blockquote></a>", [("One", A, True)],
    ),
    "over a line break": ("<p>“one<br>two”</p>", [("one two", None, True)]),
    "a line break between paragraphs": ("<p>“one</p><br><p>two”</p>", []),
    "code": (f"“one <code>two “{AS}”</code>”", [(f"one two “{AS}”", None, True)]),
    "words in a drawing, a formula, above characters": (
        "“<svg><text>one</text></svg> <math><msup><mi>x</mi><mn>2</mn></msup></math>"
        " <ruby>灯<rt>ひ</rt></ruby>”",
        [("one x^2 灯（ひ）", None, True)],
    ),
    "no tags": ("“one &amp;\ntwo”\n\n“six”", [("one &amp; two", None, True), ("six", None, True)]),
    "what only shows without scripts": ("<noscript>“one”</noscript>", [("one", None, True)]),
    "what is not text": ("<script>“a”</script><style>“b”</style><pre>“c”</pre>", []),
    "nested without end": ("<div>" * 20_000 + "“one”", [("one", None, True)]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HTML.values(), ids=HTML)
def test_what_a_page_quotes(text: str, expected: Found) -> None:
    assert found(text, "html") == expected


@pytest.mark.parametrize("kind", ["md", "html", "docx"])
def test_the_same_manuscript_in_each_format(kind: str) -> None:
    read = quotations.read((DATA / f"manuscript.{kind}").read_bytes(), kind)
    assert [" ".join(q.words.split()) for q in read if q.words] == [
        "as human shields",
        "no ship came in for [more than] a month.",
        "Fish was sold on the ice until the summer, at twice the price of the year before.",
        "a very strange and cold time",
        "so-called",
        "A museum of locks opened last year",
    ]


def test_lines_are_those_of_the_file() -> None:
    text = "a\n\nb\n“c”\nd “e\nf”\n\n> g\n\n<p>\n“h”\n"
    lines = {q.words: q.line for q in quotations.read(text.encode(), "md")}
    assert lines == {"c": 4, "e\nf": 5, "g": 8, "h": 11}


LINES = {
    "after front matter": ("md", "---\ntitle: x\n---\n\n“one”", 5),
    "in a table": ("md", "|a|\n|-|\n|b|\n|“one”|", 4),
    "in a footnote": ("md", "a[^1]\n\n[^1]:\n    “one”", 4),
    "in code in a block quote": ("md", "> ```\n> one\n> ```", 2),
    "in Markdown that is too deep": ("md", "> " * 80 + "a\n\nb\n“one”", 4),
    "after a script": ("html", "<p>a\n<script>\n\n</script>“one”", 4),
    "in a tag of several lines": ("html", "<p\n\nclass=a>a <b>“one”", 3),
    "in the middle of a text": ("html", "<p>a\nb <b>\nc</b>\n“one”", 4),
    "in a line that a break begins": ("html", "<p>a<br>\n\n“one”", 3),
    "without tags": ("html", "a\n\n“one”", 3),
    "beyond what the parser counts": ("html", "<p>a" + "\n" * 70_000 + "<b>“one”", 70_001),
}


@pytest.mark.parametrize(("kind", "text", "line"), LINES.values(), ids=LINES)
def test_a_quotation_is_on_its_line(kind: str, text: str, line: int) -> None:
    assert [q.line for q in quotations.read(text.encode(), kind)] == [line]


@pytest.mark.parametrize("before", ["> " * 80 + "a", "x" * 3_000_001], ids=["deep", "large"])
def test_what_no_article_is_read_as_is_read_as_plain_text(before: str) -> None:
    assert found(f"{before}\n\n“one *two*”") == [("one *two*", None, True)]


def test_words_have_what_stands_around_them() -> None:
    [read] = quotations.read("He said “one” and went.".encode(), "md")
    assert read == Quotation("one", 1, 1, "He said “…” and went.")


@pytest.mark.parametrize("kind", ["md", "html"])
@pytest.mark.parametrize("data", [b"", b" \n "])
def test_an_empty_manuscript_quotes_nothing(data: bytes, kind: str) -> None:
    assert quotations.read(data, kind) == ()


def test_a_page_may_say_how_it_is_encoded() -> None:
    page = "<meta charset=windows-1251>“Мосул”".encode("windows-1251")
    assert quotations.read(page, "html")[0].words == "Мосул"


def zipped(**files: bytes) -> bytes:
    import io
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return made.getvalue()


def test_a_docx_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "LARGEST", 1_000_000)
    with pytest.raises(UnreadableSource, match="unpacks to more than 1 MB"):
        quotations.read(
            zipped(**{"[Content_Types].xml": b"", "word__document": b"0" * 1_000_001}), "docx"
        )


whole = (DATA / "manuscript.docx").read_bytes()


@pytest.mark.parametrize(
    "data",
    [b"", b"words", whole[:4000], whole[:-30], whole.replace(b"PK", b"KP"), zipped(a=b"b")],
    ids=["empty", "text", "cut", "cut at its end", "changed", "another zip"],
)
def test_a_damaged_docx_is_one_error(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="Word file"):
        quotations.read(data, "docx")


def test_a_docx_that_nests_too_deeply_is_one_error() -> None:
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    deep = b"<a>" * 100_000 + b"</a>" * 100_000
    made = zipped(**{"[Content_Types].xml": types, "word__document.xml": deep})
    with pytest.raises(UnreadableSource, match="Word file"):
        quotations.read(made, "docx")


HOSTILE = [
    "<a href='#f'>", "<a href='#f'>1</a>", "<blockquote>", "</blockquote>x", "<code>", "x<br>",
    "x\n", "<sup>", "<q>", "[^1]", "[^1]: ", "[1]", "`", f"{AS} ", f"<a href={AS}>", "“", "> ",
    "<pre>\n\nx",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["md", "html"])
@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_manuscripts_take_time_that_grows_with_their_length(kind: str, piece: str) -> None:
    started = time.process_time()
    quotations.read((piece * 10_000).encode(), kind)
    assert time.process_time() - started < 3  # 0.5 s at most by itself


@pytest.mark.parametrize("said", ["zzz", "", "-1", "٣", "9" * 99])
def test_a_comment_like_ours_says_nothing_of_lines(said: str) -> None:
    text = f"One\n\n<!--{LINE_MARK}{said}--> “two three” so.\n"
    assert [(q.words, q.line) for q in quotations.read(text.encode(), "md")] == [("two three", 3)]


def test_without_lxml_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(UnreadableSource, match=r"pip install \"annotate-corpus\[html\]\""):
        quotations.read(b"<p>one", "html")


def test_without_mammoth_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "mammoth", None)
    with pytest.raises(UnreadableSource, match=r"pip install \"annotate-corpus\[docx\]\""):
        quotations.read(whole, "docx")
