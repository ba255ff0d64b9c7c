"""An article of which several tools made documents, and what may befall these."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st

from annotate.errors import UnreadableSource
from annotate.model import Draft
from annotate.readers import markdown

DATA = Path(__file__).parents[1] / "data" / "documents"
CITABLE = ("body", "quote", "list_item")
Read = Callable[[bytes], Draft]


def content(name: str) -> bytes:
    return (DATA / name).read_bytes()


def texts(draft: Draft, *roles: str) -> list[str]:
    """The paragraphs of these roles, or all."""
    return [
        draft.text[block.start : block.end]
        for block in draft.blocks
        if block.role in roles or not roles
    ]


def prose() -> list[str]:
    """The sentences of the article as they are written, footnotes apart."""
    draft = markdown.read(content("lighthouse.md"))
    return [text for text in texts(draft, "body", "quote") if text[0] != "["]


def damaged(data: bytes) -> st.SearchStrategy[bytes]:
    """The file cut, with bytes changed, or with a piece of it somewhere else."""
    place = st.integers(0, len(data))

    def spliced(at: int, begin: int, length: int) -> bytes:
        return data[:at] + data[begin : begin + length] + data[at:]

    def changed(changes: dict[int, int]) -> bytes:
        copy = bytearray(data)
        for at, value in changes.items():
            copy[at] = value
        return bytes(copy)

    return st.one_of(
        st.binary(max_size=300),
        place.map(lambda at: data[:at]),
        place.map(lambda at: data[at:]),
        st.builds(spliced, place, place, st.integers(1, 2000)),
        st.dictionaries(st.integers(0, len(data) - 1), st.integers(0, 255), max_size=40).map(
            changed
        ),
    )


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def check(draft: Draft) -> None:
    """Holds of every draft: each visible character is in exactly one trimmed block."""
    at = 0
    for block in draft.blocks:
        text = draft.text[block.start : block.end]
        assert text == text.strip() != ""
        assert not draft.text[at : block.start].strip()
        assert len(text) <= 20_000
        at = block.end
    assert not draft.text[at:].strip()


def check_read(read: Read, data: bytes) -> None:
    """Whatever the bytes are, there is a sound draft or one line that says why not."""
    reason = ""
    try:
        check(read(data))
    except UnreadableSource as error:
        reason = str(error)
    assert len(reason.splitlines()) <= 1
    assert len(reason) < 300
