"""Dates of records as ISO 8601."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.readers import times

CASES = [
    ("2024-05-06", "2024-05-06"),
    ("2024-05", "2024-05"),
    ("2024", "2024"),
    ("2024-05-06T07:08:09Z", "2024-05-06T07:08:09Z"),
    ("2024-05-06 07:08:09", "2024-05-06T07:08:09"),
    ("2024-05-06 07:08:09 UTC", "2024-05-06T07:08:09Z"),
    ("2024-05-06T07:08:09.123+02:00", "2024-05-06T07:08:09.123+02:00"),
    ("2024-05-06T07:08:09+0200", "2024-05-06T07:08:09+0200"),
    ("2024-02-30", None),
    ("2024-05-06T25:00", "2024-05-06"),
    ("20240506", "2024-05-06"),
    (20240506, "2024-05-06"),
    (20249999, None),
    (1714979289, "2024-05-06T07:08:09Z"),
    (1714979289.5, "2024-05-06T07:08:09Z"),
    (1714979289123, "2024-05-06T07:08:09Z"),
    ("1714979289", "2024-05-06T07:08:09Z"),
    ("Mon, 06 May 2024 07:08:09 GMT", "2024-05-06T07:08:09Z"),
    ("Mon, 06 May 2024 07:08:09 +0200", "2024-05-06T07:08:09+02:00"),
    ("6 May 2024", "2024-05-06"),
    ("May 6, 2024", "2024-05-06"),
    ("6. Mai 2024", "2024-05-06"),
    ("05/06/2024", None),
    ("yesterday", None),
    ("", None),
    (0, None),
    (-1, None),
    (2024, None),
    (True, None),
    (None, None),
    (float("nan"), None),
    (float("inf"), None),
    (10**400, None),
    ("٢٠٢٤-٠٥-٠٦", "2024-05-06"),
]


@pytest.mark.parametrize(("said", "expected"), CASES, ids=lambda value: str(value)[:30])
def test_a_date_is_read_as_the_source_says_it(said: object, expected: str | None) -> None:
    assert times.iso(said) == expected


UTC = [
    ("2024-05-06T07:08:09Z", "2024-05-06T07:08:09Z"),
    ("2024-05-06T07:08:09.9+02:00", "2024-05-06T05:08:09Z"),
    ("2024-05-06T07:08:09", None),
    ("2024-05-06", None),
    ("0001-01-01T00:00:00+10:00", None),
    (None, None),
]


@pytest.mark.parametrize(("said", "expected"), UTC)
def test_a_time_without_a_zone_is_no_time_in_utc(said: str | None, expected: str | None) -> None:
    assert times.utc(said) == expected


@given(st.text() | st.integers() | st.floats() | st.datetimes().map(str))
def test_anything_is_a_date_or_none(said: object) -> None:
    found = times.iso(said)
    assert times.utc(found) is None or found is not None
