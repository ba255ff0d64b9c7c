"""Exports of press databases, taken apart and read."""

import io
import zipfile
from collections.abc import Callable, Iterator

from annotate import prepared
from annotate.readers import formats, plain
from annotate.readers.record import DEFAULT, Record, Several

from . import clock, corpus
from .place import Place
from .report import Figure

__all__ = ["exports"]

COUNT = 100
TARGET = 2.5
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def exports(place: Place) -> Iterator[Figure]:
    """100 articles in one file, ready to be stored, in <= 2.5 x what as many files of text take."""
    texts = [corpus.article(number).decode() for number in range(1, COUNT + 1)]
    floor = [text.encode() for text in texts]
    kinds: dict[str, Callable[[], int]] = {
        "plain": lambda: _read(_text(texts), "plain"),
        "docx": lambda: _read(_word(texts), "docx"),
        "html": lambda: _read(_page(texts), "html"),
    }

    def bare() -> None:
        for data in floor:
            prepared.of(plain.read(data), data)

    tasks = {name: _timed(task) for name, task in kinds.items()} | {"floor": _timed(bare)}
    found = clock.medians(place.rounds(5, 3), tasks)
    for name in kinds:
        told = f"an export of {COUNT} articles, {name}"
        yield Figure(told, found[name], found["floor"], "s", TARGET)


def _timed(task: Callable[[], object]) -> Callable[[], float]:
    return lambda: clock.of_call(task)


def _read(data: bytes, format: str) -> int:
    found = formats.read_record(Record("", data, format), DEFAULT)
    assert isinstance(found, Several)
    assert len(found.records) == COUNT
    for each in found.records:
        assert isinstance(each, Record)
        draft = formats.read_record(each, DEFAULT)
        assert not isinstance(draft, Several)
        prepared.of(draft, each.data)
    return len(found.records)


def _lines(texts: list[str]) -> Iterator[list[str]]:
    """As newer exports have them: title, paper, day, labels, text, labels, a line that closes."""
    for number, text in enumerate(texts):
        title, *body = text.split("\n\n")
        yield [
            title, "The Harbour News", f"March {number % 28 + 1}, 2015 Tuesday",
            "Copyright 2015 The Harbour News", "Section: News; Pg. 4", "Length: 600 words",
            "Byline: Ines Halvorsen", "Body", *body, "Classification", "Language: ENGLISH",
            "Load-Date: May 1, 2015", "End of Document",
        ]  # fmt: skip


def _text(texts: list[str]) -> bytes:
    return "\n\n".join(line for lines in _lines(texts) for line in lines).encode()


def _page(texts: list[str]) -> bytes:
    lines = "".join(f"<p>{line}</p>\n" for lines in _lines(texts) for line in lines)
    return f"<!DOCTYPE html><html><body>{lines}</body></html>".encode()


def _word(texts: list[str]) -> bytes:
    body = "".join(
        f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for lines in _lines(texts) for line in lines
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f"<w:document xmlns:w='{_WORD}'><w:body>{body}</w:body></w:document>",
        )
    return made.getvalue()
