"""When two names of tags are one, which cannot be one, and how they are sorted."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import BadInput
from annotate.text.tag_names import folded, require_partable, require_visible, sorting, spelled

ONE = {
    "French": ("Économie", "économie", "ÉCONOMIE", "e\u0301conomie", "E\u0301CONOMIE"),
    "German": ("STRASSE", "straße", "Strasse", "STRAẞE"),
    "Turkish": ("İstanbul", "istanbul", "ISTANBUL", "İSTANBUL"),
    "the Turkish ı": ("sınır", "sınır"),
    "Greek": ("ΟΔΟΣ", "οδος", "οδοσ"),
    "Greek accents": ("ΐ", "Ϊ́"),
    "Cyrillic": ("МОСУЛ/й", "мосул/Й", "мосул/и\u0306"),
    "ligatures": ("oﬃce", "OFFICE"),
    "Georgian": ("ᲗᲑᲘᲚᲘᲡᲘ", "თბილისი"),
    "Vietnamese": ("Việt", "VIỆT", "Vie\u0323\u0302t", "Vie\u0302\u0323t"),
    "Korean": ("한글", unicodedata.normalize("NFD", "한글")),
    "Persian, with and without a joiner": ("می\u200cخواهم", "میخواهم"),
    "an emoji by its looks": ("\u2764\ufe0f", "\u2764", "\u2764\ufe0e"),
}


@pytest.mark.parametrize("names", ONE.values(), ids=ONE)
def test_names_are_one_whatever_their_case_and_form(names: tuple[str, ...]) -> None:
    assert len({folded(spelled(name)) for name in names}) == 1


TWO = {
    "an accent": ("resume", "résumé"),
    "the Turkish ı, which is another letter": ("sınır", "sinir"),
    "scripts": ("a", "а"),  # Latin, Cyrillic
    "wide letters": ("ＩＳＩＳ", "isis"),
    "emoji that are joined": ("👨\u200d👩\u200d👧", "👨👩👧"),
    "flags": (
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    ),
}


@pytest.mark.parametrize("names", TWO.values(), ids=TWO)
def test_names_are_two_that_look_so(names: tuple[str, str]) -> None:
    assert len({folded(spelled(name)) for name in names}) == 2


@given(st.text(min_size=1))
def test_folding_is_done_once_and_minds_no_case_and_no_form(name: str) -> None:
    once = folded(name)
    assert folded(once) == once
    assert folded(unicodedata.normalize("NFD", name)) == once
    assert folded(unicodedata.normalize("NFC", name).casefold()) == once


UNSEEN = {
    "zero width space": ("a\u200bb", "'a[U+200B]b' has a character that cannot be seen, U+200B"
                         " (ZERO WIDTH SPACE); a tag name goes without it"),
    "it alone": ("\u200b", "U+200B"),
    "a part of it": ("actor/\u200b", "U+200B"),
    "right-to-left mark": ("عرب\u200f", "U+200F (RIGHT-TO-LEFT MARK)"),
    "override": ("a\u202eb", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
    "isolate": ("a\u2066b", "U+2066"),
    "soft hyphen": ("trans\xadparency", "U+00AD (SOFT HYPHEN)"),
    "byte order mark": ("\ufeffactor", "U+FEFF"),
    "word joiner": ("a\u2060b", "U+2060"),
    "grapheme joiner": ("a\u034fb", "U+034F"),
    "a selector after a letter": ("a\ufe0f", "U+FE0F"),
    "a selector alone": ("\ufe0f", "U+FE0F"),
    "a joiner between Latin letters": ("a\u200db", "U+200D"),
    "a non-joiner at the end of a word": ("می\u200c", "U+200C"),
    "Hangul filler": ("\u3164", "U+3164 (HANGUL FILLER)"),
    "Hangul filler of half width": ("\uffa0", "U+FFA0"),
    "blank of Braille": ("\u2800", "U+2800"),
    "letters of tags": ("a\U000e0061", "U+E0061"),
    "a noncharacter": ("a\ufdd0", "U+FDD0 (no character)"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "told"), UNSEEN.values(), ids=UNSEEN)
def test_what_cannot_be_seen_is_refused_and_named(name: str, told: str) -> None:
    with pytest.raises(BadInput) as caught:
        require_visible(spelled(name))
    assert told in str(caught.value)


SEEN = {
    "Persian": "می\u200cخواهم",
    "Hindi": "क\u094d\u200dष",
    "Sinhala": "ශ\u0dca\u200dරී",
    "Malayalam, at the end of a word": "അവന\u0d4d\u200d",
    "a family": "👨\u200d👩\u200d👧",
    "a heart": "\u2764\ufe0f",
    "a rainbow flag": "🏳\ufe0f\u200d🌈",
    "a keycap": "1\ufe0f\u20e3",
    "a flag of tags": "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "a colour of skin": "👍🏽",
    "a variant of a Han character": "葛\U000e0100",
    "Mongolian": "ᠮ\u180b",
    "Hebrew with points": "שָׁלוֹם",
    "Thai": "น้ำ",
    "a bare accent": "\u0301",
}


@pytest.mark.parametrize("name", SEEN.values(), ids=SEEN)
def test_what_a_script_or_an_emoji_needs_is_no_fault(name: str) -> None:
    require_visible(spelled(name))


def test_accented_letters_are_sorted_with_the_others() -> None:
    names = ["zoo", "État", "economy", "Ärger", "Łódź", "art", "etat/x", "étude", "Lodz", "ESTATE",
             "état/a", "straße", "stream"]  # fmt: skip
    assert sorted(names, key=sorting) == [
        "Ärger", "art", "economy", "ESTATE", "etat/x", "État", "état/a", "étude", "Lodz", "Łódź",
        "straße", "stream", "zoo",
    ]  # fmt: skip


def test_no_new_name_has_the_sign_that_parts_names() -> None:
    with pytest.raises(BadInput, match=r"'a\|b' has a \|, which parts tags in tables"):
        require_partable("a|b")
