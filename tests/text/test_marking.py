"""The words of a search marked in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text import marking, sought

MARKED = {
    "a word": ("the old harbour", "harbour", "the old [harbour]"),
    "whole words alone": ("oldest old", "old", "oldest [old]"),
    "a beginning": ("an iceberg, ice", "ice*", "an [iceberg], [ice]"),
    "case and accents aside": ("ÉCOLE école", "ecole", "[ÉCOLE école]"),
    "accents apart": ("e\u0301cole", "école", "[e\u0301cole]"),
    "accents at the end": ("cafe\u0301 noir", "café", "[cafe\u0301] noir"),
    "a phrase over marks": ("he said: “the, old” one", '"the old"', "he said: “[the, old]” one"),
    "two words in a row": ("the old harbour", "old harbour", "the [old harbour]"),
    "letters within a run": ("公布了新标准。", "标准", "公布了新[标准]。"),
    "a name in a run": ("购买iPhone手机的人", "iPhone手机", "购买[iPhone手机]的人"),
    "wide digits": ("平成２８年", "28年", "平成[２８年]"),
    "an ending joined": ("서울대학은", "대학", "서울[대학]은"),
    "jamo": ("\u1103\u1162\u1112\u1161\u11a8은", "대학", "[\u1103\u1162\u1112\u1161\u11a8]은"),
    "Thai": ("เรียนภาษาไทย", "ภาษา", "เรียน[ภาษา]ไทย"),
    "nothing": ("the old harbour", "ferry", "the old harbour"),
    "a ligature": ("no ﬁnance oﬃce", "finance office", "no [ﬁnance oﬃce]"),
    "a soft hyphen": ("no fi\xadnance", "finance", "no [fi\xadnance]"),
    "as much less as more": ("of\xad the ﬁsh at sea", "sea", "of\xad the ﬁsh at [sea]"),
    "wide letters": ("no ｆｉｎａｎｃｅ here", "finance", "no [ｆｉｎａｎｃｅ] here"),
    "ß": ("die Straße", "strasse", "die [Straße]"),
}


def shown(text: str, query: str) -> str:
    snippet = marking.snippet(text, sought.terms(query))
    return snippet.replace(marking.MARK, "[").replace(marking.UNMARK, "]")


@pytest.mark.parametrize(("text", "query", "expected"), MARKED.values(), ids=MARKED)
def test_hits_are_marked(text: str, query: str, expected: str) -> None:
    assert shown(text, query) == expected


def test_a_long_text_is_cut_around_its_hits() -> None:
    text = "water " * 200 + "and the ferry with the old ferry " + "water " * 200
    assert 180 < len(shown(text, "ferry")) < 260
    assert shown(text, "ferry").count("[ferry]") == 2
    assert shown(text, "ferry")[0] == shown(text, "ferry")[-1] == "…"
    assert shown("水" * 900 + "标准" + "水" * 900, "标准").count("[标准]") == 1


@given(st.text(max_size=300), st.text(max_size=20))
def test_a_snippet_is_a_stretch_of_the_text(text: str, query: str) -> None:
    clean = text.replace(marking.MARK, "").replace(marking.UNMARK, "")
    bare = marking.snippet(clean, sought.terms(query))
    bare = bare.replace(marking.MARK, "").replace(marking.UNMARK, "")
    assert bare.strip("…") in clean


def test_a_hostile_text_takes_no_time() -> None:
    marking.snippet("e\u0301 标准 a" * 20_000, sought.terms("標 é* a " * 20))
