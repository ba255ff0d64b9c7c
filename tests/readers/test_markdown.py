"""Reading Markdown: text to paragraphs as they are read, front matter to metadata."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.model import Metadata
from annotate.readers import formats, markdown
from tests.readers.documents import check, check_read, content, damaged, texts

LIGHTHOUSE = content("lighthouse.md")

CASES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "links are their words": (
        "A [b *c*](https://d.org) e <https://f.org>.",
        [("body", "A b c e https://f.org.")],
    ),
    "lines are joined": ("one two\nthree", [("body", "one two three")]),
    "lines of Japanese are joined without a space": (
        "日本語の文章は\nここで",
        [("body", "日本語の文章はここで")],
    ),
    "a hard break stays": ("one  \ntwo", [("body", "one\ntwo")]),
    "a quote": ("> Said by\n> someone.", [("quote", "Said by someone.")]),
    "a list in a quote is quoted": ("> - One.\n> - Two.", [("quote", "One."), ("quote", "Two.")]),
    "items": (
        "- One.\n- Two.\n\n  More.",
        [("list_item", "One."), ("list_item", "Two."), ("list_item", "More.")],
    ),
    "an image": ("![A tower](t.jpg)", [("caption", "A tower")]),
    "code keeps its lines": ("```\na = 1\n\n  b = 2\n```", [("body", "a = 1\n\n  b = 2")]),
    "a table": ("| a | b |\n|---|---|\n| 1 |   |", [("list_item", "a\tb"), ("list_item", "1")]),
    "a footnote stands where it is written": (
        "A.[^x]\n\n[^x]: https://b.org\n\nC.",
        [("body", "A.[x]"), ("body", "[x] https://b.org"), ("body", "C.")],
    ),
    "a footnote that nothing names": ("A.\n\n[^x]: Lost?", [("body", "A."), ("body", "[x] Lost?")]),
    "a footnote of code": (
        "A.[^x]\n\n[^x]:\n    ```\n    B\n    ```\n\nC.",
        [("body", "A.[x]"), ("body", "[x]"), ("body", "B"), ("body", "C.")],
    ),
    "an empty footnote": (
        "A.[^x]\n\n[^x]:\n\nC.", [("body", "A.[x]"), ("body", "[x]"), ("body", "C.")],
    ),
    "HTML": (
        "<p>One</p>\n<script>no</script>\n<blockquote>Two</blockquote>",
        [("body", "One"), ("quote", "Two")],
    ),
    "a tag that hides, unclosed, is a word": (
        "The <script> tag `x`.\n\nTwo <b>c</b>.\n\n<video src=a>\n\nThree <TITLE >x.",
        [("body", "The <script> tag x."), ("body", "Two c."), ("body", "<video src=a>"),
         ("body", "Three <TITLE >x.")],
    ),
    "a tag that hides, closed, hides": (
        "One <style>x</style>two\n\n<object>\nx\n\nx\n</object>\n\n<audio src=a />\n\nThree",
        [("body", "One two"), ("body", "Three")],
    ),
    "what is hidden": ("A <i hidden>b</i>c.\n\n<p class='no hidden'>d</p>",
                       [("body", "A c."), ("body", "d")]),
    "dialogs and forms": (
        "<dialog open>One</dialog><fieldset><legend>Two</legend>Three<button>Four</button>Five"
        "</fieldset>",
        [("body", "One"), ("body", "Two"), ("body", "Three Four Five")],
    ),
    "a caption that repeats its image's words": (
        "> <figure><img alt='A lamp'><figcaption>A lamp</figcaption></figure>",
        [("quote", "A lamp")],
    ),
    "a quotation that repeats itself": ("> A lamp\n>\n> A lamp", [("quote", "A lamp")] * 2),
    "a heading that repeats its image's words": (
        "![One](a.png)\n\n# One\n\nTwo", [("title", "One"), ("body", "Two")],
    ),
    "words of a drawing": (
        "A <svg><title>no</title><text>b</text><text>c</text></svg>", [("body", "A b c")],
    ),
    "one heading at the top is the title": (
        "# T\n\nA.\n\n## B",
        [("title", "T"), ("body", "A."), ("heading", "B")],
    ),
    "of several the first is the title": (
        "# T\n\nA.\n\n# B",
        [("title", "T"), ("body", "A."), ("heading", "B")],
    ),
    "of several under an image the first is the title": (
        "![C](a.png)\n\n# T\n\nA.\n\n# B",
        [("caption", "C"), ("title", "T"), ("body", "A."), ("heading", "B")],
    ),
    "several below text are headings": (
        "A.\n\n# T\n\nB.\n\n# B",
        [("body", "A."), ("heading", "T"), ("body", "B."), ("heading", "B")],
    ),
    "several below another level are headings": (
        "## T\n\nA.\n\n# B\n\nC.\n\n# D",
        [("heading", "T"), ("body", "A."), ("heading", "B"), ("body", "C."), ("heading", "D")],
    ),
    "where the front matter has the title none is another": (
        "---\ntitle: Notes\n---\n# T\n\nA.\n\n# B",
        [("heading", "T"), ("body", "A."), ("heading", "B")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_paragraphs(text: str, expected: list[tuple[str, str]]) -> None:
    draft = markdown.read(text.encode())
    check(draft)
    marked = ("title", "quote", "list_item", "caption")  # what else there is, its words decide
    found = [draft.text[block.start : block.end] for block in draft.blocks]
    assert found == [words for _, words in expected]
    for block, (role, _) in zip(draft.blocks, expected, strict=True):
        assert block.role == role or role not in marked


def test_an_article_is_read() -> None:
    draft = markdown.read(LIGHTHOUSE)
    check(draft)
    assert draft.metadata == Metadata(
        title="The lamp at Varde Point",
        byline="Ida Holm, Jon Vik",
        site="Coast and Light",
        published="2021-03-04",
        language="en-GB",
    )
    assert texts(draft, "heading") == [
        "A night in October",
        "How the light was kept",
        "What remains",
    ]
    assert [text[:20] for text in texts(draft, "quote")] == ["A light that does no"]
    assert len(texts(draft, "list_item")) == 8
    assert len(texts(draft)) == 25
    assert "put out.[book] It is a well-known fact" in draft.text


FRONT: dict[str, tuple[str, Metadata]] = {
    "names of several": ("authors: [A B, C D]", Metadata(byline="A B, C D")),
    "authors with more said of them": (
        "author:\n- name: A B\n  email: a@b.org",
        Metadata(byline="A B"),
    ),
    "a title that looks like a number": ("title: 1984", Metadata(title="1984")),
    "a colon in the title, which is no YAML": (
        "title: War: a history\ndate: 2020-01-02",
        Metadata(title="War: a history", published="2020-01-02"),
    ),
    "a time": ("date: 2020-01-02 10:00:00 +0100", Metadata(published="2020-01-02T10:00:00+01:00")),
    "a time as ISO 8601 has it": (
        "date: 2020-01-02T10:00:00+01:00",
        Metadata(published="2020-01-02T10:00:00+01:00"),
    ),
    "no such day": ("date: 2020-02-30", Metadata()),
    "an address in a site of one's own": ("url: /2020/war/", Metadata()),
    "an address": ("url: /war/\nlink: https://a.org/war", Metadata(url="https://a.org/war")),
    "a language": ("lang: de_AT", Metadata(language="de-AT")),
    "nothing": ("title:\nauthor: ~", Metadata()),
    "names in capitals": ("Title: War", Metadata(title="War")),
}


@pytest.mark.parametrize(("front", "expected"), FRONT.values(), ids=FRONT)
def test_the_front_matter_is_metadata(front: str, expected: Metadata) -> None:
    draft = markdown.read(f"---\n{front}\n---\n\nSome words here.\n".encode())
    assert (draft.text, draft.metadata) == ("Some words here.", expected)


HEADS: dict[str, tuple[str, Metadata]] = {
    "TOML": (
        '+++\ntitle = "War: a history"\ndate = 2020-01-02T10:00:00+01:00\n'
        'authors = ["A B", "C D"]\ndraft = false\n+++\n',
        Metadata("War: a history", "A B, C D", published="2020-01-02T10:00:00+01:00"),
    ),
    "TOML with tables": (
        '+++\ndate = 2020-01-02\n[params]\nauthor = "A B"\n[params.cover]\nimage = "a.jpg"\n+++\n',
        Metadata(byline="A B", published="2020-01-02"),
    ),
    "TOML that is none": (
        '+++\ntitle = War\ndate = "2020-01-02"\n+++\n', Metadata("War", published="2020-01-02"),
    ),
    "JSON": (
        '{\n  "title": "War",\n  "date": "2020-01-02",\n  "author": {"name": "A B"}\n}\n',
        Metadata("War", "A B", published="2020-01-02"),
    ),
    "fields without a fence": (
        "Title: War: a history\nDate: 2020-01-02 10:20\nAuthors: A B\n"
        "Summary: Of war\n    and more.\n",
        Metadata("War: a history", "A B", published="2020-01-02T10:20"),
    ),
    "fields that Zola has apart": (
        '+++\ntitle = "War"\n[extra]\nauthor = "A B"\n+++\n', Metadata("War", "A B"),
    ),
    "names as Obsidian links them": (
        '---\nauthor:\n  - "[[A B]]"\n  - "[[people/C D|C D]]"\n---\n', Metadata(byline="A B, C D"),
    ),
    "names linked without quotation marks": (
        "---\nauthor: [[A B]]\n---\n", Metadata(byline="A B"),
    ),
    "a clipping was created when it was clipped": (
        "---\nsource: https://a.org/war\npublished:\ncreated: 2024-01-05\n---\n",
        Metadata(url="https://a.org/war"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("head", "expected"), HEADS.values(), ids=HEADS)
def test_front_matter_of_other_kinds(head: str, expected: Metadata) -> None:
    data = f"{head}\nSome words here.\n".encode()
    assert formats.detect(data, "a.md") == (formats.FORMATS["markdown"], None)
    draft = markdown.read(data)
    assert (draft.text, draft.metadata) == ("Some words here.", expected)


def test_json_that_is_called_markdown_is_json() -> None:
    found, _ = formats.detect(b'{"text": "a"}\n{"text": "b"}\n', "a.md")
    assert found.name == "jsonl"


@pytest.mark.parametrize(
    "text",
    ["Note: Words\nMore: More\n\nThis.", "Title: Words\n\nMore.",
     "+++\nWords\n+++\n\nMore.", "{ a } Words.\n\nMore.", '{"a": 1, Words More',
     "---\n\nWords between rules.\n\n---\n\nMore.", "---\n- a\n- b\n---\n\nMore.", "---\nMore"],
)  # fmt: skip
def test_what_is_no_front_matter_is_not_lost(text: str) -> None:
    words = " ".join(texts(markdown.read(text.encode())))
    assert [word for word in ("Words", "a", "More") if word in text and word not in words] == []


BOMBS = {
    "aliases": "---\na: &a [x, x]\nb: &b [*a, *a]\n" + "".join(
        f"{chr(99 + i)}: &{chr(99 + i)} [{', '.join(['*' + chr(98 + i)] * 9)}]\n" for i in range(20)
    ) + "title: T\n---\nWords.",
    "merges": "---\na: &a {x: y}\n" + "".join(
        f"b{i}: &b{i}\n  <<: [{', '.join([f'*b{i - 1}' if i else '*a'] * 9)}]\n" for i in range(20)
    ) + "---\nWords.",
    "deep TOML": "+++\na = " + "[" * 20_000 + "\n+++\nWords.",
    "a long number": "+++\na = " + "1" * 20_000 + "\n+++\nWords.",
    "deep JSON": '{"a": ' + "[" * 20_000 + "\nWords.",
    "deep YAML": "---\na: " + "[" * 20_000 + "\n---\nWords.",
    "deep quotes": ">" * 100_000 + " Words.",
    "deep lists": "- " * 50_000 + "Words.",
    "brackets": "[" * 200_000 + "Words.",
    "many brackets": ("[" * 9_000 + "\n\n") * 9 + ("[" * 11 + "\n\n") * 999 + "Words.",
    "stars": ("*a " * 3_000 + "\n\n") * 30 + "Words.",
    "underscores": "_" * 9_000 + "Words.",
    "images": ("![" * 4_000 + "\n\n") * 10 + "Words.",
    "backticks": " ".join("`" * n for n in range(130)) + "Words.",
    "tags": "<a " * 100_000 + "Words.",
    "definitions": "[a]: b\n" * 50_000 + "\nWords.",
    "open definitions": "[a\n" * 50_000 + "\nWords.",
    "footnotes": "[^a]: b\n" * 5_000 + "\nWords.",
    "a table": "|" * 20_000 + "\n" + "|-" * 20_000 + "\nWords.",
    "a long line": "word " * 1_000_000 + "Words.",
    "entities": "&" * 300_000 + "Words.",
}  # fmt: skip


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_no_text_takes_long_or_loses_words(text: str) -> None:
    begun = time.process_time()
    draft = markdown.read(text.encode())
    check(draft)
    assert "Words." in draft.text
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            r"Five \* six\_seven, \[not a link\], C:\\new \alpha",
            r"Five * six_seven, [not a link], C:\new \alpha",
        ),
        ("Salt &amp; pepper &lt; &#960; \\& &nosuch;", "Salt & pepper < π & &nosuch;"),
        (r"# Part \#1", "Part #1"),
        (r"[a \] b](u) and ![Map \*not\* to scale](m.png)", "a ] b and\n\nMap *not* to scale"),
    ],
)
def test_escaped_signs_and_entities_are_the_signs_they_stand_for(written: str, read: str) -> None:
    assert markdown.read(written.encode()).text == read


@given(st.text(alphabet="ab \n>-*_`[]()!|#<>&:~^1.\\\"'=\t", max_size=200))
def test_no_letter_is_lost(text: str) -> None:
    if not text.strip() or "<" in text or "[" in text or "`" in text or "~" in text or "&" in text:
        check_read(markdown.read, text.encode())
        return
    draft_text = ""
    if any(letter in text for letter in "ab"):
        draft_text = markdown.read(text.encode()).text
    assert sorted(c for c in draft_text if c in "ab") == sorted(c for c in text if c in "ab")


@given(damaged(LIGHTHOUSE))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    check_read(markdown.read, data)
