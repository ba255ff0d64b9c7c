"""Searching: what is found, in which order, and that no search text is an error."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotate.corpus import articles, matching, narrowing, notes, ranking, search, tags
from annotate.corpus.database import Command, open_write
from annotate.corpus.narrowing import Filters
from annotate.errors import BadInput, BadQuery, NotFound
from annotate.text.key import key
from annotate.text.marking import MARK, UNMARK
from annotate.text.unspaced import LETTERS
from tests import made_up
from tests.made_up import HARBOUR, MUSEUM, ORCHARD, draft


def refs(db: sqlite3.Connection, text: str | None, filters: Filters | None = None) -> list[str]:
    return sorted(hit.paragraph.ref for hit in search.paragraphs(db, text, filters))


FOUND = {
    "a word": ("harbour", ["harbour:1", "harbour:2", "orchard:2"]),
    "case aside": ("HARBOUR", ["harbour:1", "harbour:2", "orchard:2"]),
    "all words": ("harbour old", ["harbour:2", "orchard:2"]),
    "a phrase": ('"the old harbour"', ["orchard:2"]),
    "a phrase in typographic marks": ("“the old harbour”", ["orchard:2"]),
    "a phrase and a word": ('"the old harbour" ladder', ["orchard:2"]),
    "a phrase left open": ('"the old harbour', ["orchard:2"]),
    "a beginning": ("icebr*", ["harbour:2"]),
    "words joined by a hyphen": ("second-week", ["harbour:1"]),
    "an apostrophe": ("harbour's", []),
    "either": ("icebreakers OR ladder", ["harbour:2", "orchard:2"]),
    "either of several words": ("froze week OR old ladder", ["harbour:1", "orchard:2"]),
    "but not": ("harbour NOT old", ["harbour:1"]),
    "a minus": ("harbour -old", ["harbour:1"]),
    "brackets": ("(icebreakers OR ladder) NOT (old harbour)", []),
    "small letters are words": ("harbour or wasps", []),
    "brackets without operators": ("(old (harbour", ["harbour:2", "orchard:2"]),
    "a word that stands nowhere": ("submarine", []),
    "boilerplate too": ("share", ["harbour:" + "%s"]),
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_paragraphs_are_found_by_their_words(
    db: sqlite3.Connection, text: str, expected: list[str]
) -> None:
    assert refs(db, text) == [ref.replace("%s", key(made_up.SHARE)) for ref in expected]


HOSTILE = {
    "empty": "",
    "white space": " \n\t",
    "a quote": '"',
    "two quotes": '""',
    "three quotes": '"""',
    "an apostrophe": "'",
    "a star": "*",
    "stars": "** * a** *a",
    "NEAR": "NEAR(",
    "NEAR with words": "NEAR(a b, 2)",
    "a caret": "^",
    "a caret and a word": "^harbour",
    "brackets": "(((",
    "a column": "text:",
    "braces": "{text rank}: x",
    "a minus": "-harbour",
    "plus": "a + b",
    "a semicolon": "; drop table paragraphs; --",
    "emoji": "🔥",
    "emoji and a word": "🔥 harbour",
    "NUL": "har\x00bour",
    "only NUL": "\x00",
    "a lone surrogate": "\ud800",
    "a lone surrogate in a word": "har\ud800bour",
    "CJK": "摩苏尔 战役",
    "Thai": "ภาษาไทย",
    "combining marks": "\u0301\u0301",
    "right to left": "\u202eruobrah",
    "a line separator": "har\u2028bour",
    "long word": "x" * 10_000,
    "long text": "harbour " * 2_000,
    "many words": " ".join(f"w{n}" for n in range(2_000)),
    "many beginnings": "a* b* c* d* " * 500,
    "many quotes": '"a" ' * 2_500,
    "superscripts": "² ½ Ⅷ",
    "an unassigned letter": "\U0003134a\U000323af",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_search_text_is_an_error(db: sqlite3.Connection, text: str) -> None:
    hits = search.paragraphs(db, text)
    assert search.count(db, text) >= len(hits)
    assert search.notes(db, text) == []


UNASKED = {
    "an operator alone": ("AND", "AND\n  ^"),
    "operators": ("AND OR NOT", "AND OR NOT\n  ^"),
    "an open bracket": ("harbour OR (old", "harbour OR (old\n             ^"),
    "no field": ("text:harbour", "no field text:; fields are tag: note:"),
    "nearly a field": ("tga:harbour", "no field tga:; nearest: tag:actor/isis"),
    "no tag": ("harbour tag:olde", "no tag 'olde'"),
    "no article": ("article:harbor", "nearest: harbour"),
    "no role": ("role:chapter", "no role 'chapter'; roles are title, heading"),
    "no coder": ("coder:zoe", "nobody called zoe has done anything here"),
    "no site": ("site:bbc", "no site 'bbc'"),
    "no date": ("date:2016-13", "no date '2016-13'; say date:2016, date:2016-10"),
    "from later to earlier": ("date:2017..2016", "2017 is after 2016; say date:2016..2017"),
    "no state": ("is:taged", "no is:taged; nearest: is:tagged; say is: with read, unread"),
    "no note": ("note:*", "note: says no word"),
    "deep": ("(" * 10_000 + " a OR b", "brackets stand in 50 others at most"),
    "an open field": ('tag:"old', 'this quotation mark is not closed\n  tag:"old\n      ^'),
}


@pytest.mark.parametrize(("text", "told"), UNASKED.values(), ids=UNASKED)
def test_a_query_that_cannot_be_asked_says_where_and_what_would_have_worked(
    tagged: sqlite3.Connection, text: str, told: str
) -> None:
    with pytest.raises(BadQuery) as raised:
        search.paragraphs(tagged, text)
    assert told in str(raised.value)
    assert str(raised.value).endswith("^")


@given(st.text(st.characters(), max_size=60) | st.text("\"'*^(){}:+-,. aANDOR\x00", max_size=60))
def test_searching_never_raises(db: sqlite3.Connection, text: str) -> None:
    with suppress(BadQuery):
        hits = search.paragraphs(db, text)
        assert all(hit.paragraph.text for hit in hits)


@given(st.sampled_from([*HARBOUR, *ORCHARD, *MUSEUM]), st.data())
def test_any_words_of_a_paragraph_find_it(
    db: sqlite3.Connection, text: str, data: st.DataObject
) -> None:
    bare = [word.strip("“”,.") for word in text.split()]
    words = data.draw(st.lists(st.sampled_from(bare), min_size=1))
    found = search.paragraphs(db, " ".join(words))
    assert text in [hit.paragraph.text for hit in found]


def test_hits_are_marked_in_a_snippet(db: sqlite3.Connection) -> None:
    [hit] = search.paragraphs(db, "shields harbour")
    shown = hit.snippet.replace(MARK, "[").replace(UNMARK, "]")
    assert "human [shields],” the [harbour] master" in shown


def test_the_paragraph_that_says_it_most_comes_first(empty: sqlite3.Connection) -> None:
    once = "A lock is on the door, and the door is at the end of a long and winding corridor."
    thrice = "A lock on a lock on a lock."
    made_up.add(empty, draft(once, thrice, title="Locks"))
    assert [hit.paragraph.text for hit in search.paragraphs(empty, "lock")] == [thrice, once]


@pytest.fixture
def tagged(db: sqlite3.Connection, anna: Command) -> sqlite3.Connection:
    tags.add(
        anna, [tags.Request("harbour:1,2", ("place/sea",)), tags.Request("orchard:2", ("old",))]
    )
    berta = Command(db, coder="berta", words="tag")
    tags.add(berta, [tags.Request("harbour:2", ("old",)), tags.Request("museum:1", ("place",))])
    return db


FILTERS = {
    "a tag": (Filters(tags=("old",)), ["harbour:2", "orchard:2"]),
    "a tag and those under it": (
        Filters(tags=("place",)), ["harbour:1", "harbour:2", "museum:1"],
    ),
    "a tag in other case": (Filters(tags=("OLD",)), ["harbour:2", "orchard:2"]),
    "two tags": (Filters(tags=("place", "old")), ["harbour:2"]),
    "a tag but not another": (
        Filters(tags=("place",), not_tags=("old",)), ["harbour:1", "museum:1"],
    ),
    "a tag by a coder": (Filters(tags=("old",), coder="berta"), ["harbour:2"]),
    "anything by a coder": (Filters(coder="berta"), ["harbour:2", "museum:1"]),
    "an article": (Filters(articles=("mus",)), ["museum:1", "museum:2"]),
    "either of two articles": (
        Filters(articles=("mus", "orchard"), coder="berta"), ["museum:1"],
    ),
    "tagged in either of two articles": (
        Filters(articles=("museum", "orchard"), tags=("old",)), ["orchard:2"],
    ),
    "a tag in an article": (Filters(tags=("place",), articles=("museum",)), ["museum:1"]),
    "a role": (Filters(role="title"), []),
}  # fmt: skip


@pytest.mark.parametrize(("filters", "expected"), FILTERS.values(), ids=FILTERS)
def test_paragraphs_are_found_by_what_stands_on_them(
    tagged: sqlite3.Connection, filters: Filters, expected: list[str]
) -> None:
    assert refs(tagged, None, filters) == expected
    assert search.count(tagged, None, filters) == len(expected)


def test_words_and_filters_must_both_be_met(tagged: sqlite3.Connection) -> None:
    filters = Filters(tags=("old",), not_tags=("place/sea",))
    assert refs(tagged, "harbour", filters) == ["orchard:2"]
    assert search.count(tagged, "harbour", filters) == 1


UNKNOWN = {
    "a tag": (Filters(tags=("olde",)), NotFound, "no tag 'olde'; nearest: old"),
    "a tag to leave out": (Filters(not_tags=("olde",)), NotFound, "nearest: old"),
    "an article": (Filters(articles=("harbor",)), NotFound, "nearest: harbour"),
    "a role": (Filters(role="chapter"), BadInput, "no role 'chapter'; roles are title, heading"),
}


@pytest.mark.parametrize(("filters", "error", "told"), UNKNOWN.values(), ids=UNKNOWN)
def test_an_unknown_filter_says_what_would_have_worked(
    tagged: sqlite3.Connection, filters: Filters, error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        search.paragraphs(tagged, None, filters)


def test_without_a_limit_everything_is_found(db: sqlite3.Connection) -> None:
    found = search.paragraphs(db, "the", limit=None)
    assert len(found) == search.count(db, "the") == len(search.paragraphs(db, "the", limit=10**30))


def test_pages_of_results_follow_each_other(db: sqlite3.Connection) -> None:
    everything = [hit.paragraph.id for hit in search.paragraphs(db, "the")]
    pages = [search.paragraphs(db, "the", limit=2, offset=o)[:2] for o in range(0, 10, 2)]
    assert [hit.paragraph.id for page in pages for hit in page] == everything


def test_a_common_word_is_ranked_too(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_bm25 = {hit.paragraph.id for hit in search.paragraphs(db, "the harbour")}
    monkeypatch.setattr(matching, "COMMON", 1)
    by_density = search.paragraphs(db, "the harbour")
    assert {hit.paragraph.id for hit in by_density} == by_bm25
    scores = [hit.score for hit in by_density]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_private_notes_are_found_only_when_asked_for(db: sqlite3.Connection, anna: Command) -> None:
    notes.add(anna, "harbour:1", "An open word.")
    notes.add(anna, "harbour:1", "A secret word.", private=True)
    assert [hit.note.text for hit in search.notes(db, "word")] == ["An open word."]
    both = search.notes(db, "word", private=True)
    assert sorted(hit.note.text for hit in both) == ["A secret word.", "An open word."]
    assert [n.text for h in search.paragraphs(db, "froze") for n in h.paragraph.notes] == [
        "An open word."
    ]


def test_a_note_is_found_in_its_new_words_only(db: sqlite3.Connection, anna: Command) -> None:
    [note] = notes.add(anna, "harbour:1", "First words.")
    notes.edit(anna, note.id, "Second thoughts.")
    assert [h.note.id for h in search.notes(db, "thoughts")] == [note.id]
    assert search.notes(db, "words") == []
    notes.delete(anna, note.id)
    assert search.notes(db, "thoughts") == []


UNSPACED = {
    "two letters": ("标准", ["z:1"]),
    "four": ("空气污染", ["z:1"]),
    "one": ("严", ["z:2"]),
    "the last of a paragraph": ("天", ["z:2"]),
    "the last two": ("今天", ["z:2"]),
    "a phrase": ('"新标准"', ["z:1"]),
    "a phrase over a mark": ('"新标准，专家"', ["z:1"]),
    "a phrase that is none": ('"标准新"', []),
    "letters that do not meet": ("标专", []),
    "a word and a number joined to letters": ("标准 2016", ["z:1"]),
    "a number alone": ("2016", ["z:1"]),
    "a name within": ("iphone", ["z:2"]),
    "a part of a name": ("phone", []),
    "a name and letters": ("iPhone手机", ["z:2"]),
    "a beginning": ("环境*", ["z:1"]),
    "a beginning in other letters": ("iph*", ["z:2"]),
    "Korean": ("대학", ["z:3"]),
    "Korean with its ending": ('"대학은 문"', ["z:3"]),
    "Japanese": ("テレビ", ["z:4"]),
    "half as wide": ("ﾃﾚﾋﾞ", ["z:4"]),
    "Thai": ("ภาษา", ["z:5"]),
    "Lao": ("ພາສາ", ["z:6"]),
    "Khmer": ("ភាសា", ["z:7"]),
    "Burmese": ("ဘာသာ", ["z:8"]),
}
Z = (
    "环境部2016年公布了空气污染的新标准，专家批评说标准过于宽松。",
    "购买iPhone手机的人很多，价格严重过高，就在今天",
    "서울 대학은 문을 닫았다.",
    "昨日テレビで見た番組は面白かった。",
    "ผมเรียนภาษาไทยทุกวัน",
    "ຂ້ອຍຮຽນພາສາລາວ",
    "ខ្ញុំរៀនភាសាខ្មែរ",
    "ကျွန်တော်မြန်မာဘာသာလေ့လာသည်",
)


@pytest.mark.parametrize("is_site", [False, True], ids=["find", "site"])
@pytest.mark.parametrize(("text", "expected"), UNSPACED.values(), ids=UNSPACED)
def test_words_in_text_without_blanks_are_found(
    empty: sqlite3.Connection, text: str, expected: list[str], is_site: bool
) -> None:
    made_up.add(empty, draft(*Z, title="Z"))
    assert refs(empty, text) == expected
    assert search.count(empty, text) == len(expected)
    if is_site:
        found = search.found(empty, text, Filters(), most=20)
        assert [h.paragraph.ref for h in search.hits(empty, found, found.scored)] == expected
    for hit in search.paragraphs(empty, text):
        assert MARK in hit.snippet


def test_such_words_are_found_with_filters_and_in_notes(
    empty: sqlite3.Connection,
) -> None:
    made_up.add(empty, draft(*Z, title="Z"))
    command = Command(empty, coder="anna", words="a test")
    tags.add(command, [tags.Request("z:1", ("air",))])
    notes.add(command, "z:1", "专家是谁？")
    notes.add(command, "z:2", "价格", private=True)
    assert refs(empty, "标准", Filters(tags=("air",))) == ["z:1"]
    assert refs(empty, "手机", Filters(tags=("air",))) == []
    assert [hit.note.on for hit in search.notes(empty, "专家")] == ["z:1"]
    assert search.notes(empty, "价格") == []
    assert search.count_notes(empty, "价格", private=True, most=9) == 1


@given(st.sampled_from(Z), st.data())
def test_any_stretch_of_letters_finds_its_paragraph(
    z: sqlite3.Connection, text: str, data: st.DataObject
) -> None:
    runs = re.findall(f"{LETTERS}+", text)
    run = data.draw(st.sampled_from(runs))
    first = data.draw(st.integers(0, len(run) - 1))
    last = data.draw(st.integers(first + 1, len(run)))
    assume(run[first].isalnum())  # a sign alone is no word
    assert text in [hit.paragraph.text for hit in search.paragraphs(z, run[first:last])]


@pytest.fixture(scope="module")
def z(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("z") / "z.db"
    with closing(open_write(path, create=True)) as db:
        made_up.add(db, draft(*Z, title="Z"))
        yield db


@pytest.mark.parametrize("text", [None, "the", "the AND bay", "the*", "the OR ship"])
@pytest.mark.parametrize("removed", [False, True])
def test_a_tag_on_few_leads_to_them_among_many_hits(
    empty: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, text: str | None, removed: bool
) -> None:
    """The same paragraphs are found as without."""
    words = [f"The ship number {n} lay in the bay for {n} days." for n in range(3000)]
    made_up.add(empty, draft(*words, title="Bay"), "bay.txt")
    wanted = [tags.Request(f"bay:{n}", ("sea",)) for n in range(2, 3000, 70)]
    tags.add(Command(empty, coder="anna", words="tag"), wanted)
    later = draft(*words[:1500], title="Bay")
    articles.add(Command(empty, coder="anna", words="add"), later, b"later", source="bay.txt")
    for name, at, value in (("FEW", narrowing, 0), ("COMMON", matching, 0), ("PART", ranking, 9)):
        monkeypatch.setattr(at, name, value)
    filters = Filters(tags=("sea",), removed=removed)

    def found() -> tuple[int, list[str]]:
        ranked = search.best(empty, text, filters, most=5)
        counted = search.count(empty, text, filters, known=ranked)
        assert counted == search.count(empty, text, filters)
        return counted, [hit.paragraph.key for hit in search.paragraphs(empty, text, filters)]

    asked: list[str] = []
    empty.set_trace_callback(asked.append)
    led = found()
    empty.set_trace_callback(None)
    one = "in (select paragraph from taggings" if text is None else "into temp.few_fts"
    assert any(one in sql for sql in asked)
    monkeypatch.setattr(narrowing, "LED", -1)
    assert led == found()
    assert led[0] in (21, 22)
