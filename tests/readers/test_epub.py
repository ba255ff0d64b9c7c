"""Reading EPUB books."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import UnreadableSource
from annotate.model import Metadata
from annotate.readers import epub, formats
from annotate.readers.record import Options
from tests.readers.documents import (
    check,
    check_read,
    content,
    damaged,
    prose,
    texts,
    unzipped,
    zipped,
)

PANDOC = content("pandoc.epub")
INSIDE = unzipped(PANDOC)


def test_a_book_is_read() -> None:
    draft = epub.read(PANDOC)
    check(draft)
    assert draft.metadata == Metadata(
        title="The lamp at Varde Point",
        byline="Ida Holm, Jon Vik",
        site="Coast and Light",
        published="2021-03-04",
        language="en-GB",
    )
    assert texts(draft, "title") == ["The lamp at Varde Point"]
    assert texts(draft, "heading")[-3:] == [
        "A night in October", "How the light was kept", "What remains",
    ]  # fmt: skip
    assert {"Table of Contents"} & {*texts(draft, "boilerplate")} == set()
    expected = prose()
    for number, name in enumerate(("book", "rain", "kettle"), 1):
        expected = [text.replace(f"[{name}]", f"[{number}]") for text in expected]
    assert texts(draft, "body", "quote") == expected


def book(
    *chapters: str, meta: str = "", more: str = "", also: dict[str, bytes] | None = None
) -> bytes:
    names = [f"c{i}.xhtml" for i in range(len(chapters))]
    items = "".join(
        f'<item id="{n}" href="{n}" media-type="application/xhtml+xml"/>' for n in names
    )
    refs = "".join(f'<itemref idref="{n}"/>' for n in names)
    package = (
        f"<package><metadata>{meta}</metadata><manifest>{items}</manifest>"
        f"<spine>{refs}</spine>{more}</package>"
    )
    container = b'<container><rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>'
    return zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": container,
            "O/p.opf": package.encode(),
            **{f"O/{n}": chapter.encode() for n, chapter in zip(names, chapters, strict=True)},
            **(also or {}),
        }
    )


def found(*chapters: str, more: str = "") -> list[tuple[str, str, int | None]]:
    draft = epub.read(book(*chapters, more=more))
    check(draft)
    return [(b.role, draft.text[b.start : b.end], b.page) for b in draft.blocks]


def test_entities_and_empty_elements_of_xhtml_are_read() -> None:
    assert found(
        "<?xml version='1.0'?><html><head><title/><script src='a'/></head>"
        "<body><p/><p>One&nbsp;&eacute; &amp; two. It was dark, nobody saw it.</p></body></html>"
    ) == [("body", "One\xa0é & two. It was dark, nobody saw it.", None)]


def test_pages_of_the_printed_book_are_told() -> None:
    assert [(text, page) for _, text, page in found(
        "<p>One.</p><span epub:type='pagebreak' title='12'>12</span><p>Two"
        "<a role='doc-pagebreak' aria-label='page 13'/> three.</p><p>Four.</p>"
    )] == [("One.", None), ("Two three.", 12), ("Four.", 13)]  # fmt: skip


def test_signs_of_footnotes_stand_in_brackets_and_arrows_back_are_left_out() -> None:
    assert [text for _, text, _ in found(
        "<p>One<a epub:type='noteref' href='#a'>1</a> two<a epub:type='noteref'>[2]</a>.</p>"
        "<aside epub:type='footnote'><p>Note. <a role='doc-backlink' href='#b'>↩</a></p></aside>"
    )] == ["One[1] two[2].", "Note."]  # fmt: skip


def test_raised_numbers_that_lead_to_notes_are_their_signs() -> None:
    [(_, text, _)] = found(
        "<p>In 1999<a href='#a'><sup>1</sup></a> or 2000<sup><a href='c1.xhtml#b'>b</a></sup>, as"
        "<a class='footnote-ref' href='#c'>3</a>, x<sup>2</sup> <a href='#d'>5</a> "
        "<sup><a href='#e'>see there</a></sup> <a href='#f'><sup>[4]</sup></a></p>"
    )
    assert text == "In 1999[1] or 2000[b], as[3], x2 5 see there [4]"


def test_the_number_of_a_footnote_is_kept_where_it_leads_back() -> None:
    assert [text for _, text, _ in found(
        "<p><a href='#fnref1'>1</a>. Note. <a href='#fnref1'>↩</a></p>"
        "<p><a role='doc-backlink' href='#b'>[*]</a> Other. <a href='#fn_ref2'>Back</a></p>"
        "<p>Third.<a href='#fnref3'><q>up</q></a> More.</p>"
    )] == ["1. Note.", "[*] Other.", "Third. More."]  # fmt: skip


def test_what_xml_declares_and_quotes_is_read_as_it_is_meant() -> None:
    assert [text for _, text, _ in found(
        "<!DOCTYPE html [ <!ENTITY one 'x'> ]><p>A <![CDATA[b < c & <i>d</i>]]> e.</p>"
    )] == ["A b < c & <i>d</i> e."]  # fmt: skip


def test_what_stands_in_for_what_is_shown_is_left_out() -> None:
    assert [text for _, text, _ in found(
        "<audio src='a'>No audio here.</audio><p>One <epub:switch><epub:case><math><mi>x</mi>"
        "</math></epub:case><epub:default>formula</epub:default></epub:switch> two.</p>"
        "<nav epub:type='page-list' hidden=''><ol><li>1</li></ol></nav>"
    )] == ["One x two."]  # fmt: skip


def test_readings_above_characters_stand_behind_them() -> None:
    [(_, text, _)] = found("<p><ruby>灯<rp>(</rp><rt>ひ</rt><rp>)</rp></ruby>が見えた。</p>")
    assert text == "灯（ひ）が見えた。"


def test_cover_and_contents_are_boilerplate() -> None:
    roles = [role for role, *_ in found(
        "<p>Cover words</p>", "<nav><p>Chapter one</p></nav><p epub:type='toc'>Two</p>",
        more="<guide><reference type='cover' href='c0.xhtml'/></guide>",
    )]  # fmt: skip
    assert roles == ["boilerplate"] * 3


def test_what_the_package_says() -> None:
    meta = (
        '<dc:title id="t">A &amp; B</dc:title><dc:creator opf:role="aut">Ida</dc:creator>'
        '<dc:creator opf:role="trl">Not an author</dc:creator><dc:creator id="c">Jon</dc:creator>'
        '<meta refines="#c" property="role">aut</meta><dc:date opf:event="creation">2001</dc:date>'
        '<dc:date opf:event="publication">1999-05</dc:date><dc:language>und</dc:language>'
        "<dc:identifier>urn:uuid:1</dc:identifier><dc:source>https://a.org/b</dc:source>"
    )
    assert epub.read(book("<p>Words.</p>", meta=meta)).metadata == Metadata(
        title="A & B", byline="Ida, Jon", published="1999-05", url="https://a.org/b"
    )


ENCRYPTION = (
    b'<encryption><EncryptedData><enc:CipherReference URI="%s"/></EncryptedData></encryption>'
)
REFUSED = {
    "nothing": (b"", "no EPUB"),
    "another zip": (zipped({"a": b"b"}), "no package"),
    "no words": (book("<p> </p>"), "has no text"),
    "a chapter is missing": (
        zipped({k: v for k, v in INSIDE.items() if "ch001" not in k}), "is not in it",
    ),
    "encrypted": (
        book("<p>x</p>", also={"META-INF/encryption.xml": ENCRYPTION % b"O/c0.xhtml"}),
        "is encrypted",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_book_is_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason):
        epub.read(data)


def test_garbled_fonts_do_not_matter() -> None:
    assert (
        epub.read(book("<p>x</p>", also={"META-INF/encryption.xml": ENCRYPTION % b"O/f.ttf"})).text
        == "x"
    )


DEEP = {
    "elements": "<div>" * 300_000 + "Words.",
    "quotes": "<blockquote>" * 300_000 + "Words.",
    "tables": "<table><tr><td>" * 100_000 + "Words.",
    "ends": "</p></div>" * 300_000 + "Words.",
    "spans": "<a role='doc-backlink'>x</a>" * 50_000 + "<p>Words.",
    "unclosed": "<p>a<li>b" * 100_000 + "Words.",
}


@pytest.mark.parametrize("chapter", DEEP.values(), ids=DEEP)
def test_nothing_nests_too_deeply(chapter: str) -> None:
    draft = epub.read(book(chapter))
    assert draft.text.endswith("Words.")


def test_what_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="unpacks to more than 1 MB"):
        epub.read(book(" " * 1_100_000), Options(largest=1_000_000))
    with pytest.raises(UnreadableSource, match="more than 50 MB of text"):
        epub.read(book(" " * 51_000_000))


@given(damaged(PANDOC))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    check_read(epub.read, data)


NAMES = [name for name in INSIDE if name.endswith(("html", "opf", "xml"))]


@given(st.sampled_from(NAMES), st.data())
def test_any_content_is_read_or_refused(name: str, data: st.DataObject) -> None:
    check_read(epub.read, zipped({**INSIDE, name: data.draw(damaged(INSIDE[name]))}))


def test_the_content_tells_the_format() -> None:
    assert formats.detect(PANDOC[: formats.HEAD], "book.epub")[0].name == "epub"
    assert formats.detect(book("<p>x</p>")[: formats.HEAD], "book.zip")[0].name == "epub"


def test_a_chapter_that_is_cut_off_is_told_by_its_name() -> None:
    whole = "<html><body><p>Once.</p></body></html>"
    assert epub.read(book(whole, "<p>Twice.</p>")).remarks == ()
    for cut in ("<html><body><p>Twi", "<html><body><p>Twice.</p><p cla", "<p>Twice.</p><!-- x"):
        told = epub.read(book(whole, cut, whole)).remarks
        assert told == ("has a chapter that is cut off: O/c1.xhtml",)
    told = epub.read(book(*["<html><body><p>Twi"] * 7)).remarks
    assert told[4:] == ("has a chapter that is cut off: O/c4.xhtml",
                        "has 2 more chapters that are cut off")  # fmt: skip
