import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.cite.quoting import marks

# delimiters.json of cldr-misc-full 48: quotationStart and quotationEnd around a word, and inside
CLDR = {
    "en": "“a ‘b’ c”", "en-US": "“a ‘b’ c”", None: "“a ‘b’ c”", "tlh": "“a ‘b’ c”",
    "de": "„a ‚b‘ c“", "de-AT": "„a ‚b‘ c“", "de-CH": "„a ‚b‘ c“", "fr": "«a «b» c»",
    "fr-CA": "«a ”b“ c»", "fr-CH": "«a ‹b› c»", "es": "“a ‘b’ c”", "es-MX": "“a ‘b’ c”",
    "es-US": "«a “b” c»", "pt-BR": "“a ‘b’ c”", "pt-PT": "«a “b” c»", "it": "«a “b” c»",
    "sv": "”a ’b’ c”", "fi": "”a ’b’ c”", "pl": "„a «b» c”", "ru": "«a „b“ c»",
    "uk": "«a „b“ c»", "ja": "「a 『b』 c」", "zh": "“a ‘b’ c”", "zh-CN": "“a ‘b’ c”",
    "zh-Hant-TW": "「a 『b』 c」", "zh-TW": "「a 『b』 c」", "ar": "”a ’b‘ c“",
    "ar-IQ": "”a ’b‘ c“", "he": "”a ’b’ c”", "fa": "«a ‹b› c»", "ur-PK": "”a ’b‘ c“",
    "ckb": "“a ‘b’ c”", "tr": "“a ‘b’ c”", "hu": "„a »b« c”", "bs-Cyrl": "„a ‚b‘ c“",
}  # fmt: skip


@pytest.mark.parametrize(("language", "quoted"), CLDR.items(), ids=str)
def test_a_quotation_has_the_marks_of_its_language(language: str | None, quoted: str) -> None:
    of = marks(language)
    assert of.around(f"a {of.opening}b{of.closing} c") == quoted
    assert of.around("plain") == f"{quoted[0]}plain{quoted[-1]}"


def test_an_apostrophe_stays_and_a_typewriters_mark_becomes_a_single_one() -> None:
    assert marks("nl").around("foto’s") == "‘foto’s’"
    assert marks("tn").around("l’a") == "‘l’a’"
    assert marks("en").around('a "b"') == "“a 'b'”"


@given(st.text())
def test_no_tag_is_an_error(tag: str) -> None:
    assert len(marks(tag)) == 4
