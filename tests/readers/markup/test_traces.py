"""Tags and lines by their places in a text that is folded, cleaned and cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.readers.markup import traces, walk
from annotate.readers.markup.traces import LINE_MARK, Trace, Traces
from annotate.readers.pieces import Piece, kept

Found = list[tuple[str, list[str]]]


def read(html: str) -> list[Piece]:
    return list(kept(walk.pieces(html, traces=Traces())))


def found(html: str) -> Found:
    """Each paragraph, with its traces written where they stand."""
    return [(piece.text, list(_written(piece))) for piece in read(html)]


def _written(piece: Piece) -> list[str]:
    return [
        f"{at} {'/' * trace.closing}{trace.name or trace.line}"
        for at, trace in traces.placed(piece.text, piece.traces)
    ]


CASES: dict[str, tuple[str, Found]] = {
    "an element in folded white space": (
        "<p>a \n <code> b  </code>  c", [("a b c", ["0 p", "0 1", "2 2", "2 code", "3 /code"])],
    ),
    "beside signs that show as nothing": (
        "<p>a\xad\x00b<code>\xadc</code>", [("abc", ["0 p", "0 1", "2 code", "3 /code"])],
    ),
    "around a sign of a footnote": (
        "<p>a<sup><a href='#b'>1</a></sup> c", [("a[1] c", ["0 p", "0 1", "1 a", "4 /a"])],
    ),
    "around what leads back": (
        "<p>a <a href='#footnote-ref-1'>up</a>", [("a", ["0 p", "0 1", "1 a", "1 /a"])],
    ),
    "paragraphs that breaks part": (
        "<p>a<br><br><code>b</code>",
        [("a", ["0 p", "0 1"]), ("b", ["0 code", "1 /code"])],
    ),
    "cells of a row": (
        "<tr><td>a<td><code>b</code></tr>",
        [("a\tb", ["0 tr", "0 td", "0 1", "2 td", "2 code", "2 1", "3 /code"])],
    ),
    "an image": (
        "<p>a<img alt=b>c", [("a c", ["0 p", "0 1"]), ("b", ["0 figure"])],
    ),
    "what is hidden": ("<p hidden><code>a</code></p>b", [("b", ["0 1"])]),
    "what no words are in": (
        "<blockquote cite=a><p>b", [("b", ["0 blockquote", "0 p", "0 1"])],
    ),
    "lines that are told": (
        f"<p><!--{LINE_MARK}7-->a\nb</p><p><!--{LINE_MARK}9-->c",
        [("a b", ["0 p", "0 7", "2 8"]), ("c", ["0 /p", "0 p", "0 9"])],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES)
def test_a_trace_has_its_place_in_the_text(html: str, expected: Found) -> None:
    assert found(html) == expected


PARTS = st.sampled_from(
    ["<p>", "<b>", "<code>", "</code>", "<a href='#x'>", "</a>", "<sup>", "</sup>", "<br>", "<pre>",
     "<td>", "<tr>", "</tr>", "<q>", "</q>", "<img alt=x>", "<i hidden>", "a", "b ", " ", "\n",
     "\xad", "1", "\x01", "文"]
)  # fmt: skip


@given(st.lists(PARTS, max_size=40).map("".join))
def test_traces_change_no_text_and_stand_in_order(html: str) -> None:
    assert [piece.text for piece in read(html)] == [p.text for p in kept(walk.pieces(html))]
    for piece in read(html):
        places = [at for at, _ in traces.placed(piece.text, piece.traces)]
        lines = [trace.line for trace in piece.traces if not trace.name]
        assert all(0 <= at <= len(piece.text) for at in places)
        assert lines == sorted(lines)


def test_what_is_cut_has_its_own_traces() -> None:
    own = (Trace(1, "code"), Trace(2, "code", closing=True), Trace(2, "q"))
    assert list(traces.shared(own, ["a b", "c"])) == [own[:2], (Trace(0, "q"),)]
