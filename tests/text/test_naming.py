import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text.naming import SLUG_LENGTH, bracketed, of_file, slug

SLUGS = {
    "words": ("The Battle of Mosul", "the-battle-of-mosul"),
    "apostrophe": ("Iraq’s Great Victory", "iraqs-great-victory"),
    "accents": ("Über Café Ångström", "uber-cafe-angstrom"),
    "sharp s": ("Straße", "strasse"),
    "Turkish I": ("İstanbul", "istanbul"),
    "signs": ("C++ & C#: 100 %", "c-c-100"),
    "underscore": ("a_b", "a-b"),
    "trade mark": ("Lock™ Museum", "locktm-museum"),
    "Russian": ("Битва за Мосул", "битва-за-мосул"),
    "Arabic": ("معركة الموصل", "معركة-الموصل"),
    "Hindi": ("मोसुल की लड़ाई", unicodedata.normalize("NFC", "मोसुल-की-लड़ाई")),
    "Chinese": ("摩苏尔战役", "摩苏尔战役"),
    "digits": ("2017", "article-2017"),
    "nothing": ("", "article"),
    "only signs": ("!?—", "article"),
    "emoji": ("🔥🔥", "article"),
    "long": ("word " * 30, "-".join(["word"] * 12)),
    "one long word": ("a" * 100, "a" * SLUG_LENGTH),
}
TITLES = {
    "short": ("Fish was sold.", "[Fish was sold.]"),
    "eight words": ("a b c d e f g h", "[a b c d e f g h]"),
    "nine words": ("a b c d e f g h i", "[a b c d e f g h…]"),
    "white space": ("a\n b", "[a b]"),
    "one long word": ("x" * 500, f"[{'x' * 2 * SLUG_LENGTH}…]"),
}


@pytest.mark.parametrize(("title", "expected"), SLUGS.values(), ids=SLUGS)
def test_a_slug_is_made_of_the_words_of_a_title(title: str, expected: str) -> None:
    assert slug(title) == expected


@given(st.text(max_size=200))
def test_a_slug_can_stand_in_a_ref_and_is_its_own_slug(title: str) -> None:
    made = slug(title)
    assert slug(made) == made
    assert 0 < len(made) <= SLUG_LENGTH + len("article-")
    assert not made.isdecimal()
    assert not set(made) & set(" :,@/~?#%_\n")


@pytest.mark.parametrize(("text", "expected"), TITLES.values(), ids=TITLES)
def test_an_untitled_article_is_called_by_its_first_words(text: str, expected: str) -> None:
    assert bracketed(text) == expected


FILES = [
    ("interviews/Harbour Master, 2016.vtt", "Harbour Master, 2016"),
    ("harbour-strike.txt", "harbour-strike"),
    ("2016-10-20-strike.tar.md", "2016-10-20-strike.tar"),
    ("C:\\texts\\mosul.odt", "mosul"),
    ("штурм.txt", "штурм"),
    (".hidden", ".hidden"),
    ("000_dac80d679313879e.txt", None),
    ("a.txt", None),
    ("0012.txt", None),
    ("Untitled 3.docx", None),
    ("download (2).html", None),
    ("IMG_20161020.jpg", None),
    ("-", None),
    ("https://example.org/harbour-strike", None),
    ("export.csv#line 3", None),
    ("", None),
]


@pytest.mark.parametrize(("source", "name"), FILES, ids=[source for source, _ in FILES])
def test_a_files_name_is_one_if_somebody_gave_it(source: str, name: str | None) -> None:
    assert of_file(source) == name
