"""What a ref names, and what a miss says."""

import sqlite3
import string
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus import citing, locate, reading
from annotate.errors import Ambiguous, AnnotateError, BadInput, NotFound
from annotate.text.key import key
from tests import made_up
from tests.made_up import HARBOUR, MUSEUM, ORCHARD, draft

KEY = key(ORCHARD[1])


@pytest.fixture
def more(db: sqlite3.Connection) -> sqlite3.Connection:
    """Articles with names and words that can be mistaken for others."""
    made_up.add(db, draft(HARBOUR[0], "Again.", "Again.", title="Harbour"))
    made_up.add(db, draft("In Baghdad.", title="Baghdad"))
    made_up.add(db, draft("Old ones.", title="Museums"))
    return db


NAMED = {
    "a number": ("orchard:2", ["orchard:2"]),
    "in the order of the ref": ("orchard:3,1-2", ["orchard:3", "orchard:1", "orchard:2"]),
    "a prefix of the slug": ("orch:2", ["orchard:2"]),
    "a slug that begins another": ("harbour:1", ["harbour:1"]),
    "a slug in capitals": ("ORCHARD:2", ["orchard:2"]),
    "a row number": ("2:2", ["orchard:2"]),
    "each once": (f"orchard:2,{KEY},1-2", ["orchard:2", "orchard:1"]),
    "a version": ("orchard@1:2", ["orchard:2"]),
    "a key": (KEY, ["orchard:2"]),
    "a prefix of a key": (KEY[:6], ["orchard:2"]),
    "a key in capitals": (KEY.upper(), ["orchard:2"]),
    "a key in an article": (f"orchard:{KEY[:7]}", ["orchard:2"]),
    "a shared key in one article": (f"harbour-2:{key(HARBOUR[0])}", ["harbour-2:1"]),
    "the second of a wording": (f"{key('Again.')}~2", ["harbour-2:3"]),
    "what is not citable": (key(made_up.SHARE), [f"harbour:{key(made_up.SHARE)}"]),
}


@pytest.mark.parametrize(("words", "expected"), NAMED.values(), ids=NAMED)
def test_a_ref_names_paragraphs(more: sqlite3.Connection, words: str, expected: list[str]) -> None:
    assert [place.ref for place in locate.paragraphs(more, words)] == expected


def test_many_refs_of_an_article_are_what_each_is_alone(db: sqlite3.Connection) -> None:
    made_up.add(db, draft(*(f"The {n}th sentence of many." for n in range(1, 121)), title="Long"))
    numbers = [50, 3, 4, 120, 1, 50, 52, 81, 82, 119, 7]
    words = [*(f"long:{n}" for n in numbers), "orchard:2", "long:60-118", "long@1:5"]
    locator = locate.Locator(db)
    assert [locator.paragraphs(each) for each in words] == [
        locate.paragraphs(db, each) for each in words
    ]
    with pytest.raises(NotFound, match="no paragraph 121 in long; it has paragraphs 1-120"):
        locator.paragraphs("long:121")


NOTHING: dict[str, tuple[str, type[AnnotateError], str]] = {
    "an unknown article": (
        "orhcard:1", NotFound,
        "no article 'orhcard'; nearest: orchard (`annotate articles` lists all)",
    ),
    "nothing like it": ("xyz:1", NotFound, "no article 'xyz'; nearest: "),
    "an ambiguous prefix": (
        "mus:1", Ambiguous, "'mus' could be museum, museums; say more of the slug",
    ),
    "an unknown row number": ("77:1", NotFound, "no article '77'"),
    "a number out of range": (
        "orchard:4", NotFound, "no paragraph 4 in orchard; it has paragraphs 1-3",
    ),
    "number nought": ("orchard:0", NotFound, "no paragraph 0 in orchard; it has paragraphs 1-3"),
    "a range out of range": ("orchard:2-5", NotFound, "it has paragraphs 1-3"),
    "an unknown version": (
        "orchard@3:1", NotFound, "no version 3 of orchard; it has only version 1",
    ),
    "a whole article": (
        "orchard", BadInput,
        "'orchard' names a whole article; say which paragraphs, like orchard:1-3",
    ),
    "a whole article that looks like a key": ("baghdad", BadInput, "like baghdad:1-3"),
    "an unknown key": (
        "0000000000000", NotFound,
        "no paragraph with the key '0000000000000'; `annotate find` searches words",
    ),
    "a key of another article": (f"museum:{KEY}", NotFound, f"with the key '{KEY}' in museum"),
    "a key prefix too short": (KEY[:5], NotFound, "no article"),
    "a key of two articles": (
        key(HARBOUR[0]), Ambiguous,
        f"'{key(HARBOUR[0])}' could be harbour:1, harbour-2:1; name one of them so",
    ),
    "a third of a wording": (f"{key('Again.')}~3", NotFound, "no paragraph with the key"),
    "a lone surrogate": ("\ud800:1", NotFound, "no article"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "error", "told"), NOTHING.values(), ids=NOTHING)
def test_a_miss_says_what_would_have_worked(
    more: sqlite3.Connection, words: str, error: type[Exception], told: str
) -> None:
    with pytest.raises(error) as caught:
        locate.paragraphs(more, words)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_in_an_empty_corpus_the_way_to_fill_it_is_named(empty: sqlite3.Connection) -> None:
    with pytest.raises(NotFound, match="the corpus is empty; `annotate add PATH` fills it"):
        locate.paragraphs(empty, "mosul:3")


@given(st.text(st.characters(), max_size=30) | st.text(string.printable, max_size=30))
def test_any_text_names_something_or_is_an_error_of_ours(
    db: sqlite3.Connection, words: str
) -> None:
    with suppress(AnnotateError):
        assert locate.paragraphs(db, words)


def test_a_citation_of_each_paragraph_of_a_ref(db: sqlite3.Connection) -> None:
    cited = citing.by_ref(db, "museum:1-2", base_url="https://example.org")
    assert [(c.ref, c.key, c.url, c.quote, c.article, c.version, c.status) for c in cited] == [
        (
            f"museum:{number}", key(text), f"https://example.org/cite/{key(text)}", text,
            "museum", 1, "unchanged",
        )
        for number, text in enumerate(MUSEUM, 1)
    ]  # fmt: skip


def test_words_that_stand_in_two_articles_are_cited_in_theirs(more: sqlite3.Connection) -> None:
    urls = [citing.by_ref(more, ref, base_url="")[0].url for ref in ("harbour:1", "harbour-2:1")]
    shared = key(HARBOUR[0])
    assert urls == [f"/cite/harbour/{shared}", f"/cite/harbour-2/{shared}"]


def test_words_that_are_gone_are_cited_in_the_version_that_had_them(
    db: sqlite3.Connection,
) -> None:
    made_up.add(db, draft(MUSEUM[1], title="Museum"), "museum.txt")
    [citation] = citing.by_ref(db, key(MUSEUM[0]), base_url="")
    assert (citation.version, citation.status, citation.ref) == (
        1, "removed", f"museum:{key(MUSEUM[0])}",
    )  # fmt: skip


@pytest.mark.parametrize("words", ["", "x", "~", "~2", f"{KEY}~", f"{KEY}~{'9' * 40}", "\ud800"])
def test_a_key_that_is_none_finds_nothing(db: sqlite3.Connection, words: str) -> None:
    assert reading.with_key(db, words) == ([], False)
