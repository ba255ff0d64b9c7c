"""Links into the original page, followed by a small reader of text fragments."""

import re
import time
from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotate.cite.fragment import MOST, link, web

PAGE = "https://news.example/ferry"
TEXT = (
    "The Last Ferry\n\n"
    "The ferry left at dawn, and nobody waved from the quay.\n\n"
    "The ferry left at noon; 1,200 well-known people & a, b waved.\n\n"
    "No ferry left, said the Café’s owner.\n\n"
    "No ferry left, said the cafe's OWNER.\n\n"
    "She was born, and grew up, by the harbour, where her father mended nets every day of the year,"
    " in sun\nand rain, until the war came to the town and all of the boats were taken away.\n\n"
    "She was born, and grew up, by the harbour, where the war came to nobody, and the boats stayed,"
    " until the day when all of the boats were taken away.\n"
)
CASES = {
    "words that stand once": ("nobody waved", "nobody%20waved"),
    "words that stand twice": ("ferry left at", "ferry%20left%20at,-dawn%2C%20and%20nobody"),
    "reserved characters": ("well-known people & a, b", "well%2Dknown%20people%20%26%20a%2C%20b"),
    "the same but for accents, capitals and quotation marks": ("said the Café’s owner", None),
    "half a word": ("quay", "quay"),
    "the end of a word": ("rry left at dawn", "fe-,rry%20left%20at%20dawn"),
    "the beginning of a word": ("at da", "at%20da,-wn%2C"),
    "a line break": ("in sun\nand rain", "in%20sun%20and%20rain"),
}  # fmt: skip


def directive(start: int, end: int, text: str = TEXT) -> str:
    return link(PAGE, text, start, end).removeprefix(f"{PAGE}#:~:text=")


def folded(text: str) -> str:
    plain = text.replace("é", "e").replace("’", "'")
    return " ".join(plain.casefold().split())


def followed(said: str, text: str) -> tuple[int, int] | None:
    """Where a browser would mark `folded(text)`: the rules of the specification as a pattern."""
    parts = re.fullmatch(
        r"(?:(?P<p>[^,]*)-,)?(?P<s>[^,]*?)(?:,(?P<e>[^,-][^,]*))?(?:,-(?P<x>[^,]*))?", said
    )
    assert parts, said
    prefix, start, end, suffix = (
        part and re.escape(folded(unquote(part))) for part in parts.group("p", "s", "e", "x")
    )
    edge = r"(?:(?<!\w)|(?!\w))"  # not between two letters
    pattern = rf"{edge}{prefix}\s*" if prefix else edge
    pattern += f"(?P<found>{start}" + (f"{edge}.*?{edge}{end})" if end else ")")
    pattern += rf"\s*{suffix}{edge}" if suffix else edge
    match = re.search(pattern, folded(text))
    return match.span("found") if match else None


def place(text: str, start: int, end: int) -> tuple[int, int]:
    """The same place in the folded text."""
    before = folded(text[:start])
    at = len(before) + (1 if before and text[start - 1].isspace() else 0)
    return at, at + len(folded(text[start:end]))


@pytest.mark.parametrize(("words", "expected"), CASES.values(), ids=CASES)
def test_a_link_says_no_more_than_it_needs(words: str, expected: str | None) -> None:
    start = TEXT.index(words)
    said = directive(start, start + len(words))
    assert said == expected or expected is None
    assert followed(said, TEXT) == place(TEXT, start, start + len(words))


@pytest.mark.parametrize("paragraph", re.findall(r".+(?:\n.+)*", TEXT), ids=lambda p: p[:20])
def test_every_paragraph_is_found(paragraph: str) -> None:
    start = TEXT.index(paragraph)
    said = directive(start, start + len(paragraph))
    assert followed(said, TEXT) == place(TEXT, start, start + len(paragraph))
    assert len(unquote(said)) < 250


def test_long_words_are_said_by_their_ends() -> None:
    start = TEXT.index("She was")
    end = TEXT.index("\n\nShe was born, and grew up, by the harbour, where the war")
    said = unquote(directive(start, end))
    assert said == (
        "She was born, and grew up, by the harbour, where her father,"
        "came to the town and all of the boats were taken away."
    )


WORDS = st.lists(
    st.sampled_from(["the", "ferry", "left", "Ferry,", "(the)", "well-known", "a.b", "\n\n", "fe"]),
    min_size=1, max_size=60,
).map(" ".join)  # fmt: skip


@given(WORDS, st.data())
def test_a_link_leads_to_the_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    assume(words == words.strip() and "\n" not in words)
    said = directive(start, end, text)
    found = followed(said, text)
    assert found is not None
    if found != place(text, start, end):  # the same words, with the same words around them
        assert folded(text)[slice(*found)] == folded(words)
        # as a look ahead, for they may overlap: ferry ferry ferry
        assert len(re.findall(f"(?={re.escape(folded(words))})", folded(text))) > 1


@given(st.text(), st.data())
def test_no_text_is_an_error_and_only_plain_characters_are_said(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert re.fullmatch(r"(:~:text=)?[\w.~%,-]*", link(PAGE, text, start, end)[len(PAGE) + 1 :])


ADDRESSES = {
    "an anchor": ("https://a.example/#part", "https://a.example/#part:~:text=ferry"),
    "a fragment of its own": ("http://a.example/#:~:text=x", "http://a.example/#:~:text=ferry"),
    "white space": (" HTTPS://a.example/b c", "HTTPS://a.example/b%20c#:~:text=ferry"),
    "markup": ('https://a.example/"><x>', "https://a.example/%22%3E%3Cx%3E#:~:text=ferry"),
    "a script": ("javascript:alert(1)", ""),
    "a file": ("file:///etc/passwd", ""),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("url", "expected"), ADDRESSES.values(), ids=ADDRESSES)
def test_only_addresses_of_the_web_are_linked(url: str, expected: str) -> None:
    assert link(url, "The ferry.", 4, 9) == expected


@given(st.text())
def test_an_address_is_fit_for_an_attribute_and_a_link(url: str) -> None:
    assert not re.search(r'[\s"<>\\{}]', web(url) + web(f"https://{url}"))


LARGE = {
    "one letter": "a" * 5_000_000,
    "one word": "word " * 1_000_000,
    "lines": "é a\n\n" * 1_000_000,
    "no spaces": "摩" * 5_000_000,
    "white space": " " * 5_000_000,
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_a_large_text_takes_no_longer_than_reading_it(text: str) -> None:
    began = time.process_time()
    for start, end in ((0, len(text)), (2_000_000, 2_000_100), (2_000_001, 2_000_003)):
        assert len(link(PAGE, text, start, end)) < MOST + 100
    assert time.process_time() - began < 5


@pytest.mark.parametrize(("count", "ends"), [(10, 2), (11, 5), (16, 5)])
def test_ends_are_said_only_when_words_are_left_between_them(count: int, ends: int) -> None:
    words = [f"surroundings{n:02}" for n in range(count)]
    text = " ".join(words)
    assert unquote(directive(0, len(text), text)) == (
        f"{' '.join(words[:ends])},{' '.join(words[-ends:])}"
    )
