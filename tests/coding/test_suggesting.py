"""Suggesting a tag for what nobody has read, and what people answer."""

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.coding import suggesting
from annotate.coding.embedding import Embedded
from annotate.coding.suggesting import Suggested, suggest
from annotate.corpus import (
    check,
    defining,
    forgetting,
    history,
    locate,
    merging,
    reading,
    readings,
    suggestions,
    tags,
)
from annotate.corpus.database import Command
from annotate.corpus.tags import Request
from annotate.errors import AnnotateError, BadInput, NotFound
from tests import made_up, shipping
from tests.shipping import is_about_ships

READ = range(1, 81)


@pytest.fixture
def unread(empty: sqlite3.Connection) -> sqlite3.Connection:
    """A paper of 160 paragraphs."""
    shipping.fill(empty)
    return empty


@pytest.fixture
def paper(unread: sqlite3.Connection) -> sqlite3.Connection:
    """Of which Anna has read the first half."""
    shipping.read(unread, READ)
    return unread


def by(db: sqlite3.Connection, coder: str = "ben") -> Command:
    return Command(db, coder=coder, words="answer")


def numbers(found: tuple[suggestions.Suggestion, ...] | list[suggestions.Suggestion]) -> list[int]:
    """Of paragraphs of the paper, in their order."""
    return sorted(int(each.ref.partition(":")[2]) for each in found)


def queued(db: sqlite3.Connection) -> list[int]:
    return numbers(suggestions.queue(db))


def of(db: sqlite3.Connection, number: int) -> int:
    """The id of the suggestion for a paragraph of the paper."""
    [found] = [each.id for each in suggestions.queue(db) if each.ref == f"paper:{number}"]
    return found


def taggings(db: sqlite3.Connection, number: int) -> list[tuple[str, str, str]]:
    [paragraph] = [p for p in reading.article(db, "paper").paragraphs if p.number == number]
    return [(each.tag, each.coder, each.origin) for each in paragraph.taggings]


ABOUT_SHIPS = [number for number in range(81, 161) if is_about_ships(number)]


def test_it_is_suggested_where_nobody_has_read(paper: sqlite3.Connection) -> None:
    done = suggest(paper, "ships")
    assert numbers(done.found) == queued(paper) == ABOUT_SHIPS
    assert (done.judged, done.looked_at, done.above) == (80, 80, 20)
    scores = [each.score for each in done.found]
    assert scores == sorted(scores, reverse=True)
    assert (done.measured.precision, done.measured.recall) == (1.0, 1.0)


def test_the_same_corpus_gets_the_same(paper: sqlite3.Connection) -> None:
    def told(done: Suggested) -> list[object]:
        return [[(each.ref, each.score) for each in done.found], done.measured]

    assert told(suggest(paper, "ships")) == told(suggest(paper, "ships"))


def test_no_more_than_are_asked_for(paper: sqlite3.Connection) -> None:
    all_of_them = suggest(paper, "ships").found
    few = suggest(paper, "ships", limit=3)
    assert [each.id for each in few.found] == [each.id for each in all_of_them[:3]]
    assert (few.above, queued(paper)) == (20, numbers(few.found))


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (range(1, 38), "37 different paragraphs are read since ships is in the codebook, 10 have"
         " it; it takes 13 more read"),
        ([*range(1, 33), *(n for n in range(33, 81) if not is_about_ships(n))],
         "68 different paragraphs are read since ships is in the codebook, 8 have it; it"
         " takes 2 more with it"),
        (range(1, 2), "it takes 9 more with it and 49 more read"),
        ([n for n in range(1, 161) if is_about_ships(n)] + [2], "it takes 9 more read"),
    ],
    ids=["few read", "few with it", "few of both", "all but one have it"],
)  # fmt: skip
def test_from_too_little_nothing_is_learned(
    unread: sqlite3.Connection, read: range | list[int], told: str
) -> None:
    shipping.read(unread, read)
    with pytest.raises(BadInput, match=told):
        suggest(unread, "ships")


def test_from_just_enough_it_is(unread: sqlite3.Connection) -> None:
    shipping.read(unread, [*range(1, 38), *(n for n in range(38, 55) if not is_about_ships(n))])
    done = suggest(unread, "ships")
    assert (done.measured.read, done.measured.positives) == (50, 10)


def test_a_tag_that_nobody_knows_is_named(paper: sqlite3.Connection) -> None:
    with pytest.raises(NotFound, match="nearest: ships"):
        suggest(paper, "shapes")


def test_what_was_read_before_the_tag_was_there_says_nothing_of_it(
    paper: sqlite3.Connection,
) -> None:
    defining.define(by(paper), "boats")
    with pytest.raises(BadInput, match="0 different paragraphs are read since boats"):
        suggest(paper, "boats")
    tags.add(by(paper), [Request(f"paper:{n}", ("boats",)) for n in READ if is_about_ships(n)])
    with pytest.raises(BadInput, match="20 different paragraphs are read since boats"):
        suggest(paper, "boats")


def test_tags_under_it_are_it(paper: sqlite3.Connection) -> None:
    request = [Request(f"paper:{number}", ("ships/ferries",)) for number in (81, 85)]
    tags.add(by(paper), request)
    done = suggest(paper, "ships")
    assert done.measured.positives == 22
    assert numbers(done.found) == ABOUT_SHIPS[2:]


def test_what_a_rule_or_an_import_tagged_is_neither(paper: sqlite3.Connection) -> None:
    for number, origin in ((81, "rule"), (85, "import")):
        [place] = locate.paragraphs(paper, f"paper:{number}")
        tags.put(by(paper), [place], ["ships"], origin=origin)
    done = suggest(paper, "ships")
    assert (done.measured.positives, numbers(done.found)) == (20, ABOUT_SHIPS[2:])


def test_an_accepted_one_is_a_tag_by_the_model_and_whoever_accepted_it(
    paper: sqlite3.Connection,
) -> None:
    suggest(paper, "ships")
    id = of(paper, 81)
    suggestions.accept(by(paper), id)
    assert taggings(paper, 81) == [("ships", "ben", "model")]
    assert queued(paper) == ABOUT_SHIPS[1:]
    [place] = locate.paragraphs(paper, "paper:81")
    assert readings.is_seen(paper, place.id, "ben")
    with pytest.raises(BadInput, match=f"s{id} was accepted"):
        suggestions.reject(by(paper), id)
    assert list(check.problems(paper)) == []
    assert suggest(paper, "ships").measured.positives == 21


def test_an_undo_opens_it_again_and_a_redo_answers_it(paper: sqlite3.Connection) -> None:
    suggest(paper, "ships")
    suggestions.accept(by(paper), of(paper, 81))
    suggestions.reject(by(paper), of(paper, 85))
    for _ in range(2):
        history.undo(by(paper), coder="ben")
    assert (taggings(paper, 81), queued(paper)) == ([], ABOUT_SHIPS)
    suggest(paper, "ships")  # another run leaves what was answered once
    for _ in range(2):
        history.redo(by(paper), coder="ben")
    assert taggings(paper, 81) == [("ships", "ben", "model")]
    assert queued(paper) == ABOUT_SHIPS[2:]


def test_a_rejected_one_is_not_suggested_again(paper: sqlite3.Connection) -> None:
    suggest(paper, "ships")
    suggestions.reject(by(paper), of(paper, 81))
    done = suggest(paper, "ships")
    assert numbers(done.found) == ABOUT_SHIPS[1:]
    assert (done.measured.read, done.measured.positives) == (81, 20)


def again(db: sqlite3.Connection, changed: dict[int, str], slug: str = "paper") -> None:
    """The paper with other paragraphs in place of some."""
    words = [changed.get(n, shipping.paragraph(n)) for n in range(1, 161)]
    made_up.add(db, made_up.draft(*words, title=slug.title()), f"{slug}.txt", coder="carl")


def test_an_answer_holds_for_the_words_wherever_they_stand(paper: sqlite3.Connection) -> None:
    suggest(paper, "ships")
    suggestions.reject(by(paper), of(paper, 81))
    again(paper, {81: shipping.paragraph(81).replace(" ", "\n"), 85: "Nothing of the kind."})
    assert queued(paper) == ABOUT_SHIPS[2:]
    again(paper, {}, "copy")
    found = suggest(paper, "ships").found
    assert shipping.paragraph(81) not in {each.text for each in found}
    assert {each.article for each in found} == {"paper", "copy"}


def test_for_words_that_changed_it_is_not_suggested(paper: sqlite3.Connection) -> None:
    suggest(paper, "ships")
    id = of(paper, 81)
    again(paper, {81: "The ferry was sold on a Monday, as this paper tells at some length."})
    assert queued(paper) == ABOUT_SHIPS[1:]
    with pytest.raises(BadInput, match="does not have any more"):
        suggestions.accept(by(paper), id)
    assert taggings(paper, 81) == []
    assert 81 in numbers(suggest(paper, "ships").found)


def test_what_was_tagged_or_read_since_is_not_suggested(paper: sqlite3.Connection) -> None:
    suggest(paper, "ships")
    tagged, read = of(paper, 81), locate.paragraphs(paper, "paper:85")
    tags.add(by(paper), [Request("paper:81", ("ships/ferries",))])
    readings.read(by(paper), [read[0].id])
    assert queued(paper) == ABOUT_SHIPS[2:]
    with pytest.raises(BadInput, match="has ships already, or a tag under it"):
        suggestions.accept(by(paper), tagged)
    history.undo(by(paper))
    assert queued(paper) == ABOUT_SHIPS[1:]


def test_no_run_is_in_the_history(paper: sqlite3.Connection) -> None:
    before = history.entries(paper)
    assert suggest(paper, "ships").found
    assert [each.words for each in history.entries(paper)] == [each.words for each in before]


def test_an_article_with_suggestions_can_be_taken_back(paper: sqlite3.Connection) -> None:
    words = [shipping.paragraph(number) for number in range(201, 231)]
    made_up.add(paper, made_up.draft(*words, title="Later"), "later.txt")
    suggest(paper, "ships")
    assert suggestions.queue(paper, article="later")
    undone = history.undo(by(paper))
    assert undone.words == "add later.txt"
    assert queued(paper) == ABOUT_SHIPS
    history.redo(by(paper))
    assert suggest(paper, "ships").looked_at == 110


def test_an_undo_takes_no_answer_of_another_along(paper: sqlite3.Connection) -> None:
    words = [shipping.paragraph(number) for number in range(201, 231)]
    made_up.add(paper, made_up.draft(*words, title="Later"), "later.txt")
    suggest(paper, "ships")
    suggestions.reject(by(paper, "carl"), suggestions.queue(paper, article="later")[0].id)
    with pytest.raises(AnnotateError, match="by `answer`"):
        history.undo(by(paper), coder="anna")


def test_answers_go_with_the_tag_when_it_is_merged_or_deleted(paper: sqlite3.Connection) -> None:
    suggest(paper, "ships")
    id = of(paper, 81)
    suggestions.reject(by(paper), id)
    merging.merge(by(paper), ["ships"], "boats")
    assert suggestions.get(paper, id).tag == "boats"
    assert numbers(suggest(paper, "boats").found) == ABOUT_SHIPS[1:]
    before = made_up.dump(paper)
    defining.delete(by(paper), "boats", force=True)
    with pytest.raises(NotFound, match=f"no suggestion s{id}"):
        suggestions.get(paper, id)
    history.undo(by(paper))
    assert suggestions.get(paper, id).answer == "rejected"
    assert made_up.dump(paper)["taggings"] == before["taggings"]


def test_what_is_forgotten_takes_its_suggestions(paper: sqlite3.Connection) -> None:
    suggest(paper, "ships")
    suggestions.reject(by(paper), of(paper, 81))
    suggestions.accept(by(paper), of(paper, 85))
    forgetting.forget(by(paper, "anna"), forgetting.foresee(paper, "coder", "ben"))
    assert {row[0] for row in paper.execute("select coder from suggestions")} == {None, "someone"}
    dumped = "\n".join(row[0] or "" for row in paper.execute("select after from history"))
    assert '"ben"' not in dumped
    forgetting.forget(by(paper, "anna"), forgetting.foresee(paper, "tag", "ships"))
    for table in ("suggestions", "unsure"):
        assert paper.execute(f"select count(*) from {table}").fetchone()[0] == 0
    sql = "select count(*) from history where what = 'suggestions'"
    assert paper.execute(sql).fetchone()[0] == 0


def test_it_is_least_sure_of_what_is_nearest_to_the_line(paper: sqlite3.Connection) -> None:
    suggest(paper, "ships")
    rows = paper.execute("select paragraph, score from unsure").fetchall()
    nearest = sorted(rows, key=lambda row: (abs(row["score"]), row["paragraph"]))
    assert suggestions.least_sure(paper) == [row["paragraph"] for row in nearest]
    some = [row["paragraph"] for row in nearest[5:9]]
    assert suggestions.least_sure(paper, list(reversed(some))) == some


def test_of_very_many_that_were_read_some_are_learned_from(
    paper: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggesting, "MOST_READ", 60)
    done = suggest(paper, "ships")
    assert (done.judged, done.measured.read, done.measured.positives) == (80, 60, 20)


def test_words_that_would_steer_a_terminal_are_only_words(paper: sqlite3.Connection) -> None:
    hostile = "The ferry \x1b[31m lay at anchor off the quay \x00 </script> %s {} ' \" \u202e"
    made_up.add(paper, made_up.draft(hostile, "\u200b", "a" * 50_000, title="Odd"), "odd.txt")
    found = {each.article for each in suggest(paper, "ships").found}
    assert found == {"paper", "odd"}


MODEL = '''
class UnknownModelError(Exception):
    pass


class ModelError(Exception):
    pass


class Locked:
    model_id = "locked"

    def embed_multi(self, texts, batch_size=None):
        raise ModelError("No key found - add one using 'llm keys set'")


class Letters:
    """How often a text has each letter, which is all that this model knows of it."""

    model_id = "letters"

    def embed_multi(self, texts, batch_size=None):
        for text in texts:
            yield [float(text.count(chr(letter))) for letter in range(97, 123)]


def get_embedding_model(name):
    known = {"letters": Letters, "locked": Locked}
    if name not in known:
        raise UnknownModelError(name)
    return known[name]()
'''


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """What stands for llm with one model, as it has no place among our dependencies."""
    (tmp_path / "llm.py").write_text(MODEL)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    sys.modules.pop("llm", None)


@pytest.mark.usefixtures("model")
def test_a_model_of_the_users_gives_other_vectors(
    paper: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggesting, "MOST_EMBEDDED", 60)
    done = suggest(paper, "ships", vectors=Embedded("letters"))
    assert (done.judged, done.measured.read, done.looked_at) == (80, 60, 60)
    assert {each.model for each in done.found} == {"llm letters"}
    assert set(numbers(done.found)) & set(ABOUT_SHIPS)


@pytest.mark.usefixtures("model")
def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(NotFound, match="llm has no embedding model 'numbers'"):
        Embedded("numbers")


@pytest.mark.usefixtures("model")
def test_what_a_model_refuses_is_told(paper: sqlite3.Connection) -> None:
    with pytest.raises(BadInput, match="llm locked cannot be used: No key found"):
        suggest(paper, "ships", vectors=Embedded("locked"))


def test_without_llm_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "llm", None)
    with pytest.raises(BadInput, match="pip install llm"):
        Embedded("letters")
