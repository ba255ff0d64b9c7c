"""Tags by rules: only what is new, what is taken off stays off, and what does not end is named."""

import sqlite3
import time
from contextlib import closing

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotate.coding import autocoding
from annotate.coding.autocoding import Autocoded
from annotate.corpus import check, defining, forgetting, history, merging, rules, tags
from annotate.corpus.database import Command
from annotate.corpus.tags import Request
from annotate.errors import BadInput, BadQuery, NotFound
from annotate.model import CITABLE, ROLES
from annotate.text.rule import Rule
from tests import made_up
from tests.made_up import HARBOUR, ORCHARD, draft

USUAL = tuple(role for role in ROLES if role in CITABLE)


def words(name: str, tag: str, *said: str, whole: bool = False) -> Rule:
    return Rule(name, (tag,), words=said, roles=USUAL, whole=whole)


def pattern(said: str, tag: str = "p", *, whole: bool = False) -> Rule:
    return Rule("p", (tag,), pattern=said, roles=USUAL, whole=whole, where="r.yaml, line 3")


ICE = words("ice", "sea/ice", "ice", "froze")
HARBOURS = Rule("harbours", ("place",), query="harbour")
PEARS = pattern(r"pears?\b", "fruit")
ALL = [ICE, HARBOURS, PEARS]


def by(db: sqlite3.Connection, coder: str = "anna") -> Command:
    return Command(db, coder=coder, words="autocode")


def apply(db: sqlite3.Connection, *said: Rule, coder: str = "anna") -> Autocoded:
    return autocoding.apply(by(db, coder), said or ALL)


def counted(done: Autocoded) -> list[tuple[int, int, int]]:
    return [(each.new, each.there, each.off) for each in done.outcomes]


def taggings(db: sqlite3.Connection) -> set[tuple[str, int | None, str, str | None]]:
    sql = """
        select a.slug, p.number, tags.name, t.exact from taggings t
        join tags on tags.id = t.tag join paragraphs p on p.id = t.paragraph
        join articles a on a.id = p.article
    """
    return {tuple(row) for row in db.execute(sql)}


def untag(db: sqlite3.Connection, ref: str, tag: str, quote: str | None = None) -> None:
    tags.remove(by(db), Request(ref, (tag,), quote), everyone=True)


def test_words_and_patterns_tag_quotes_and_queries_paragraphs(db: sqlite3.Connection) -> None:
    done = apply(db)
    assert counted(done) == [(2, 0, 0), (3, 0, 0), (2, 0, 0)]
    assert [(each.paragraphs, each.articles) for each in done.outcomes] == [(2, 1), (3, 2), (2, 1)]
    assert taggings(db) == {
        ("harbour", 1, "sea/ice", "froze"), ("harbour", 3, "sea/ice", "ice"),
        ("harbour", 1, "place", None), ("harbour", 2, "place", None),
        ("orchard", 2, "place", None),
        ("orchard", 1, "fruit", "pears"), ("orchard", 3, "fruit", "pears"),
    }  # fmt: skip
    assert db.execute("select distinct origin, coder from taggings").fetchall()[0][:] == (
        "rule", "anna",
    )  # fmt: skip
    assert list(check.problems(db)) == []


def test_a_preview_changes_nothing_and_foresees_what_is_put(db: sqlite3.Connection) -> None:
    before = made_up.dump(db)
    foreseen = autocoding.preview(db, ALL)
    assert made_up.dump(db) == before
    assert counted(foreseen) == counted(apply(db))
    assert [made.tag for made in foreseen.made] == ["sea/ice", "place", "fruit"]
    [sample, _] = foreseen.outcomes[0].samples
    assert (sample.ref, sample.quote) == ("harbour:1", "froze")
    assert sample.snippet.startswith("The harbour at Lindow \x02froze\x03 in the second week")


def test_what_anybody_put_on_the_same_words_is_there(db: sqlite3.Connection) -> None:
    tags.add(by(db, "ben"), [Request("harbour:1", ("sea/ice",), "froze")])
    tags.add(by(db, "ben"), [Request("orchard:2", ("place",))])
    assert counted(apply(db)) == [(1, 1, 0), (2, 1, 0), (2, 0, 0)]


def test_two_rules_put_a_tag_on_the_same_words_once(db: sqlite3.Connection) -> None:
    same = [ICE, words("again", "sea/ice", "froze"), Rule("w", ("place",), query="froze"),
            words("x", "place", "froze", whole=True)]  # fmt: skip
    assert counted(autocoding.preview(db, same)) == [(2, 0, 0), (0, 1, 0), (1, 0, 0), (0, 1, 0)]
    done = apply(db, *same)
    assert (done.new, done.left, len(taggings(db))) == (3, 0, 3)


def test_again_only_what_is_new_is_put(db: sqlite3.Connection) -> None:
    apply(db)
    before = made_up.dump(db)
    assert counted(apply(db)) == [(0, 2, 0), (0, 3, 0), (0, 2, 0)]
    assert made_up.dump(db) == before  # not even a command
    made_up.add(db, draft("A pear of ice in a harbour.", title="Later"), "later.txt")
    assert counted(autocoding.apply(by(db), autocoding.known(db))) == [
        (1, 2, 0), (1, 3, 0), (1, 2, 0),
    ]  # fmt: skip
    assert {each for each in taggings(db) if each[0] == "later"} == {
        ("later", 1, "sea/ice", "ice"), ("later", 1, "place", None), ("later", 1, "fruit", "pear"),
    }  # fmt: skip


def test_what_is_taken_off_stays_off_by_whatever_rule(db: sqlite3.Connection) -> None:
    apply(db)
    untag(db, "harbour:1", "sea/ice", "froze")
    untag(db, "harbour:2", "place")
    assert counted(autocoding.preview(db, ALL)) == [(0, 1, 1), (0, 2, 1), (0, 2, 0)]
    assert counted(apply(db, words("other", "sea/ice", "froze"))) == [(0, 0, 1)]
    assert apply(db).new == 0
    assert ("harbour", 1, "sea/ice", "froze") not in taggings(db)
    history.undo(by(db))  # the rules
    history.undo(by(db))  # the other rules
    history.undo(by(db))  # the second was taken off
    assert counted(apply(db)) == [(0, 1, 1), (0, 3, 0), (0, 2, 0)]


def test_one_of_several_words_that_is_taken_off_stays_off_alone(db: sqlite3.Connection) -> None:
    made_up.add(db, draft("Ice on ice, and ice.", title="Floe"), "floe.txt")
    apply(db, ICE)
    command = by(db)
    tags.remove(command, Request("floe:1", ("sea/ice",), "ice", occurrence=2), everyone=True)
    assert counted(apply(db, ICE)) == [(0, 4, 1)]
    # in other words one of them stays off, wherever it stands now, and what is new is put
    edited = draft("There was ice on ice, and ice, and more ice.", title="Floe")
    made_up.add(db, edited, "floe.txt")
    assert counted(apply(db, ICE)) == [(1, 4, 1)]


def test_what_is_taken_off_stays_off_in_a_new_version(db: sqlite3.Connection) -> None:
    apply(db)
    untag(db, "harbour:1", "sea/ice", "froze")
    untag(db, "harbour:1", "place")
    untag(db, "orchard:3", "fruit", "pears")
    edited = HARBOUR[0].replace("second week", "third week")
    made_up.add(db, draft("A new beginning.", edited, *HARBOUR[1:], title="Harbour"), "harbour.txt")
    merged = f"{ORCHARD[1]} {ORCHARD[2]}"
    made_up.add(db, draft(ORCHARD[0], merged, title="Orchard"), "orchard.txt")
    # a tag of a paragraph that was merged into another is on its words there
    assert counted(apply(db)) == [(0, 1, 1), (1, 1, 1), (0, 1, 1)]
    undone = [history.undo(by(db)).words for _ in range(3)]
    assert undone == ["autocode", "add orchard.txt", "add harbour.txt"]
    assert counted(apply(db)) == [(0, 1, 1), (0, 2, 1), (0, 1, 1)]
    assert list(check.problems(db)) == []


def test_a_tag_that_somebody_recoded_does_not_come_back(db: sqlite3.Connection) -> None:
    apply(db)
    merging.recode(by(db, "ben"), "harbour", "place", "building")
    assert counted(apply(db)) == [(0, 2, 0), (0, 0, 3), (0, 2, 0)]


def test_rules_go_along_with_their_tags(db: sqlite3.Connection) -> None:
    apply(db)
    untag(db, "harbour:1", "place")
    defining.rename(by(db), "fruit", "tree/fruit")
    merging.merge(by(db), ["place"], "where")
    assert [rule.tags for rule in rules.kept(db)] == [("sea/ice",), ("where",), ("tree/fruit",)]
    assert counted(autocoding.apply(by(db), rules.kept(db))) == [(0, 2, 0), (0, 2, 1), (0, 2, 0)]
    defining.delete(by(db), "where", force=True)
    assert counted(autocoding.apply(by(db), rules.kept(db))) == [(0, 2, 0), (0, 0, 0), (0, 2, 0)]
    assert list(check.problems(db)) == []


ON_TAGS = Rule("on tags", ("both",), query='tag:place (tag:sea/* OR tag:"Sea/ICE" OR NOT tag:sea)')


def test_a_query_may_build_on_a_tag_that_another_rule_is_to_make(db: sqlite3.Connection) -> None:
    assert counted(autocoding.preview(db, [*ALL, ON_TAGS]))[-1] == (0, 0, 0)
    assert counted(apply(db, *ALL, ON_TAGS))[-1] == (0, 0, 0)
    assert counted(autocoding.apply(by(db), rules.kept(db)))[-1][0] > 0
    with pytest.raises(BadQuery, match="rule 'q': no tag 'se'"):
        autocoding.preview(db, [ICE, Rule("q", ("x",), query="tag:se")])


def test_queries_go_along_with_tags(db: sqlite3.Connection) -> None:
    apply(db, *ALL, ON_TAGS)
    defining.rename(by(db), "sea", "open water")
    merging.merge(by(db), ["place"], "fruit")
    assert rules.kept(db)[-1].query == (
        'tag:fruit (tag:"open water/*" OR tag:"open water/ICE" OR NOT tag:"open water")'
    )
    assert counted(autocoding.preview(db, rules.kept(db)))[-1][0] > 0
    history.undo(by(db))
    history.undo(by(db))
    assert rules.kept(db)[-1].query == ON_TAGS.query


def test_what_is_merged_into_a_tag_that_stands_there_is_not_taken_off(
    db: sqlite3.Connection,
) -> None:
    apply(db, HARBOURS, words("also", "building", "harbour", whole=True))
    off = rules.listing(db)[1].taggings
    merging.merge(by(db), ["building"], "place")
    assert off > 0
    assert [each.taken_off for each in rules.listing(db)] == [0, 0]
    untag(db, "harbour:2", "place")
    assert [each.taken_off for each in rules.listing(db)] == [1, 1]


def test_one_undo_takes_everything_back_and_a_redo_brings_it_back(db: sqlite3.Connection) -> None:
    before = made_up.dump(db)
    apply(db)
    after = made_up.dump(db)
    history.undo(by(db))
    assert made_up.dump(db) == before
    history.redo(by(db))
    assert made_up.dump(db) == after
    history.undo(by(db))
    assert counted(apply(db)) == [(2, 0, 0), (3, 0, 0), (2, 0, 0)]


def test_rules_are_kept_as_they_were_applied_last(db: sqlite3.Connection) -> None:
    apply(db)
    assert rules.kept(db) == ALL
    other = words("ice", "sea/ice", "icebreakers")
    assert rules.changed(db, [HARBOURS, other]) == ((), ("ice",), ("p",))
    apply(db, HARBOURS, other)
    assert rules.kept(db) == [HARBOURS, other]
    assert [(each.rule.name, each.is_current, each.taggings) for each in rules.listing(db)] == [
        ("harbours", True, 3), ("ice", True, 3), ("p", False, 2),
    ]  # fmt: skip
    before, after = db.execute(
        "select before, after from history where what = 'rules' and before like '%froze%'"
    ).fetchone()
    assert ("froze" in before, "icebreakers" in after) == (True, True)
    history.undo(by(db))
    assert rules.kept(db) == ALL


def test_without_rules_it_says_how_to_have_some(db: sqlite3.Connection) -> None:
    with pytest.raises(NotFound, match="no rules are kept; `annotate autocode FILE --apply`"):
        autocoding.known(db)
    assert counted(autocoding.apply(by(db), [])) == []


def test_what_a_pattern_tags_has_no_blanks_at_its_ends_and_is_not_empty(
    db: sqlite3.Connection,
) -> None:
    apply(db, pattern(r"\s*(?:harbour\s+)?|x*"))
    assert {exact for *_, exact in taggings(db)} == {"harbour"}


def test_the_whole_paragraph_is_tagged_once(db: sqlite3.Connection) -> None:
    apply(db, pattern("(?=.*harbour)", whole=True))
    found = {("harbour", 1, "p", None), ("harbour", 2, "p", None), ("orchard", 2, "p", None)}
    assert taggings(db) == found


def test_words_that_are_excepted_are_no_match(db: sqlite3.Connection) -> None:
    rule = Rule("h", ("h",), words=("harbour",), but=("harbour master", "old harbour"), roles=USUAL)
    apply(db, rule)
    assert taggings(db) == {("harbour", 1, "h", "harbour")}


def test_roles_say_which_paragraphs_are_looked_at(db: sqlite3.Connection) -> None:
    share = Rule("s", ("s",), words=("share",), roles=("boilerplate",))
    assert counted(apply(db, words("u", "s", "share"), share)) == [(0, 0, 0), (1, 0, 0)]
    query = Rule("q", ("q",), query="share OR fish")
    assert counted(apply(db, query)) == [(2, 0, 0)]
    assert counted(apply(db, Rule("r", ("r",), query="share OR fish", roles=("body",)))) == [
        (1, 0, 0)
    ]


REFUSED: dict[str, tuple[Rule, str]] = {
    "a query": (
        Rule("q", ("x",), query="a AND (b", where="r.yaml, line 2"),
        r"rule 'q' \(r.yaml, line 2\): this bracket is not closed",
    ),
    "a tag of a query": (Rule("q", ("x",), query="tag:seq"), "rule 'q': no tag 'seq'; nearest"),
    "what looks like a ref": (words("a", "harbour:3", "ice"), "rule 'a': 'harbour:3' looks like"),
    "no name of a tag": (words("a", "a|b", "ice"), "rule 'a': .*|"),
    "matches of nothing": (
        pattern(r"\b|$"),
        r"rule 'p' \(r.yaml, line 3\): the pattern matches no words, [0-9]+ times; words are",
    ),
}


@pytest.mark.parametrize(("rule", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_named_and_nothing_is_stored(
    db: sqlite3.Connection, rule: Rule, told: str
) -> None:
    tags.add(by(db), [Request("harbour:1", ("seas",))])
    before = made_up.dump(db)
    with pytest.raises(BadInput, match=f"^{told}"):
        apply(db, ICE, rule)
    with pytest.raises(BadInput, match=f"^{told}"):
        autocoding.preview(db, [ICE, rule])
    assert made_up.dump(db) == before


def test_a_query_is_shown_with_the_place(db: sqlite3.Connection) -> None:
    with pytest.raises(BadQuery) as caught:
        apply(db, Rule("q", ("x",), query="a AND (b"))
    assert str(caught.value).splitlines()[1:] == ["  a AND (b", "        ^"]


def test_a_closed_codebook_lets_no_new_tag_in(db: sqlite3.Connection) -> None:
    tags.add(by(db), [Request("harbour:1", ("sea/ice",))])
    with by(db) as command:
        command.db.execute("update state set closed = 1")
    with pytest.raises(BadInput, match="rule 'harbours': no tag 'place', and the codebook is clos"):
        autocoding.preview(db, ALL)
    assert counted(apply(db, ICE)) == [(2, 0, 0)]


def test_a_pattern_that_does_not_end_is_named_with_its_paragraph(db: sqlite3.Connection) -> None:
    made_up.add(db, draft("Once.", "a" * 50 + "!", title="Aaa"), "aaa.txt")
    before, started = made_up.dump(db), time.monotonic()
    with pytest.raises(BadInput, match=r"^rule 'p' \(r.yaml, line 3\): the pattern does not end "
                       r"in 1 s in aaa:2; a repeat in a repeat"):  # fmt: skip
        autocoding.apply(by(db), [ICE, pattern("(a+)+$"), PEARS], seconds=1)
    assert time.monotonic() - started < 20
    assert made_up.dump(db) == before


def test_more_matches_in_a_paragraph_than_anybody_means_are_refused(db: sqlite3.Connection) -> None:
    made_up.add(db, draft("a " * 1_001, title="Aaa"), "aaa.txt")
    with pytest.raises(BadInput, match="matches more than 1,000 times in aaa:1; whole: true tags"):
        apply(db, pattern("a"))
    assert counted(apply(db, pattern(r"\ba\b", whole=True))) == [(3, 0, 0)]


HOSTILE = (
    "A bell\x07, an escape \x1b[31m, \u202eright to left\u202c, \ufffd and \u2028 ice.",
    "قال داعش إن الجليد ice قادم 🔥👩‍👩‍👧 ice 🧊ice.",
    f"{'frozen ' * 1400}ice {'word ' * 2000}froze",
    "İce ICE ıce i\u0307ce ｉｃｅ ice\u0301 ic\u00ade",
)


def test_hostile_texts_are_tagged_on_the_words_that_stand_there(db: sqlite3.Connection) -> None:
    made_up.add(db, draft(*HOSTILE, title="Odd"), "odd.txt")
    assert len(HOSTILE[2]) > 19_000
    done = apply(db, ICE, pattern(r"(?i)\bice\b"))
    assert done.left == 0
    rows = db.execute(
        "select p.text, t.exact, t.start from taggings t join paragraphs p on p.id = t.paragraph"
    ).fetchall()
    assert all(text[start : start + len(exact)] == exact for text, exact, start in rows)
    found = [exact for _, n, tag, exact in taggings(db) if (n, tag) == (4, "sea/ice")]
    assert set(found) == {"ICE", "ic\u00ade"}
    assert ("odd", 2, "sea/ice", "ice") in taggings(db)
    assert list(check.problems(db)) == []


def test_forgetting_leaves_nothing_of_it_in_rules(db: sqlite3.Connection) -> None:
    asked = [
        ICE, Rule("named", ("fruit",), query="article:orchard pears"),
        Rule("by", ("x",), query='harbour NOT coder:anna'), Rule("of", ("y",), query="tag:x"),
    ]  # fmt: skip
    apply(db, *asked[:3])
    apply(db, *asked)
    untag(db, "harbour:1", "sea/ice", "froze")
    for kind, name in (("article", "orchard"), ("tag", "x"), ("coder", "anna")):
        forgetting.forget(by(db, "ben"), forgetting.foresee(db, kind, name))
    left = [(rule.name, rule.said) for rule in rules.kept(db)]
    assert left == [("ice", "ice, froze"), ("by", 'harbour NOT coder:"someone"')]
    forgetting.forget(by(db, "ben"), forgetting.foresee(db, "article", "harbour"))
    forgetting.clear(db)
    everything = "\n".join(db.iterdump())
    for secret in ("orchard", "coder:anna", 'coder:\\"anna', '"exact":"froze"'):
        assert secret not in everything
    assert list(check.problems(db)) == []


letters = st.text(st.sampled_from("ab  c"), min_size=1, max_size=8)
queries = st.sampled_from(["a", "b OR c", "a -b", "ab*", 'role:body "a b"'])
kinds = st.one_of(
    st.tuples(st.just("words"), st.lists(letters.filter(str.strip), min_size=1, max_size=2)),
    st.tuples(st.just("pattern"), st.sampled_from(["a+", "b c", "[bc]+$", "(?=.*b)a", "c?"])),
    st.tuples(st.just("query"), queries),
)


@settings(max_examples=10)
@given(
    st.lists(st.tuples(st.sampled_from("xyz"), kinds, st.booleans()), min_size=1, max_size=4),
    st.lists(letters.filter(str.strip), min_size=1, max_size=5),
    st.data(),
)
def test_twice_is_once_and_what_is_taken_off_stays_off(
    said: list[tuple[str, tuple[str, object], bool]], texts: list[str], data: st.DataObject
) -> None:
    asked = [_rule(f"r{n}", *each) for n, each in enumerate(said)]
    with closing(made_up.in_memory()) as db:
        made_up.add(db, draft(*texts, title="A"), "a.txt")
        try:
            first = apply(db, *asked)
        except BadInput:  # a pattern that matches no words here
            assume(False)
        once = taggings(db)
        assert len(once) <= first.new
        assert apply(db, *asked).new == 0
        assert taggings(db) == once
        rows = [row["id"] for row in db.execute("select id from taggings order by id")]
        off = data.draw(st.lists(st.sampled_from(rows), unique=True)) if rows else []
        with by(db) as command:
            command.db.executemany("delete from taggings where id = ?", [(id,) for id in off])
        left = taggings(db)
        again = apply(db, *asked)
        assert (again.new, taggings(db)) == (0, left)


def _rule(name: str, tag: str, looked_for: tuple[str, object], whole: bool) -> Rule:
    kind, value = looked_for
    if kind == "query":
        return Rule(name, (tag,), query=str(value))
    if kind == "pattern":
        return Rule(name, (tag,), pattern=str(value), whole=whole and value != "c?", roles=USUAL)
    assert isinstance(value, list)
    return Rule(name, (tag,), words=tuple(value), whole=whole, roles=USUAL)


def test_nobody_has_read_what_a_rule_tagged(db: sqlite3.Connection) -> None:
    apply(db)
    assert db.execute("select count(*) from seen").fetchone()[0] == 0
