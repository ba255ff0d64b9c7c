"""What is found, quoted and verified: one rule for letters that are written in several ways."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

TEXT = (
    "The Straße was closed, İstanbul’s “old harbour” too; the co‑operative ﬁnance oﬃce of ΛΌΓΟΣ"
    " said it was soft\xadhyphen, zero\u200bwidth, ｗｉｄｅ and ½ of it."
)
KANA = "In the shop of the harbour they write ﾊﾝｶｸ and ｶﾞｽ on a paper at the door."
SOUGHT = [
    "Straße was",
    "Strasse was",
    "“strasse was closed”",
    "İstanbul’s",
    "istanbul's",
    "I\u0307stanbul’s",
    "co‑operative ﬁnance oﬃce",
    "co-operative finance office",
    "ΛΌΓΟΣ said",
    "ﾊﾝｶｸ",
    "ハンカク",
    "ガス",
    "was soft\xadhyphen",
    "was softhyphen",
    "zerowidth",
    "wide and",
    "ｗｉｄｅ and",
    "½ of it",
]
IN_OTHER_CAPITALS = ["STRASSE WAS", "İSTANBUL’S", "λόγος said", "CO-OPERATIVE FINANCE OFFICE"]


@pytest.fixture
def letters(run: Run, tmp_path: Path) -> Run:
    """One article with one paragraph of such letters."""
    (tmp_path / "letters.txt").write_text(f"Letters of the town\n\n{TEXT}\n\n{KANA}\n", "utf-8")
    run("add", tmp_path / "letters.txt")
    run("edit", "4", "--slug", "letters")
    return run


def place(words: str) -> str:
    return "letters:2" if words in ("ﾊﾝｶｸ", "ハンカク", "ガス") else "letters:1"


def quoted(run: Run, words: str) -> list[int]:
    """The exit codes of tag and cite."""
    tagged = run("tag", place(words), "x", "--quote", words)
    return [tagged.exit_code, run("cite", place(words), "--quote", words).exit_code]


@pytest.mark.parametrize("words", SOUGHT)
def test_words_that_may_be_quoted_verify_as_exact(letters: Run, words: str) -> None:
    assert quoted(letters, words) == [0, 0]
    done = letters("verify", "-", "--all", "-f", "json", stdin=f"It is “{words}”.")
    [found] = json.loads(done.stdout)
    assert (found["status"], found["places"]) == ("exact", [place(words)])


@pytest.mark.parametrize("words", SOUGHT)
def test_a_search_finds_what_may_be_quoted(letters: Run, words: str) -> None:
    found = json.loads(letters("find", words, "-f", "json").stdout)
    assert [each["ref"] for each in found] == [place(words)]
    assert "**" in found[0]["snippet"]


FORMS = {
    "finance": ["ﬁnance", "fi\xadnance", "ｆｉｎａｎｃｅ", "fin\u200bance", "finance", "FINANCE"],
    "ship 12": ["ｓｈｉｐ １２", "sh\xadip 12", "ship １2", "SHIP 12"],
    "ハンカク": ["ﾊﾝｶｸ", "ハンカク"],
    "λόγος": ["λό\xadγος", "ΛΌΓΟΣ", "λόγος"],
    "first office": ["ﬁrst oﬃce", "ﬁ\xadrst of\u2060fice", "first oﬀice", "First Office"],
}


@pytest.mark.parametrize("plain", FORMS)
def test_a_search_finds_every_form_by_every_other(run: Run, tmp_path: Path, plain: str) -> None:
    for number, form in enumerate(FORMS[plain]):
        flag = "\xad See the ﬂag\xad" if number % 2 else "See the flag"  # as long as it is plain
        text = f"Number {number}\n\n{flag} of it: {form}, they said of it in the end.\n"
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
        run("add", tmp_path / f"{number}.txt")
    for words in (plain, *FORMS[plain], plain[:4] + "*", f'"{plain}"', f"see {plain} end"):
        found = json.loads(run("find", words, "-f", "json").stdout)
        refs = {each["ref"]: each["snippet"] for each in found if "number" in each["ref"]}
        assert sorted(refs) == [f"number-{n}:2" for n in range(len(FORMS[plain]))], words
        for number, form in enumerate(FORMS[plain]):
            said = f"**{form}**" if words in (plain, *FORMS[plain]) else "**"
            marked = refs[f"number-{number}:2"].replace("** **", " ")
            assert said in marked, (words, marked)


@pytest.mark.parametrize("words", ["Straße", "STRASSE", "grosse masse", "“grosse masse”", "große"])
def test_a_search_takes_ss_for_a_sharp_s(run: Run, tmp_path: Path, words: str) -> None:
    for i, said in enumerate(["Die Straße ist voll, eine große Masse.", "STRASSE, GROSSE MASSE."]):
        (tmp_path / f"{i}.txt").write_text(f"Titel {i}\n\n{said} Und so blieb es lange.\n", "utf-8")
        run("add", tmp_path / f"{i}.txt")
    found = json.loads(run("find", words, "-f", "json").stdout)
    assert {each["ref"] for each in found} == {"titel-0:2", "titel-1:2"}
    assert all("**" in each["snippet"] for each in found)


@pytest.mark.parametrize("words", IN_OTHER_CAPITALS)
def test_a_quote_is_taken_in_whatever_capitals(letters: Run, words: str) -> None:
    assert quoted(letters, words) == [0, 0]


@pytest.mark.parametrize("words", ["1/2 of it", "Istambul", "office  hours"])
def test_other_letters_are_other_words(letters: Run, words: str) -> None:
    assert quoted(letters, words) == [1, 1]
