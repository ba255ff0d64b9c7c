"""What the tests of files with many articles share: samples, damage, and what must hold."""

import io
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from hypothesis import strategies as st

from annotate.errors import UnreadableSource
from annotate.model import Draft
from annotate.readers import formats
from annotate.readers.record import DEFAULT, Aside, BadRecord, Options, Record

SAMPLES = Path(__file__).parent.parent / "data" / "many"

FERRY = (
    "The first ferry leaves the harbour of Norrvik at ten past six, with or without the bakers"
    " who bring the bread to the island."
)
TITLES = [
    "The ferry that waits for nobody",
    "A bakery counts its loaves",
    "The observatory opens its roof again",
]


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def read(data: bytes, format: str, options: Options = DEFAULT) -> list[Record | BadRecord]:
    found = formats.records(io.BytesIO(data), format, options)
    return [each for each in found if not isinstance(each, Aside)]


def asides(data: bytes, format: str, options: Options = DEFAULT) -> list[str]:
    found = formats.records(io.BytesIO(data), format, options)
    return [each.words for each in found if isinstance(each, Aside)]


def good(data: bytes, format: str, options: Options = DEFAULT) -> list[Record]:
    found = read(data, format, options)
    assert [each for each in found if isinstance(each, BadRecord)] == []
    return [each for each in found if isinstance(each, Record)]


def drafts(data: bytes, format: str, options: Options = DEFAULT) -> list[Draft]:
    return [one(record, options) for record in good(data, format, options)]


def one(record: Record, options: Options = DEFAULT) -> Draft:
    draft = formats.read_record(record, options)
    assert isinstance(draft, Draft)
    return draft


def pieces(draft: Draft) -> list[tuple[str, str]]:
    return [(block.role, draft.text[block.start : block.end]) for block in draft.blocks]


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """A copy with a piece cut out, put elsewhere, or other bytes in it."""
    broken = bytearray(data)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(broken)))
        end = min(len(broken), start + draw(st.integers(0, 40)))
        kind = draw(st.sampled_from(["cut", "other", "splice", "end"]))
        if kind == "cut":
            del broken[start:end]
        elif kind == "other":
            broken[start:end] = draw(st.binary(max_size=20))
        elif kind == "splice":
            place = draw(st.integers(0, len(broken)))
            broken[place:place] = broken[start:end]
        else:
            del broken[start:]
    return bytes(broken)


def survives(data: bytes, format: str) -> None:
    """Whatever the bytes: records or UnreadableSource, whole drafts or UnreadableSource, soon."""
    started = time.process_time()
    found = formats.records(io.BytesIO(data), format, DEFAULT)
    for record in tolerated(found):
        assert record.label
        assert "\n" not in record.label
        if isinstance(record, Record):
            check(record)
    assert time.process_time() - started < 10


def tolerated(found: Iterator[Record | BadRecord | Aside]) -> Iterator[Record | BadRecord]:
    """The records up to where the file cannot be read on."""
    with suppress(UnreadableSource):
        yield from (each for each in found if not isinstance(each, Aside))


def check(record: Record) -> None:
    try:
        draft = one(record)
    except UnreadableSource:
        return
    covered = "".join(draft.text[block.start : block.end] for block in draft.blocks)
    assert "".join(covered.split()) == "".join(draft.text.split())
    ends = [0, *(block.end for block in draft.blocks)]
    for block, end in zip(draft.blocks, ends, strict=False):
        piece = draft.text[block.start : block.end]
        assert end <= block.start < block.end
        assert piece == piece.strip()
    draft.text.encode()  # no lone surrogates
