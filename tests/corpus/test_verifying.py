"""Whether what a manuscript quotes stands in the corpus."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.cite import prose
from annotate.cite.citation import Citation
from annotate.corpus import articles, citing
from annotate.corpus.database import Command, open_write
from annotate.corpus.verifying import Finding, Verifier
from annotate.manuscript import quotations
from annotate.readers import plain
from annotate.text.key import key
from tests import made_up
from tests.made_up import HARBOUR, MUSEUM, ORCHARD

AT = "https://a.org/cite/"
SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def verified(db: sqlite3.Connection, text: str) -> list[Finding]:
    verifier = Verifier(db)
    read = quotations.read(text.encode(), "md")
    return [finding for quotation in read for finding in verifier.verify(quotation)]


def told(db: sqlite3.Connection, text: str) -> list[tuple[str, ...]]:
    """Status, then where the words stand."""
    return [(finding.status, *finding.places) for finding in verified(db, text)]


def link(words: str) -> str:
    return f" {AT}{key(words)}"


CASES = {
    "exact, with a link": ("“no ship came in”" + link(HARBOUR[0]), ("exact", "harbour:1")),
    "exact, without": ("“and no ship came in for a month”", ("exact", "harbour:1")),
    "misquoted, with a link": (
        "“no boat came in for a month”" + link(HARBOUR[0]), ("misquoted", "harbour:1"),
    ),
    "misquoted, without": ("“and no boat came in for a month”", ("misquoted", "harbour:1")),
    "in another paragraph": (
        "“no ship came in”" + link(ORCHARD[0]), ("wrong paragraph", "harbour:1"),
    ),
    "in one place": ("“the old harbour”", ("exact", "orchard:2")),
    "in two places": ("“the harbour”", ("ambiguous", "harbour:1", "harbour:2")),
    "nowhere": ("“one two three four five six”", ("not in the corpus",)),
    "nowhere, with a link": (
        "“one two three four five six”" + link(HARBOUR[0]), ("not in the corpus",),
    ),
    "a link to nothing": ("“no ship came in”" + link("x"), ("broken link", "harbour:1")),
    "a link to another article": (
        f"“no ship” {AT}museum/{key(HARBOUR[0])}", ("broken link", "harbour:1"),
    ),
    "a link alone": (link(HARBOUR[0]), ("linked", "harbour:1")),
    "a link alone, to nothing": (link("x"), ("broken link",)),
    "over two paragraphs": (
        "> no ship came in for a month.\n>\n> We used them" + "\n> —" + link(HARBOUR[1]),
        ("exact", "harbour:1"),
    ),
    "over two paragraphs, without a link": (
        "> and no ship came in for a month.\n>\n> We used them as human shields",
        ("exact", "harbour:1"),
    ),
    "over two paragraphs, with an ellipsis": (
        "“no ship … human shields”" + link(HARBOUR[0]), ("exact", "harbour:1"),
    ),
}  # fmt: skip


NOTED = "The harbour[1] froze, in [the old] calendar, in [some] week [sic] of [a] year[note].[2]"


@pytest.mark.parametrize(
    "quoted",
    [
        "“The harbour froze, in [the old] calendar, in [some] week [sic] of [a] year.”",
        "“The harbour[1] froze, in [the old] calendar, in [some] week [sic] of [a] year[note].[2]”",
        "“harbour[7] froze, in [it] calendar”",
        "“The [big] harbour froze”",
        "“The harbour […] calendar”",
    ],
)
def test_signs_of_footnotes_are_no_words(db: sqlite3.Connection, quoted: str) -> None:
    made_up.add(db, made_up.draft(NOTED, title="Notes"), "notes.txt")
    assert told(db, quoted + link(NOTED))[0][0] == "exact"


def test_what_is_quoted_with_an_advertisement_in_it_or_without_is_exact(
    db: sqlite3.Connection,
) -> None:
    made_up.add(db, made_up.draft(*ORCHARD[:2], made_up.SHARE, ORCHARD[2], title="Ad"), "ad.txt")
    for between in ("", f"\n>\n> {made_up.SHARE}"):
        quoted = f"> {ORCHARD[1]}{between}\n>\n> {ORCHARD[2]}"
        assert ("exact", "ad:2") in told(db, f"{quoted}\n> — {AT}ad/{key(ORCHARD[1])}")


BRACKETED = (
    "The harbour was closed for a month (about forty ships were waiting). Nobody knew who had"
    " ordered it (the mayor denied it). The bakers had no flour [so the paper said]."
)
ENDS: dict[str, tuple[str, str, list[str]]] = {
    "the source's own": ("Nobody knew who had ordered it (the mayor denied it).", "exact", []),
    "left out": ("Nobody knew who had ordered it.", "exact", []),
    "a citation": ("Nobody knew who had ordered it (Keller and Lee n.d., 12).", "exact", []),
    "of another width": ("Nobody knew who had ordered it（凯勒 2016）。", "exact", []),
    "brackets in brackets": ("Nobody knew who had ordered it (Keller [2016]).", "exact", []),
    "both": ("Nobody knew who had ordered it (the mayor denied it). (Keller)", "exact", []),
    "two of them": ("who had ordered it (Keller 2016) [my emphasis]", "exact", []),
    "a raised sign": ("Nobody knew who had ordered it.¹", "exact", []),
    "a number": ("Nobody knew who had ordered it.12", "exact", []),
    "before a link": (f"Nobody knew who had ordered it. (Lee, {AT}{key(BRACKETED)})", "exact", []),
    "misquoted in brackets": (
        "The harbour was closed for a month (about fifty ships were waiting).",
        "misquoted", ["fifty"],
    ),
    "misquoted before them": (
        "The harbour was open for a month (Keller and Lee, n.d.)", "misquoted", ["open"],
    ),
    "misquoted in the source's own, with a citation": (
        "Nobody knew who had ordered it (the mayor denied this). (Keller 2016)",
        "misquoted", ["this"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "status", "added"), ENDS.values(), ids=ENDS)
def test_brackets_that_a_block_quotation_ends_with(
    db: sqlite3.Connection, words: str, status: str, added: list[str]
) -> None:
    made_up.add(db, made_up.draft(BRACKETED, title="Brackets"), "brackets.txt")
    [finding] = verified(db, f"> {words}")
    assert finding.status == status
    said = [change.text.strip() for change in finding.changes if change.kind == "added"]
    assert said == added


UNLIKE = {
    "short, middling, long": (
        "He left.",
        "Extraordinarily melancholy schoolmasters congratulated themselves afterwards, whereupon"
        " indefatigable correspondents misrepresented everything schoolmasters understood regarding"
        " neighbouring universities, notwithstanding protestations.",
        "So it was and so it is and if it is to be as it was it is up to us to do as we did to it.",
    ),
    "a table": (
        "w0001\tw0002", "w0003 w0004 w0005 w0006 w0007 w0008 w0009, w0010.",
        "日本語の文章は¶ここで\tw0011",
    ),
}  # fmt: skip


@pytest.mark.parametrize("paragraphs", UNLIKE.values(), ids=UNLIKE)
def test_paragraphs_of_unlike_lengths_quoted_whole_are_exact(
    db: sqlite3.Connection, paragraphs: tuple[str, ...]
) -> None:
    made_up.add(db, made_up.draft(*paragraphs, title="Unlike"), "unlike.txt")
    assert told(db, "> " + "\n>\n> ".join(paragraphs)) == [("exact", "unlike:1")]


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_what_is_said_of_a_quotation(
    db: sqlite3.Connection, text: str, expected: tuple[str, ...]
) -> None:
    assert told(db, text)[0] == expected


LETTERS = (
    "The o\ufb03ce of the coopera\xadtion in \u0130stanbul was \uff26\uff35\uff2c\uff2c of people,"
    " and the \ufb01nal \ufb02ight could not \ufb01nd the air\xad\ufb01eld on the Stra\xdfe."
)


@pytest.mark.parametrize(
    ("quoted", "changed"),
    [
        ("The office of the cooperation in Ankara was FULL of people", "Ankara"),
        ("and the final flight could never find the airfield", "never"),
        ("the final train could not find the airfield on the Strasse", "train"),
    ],
)
def test_a_word_among_letters_that_no_index_knows_is_misquoted(
    db: sqlite3.Connection, quoted: str, changed: str
) -> None:
    made_up.add(db, made_up.draft(LETTERS, title="Letters"), "letters.txt")
    [found] = verified(db, f"“{quoted}”")
    assert (found.status, found.places) == ("misquoted", ("letters:1",))
    assert [c.text for c in found.changes if c.kind == "added"] == [changed]


def test_words_in_several_places_are_ambiguous(db: sqlite3.Connection) -> None:
    made_up.add(db, made_up.draft(HARBOUR[0], title="Again"), "again.txt")
    [finding] = verified(db, "“and no ship came in for a month”")
    assert (finding.status, finding.level, finding.minor) == ("ambiguous", "warning", False)
    assert finding.places == ("harbour:1", "again:1")


def test_a_link_says_which(db: sqlite3.Connection) -> None:
    made_up.add(db, made_up.draft(HARBOUR[0], title="Again"), "again.txt")
    assert told(db, f"“no ship came in” {AT}again/{key(HARBOUR[0])}") == [("exact", "again:1")]


def test_words_of_an_earlier_version_are_told(db: sqlite3.Connection) -> None:
    made_up.add(db, made_up.draft(*HARBOUR[:2], title="Harbour"), "harbour.txt")
    for text in ("“Fish was sold on the ice”", "“Fish was sold on the ice”" + link(HARBOUR[2])):
        [finding] = verified(db, text)
        assert (finding.status, finding.level) == ("older version", "warning")
        assert finding.places == ("harbour@1:3",)


def test_words_that_an_edit_left_are_exact(db: sqlite3.Connection) -> None:
    edited = HARBOUR[2].replace("spring", "summer")
    made_up.add(db, made_up.draft(*HARBOUR[:2], edited, title="Harbour"), "harbour.txt")
    assert told(db, "“Fish was sold on the ice”" + link(HARBOUR[2])) == [("exact", "harbour:3")]
    [(status, *_)] = told(db, "“on the ice until the spring”" + link(HARBOUR[2]))
    assert status == "older version"


def test_wordings_that_only_the_table_of_wordings_has_are_found(db: sqlite3.Connection) -> None:
    db.execute(
        """
        insert into wordings (paragraph, article, from_version, to_version, key, occurrence,
          position, number, role, text, start, "end")
        select id, article, 1, 1, ?, 1, position, number, role, ?, 0, 9
        from paragraphs where text = ?
        """,
        [key("Nobody went to the frozen sea."), "Nobody went to the frozen sea.", HARBOUR[0]],
    )
    linked = f"“the frozen sea”{link('Nobody went to the frozen sea.')}"
    for text in ("“Nobody went to the frozen sea.”", linked):
        assert told(db, text) == [("older version", "harbour@1:1")]


def test_a_title_beside_its_link_is_no_quotation(db: sqlite3.Connection) -> None:
    assert told(db, f"See “Harbour”, {AT}{key(HARBOUR[0])}") == []


def test_another_sites_link_that_is_quoted_with_the_words_is_none_of_ours(
    db: sqlite3.Connection,
) -> None:
    words = "The list of the ships is at https://b.org/cite/0123456789abc for all to read."
    made_up.add(db, made_up.draft(words, *MUSEUM, title="Ships"), "ships.txt")
    for quoted in (
        f"“{words}”",
        f"> {words}",
        "“The list of the ships is at https://b.org/cite/0123456789abc”",
    ):
        assert told(db, quoted) == [("exact", "ships:1")]
    wrong = words.replace("abc", "abd")
    assert told(db, f"“{wrong}”") == [("broken link",)]


def test_short_words_without_a_link_are_minor(db: sqlite3.Connection) -> None:
    found = verified(db, "“so-called” and “the” but “one two three four five”")
    assert [finding.minor for finding in found] == [True, True, False]


def test_what_a_link_may_belong_to_is_no_error(db: sqlite3.Connection) -> None:
    found = verified(db, "“scare” then “no ship came in for a month”" + link(HARBOUR[0]))
    assert [(f.status, f.level) for f in found] == [
        ("not in the corpus", "warning"), ("exact", "ok"),
    ]  # fmt: skip


def test_chinese_is_found_inside_a_sentence(db: sqlite3.Connection) -> None:
    text = "伊拉克军队在七月解放了摩苏尔城，但是战争没有结束。"
    made_up.add(db, made_up.draft(text, *MUSEUM, title="Mosul"), "zh.txt")
    assert told(db, "“军队在七月解放了摩苏尔”") == [("exact", "mosul:1")]
    assert told(db, "“军队在七月占领了摩苏尔城”") == [("misquoted", "mosul:1")]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The five articles of the example."""
    path = tmp_path_factory.mktemp("seeds") / "corpus.db"
    with closing(open_write(path, create=True)) as db:
        for file in SEEDS:
            data = file.read_bytes()
            command = Command(db, coder="anna", words="add")
            articles.add(command, plain.read(data), data, source=file.name)
        yield db


def cited(db: sqlite3.Connection, data: st.DataObject) -> Citation:
    """The citation of some paragraph."""
    refs = [
        f"{row['slug']}:{row['number']}"
        for row in db.execute(
            """
            select a.slug, p.number from paragraphs p join articles a on a.id = p.article
            where p.number is not null
            """
        )
    ]
    ref = data.draw(st.sampled_from(refs))
    [citation] = citing.by_ref(db, ref, base_url="https://a.org")
    return citation


@given(st.data())
def test_what_annotate_cite_prints_is_exact(seeds: sqlite3.Connection, data: st.DataObject) -> None:
    citation = cited(seeds, data)
    assert told(seeds, f"So:\n\n{prose.text(citation)}\n") == [("exact", citation.ref)]


@given(st.data())
def test_a_changed_word_is_named(seeds: sqlite3.Connection, data: st.DataObject) -> None:
    citation = cited(seeds, data)
    words = citation.quote.split()
    plain_words = [i for i, word in enumerate(words) if word.isalpha() and len(words) > 3]
    if not plain_words:
        return
    changed = data.draw(st.sampled_from(plain_words))
    was, words[changed] = words[changed], "Xyzzy"
    [finding] = verified(seeds, prose.text(replace(citation, quote=" ".join(words))))
    assert (finding.status, finding.places) == ("misquoted", (citation.ref,))
    assert [(c.kind, c.text) for c in finding.changes if c.kind != "same"] == [
        ("removed", was), ("added", "Xyzzy"),
    ]  # fmt: skip
