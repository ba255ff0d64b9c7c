"""Documents in ODT, by hand and as other programs write them."""

import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.errors import UnreadableSource
from annotate.model import Draft, Metadata
from annotate.readers import formats, odt
from annotate.readers.record import DEFAULT, Record, Several
from tests.readers.documents import check_read, content, damaged, texts, unzipped, zipped

_SPACES = {
    "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
    "meta": "meta", "svg": "svg-compatible",
}  # fmt: skip
DECLARED = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in _SPACES.items()
)
DECLARED += (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
KIND = {"mimetype": b"application/vnd.oasis.opendocument.text"}
STYLES = (
    '<style:style style:name="P1" style:parent-style-name="Quotations"/>'
    '<style:style style:name="P2" style:parent-style-name="Heading_20_2"/>'
    '<style:style style:name="P3" style:display-name="My own" style:default-outline-level="3"/>'
    '<style:style style:name="P4" style:parent-style-name="P5"/>'
    '<style:style style:name="P5" style:parent-style-name="P4"/>'
    '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
)


def xml(body: str, styles: str = STYLES) -> bytes:
    return (
        f"<office:document-content {DECLARED}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    ).encode()


def made(body: str, **files: bytes) -> bytes:
    return zipped({**KIND, "content.xml": xml(body), **files})


def p(words: str, style: str = "Text_20_body") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def row(*cells: str) -> str:
    inner = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
    return f"<table:table><table:table-row>{inner}</table:table-row></table:table>"


def marks(body: str) -> list[tuple[str | None, str]]:
    return [(piece.mark, piece.text) for piece in odt.taken(made(body)).pieces]


NOTE = (
    "<text:note><text:note-citation>1</text:note-citation>"
    "<text:note-body>{}</text:note-body></text:note>"
)
BOX = "<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>"
SHOWN = {
    "paragraphs": (p("One.") + "\n " + p("Two."), [("body", "One."), ("body", "Two.")]),
    "white space is one": (p("One\n  <text:span>two</text:span>"), [("body", "One two")]),
    "spaces, tabs, lines": (
        p('a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d'),
        [("body", "a  b\tc\nd")],
    ),
    "headings": (
        '<text:h text:outline-level="2">A</text:h><text:h text:outline-level="9">B</text:h>',
        [("h2", "A"), ("h6", "B")],
    ),
    "a title": (p("A", "Title"), [("title", "A")]),
    "styles": (
        p("A", "P1") + p("B", "P2") + p("C", "P3") + p("D", "P4"),
        [("quote", "A"), ("h2", "B"), ("h3", "C"), ("body", "D")],
    ),
    "lists": (
        f"<text:list><text:list-item>{p('A')}<text:list><text:list-item>{p('B')}</text:list-item></text:list></text:list-item></text:list>{p('c')}",
        [("list_item", "A"), ("list_item", "B"), ("body", "c")],
    ),
    "hidden words": (
        p('a<text:span text:style-name="T1">b<text:span>c</text:span></text:span>d') + p("e", "T1"),
        [("body", "ad")],
    ),
    "hidden sections": (
        f'<text:section text:display="none">{p("a")}</text:section>{p("b")}',
        [("body", "b")],
    ),
    "what tracked changes deleted": (
        f"<text:tracked-changes><text:changed-region>{p('a')}</text:changed-region></text:tracked-changes>{p('b')}",
        [("body", "b")],
    ),
    "comments": (
        p(f"a<office:annotation><dc:creator>I</dc:creator>{p('b')}</office:annotation>c"),
        [("body", "ac")],
    ),
    "a table of contents": (
        "<text:table-of-content><text:table-of-content-source/>"
        f"<text:index-body>{p('A 1')}</text:index-body></text:table-of-content>",
        [("boilerplate", "A 1")],
    ),
    "rows": (
        row(p("A"), "", p("B")),
        [("list_item", "A\t\tB")],
    ),
    "cells of several paragraphs": (
        row(p("A") + p("B"), p("C")),
        [("body", "A"), ("body", "B"), ("body", "C")],
    ),
    "a table in a table": (
        row(p("A") + row(p("B")), p("C")),
        [("body", "A"), ("body", "B"), ("body", "C")],
    ),
    "notes": (
        p(f"a{NOTE.format(p('N.') + p('M.'))} b") + p("c"),
        [("body", "a[1] b"), ("body", "c"), ("list_item", "N."), ("list_item", "M.")],
    ),
    "boxes": (
        p(f"a{BOX.format(p('B'))} c") + p("d"),
        [("body", "a c"), ("body", "B"), ("body", "d")],
    ),
    "words on a shape": (
        p(f"a<draw:custom-shape>{p('B')}</draw:custom-shape>c"),
        [("body", "ac"), ("body", "B")],
    ),
    "pictures": (
        p("a<draw:frame><svg:title>i1</svg:title><svg:desc>The lamp</svg:desc></draw:frame>"),
        [("body", "a"), ("caption", "The lamp")],
    ),
    "readings": (
        p(
            "<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby>"
        ),
        [("body", "漢（kan）")],
    ),
    "fields": (
        p('a <text:page-number>3</text:page-number> <text:a xlink:href="http://x">b</text:a>'),
        [("body", "a 3 b")],
    ),
}


@pytest.mark.parametrize(("body", "expected"), SHOWN.values(), ids=SHOWN)
def test_what_is_shown_and_what_it_is(body: str, expected: list[tuple[str | None, str]]) -> None:
    assert marks(body) == expected


def test_a_formula_is_a_line_of_text() -> None:
    math = b'<math xmlns="x"><mfrac><mi>x</mi><mn>2</mn></mfrac></math>'
    body = p('It is <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>.')
    data = zipped({**KIND, "content.xml": xml(body), "Object 1/content.xml": math})
    assert [piece.text for piece in odt.taken(data).pieces] == ["It is x/2."]


@pytest.mark.parametrize("name", ["pandoc.odt", "libreoffice.odt"])
def test_it_is_read_as_the_same_text_in_a_word_file(name: str) -> None:
    word = formats.read(content("libreoffice.docx"), "docx", DEFAULT)
    draft = odt.read(content(name))
    assert (draft.text, draft.blocks) == (word.text, word.blocks)
    assert draft.metadata == word.metadata


def test_an_export_of_many_articles_is_taken_apart() -> None:
    def article(title: str, number: int) -> str:
        lines = [
            f"HD<text:tab/>{title}",
            "BY<text:tab/>Ida Holm",
            "WC<text:tab/>87 words",
            "PD<text:tab/>20 October 2016",
            "SN<text:tab/>The Northport Courier",
            "LA<text:tab/>English",
            "LP",
            f"The ferry number {number} left the harbour at six. " * 4,
            "TD",
            f"Nobody had waited for number {number}, said the captain of it. " * 4,
            f"AN<text:tab/>Document NPCR000020161020ecak000{number}x",
        ]
        return "".join(map(p, lines))

    data = made("".join(article(f"The ferry that left {n}", n) for n in (1, 2, 3)))
    found = odt.articles(data)
    assert isinstance(found, Several)
    drafts = [
        formats.read_record(each, DEFAULT) for each in found.records if isinstance(each, Record)
    ]
    assert [d.metadata for d in drafts if isinstance(d, Draft)] == [
        Metadata(
            title=f"The ferry that left {n}", byline="Ida Holm", site="The Northport Courier",
            published="2016-10-20", language="en",
        )
        for n in (1, 2, 3)
    ]  # fmt: skip
    assert "number 3, said" in texts(odt.read(data))[-2]


def test_a_flat_document() -> None:
    parts = unzipped(content("libreoffice.odt"))
    meta = parts["meta.xml"].partition(b"<office:meta>")[2].partition(b"</office:meta>")[0]
    head, body = parts["content.xml"].split(b"<office:automatic-styles>", 1)
    head = (
        head.replace(b"document-content", b"document") + b"<office:meta>" + meta + b"</office:meta>"
    )
    flat = head + b"<office:automatic-styles>" + body.replace(b"document-content", b"document")
    draft = odt.read(flat)
    assert texts(draft) == texts(odt.read(content("libreoffice.odt")))
    assert draft.metadata.title == "The lamp at Varde Point"
    assert formats.detect(flat, "a.fodt")[0].name == "odt"


def test_what_it_says_of_itself() -> None:
    meta = (
        f"<office:document-meta {DECLARED}><office:meta><dc:title> The\n lamp</dc:title>"
        "<meta:initial-creator>Ida Holm</meta:initial-creator><dc:creator>Jon Vik</dc:creator>"
        "<dc:language>en-GB</dc:language><meta:creation-date>2016-10-20T08:05:01.1</meta:creation-date>"
        "<dc:date>2019-01-01T00:00:00</dc:date></office:meta></office:document-meta>"
    ).encode()
    draft = odt.read(zipped({**KIND, "content.xml": xml(p("Words.")), "meta.xml": meta}))
    assert draft.metadata == Metadata(title="The lamp", byline="Ida Holm", language="en-GB")
    assert draft.captured is None
    assert odt.read(made(p("Words."))).metadata == Metadata()


REFUSED = {
    "another archive": (zipped({"a.txt": b"a"}), "is a zip archive, but no document (ODT)"),
    "a spreadsheet": (
        zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        "is a spreadsheet (ods); save it as .xlsx or CSV",
    ),
    "a presentation": (
        zipped({"mimetype": b"application/vnd.oasis.opendocument.presentation"}),
        "is a presentation (odp); save it as PDF",
    ),
    "encrypted": (
        made(p("a"), **{"META-INF/manifest.xml": b"<manifest:encryption-data/>"}),
        "is encrypted; save a copy without a password",
    ),
    "no text": (zipped({"content.xml": b"<a/>"}), "is a document without any text in it"),
    "an empty text": (made(""), "has no text"),
    "cut off": (
        zipped({"content.xml": xml(p("a"))[:-30]}),
        "is a damaged document (unclosed token: line 1, column 1123)",
    ),
    "something declared": (
        zipped({"content.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "is a damaged document (it declares a DOCTYPE)",
    ),
    "no XML": (
        zipped({"content.xml": b"a"}),
        "is a damaged document (syntax error: line 1, column 0)",
    ),
}


@pytest.mark.parametrize(("data", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableSource) as error:
        odt.read(data)
    assert str(error.value) == told


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    data = made(p("a" * 3_000_000))
    with pytest.raises(UnreadableSource, match=r"^unpacks to more than 1 MB$"):
        odt.read(data, replace(DEFAULT, largest=1_000_000))


HOSTILE = {
    "spans in spans": "<text:p>"
    + "<text:span>" * 60_000
    + "a"
    + "</text:span>" * 60_000
    + "</text:p>",
    "paragraphs in paragraphs": "<text:p>a" * 40_000 + "</text:p>" * 40_000,
    "notes in notes": "<text:p>a<text:note><text:note-body>" * 20_000
    + "</text:note-body></text:note></text:p>" * 20_000,
    "tables in tables": "<table:table><table:table-row><table:table-cell>" * 20_000
    + p("a")
    + "</table:table-cell></table:table-row></table:table>" * 20_000,
    "cells": row(*[""] * 100_000, p("a")),
    "spaces": "<text:p>" + '<text:s text:c="99999999999"/>' * 20_000 + "a</text:p>",
    "pictures": "<text:p>a" + "<svg:desc>b</svg:desc>" * 10_000 + "</text:p>",
    "objects": "<text:p>a" + '<draw:object xlink:href="content.xml/.."/>' * 20_000 + "</text:p>",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_no_document_takes_long(body: str) -> None:
    started = time.process_time()
    check_read(odt.read, made(body))
    assert time.process_time() - started < 10


def test_styles_that_are_made_from_each_other_take_no_time() -> None:
    styles = "".join(
        f'<style:style style:name="S{i}" style:parent-style-name="S{i + 1}"/>' for i in range(9_000)
    )
    body = "".join(p("a", f"S{i}") for i in range(9_000))
    started = time.process_time()
    check_read(odt.read, zipped({"content.xml": xml(body, styles)}))
    assert time.process_time() - started < 10


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damaged(content("libreoffice.odt")))
def test_a_damaged_file_is_read_or_refused(data: bytes) -> None:
    check_read(odt.read, data)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damaged(unzipped(content("pandoc.odt"))["content.xml"]))
def test_so_is_damaged_xml(data: bytes) -> None:
    check_read(odt.read, zipped({**KIND, "content.xml": data}))


_ELEMENTS = [
    "text:p", "text:h", "text:span", "text:list", "text:note", "text:note-body", "draw:text-box",
    "table:table-cell", "table:table-row", "text:table-of-content", "office:annotation", "svg:desc",
    "text:ruby-text", "text:section", "office:text", "draw:object", "text:s",
]  # fmt: skip
TREES = st.recursive(
    st.sampled_from(["a", "b c", " ", "\n", ""]),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from(_ELEMENTS),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(TREES)
def test_whatever_stands_in_whatever(body: str) -> None:
    check_read(odt.read, made(body))


NAMED = {
    "a.odt": (content("libreoffice.odt"), None),
    "a.docx": (content("pandoc.odt"), "is a document (ODT), whatever its name says"),
    "a.zip": (
        zipped({"META-INF/manifest.xml": b"", "content.xml": b""}),
        "is a document (ODT), whatever its name says",
    ),
}


@pytest.mark.parametrize("name", NAMED)
def test_the_content_tells(name: str) -> None:
    data, remark = NAMED[name]
    found, told = formats.detect(data, name)
    assert (found.name, told) == ("odt", remark)
    for other, file in (
        ("docx", "pandoc.docx"),
        ("docx", "libreoffice.docx"),
        ("epub", "pandoc.epub"),
    ):
        assert formats.detect(content(file), "x")[0].name == other
