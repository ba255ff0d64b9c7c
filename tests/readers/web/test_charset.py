"""The encoding of pages."""

import pytest

from annotate.readers import html
from annotate.readers.web import charset

ENCODED = [
    ("<meta charset=windows-1251><p>Здравствуй, мир", "cp1251"),
    ("<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'><p>“é”", "cp1252"),
    ("<meta charset=gb2312><p>摩苏尔战役于十月开始，镕", "gb18030"),
    ("<meta charset=Shift_JIS><p>モスルの戦い①", "cp932"),
    ("<meta charset=iso-2022-jp><p>モスルの戦い", "iso2022_jp"),
    ("<meta charset=iso-8859-1><p>browsers save “naïve” in UTF-8", "utf-8"),
    ("<meta charset=utf-8><p>Er schrieb, daß größere Bäume schöner wären, für Käfer", "cp1252"),
    ("<meta charset=rot13><p>naïve", "utf-8"),
    ("<?xml version='1.0' encoding='iso-8859-2'?><html><p>żołnierze łączą", "iso-8859-2"),
    ("<p>with a mark: naïve", "utf-8-sig"),
    ("<p>with a mark: naïve", "utf-16"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "encoding"), ENCODED, ids=lambda value: value[:24])
def test_the_encoding_is_what_the_bytes_prove_or_the_page_declares(
    page: str, encoding: str
) -> None:
    assert html.read(page.encode(encoding)).text == page.rpartition("<p>")[2]


def test_what_the_server_said_is_believed_before_the_page() -> None:
    page = "<meta charset=iso-8859-1><p>żołnierze".encode("iso-8859-2")
    assert charset.decode(page, "ISO-8859-2").endswith("<p>żołnierze")


def test_text_that_is_not_in_the_declared_encoding_is_guessed_at() -> None:
    page = "<meta charset=utf-8><p>" + "Größere Vögel fraßen Käfer für Mäuse. " * 20
    assert charset.decode(page.encode("cp1252")) == page
