"""Short strings are found by themselves as by looking for each of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.publish.needles import FEW
from annotate.publish.phrases import SURE, Phrases, Within

few = st.text("ab1 .é\n", max_size=14).map(str.encode)
ALONE = rb"(?<![a-z0-9\x80-\xff])%b(?![a-z0-9\x80-\xff])"


@given(needles=st.sets(few, max_size=8), data=st.lists(few).map(b"".join))
def test_those_that_stand_by_themselves_are_found(needles: set[bytes], data: bytes) -> None:
    lettered = {each for each in needles if re.search(rb"[a-z\x80-\xff]", each)}
    standing = {each for each in lettered if re.search(ALONE % re.escape(each), data)}
    assert {*Phrases(needles).found(data)} == standing


@pytest.mark.parametrize("more", [0, FEW + 1])  # few are looked for one by one
@given(needles=st.sets(few, max_size=8), data=st.lists(few).map(b"".join))
def test_longer_ones_are_found_wherever_they_stand(
    more: int, needles: set[bytes], data: bytes
) -> None:
    standing = {each for each in needles if len(each) >= SURE and each in data}
    others = {b"%06d elsewhere" % number for number in range(more)}
    assert {*Within(needles | others).found(data)} == standing


@pytest.mark.parametrize(
    ("needle", "data", "stands"),
    [
        (b"1.txt", b"11.txt", False),  # a longer number, a key or a hash
        (b"qvoz", b"%20qvoz", True),  # an escape is none
        (b"1.txt", b"1.txts 1.txt", True),
        (b"the mill", b"the mills, the mill", True),
        (b"the mill", b"the windmill", False),
        (b"a.b", b"a.", False),
    ],
)
def test_what_stands_by_itself(needle: bytes, data: bytes, stands: bool) -> None:
    assert list(Phrases([needle]).found(data)) == [needle] * stands
