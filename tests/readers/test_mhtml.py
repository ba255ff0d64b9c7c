"""Reading pages that a browser saved as a single file."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import UnreadableSource
from annotate.readers import formats, html, mhtml

WEB = Path(__file__).parents[1] / "data" / "web"
SAVED = (WEB / "chromium.mhtml").read_bytes()
HEAD = (
    "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/b\n"
    "MIME-Version: 1.0\nDate: Sat, 09 Mar 2024 08:30:00 +0100\n"
    'Content-Type: multipart/related; boundary="x"\n\n'
)
FRAMED = (
    HEAD + "--x\nContent-Type: text/html\nContent-Location: https://example.org/frame\n\n<p>No\n"
    "--x\nContent-Type: text/html; charset=iso-8859-2\nContent-Location: https://example.org/b\n"
    "Content-Transfer-Encoding: quoted-printable\n\n<p>=BFo=B3nierze\n--x--\n"
)


def test_the_page_in_it_is_read_as_a_page_is() -> None:
    draft, page = mhtml.read(SAVED), html.read((WEB / "chromium.html").read_bytes())
    assert (draft.text, draft.blocks) == (page.text, page.blocks)
    assert draft.metadata == page.metadata
    assert draft.captured == "2026-11-21T14:01:12Z"
    assert draft.media_type == "multipart/related"


def test_the_page_is_the_one_it_is_about_and_says_how_it_is_encoded() -> None:
    draft = mhtml.read(FRAMED.encode())
    assert (draft.text, draft.metadata.url) == ("żołnierze", "https://example.org/b")
    assert draft.captured == "2024-03-09T07:30:00Z"


def test_what_its_frames_show_is_read_in_their_place_once() -> None:
    frame = "Content-Type: text/html\nContent-ID: <a@b>\n\n<p>two <iframe src=cid:a@b></iframe>\n"
    page = "<p>one</p><iframe src=cid:a@b></iframe><iframe src=cid:a@b></iframe><p>three"
    draft = mhtml.read(
        f"{HEAD}--x\nContent-Type: text/html\nContent-Location: https://example.org/b\n\n{page}\n"
        f"--x\n{frame}--x--\n".encode()
    )
    assert draft.text.split() == ["one", "two", "three"]


def test_a_page_of_frames_is_what_they_show_by_their_address() -> None:
    page = "<frameset><frame src=https://example.org/f><frame><frame src=x></frameset>"
    draft = mhtml.read(
        f"{HEAD}--x\nContent-Type: text/html\nContent-Location: https://example.org/b\n\n{page}\n"
        "--x\nContent-Type: text/html\nContent-Location: https://example.org/f\n\n<p>one\n"
        "--x\nContent-Type: text/html\n\n<p>two\n--x--\n".encode()
    )
    assert draft.text == "one"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"From: <Saved by Blink>\n\nnothing",
        (HEAD + "--x\nContent-Type: text/plain\n\nx\n--x--").encode(),
        (HEAD + "--x\nContent-Type: text/html\n\n\n--x--").encode(),
        HEAD.encode() + b"".join(
            b'--x%d\nContent-Type: multipart/mixed; boundary="x%d"\n\n' % (i - 1, i)
            for i in range(1, 3000)
        ),
    ],
    ids=["empty", "no parts", "no page", "an empty page", "parts in parts"],
)  # fmt: skip
def test_what_has_no_page_in_it_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource):
        mhtml.read(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for all_of in (data, HEAD.encode() + data):
        with suppress(UnreadableSource):
            mhtml.read(all_of)


@given(st.data())
def test_a_damaged_file_is_read_or_refused(draw: st.DataObject) -> None:
    data = bytearray(SAVED)
    del data[draw.draw(st.integers(100, len(data))) :]
    for at in draw.draw(st.lists(st.integers(0, len(data) - 1), max_size=12)):
        data[at] = draw.draw(st.integers(0, 255))
    with suppress(UnreadableSource):
        mhtml.read(bytes(data))


@pytest.mark.parametrize(
    ("data", "name", "format"),
    [
        (SAVED, "a.mhtml", "mhtml"),
        (SAVED, "a.txt", "mhtml"),
        (b"Subject: x\n\n", "a.mht", "mhtml"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "a", "mhtml"),
        (b"From: Saved by the bell\n", "a.txt", "plain"),
    ],
)
def test_a_saved_page_is_known_by_its_head(data: bytes, name: str, format: str) -> None:
    assert formats.detect(data[: formats.HEAD], name)[0].name == format


@pytest.mark.parametrize("whole", [True, False])
def test_a_page_of_a_frame_that_is_not_there_is_told(whole: bool) -> None:
    frame = "--x\nContent-Type: text/html\nContent-ID: <b@c>\n\n<p>two\n" * whole
    page = "<p>one</p><iframe width=9 src='cid:b@c'></iframe><iframe src=cid:d@e></iframe>"
    draft = mhtml.read(f"{HEAD}--x\nContent-Type: text/html\n\n{page}\n{frame}--x--\n".encode())
    lost = "lacks 1 page that its frames show" if whole else "lacks 2 pages that its frames show"
    assert draft.remarks == (lost,)


PARTS = {
    "the page is cut": "Content-Type: text/html\n\n<html><p>one</p><p cla",
    "its packing is cut": "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+b25lP",
    "parts of a part are cut": 'Content-Type: multipart/alternative; boundary="y"\n\n'
    "--y\nContent-Type: text/html\n\n<p>one",
}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_a_part_that_is_cut_off_is_refused(part: str) -> None:
    with pytest.raises(UnreadableSource, match="cut off"):
        mhtml.read(f"{HEAD}--x\n{part}\n--x--\n".encode())
