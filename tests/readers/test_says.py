"""What a source says of itself, made fit to be stored or none."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import BadInput
from annotate.model import DESCRIBED
from annotate.readers import says

CASES = [
    ("2024-05-06", "2024-05-06"),
    ("2024-05", "2024-05"),
    ("2024", "2024"),
    ("2024-05-06T07:08:09Z", "2024-05-06T07:08:09Z"),
    ("2024-05-06 07:08:09", "2024-05-06T07:08:09"),
    ("2024-05-06 07:08:09 UTC", "2024-05-06T07:08:09Z"),
    ("2024-05-06T07:08:09.123+02:00", "2024-05-06T07:08:09.123+02:00"),
    ("2024-05-06T07:08:09+0200", "2024-05-06T07:08:09+02:00"),
    ("2024-05-06T07:08+02", "2024-05-06T07:08+02:00"),
    ("20240506T070809,5z", "2024-05-06T07:08:09.5Z"),
    ("2024-02-30", None),
    ("2024-05-06T25:00", None),
    ("2024-05-06T24:00", None),
    ("2024-05-06T07:60", None),
    ("2024-05-06T07:08+25:00", None),
    ("6 May 2024, 31:10", None),
    ("0000", None),
    ("2024-13", None),
    ("99999", None),
    ("20240506", "2024-05-06"),
    (20240506, "2024-05-06"),
    (20249999, None),
    (1714979289, "2024-05-06T07:08:09Z"),
    (1714979289.5, "2024-05-06T07:08:09Z"),
    (1714979289123, "2024-05-06T07:08:09Z"),
    ("1714979289", "2024-05-06T07:08:09Z"),
    ("Mon, 06 May 2024 07:08:09 GMT", "2024-05-06T07:08:09Z"),
    ("Mon, 06 May 2024 07:08:09 +0200", "2024-05-06T07:08:09+02:00"),
    ("Mon May 06 2024 07:08:09 GMT+0200 (CEST)", "2024-05-06T07:08:09+02:00"),
    ("Mon, 06 May 2024 07:08:09 EST", "2024-05-06T07:08:09-05:00"),
    ("2024-05-06 07:08:09 Berlin", "2024-05-06"),
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
    assert says.day(said) == expected


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
    assert says.utc(said) == expected


LANGUAGES = [
    ("en", "en"),
    (" EN-gb", "en-GB"),
    ("pt_br", "pt-BR"),
    ("zh-hant-tw", "zh-Hant-TW"),
    ("de-1996", "de-1996"),
    ("es-419", "es-419"),
    ("EN-X-US-Mine", "en-x-us-mine"),
    ("und", None),
    ("UND-Latn", None),
    ("mul", None),
    ("zxx", None),
    ("English", None),
    ("en, de", None),
    ("en-", None),
    ("ен", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("said", "expected"), LANGUAGES)
def test_a_language_is_a_tag_in_its_usual_case(said: str | None, expected: str | None) -> None:
    assert says.language(said) == expected


BYLINES: list[tuple[list[str | None], str | None]] = [
    (["Ida  Holm", "by Jon Vik", "Ida Holm", None], "Ida Holm, Jon Vik"),
    (["Ida Holm", "Jon Vik", "Nils Ro", "Eva Lo"], "Ida Holm, Jon Vik, Nils Ro, Eva Lo"),
    (["Ida Holm", "Vik, Jon", "Nils Ro"], "Ida Holm; Vik, Jon; Nils Ro"),
    (["By", "by the sea"], "By, the sea"),
    (["Nobody Owens"], "Nobody Owens"),
    (["Administrator", "admin", "python-docx", "Unknown", "-"], None),
    (["Library Printer 3", "Front office PC", "DESKTOP-4F6G7H", "scanner2"], None),
    (["Peter Scanner", "Ida Laptop"], "Peter Scanner, Ida Laptop"),
    (["https://a.org/ida", "ida@a.org", "@ida", "{{ author }}"], None),
    (["Ida Holm (ida@a.org)"], "Ida Holm (ida@a.org)"),
    (["A" * 300, "B" * 300], "A" * 300),
    (["A" * 501], None),
]


@pytest.mark.parametrize(("said", "expected"), BYLINES, ids=[str(b[0])[:30] for b in BYLINES])
def test_a_byline_is_names_each_once(said: list[str | None], expected: str | None) -> None:
    assert says.byline(said) == expected


TITLES = [
    ("A  title", "A title", "A title"),
    ("Untitled", "Untitled", None),
    ("10811.exe", "10811.exe", None),
    ("Microsoft Word - draft.doc", "Microsoft Word - draft.doc", None),
    ("1984", "1984", None),
    (" ", None, None),
    ("T" * 1001, None, None),
]


@pytest.mark.parametrize(
    ("said", "by_someone", "by_program"), TITLES, ids=[t[0][:9] for t in TITLES]
)
def test_a_title_that_a_program_fills_in_is_none(
    said: str, by_someone: str | None, by_program: str | None
) -> None:
    assert (says.title(said), says.title(said, by_program=True)) == (by_someone, by_program)


URLS = [
    ("https://a.org", "https://a.org"),
    (" HTTP://a.org:80/b?c#d ", "HTTP://a.org:80/b?c#d"),
    ("http://[::1]/", "http://[::1]/"),
    ("http://[x", None),
    ("https://", None),
    ("https:///a", None),
    ("https://a.org/b c", None),
    ("javascript:alert(1)", None),
    ("a.org", None),
    ("https://a.org/" + "b" * 2000, None),
]


@pytest.mark.parametrize(("said", "expected"), URLS, ids=[u[0][:20] for u in URLS])
def test_an_address_is_one_of_the_web(said: str, expected: str | None) -> None:
    assert says.url(said) == expected


REFUSED = {
    "title": ("T" * 1001, "is no title; say it in 1,000 characters at most"),
    "byline": ("A" * 501, "is no byline; say it in 500 characters at most"),
    "site": ("\x00", "is no site; say it in 1,000 characters at most"),
    "published": ("01/02/2017", "'01/02/2017' is no date; say it like 2016, 2016-10 or 2016-10-20"),
    "url": ("a.org", "'a.org' is no address; it begins with http:// or https://"),
    "language": ("und", "'und' is no language; say it like en, ar or pt-BR"),
}


@pytest.mark.parametrize("what", DESCRIBED)
def test_what_a_person_says_is_refused_where_it_is_none(what: str) -> None:
    words, told = REFUSED[what]
    with pytest.raises(BadInput) as refused:
        says.by_hand(what, words)
    assert str(refused.value).endswith(told)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    "words", ["; ;", ",", "{}", "{unclosed", "Doe, Jane; Red Cross}", "{Red {Cross}}", "{Doe, Jane"]
)
def test_a_byline_by_hand_names_someone_and_closes_its_braces(words: str) -> None:
    with pytest.raises(BadInput, match="is no byline; say it like 'Jane Doe' or"):
        says.by_hand("byline", words)
    assert says.by_hand("byline", "Doe, Jane; {Red Cross}") == "Doe, Jane; {Red Cross}"


def test_what_only_programs_fill_in_is_taken_from_a_person() -> None:
    assert says.by_hand("byline", "by Anonymous") == "Anonymous"
    assert says.by_hand("title", "Untitled") == "Untitled"


DATED = (
    "January", "9", "2017", "Mon,", "17", "de", "2017-01-09", "20170109", "99999", "0000",
    "Updated", "25", "30", "10:00", "10:00:30", "am", ",", ".", "-", ":", "T", "Z", "+02:00", "GMT",
    "EST", "/", "年", "月", "日", "٩", ".5",
)  # fmt: skip
PIECES = st.lists(st.sampled_from(DATED), max_size=7)
DATES = (
    PIECES.map("".join)
    | PIECES.map(" ".join)
    | st.from_regex(r"\d{4}-?\d\d-?\d\d[T ]\d\d:?\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?", fullmatch=True)
    | st.datetimes().map(str)
    | st.text()
)


@given(DATES | st.integers() | st.floats())
def test_anything_is_a_date_for_good_or_none(said: object) -> None:
    found = says.day(said)
    if found is None:
        assert says.utc(said) is None
    else:
        assert says.day(found) == found
        assert datetime.fromisoformat(found if len(found) > 9 else f"{found}-01-01"[:10])
        assert says.utc(says.utc(found)) == says.utc(said)


SAID = ("by", "By", " ", "und", "en", "x", "us", "-", "_", "@", "://", "{")
LINES = st.text() | st.lists(st.sampled_from(SAID)).map("".join)


@given(LINES)
def test_anything_else_is_said_for_good_or_none(said: str) -> None:
    for read in (says.title, says.site, says.name, says.url, says.language):
        found = read(said)
        assert found is None or read(found) == found
    byline = says.byline([said])
    assert byline is None or says.byline([byline]) == byline
