"""Bytes packed with their text before zlib's eyes, and had back."""

import json
import zlib
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text import packing

TEXT = " ".join(f"Lamp {n} has the number {sha256(b'%d' % n).hexdigest()}." for n in range(99))
LINE = json.dumps({"id": 1, "text": TEXT}).encode()


def test_a_record_is_packed_to_a_part_of_what_it_would_be() -> None:
    packed = packing.packed(LINE, TEXT)
    assert len(packed) < len(zlib.compress(LINE)) / 5
    assert packing.unpacked(packed, ["another text", TEXT]) == LINE


def test_a_page_that_has_far_more_than_its_text_is_packed_without() -> None:
    packed = packing.packed(LINE * 3, TEXT)
    assert (packing.needs_text(packed), zlib.decompress(packed)) == (False, LINE * 3)


@given(st.binary(max_size=300), st.text(st.characters(), max_size=200))
def test_all_bytes_come_back_with_their_text(data: bytes, text: str) -> None:
    packed = packing.packed(data, text)
    assert packing.unpacked(packed, ["", text]) == data
    assert not packing.needs_text(zlib.compress(data))  # as what was packed before


@pytest.mark.parametrize(
    ("packed", "texts", "told"),
    [
        (packing.packed(LINE, TEXT), [], "is not there"),
        (packing.packed(LINE, TEXT), [TEXT + "."], "is not there"),
        (packing.packed(LINE, TEXT)[:-9], [TEXT], "are cut off"),
        (packing.packed(LINE, TEXT)[:-4] + b"0000", [TEXT], "incorrect data check"),
        (b"x", [TEXT], "incomplete"),
        (b"", [TEXT], "incomplete"),
    ],
)
def test_what_cannot_be_unpacked_is_told(packed: bytes, texts: list[str], told: str) -> None:
    with pytest.raises(zlib.error, match=told):
        packing.unpacked(packed, texts)
