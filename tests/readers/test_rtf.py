"""RTF, by hand and as other programs write it."""

import time
import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.errors import UnreadableSource
from annotate.model import Metadata
from annotate.readers import formats, rtf
from annotate.readers.record import DEFAULT
from annotate.readers.richtext import machine
from tests.readers.documents import check_read, content, damaged, texts

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}"
BY_OTHERS = ["pandoc.rtf", "libreoffice.rtf"]


def made(body: str, head: str = HEAD) -> bytes:
    return f"{head}{body}}}".encode("latin-1")


def said(body: str, head: str = HEAD) -> list[str]:
    return [piece.text for piece in rtf.taken(made(body, head)).pieces]


def marks(body: str, head: str = HEAD) -> list[tuple[str | None, str]]:
    return [(piece.mark, piece.text) for piece in rtf.taken(made(body, head)).pieces]


SHOWN = {
    "paragraphs": (r"One.\par Two.\par\par Three.", ["One.", "Two.", "Three."]),
    "line ends of the file are none": ("One\r\n two.\\par\nTwo", ["One two.", "Two"]),
    "lines and tabs": (r"a\tab b\line c", ["a\tb\nc"]),
    "empty lines part paragraphs": (r"One.\line\line Two.", ["One.", "Two."]),
    "an escaped line end is a paragraph's": ("One.\\\nTwo.", ["One.", "Two."]),
    "signs of the format": (r"a \{b\} \\ c", ["a {b} \\ c"]),
    "signs by name": (r"\ldblquote a\rdblquote\emdash b\~c\_d\-e", ["“a”—b\xa0c\u2011de"]),
    "a space after a word is part of it": (r"{\b bold} and \i  more", ["bold and  more"]),
    "hidden": (r"a {\v b}c\v d\v0 e", ["a ce"]),
    "what tracked changes deleted": (r"a {\deleted b}{\revised c}", ["a c"]),
    "pictures": (
        r"a{\pict\pngblip 89504e47}{\*\shppict{\pict 8950}}{\nonshppict{\pict 1}}b",
        ["ab"],
    ),
    "what may be passed over": (r"a{\*\unheardof b {c}}d{\*\generator X;}", ["ad"]),
    "heads and feet": (r"{\header Head\par}{\footerf Foot}a", ["a"]),
    "fields": (r'a {\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt {\ul b}}} c', ["a b c"]),
    "index entries": (r"a{\xe\v b}{\tc c}", ["a"]),
    "comments": (r"a{\*\atnid MB}{\*\annotation \chatn b\par}c", ["ac"]),
    "twice said": (r"{\upr{\*\bkmkstart a}{\*\ud{\uc0 b}}}c", ["bc"]),
    "groups that are left open": (r"{\b a {\i b\par c", ["a b", "c"]),
    "what is behind the end": (r"a}b{c", ["a"]),
    "one file behind the other": (r"a}{\rtf1 b\par", ["a", "b"]),
}


@pytest.mark.parametrize(("body", "expected"), SHOWN.values(), ids=SHOWN)
def test_what_is_shown(body: str, expected: list[str]) -> None:
    assert said(body) == expected


def test_bytes_of_a_picture_may_look_like_anything() -> None:
    assert said(r"a{\pict\bin7 }}{\par}b") == ["ab"]


CODED = {
    "of the file": (r"{\rtf1\ansi\ansicpg1251 \'cc\'e8\'f0", "Мир"),
    "none said": (r"{\rtf1\ansi caf\'e9", "café"),
    "of a Macintosh": (r"{\rtf1\mac caf\'8e", "café"),
    "of DOS": (r"{\rtf1\pc caf\'82", "café"),
    "of a font": (
        r"{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset161 B;}}\f1 \'e1{\f0 \'e1}\'e1",
        "αáα",
    ),
    "of the first font": (
        r"{\rtf1\ansi\deff2{\fonttbl{\f2\fcharset204 A;}}\'cc\plain\'e8\'f0",
        "Мир",
    ),
    "of a font by its page": (r"{\rtf1{\fonttbl{\f0\cpg1253 A;}}\f0 \'e1", "α"),
    "of a table that knows of no sets": (
        r"{\rtf1\ansi\ansicpg1250{\fonttbl{\f0\fcharset0 A;}}\f0 \'9aem",
        "šem",
    ),
    "two bytes a letter": (r"{\rtf1\ansi\ansicpg932 \'83\'65\'83\'58\'83\'67", "テスト"),
    "the second of them as it is": (r"{\rtf1\ansi\ansicpg932 \'83e\'83X\'83g", "テスト"),
    "in a group of its own": (
        r"{\rtf1\ansi{\fonttbl{\f0 A;}{\f1\fcharset134 B;}}a{\f1 \'d6\'d0}b",
        "a中b",
    ),
    "Unicode": (r"{\rtf1\ansi \u8212?\u233\'e9\u-3844 ?", "—é▪"),
    "Unicode without anything beside": (r"{\rtf1\ansi\uc0 \u1575\u1604?", "ال?"),
    "two bytes beside it": (r"{\rtf1\ansi\ansicpg932\uc2 \u12486\'83\'65\u12473\'83\'58", "テス"),
    "in two pieces": (r"{\rtf1\ansi \u-10179?\u-8704?", "😀"),
    "half a letter": (r"{\rtf1\ansi a\u-10179?b", "a\ufffdb"),
    "what stands beside ends with its group": (r"{\rtf1\ansi {\u8212}abc", "—abc"),
    "Greek of Symbol": (r"{\rtf1{\fonttbl{\f0 A;}{\f3\fcharset2 Symbol;}}{\f3 abg\'b7}", "αβγ•"),
    "signs of Wingdings": (r"{\rtf1{\fonttbl{\f0 A;}{\f3\fcharset2 Wingdings;}}{\f3 \'fe}a", "▪a"),
    "a page nobody knows": (r"{\rtf1\ansi\ansicpg99999 caf\'e9", "café"),
}


@pytest.mark.parametrize(("file", "expected"), CODED.values(), ids=CODED)
def test_letters(file: str, expected: str) -> None:
    assert [piece.text for piece in rtf.taken(f"{file}}}".encode()).pieces] == [expected]


def test_bytes_of_utf_8_are_against_the_rules_and_read() -> None:
    assert [p.text for p in rtf.taken("{\\rtf1\\ansi Größe \\'e9\\par}".encode()).pieces] == [
        "Größe é"
    ]


STYLES = (
    HEAD + r"{\stylesheet{\s0 Normal;}{\s1\sbasedon0\outlinelevel0 heading 1;}{\s4 Titre 2;}"
    r"{\s2\sbasedon0 Title;}{\s3 Quote;}{\s5\outlinelevel2 My own;}{\*\cs1 Emphasis;}{\s6 toc 1;}}"
)
STYLED = {
    "headings": (
        r"\pard\s1 A\par\pard\s0 b\par\s4 C\par\s5 D",
        [("h1", "A"), ("body", "b"), ("h2", "C"), ("h3", "D")],
    ),
    "a level without a style": (r"\pard\outlinelevel1 A\par\pard b", [("h2", "A"), ("body", "b")]),
    "a level that is none": (r"\pard\s3\outlinelevel9 A", [("quote", "A")]),
    "a title": (r"\pard\s2 A\par", [("title", "A")]),
    "a table of contents": (r"\pard\s6 A\tab 1\par", [("boilerplate", "A\t1")]),
    "a group that ends before the paragraph": (
        r"{\pard\s1 A}\par\pard b",
        [("h1", "A"), ("body", "b")],
    ),
    "lists": (r"\pard{\pntext\'b7\tab}\ls1 A\par\pard b", [("list_item", "A"), ("body", "b")]),
    "lists by hand": (
        "\\pard \\bullet\\tab A\\par\\pard 2.\\tab B",
        [("list_item", "•\tA"), ("list_item", "2.\tB")],
    ),
    "headings with a number": (r"\pard\s1{\listtext 1.\tab}\ls1 A\par", [("h1", "A")]),
    "rows": (
        r"\trowd\pard\intbl A\cell B\line b\cell\row\pard c",
        [("list_item", "A\tB b"), ("body", "c")],
    ),
    "rows without words in them": (r"\trowd\pard\intbl \cell B\cell\row", [("list_item", "\tB")]),
    "cells of several paragraphs": (
        r"\pard\intbl A\par B\cell C\cell\row",
        [("body", "A"), ("body", "B"), ("body", "C")],
    ),
    "a table in a table": (
        r"\pard\intbl\itap2 A\nestcell\pard\intbl B\cell C\cell\row",
        [("body", "A"), ("body", "B"), ("body", "C")],
    ),
    "a row that never ends": (
        r"\pard\intbl A\cell B\cell\pard c\par",
        [("list_item", "A\tB"), ("body", "c")],
    ),
    "notes": (
        r"a{\super\chftn{\footnote\pard\plain{\super\chftn} N.\par M}} b\par c",
        [("body", "a[1] b"), ("body", "c"), ("list_item", " N."), ("list_item", "M")],
    ),
    "notes in a heading": (
        r"\pard\s1 A{\*\footnote N}\par b",
        [("h1", "A"), ("h1", "b"), ("list_item", "N")],
    ),
    "boxes": (
        r"a {\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt \pard B\par}}{\shprslt{\*\do x}}}c\par d",
        [("body", "a c"), ("body", "B"), ("body", "d")],
    ),
}


@pytest.mark.parametrize(("body", "expected"), STYLED.values(), ids=STYLED)
def test_what_paragraphs_are(body: str, expected: list[tuple[str | None, str]]) -> None:
    assert marks(body, STYLES) == expected


@pytest.mark.parametrize("name", BY_OTHERS)
def test_it_is_read_as_the_same_text_in_a_word_file(name: str) -> None:
    word = formats.read(content("libreoffice.docx"), "docx", DEFAULT)
    draft = rtf.read(content(name))
    prose = ("body", "quote", "list_item")
    assert [text.removeprefix("•\t") for text in texts(draft, *prose)] == texts(word, *prose)
    assert draft.metadata == replace(word.metadata, language=None, byline=draft.metadata.byline)


def test_roles_are_those_of_the_styles() -> None:
    word = formats.read(content("libreoffice.docx"), "docx", DEFAULT)
    draft = rtf.read(content("libreoffice.rtf"))
    assert [block.role for block in draft.blocks] == [block.role for block in word.blocks]


def test_what_it_says_of_itself() -> None:
    info = (
        r"{\info{\title Das Gr\'f6\'dfte {\b Boot}}{\author Holm, Ida; Jon Vik}"
        r"{\creatim\yr2016\mo10\dy20\hr8\min5}{\title Another}}"
    )
    draft = rtf.read(made(info + r"Words of it.\par"))
    assert draft.metadata == Metadata(title="Das Größte Boot", byline="Holm, Ida; Jon Vik")


NOTHING_SAID = [
    r"{\info}",
    r"{\info{\title Untitled}{\author Microsoft Office User}{\creatim\yr0\mo0\dy0}}",
    r"{\info{\title }{\author {}}{\creatim}}",
    r"{\info{\creatim\yr99999\mo13\dy40}}",
]


@pytest.mark.parametrize("info", NOTHING_SAID)
def test_what_says_nothing_is_passed_over(info: str) -> None:
    assert rtf.read(made(info + r"Words of it are here.\par")).metadata.given() == {}


def test_a_file_that_is_cut_off_is_read_up_to_there() -> None:
    draft = rtf.read(made(r"One.\par {\b Two")[:-1])
    assert texts(draft) == ["One.", "Two"]
    assert draft.remarks == ("is cut off: its last paragraphs are missing",)
    assert rtf.read(made("One.")).remarks == ()


REFUSED = {
    "nothing in it": (made(""), "has no text"),
    "only pictures": (made(r"{\pict 89504e47}"), "has no text"),
    "nested too deeply": (
        b"{\\rtf1 " + b"{" * (machine.DEEPEST + 1),
        "is RTF with groups more than 10,000 deep in each other",
    ),
}


@pytest.mark.parametrize(("data", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableSource) as error:
        rtf.read(data)
    assert str(error.value) == told


HOSTILE = [
    rb"{\rtf1 ",
    rb"{\*\x ",
    rb"\bin9 ",
    rb"\u1",
    rb"\u8212?",
    rb"\'83",
    rb"{\footnote a",
    rb"\par a",
    rb"\cell",
    rb"a\cell\row ",
    rb"{\upr",
    rb"{\fonttbl\f0",
    rb"{\stylesheet{\s1 ",
    rb"{\info{\title a",
    rb"\f1\f0 a",
    rb"{\b a}",
    rb"a\line ",
    rb"\a",
    rb"{\pict ",
    rb"{\shptxt a}",
    rb"a \tab ",
    b"\\",
    rb"\chftn ",
    rb"\uc3\u1 ?a",
    rb"{\listtext}",
    rb"\bullet\tab\par",
    rb"\trowd\intbl a\par ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length_alone(piece: bytes) -> None:
    def seconds(size: int) -> float:
        data = b"{\\rtf1\\ansi " + (piece * size)[:size] + (b"\\'e9" if size % 2 else b"")
        started = time.process_time()
        check_read(rtf.read, data)
        return time.process_time() - started

    seconds(10_000)
    assert seconds(400_000) < 40 * max(seconds(40_000), 0.05)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damaged(content("pandoc.rtf")))
def test_a_damaged_file_is_read_or_refused(data: bytes) -> None:
    check_read(rtf.read, data)


PARTS = [
    "{",
    "}",
    "\\",
    "\\'83",
    "\\'e",
    "\\u8212?",
    "\\u-3844 ",
    "\\uc2 ",
    "\\par ",
    "\\pard ",
    "\\cell ",
    "\\row ",
    "\\intbl ",
    "\\f1 ",
    "{\\footnote ",
    "{\\shptxt ",
    "\\chftn ",
    "{\\*\\x ",
    "\\bin3 ",
    "\\v ",
    "\\v0 ",
    "{\\pict ",
    "{\\upr{",
    "{\\fonttbl{\\f1\\fcharset128 x;}}",
    "{\\stylesheet{\\s1 Title;}}",
    "\\s1 ",
    "{\\rtf1 ",
    "\\plain ",
    "{\\info{\\title a}}",
    "é",
    "a",
    " ",
    "\n",
    "\\line ",
    "\\tab ",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=40))
def test_whatever_follows_whatever(parts: list[str]) -> None:
    check_read(rtf.read, b"{\\rtf1 " + "".join(parts).encode("latin-1"))


NAMED = {
    b"{\\rtf1 a}": ("a.rtf", None),
    b"\n {\\rtf1 a}": ("a.txt", "is RTF, whatever its name says"),
    b"{\\rtf a}": ("a.docx", "is RTF, whatever its name says"),
    b"{\\rtf1\\ansi": ("a.doc", None),
}


@pytest.mark.parametrize(("head", "named"), NAMED.items())
def test_the_content_tells(head: bytes, named: tuple[str, str | None]) -> None:
    name, remark = named
    found, told = formats.detect(head, name)
    assert (found.name, told) == ("rtf", remark)


def test_no_run_of_words_takes_memory_with_its_length() -> None:
    data = b"{\\rtf1 " + b"\\b" * 2_000_000 + b" a}"
    tracemalloc.start()
    draft = rtf.read(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert draft.text == "a"
    assert peak < 5 * len(data)
