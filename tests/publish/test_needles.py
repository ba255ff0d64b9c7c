"""Long strings are found all at once as each by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.publish.needles import FEW, LEAST, Needles

letters = st.text("ab c", min_size=LEAST, max_size=50).map(str.encode)


@pytest.mark.parametrize("count", [1, FEW, FEW + 1, 3 * FEW])
@given(data=st.data())
def test_each_is_found_where_it_first_stands(count: int, data: st.DataObject) -> None:
    needles = data.draw(st.lists(letters, min_size=count, max_size=count, unique=True))
    text = b"--".join(data.draw(st.lists(letters | st.sampled_from(needles), max_size=5)))
    first: dict[bytes, int] = {}
    for needle, at in Needles(needles, b"aaaa bbbb").found(text):
        assert text.startswith(needle, at)
        first[needle] = min(at, first.get(needle, at))
    assert first == {each: text.find(each) for each in needles if each in text}
