"""Exports of press databases: one article each, with what is said of it, and nothing dropped."""

import re
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import UnreadableSource
from annotate.model import Draft
from annotate.readers.record import Options, Several
from tests.readers.documents import check
from tests.readers.exports.samples import (
    EXPORTS,
    ITEMS,
    Item,
    carets,
    citable,
    classic,
    coded,
    drafts,
    labelled,
    numbered,
    page,
    read,
    tabled,
    uni,
    word,
)
from tests.readers.many import damaged, one

each_export = pytest.mark.parametrize("name", EXPORTS)


TEXTS = ["Nexis, text", "Factiva, text with codes", "Factiva, text", "ProQuest, text"]
TWO = list(permutations(TEXTS, 2))


def made(name: str, items: Sequence[Item] = ITEMS) -> tuple[bytes, str]:
    format, write = EXPORTS[name]
    return write(items), format


def as_item(draft: Draft) -> tuple[str | None, ...]:
    said = draft.metadata
    return said.title, said.byline, said.site, said.published


@each_export
def test_each_article_has_its_words_and_what_is_said_of_it(name: str) -> None:
    found = drafts(*made(name))
    assert [as_item(draft) for draft in found] == [
        (item.title, item.byline, item.site, item.day) for item in ITEMS
    ]
    assert [citable(draft) for draft in found] == [list(item.body) for item in ITEMS]
    assert {block.page for draft in found for block in draft.blocks} == {4}


@each_export
def test_one_article_alone_is_the_file_itself(name: str) -> None:
    (draft,) = drafts(*made(name, ITEMS[:1]))
    assert as_item(draft) == (ITEMS[0].title, ITEMS[0].byline, ITEMS[0].site, ITEMS[0].day)
    assert citable(draft) == list(ITEMS[0].body)
    assert draft.media_type != "application/vnd.annotate.clipping+json"


@each_export
def test_nothing_visible_is_dropped(name: str) -> None:
    data, format = made(name)
    whole = read(data, format, Options(split=False))
    assert isinstance(whole, Draft)
    assert visible(*drafts(data, format)) == visible(whole)


def visible(*found: Draft) -> str:
    words = "".join(d.text[b.start : b.end] for d in found for b in d.blocks)
    return re.sub(r"\s", "", words)


@each_export
def test_no_split_takes_it_as_one(name: str) -> None:
    assert isinstance(read(*made(name), Options(split=False)), Draft)


@pytest.mark.parametrize(("first", "second"), TWO)
def test_exports_of_two_databases_in_one_file(first: str, second: str) -> None:
    data = made(first)[0] + b"\n\n" + made(second, ITEMS[:2])[0]
    found = [draft.metadata.title for draft in drafts(data, "plain")]
    assert found == [item.title for item in (*ITEMS, *ITEMS[:2])]


@each_export
@given(st.data())
def test_cut_anywhere_it_is_read(name: str, draw: st.DataObject) -> None:
    data, format = made(name)
    if format != "docx":
        data = data[: draw.draw(st.integers(len(data) // 2, len(data)))]
        with suppress(UnreadableSource):  # a page that ends amid a tag
            assert len(drafts(data, format)) >= 1


@given(damaged(classic().encode() + coded().encode() + labelled().encode()))
def test_damaged_text_is_read(data: bytes) -> None:
    with suppress(UnreadableSource):
        for draft in drafts(data, "plain"):
            check(draft)


@given(damaged(page().encode()))
def test_a_damaged_page_is_read(data: bytes) -> None:
    with suppress(UnreadableSource):
        for draft in drafts(data, "html"):
            check(draft)


def test_an_export_cut_amid_an_article_has_that_one_as_well() -> None:
    text = classic()
    found = drafts(text[: text.index("will not look up")].encode(), "plain")
    assert [draft.metadata.title for draft in found] == [item.title for item in ITEMS]
    assert citable(found[2])[0].endswith("was not asked and")


@each_export
def test_a_file_that_ends_amid_an_article_is_said_to(name: str) -> None:
    data, format = made(name)
    whole = read(data, format)
    assert isinstance(whole, Several)
    assert whole.remarks == ()
    if format == "plain":
        end = data.rindex(ITEMS[2].body[-1].encode())
        cut = read(data[:end], format)
        assert isinstance(cut, Several)
        assert cut.remarks == ("is cut off: its last article has no end",)


@given(st.sampled_from(list(EXPORTS)), st.data())
def test_one_article_damaged_is_read_or_refused(name: str, draw: st.DataObject) -> None:
    data, format = made(name, ITEMS[:1])
    with suppress(UnreadableSource):
        for draft in drafts(draw.draw(damaged(data)), format):
            check(draft)


def test_a_cover_sheet_alone_is_no_export() -> None:
    sheet = uni()[: uni().index(("Heading1", ITEMS[0].title))]
    assert isinstance(read(word(sheet), "docx"), Draft)
    assert isinstance(read(classic([]).encode(), "plain"), Draft)


def test_a_cover_sheet_is_boilerplate_of_the_first_article() -> None:
    first = drafts(word(uni()), "docx")[0]
    roles = {first.text[b.start : b.end]: b.role for b in first.blocks}
    assert roles["Job Number: 1"] == roles[f"2. {ITEMS[1].title}"] == "boilerplate"


def test_ids_last_where_they_are_told_and_are_told_once() -> None:
    several = read(coded([*ITEMS, ITEMS[0]]).encode(), "plain")
    assert isinstance(several, Several)
    labels = [record.label for record in several.records]
    assert labels == ["article 1", ITEMS[1].id, ITEMS[2].id, "article 4"]
    lasting = [record.is_lasting for record in several.records]  # type: ignore[union-attr]
    assert lasting == [False, True, True, False]


MARCH = ("2015-03-03",)


@pytest.mark.parametrize(
    "said",
    [
        "March 3, 2015 Tuesday", "March 3, 2015, Tuesday, Late Edition - Final", "3 March 2015",
        "Tuesday 3 March 2015 9:03 AM GMT", "3. März 2015 Dienstag", "Dienstag 3. März 2015",
        "3 mars 2015", "mardi 3 mars 2015", "3 de marzo de 2015", "3 marzo 2015", "2015年3月3日",
        "2015 年 3 月 3 日 17:04", "3 maart 2015", "2015-03-03", "03.03.2015", "2015.03.03",
    ],
)  # fmt: skip
def test_days_in_many_ways(said: str) -> None:
    item = Item(ITEMS[0].title, None, "The Norrvik Chronicle", said, "", ITEMS[0].id, ITEMS[0].body)
    for text in (classic([item, item]), coded([item, item])):
        assert {draft.metadata.published for draft in drafts(text.encode(), "plain")} == {
            "2015-03-03"
        }


COUNTS = ["{} of {} DOCUMENTS", "Document {} of {}", "Dokument {} von {}", "{} sur {}", "{}/{}"]
COUNTS += ["{} von {}", "{} de {} documentos", "{} of {}"]


@pytest.mark.parametrize("count", COUNTS)
def test_counters(count: str) -> None:
    assert len(drafts(classic(count=count).encode(), "plain")) == 3


WORDS = {
    "German": {
        "BYLINE": "AUTOR", "SECTION": "RUBRIK", "LENGTH": "LÄNGE", " words": " Wörter",
        "Pg. 4": "S. 4", "LOAD-DATE": "UPDATE", "LANGUAGE: ENGLISH": "SPRACHE: GERMAN; DEUTSCH",
        "PUBLICATION-TYPE": "PUBLIKATIONSTYP", "All Rights Reserved": "Alle Rechte Vorbehalten",
    },
    "French": {
        "BYLINE": "AUTEUR", "SECTION": "RUBRIQUE", "LENGTH": "LONGUEUR", " words": " mots",
        "Pg. 4": "p. 4", "LOAD-DATE": "DATE-CHARGEMENT", "LANGUAGE: ENGLISH": "LANGUE: FRENCH",
        "PUBLICATION-TYPE": "TYPE-PUBLICATION", "All Rights Reserved": "Tous Droits Réservés",
    },
    "Spanish": {
        "BYLINE": "AUTOR", "SECTION": "SECCIÓN", "LENGTH": "LONGITUD", " words": " palabras",
        "Pg. 4": "página 4", "LOAD-DATE": "FECHA-DE-CARGA", "LANGUAGE: ENGLISH": "IDIOMA: SPANISH",
        "PUBLICATION-TYPE": "TIPO-DE-PUBLICACIÓN",
        "All Rights Reserved": "Todos los derechos reservados",
    },
    "Japanese": {
        "BYLINE": "著者", "SECTION": "面名", "LENGTH": "文字数", " words": "文字", "Pg. 4": "4頁",
        "LOAD-DATE": "更新日", "LANGUAGE: ENGLISH": "言語: 日本語", "PUBLICATION-TYPE": "主題",
        "All Rights Reserved": "無断転載を禁じます",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", WORDS)
def test_labels_in_many_languages(language: str) -> None:
    text = classic()
    for old, new in WORDS[language].items():
        text = text.replace(old, new)
    found = drafts(text.encode(), "plain")
    assert [as_item(draft) for draft in found] == [
        (item.title, item.byline, item.site, item.day) for item in ITEMS
    ]
    assert [citable(draft) for draft in found] == [list(item.body) for item in ITEMS]
    tags = {"German": "de", "French": "fr", "Spanish": "es", "Japanese": "ja"}
    assert {draft.metadata.language for draft in found} == {tags[language]}
    assert {block.page for draft in found for block in draft.blocks} == {4}


def test_a_title_on_two_lines_and_one_behind_a_label() -> None:
    text = classic().replace(ITEMS[0].title, "Lamp oil runs short;\nOn the island").replace(
        f"{ITEMS[1].title}\n\n", f"HEADLINE: {ITEMS[1].title}\n\n"
    )  # fmt: skip
    found = [draft.metadata.title for draft in drafts(text.encode(), "plain")]
    assert found == ["Lamp oil runs short; On the island", ITEMS[1].title, ITEMS[2].title]


def test_what_seems_to_hold_several_is_said_and_left_to_the_user() -> None:
    parts = [
        f"TITLE: {item.title}\n\nAUTHOR: {item.byline or 'N. N.'}\n\nDATE: {item.date}\n\n"
        + "\n\n".join(item.body)
        for item in ITEMS
    ]
    text = "\n\n---------------\n\n".join(parts).encode()
    seeming = read(text, "plain")
    assert isinstance(seeming, Draft)
    assert seeming.remarks == ("looks like 3 articles in one file; --split takes it apart",)
    assert isinstance(read(text, "plain", Options(split=True)), Several)


def test_who_insists_has_it_parted_at_rules() -> None:
    text = "\n\n* * * * * * *\n\n".join("\n\n".join((i.title, *i.body)) for i in ITEMS)
    data = text.encode()
    assert isinstance(read(data, "plain"), Draft)
    found = drafts(data, "plain", Options(split=True))
    assert [draft.metadata.title for draft in found] == [item.title for item in ITEMS]
    assert [citable(draft) for draft in found] == [list(item.body) for item in ITEMS]


def test_why_a_line_has_its_role_is_kept() -> None:
    second = drafts(word(uni()), "docx")[1]
    why = {second.text[b.start : b.end]: b.because for b in second.blocks}
    assert why["Body"] == "export: the head of an article (body)"


QUOTED = """The archive had kept the last sheet of the paper.

Byline: the story of a name, wrote the editor, and of who may set it above a text.

"Length: 400 words," said the form that the reporters were given every week for thirty years.

End of Document, it said at the bottom, and below it 1 of 3 in pencil.
"""


def test_labels_in_a_text_are_its_words() -> None:
    draft = read(QUOTED.encode(), "plain")
    assert isinstance(draft, Draft)
    assert len(citable(draft)) == 4


def test_a_thousand_articles_are_taken_apart_soon() -> None:
    data = word(uni(list(ITEMS) * 333))
    started = time.process_time()
    several = read(data, "docx")
    assert isinstance(several, Several)
    assert len(several.records) == 999
    assert time.process_time() - started < 10


def test_a_record_reads_as_it_was_cut() -> None:
    several = read(word(uni()), "docx")
    assert isinstance(several, Several)
    assert [one(record).metadata.title for record in several.records] == [  # type: ignore[arg-type]
        item.title for item in ITEMS
    ]


def rtf(paragraphs: Iterable[str]) -> bytes:
    lines = "".join(f"\\pard {text.replace(chr(160), ' ')}\\par\n" for text in paragraphs)
    return f"{{\\rtf1\\ansi {lines}}}".encode()


def flat(paragraphs: Iterable[str]) -> bytes:
    """A document of LibreOffice in one file."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    body = "".join(f"<t:p>{words.replace('&', '&amp;')}</t:p>" for words in paragraphs)
    return (
        f'<?xml version="1.0"?><o:document xmlns:o="{office}" xmlns:t="{text}"'
        ' o:mimetype="application/vnd.oasis.opendocument.text">'
        f"<o:body><o:text>{body}</o:text></o:body></o:document>"
    ).encode()


@pytest.mark.parametrize(("format", "write"), [("rtf", rtf), ("odt", flat)])
@pytest.mark.parametrize("lines", [[text for _, text in uni()], coded().splitlines()])
def test_other_documents_hand_over_their_paragraphs(
    format: str, write: Callable[[Iterable[str]], bytes], lines: list[str]
) -> None:
    found = drafts(write(lines), format)
    assert [as_item(draft) for draft in found] == [
        (item.title, item.byline, item.site, item.day) for item in ITEMS
    ]
    assert [citable(draft) for draft in found] == [list(item.body) for item in ITEMS]
    assert isinstance(read(write(lines), format, Options(split=False)), Draft)


TABLES = {"columns": tabled, "rows": numbered, "carets": carets}


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_labels_are_heads(name: str) -> None:
    found = drafts(TABLES[name](ITEMS).encode(), "html")
    assert [(draft.metadata.title, draft.metadata.published) for draft in found] == [
        (item.title, item.day) for item in ITEMS
    ]
    assert [citable(draft) for draft in found] == [list(item.body) for item in ITEMS]
    if name == "carets":
        assert [as_item(draft)[1:3] for draft in found] == [(i.byline, i.site) for i in ITEMS]
    else:
        assert {block.page for draft in found for block in draft.blocks} == {4}


@pytest.mark.parametrize("line", ["2 of 3 DOCUMENTS\n", "End of Document\n", "_" * 12 + "\n"])
@pytest.mark.parametrize("split", [None, True])
def test_seams_without_end_cost_no_more_than_their_lines(line: str, split: bool | None) -> None:
    data = (classic() + line * 20_000).encode()
    started = time.process_time()
    assert isinstance(read(data, "plain", Options(split=split)), Several)
    assert time.process_time() - started < 5
