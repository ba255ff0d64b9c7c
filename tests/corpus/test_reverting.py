"""A command is taken back in any order, unless what was done since would be left on other words."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from annotate.corpus import articles, check, corrections, describing, history
from annotate.corpus.database import open_write
from annotate.errors import BadInput
from annotate.model import Metadata
from annotate.text.key import key
from tests import made_up
from tests.corpus.test_history import (
    Do,
    add,
    command,
    define,
    delete,
    delete_note,
    note,
    rename,
    tag,
    undo,
    untag,
)
from tests.corpus.test_history import edit as reword
from tests.made_up import HARBOUR, MUSEUM, SHARE, draft

CHANGED = HARBOUR[1].replace("human shields", "breakwaters")
VERSION = add("harbour.txt", HARBOUR[0], CHANGED, HARBOUR[2], SHARE)
SHORTER = add("harbour.txt", HARBOUR[0], HARBOUR[2], SHARE)
LONGER = add("harbour.txt", *HARBOUR, "One more.", SHARE)
WORDS = (*MUSEUM[::-1], *HARBOUR[::-1])
NEW = add("new.txt", *WORDS)
GONE = f"harbour:{key(HARBOUR[1])}"
SEAM = "for a month. “We used"


def role(ref: str, role: str) -> Do:
    return lambda c: corrections.set_role(c, ref, role)


def join(ref: str) -> Do:
    return lambda c: corrections.join(c, ref)


def split(ref: str, words: str) -> Do:
    return lambda c: corrections.split(c, ref, [words])


def edit(name: str, *, slug: str | None = None, **said: str) -> Do:
    return lambda c: describing.edit(c, name, Metadata(**said), slug=slug)


def found_again(source: str, *paragraphs: str) -> Do:
    """The words of an article at another address."""
    made = draft(*paragraphs, title="Harbour", byline="Somebody")
    return lambda c: articles.add(c, made, made.text.encode() + b" ", source=source)


LEFT = "would be left on other words; it was put there since by `theirs` (carl, "
BACK = "would come back on other words; they were changed since by `theirs` (carl, "
USED = "what it made was changed or used since by `theirs` (carl, "

REFUSED: dict[str, tuple[Sequence[Do], Do, Do, str]] = {
    # what stood before, what ben does, what carl does, what is said to whoever undoes ben's
    "a tag on a quote": (
        [], VERSION, tag("harbour:2", "sea", quote="breakwaters"),
        f"the tag sea of carl on “breakwaters” in harbour:2 {LEFT}",
    ),
    "a note on a quote": (
        [], VERSION, note("harbour:2", "breakwaters"),
        f"the note of carl on “breakwaters” in harbour:2 {LEFT}",
    ),
    "a tag on a paragraph": ([], VERSION, tag("harbour:2", "sea"),
                             f"the tag sea of carl in harbour:2 {LEFT}"),
    "a note on a paragraph": ([], VERSION, note("harbour:2"),
                              f"the note of carl in harbour:2 {LEFT}"),
    "a note with new words": ([note("harbour:2")], VERSION, reword("Other words.", None),
                              f"the note of anna in harbour:2 {LEFT}"),
    "a role": ([], VERSION, role("harbour:2", "quote"), USED),
    "a tag on a paragraph that is gone": (
        [], SHORTER, tag(GONE, "sea"), f"the tag sea of carl in {GONE} {LEFT}",
    ),
    "a quote across a seam": ([], join("harbour:1-2"), tag("harbour:1", "sea", quote=SEAM), LEFT),
    "what was joined": ([], join("harbour:1-2"), note("harbour:1"), LEFT),
    "the first half": ([], split("harbour:1", "and no ship"), tag("harbour:1", "sea"), LEFT),
    "the second half": ([], split("harbour:1", "and no ship"), tag("harbour:2", "sea"), USED),
    "the role of a half": ([], split("harbour:1", "and no ship"), role("harbour:2", "quote"), USED),
    "a tag comes back": ([tag("harbour:2", "sea")], untag("harbour:2"), VERSION,
                         f"the tag sea of anna in harbour:2 {BACK}"),
    "a tag comes back to what is gone": ([tag("harbour:2", "sea")], untag("harbour:2"), SHORTER,
                                         BACK),
    "a quote comes back": ([tag("harbour:2", "sea", quote="human shields")], untag("harbour:2"),
                           VERSION, BACK),
    "a note comes back": ([note("harbour:2")], delete_note, VERSION, BACK),
    "a deleted tag comes back": ([tag("harbour:2", "sea")], delete("sea"), VERSION, BACK),
    "a name that another has in another case": (
        [define("Ägäis", "Sea.")], delete("Ägäis"), define("ÄGÄIS", "Sea."), USED,
    ),
    "a role comes back": (
        [role("harbour:2", "quote")], role("harbour:2", "quote"), VERSION,
        f"the role quote that anna said of harbour:2 {BACK}",
    ),
    "another name": ([define("sea", "Water.")], rename("sea", "lake"), tag("harbour:1", "lake"),
                     "the tag lake of carl in harbour:1 would get another name"),
    "a role in what was added": ([], NEW, role("harbour-2:2", "heading"), USED),
    "another address of what was added": ([], NEW, found_again("b.txt", *WORDS), USED),
    "a slug of what was added": ([], NEW, edit("harbour-2", slug="quay"), USED),
    "numbers that a version counted on": ([], role("harbour:1", "heading"), LONGER, USED),
    "a version that was cut": ([], VERSION, split("harbour:3", "until the spring"), USED),
    "a title": ([], edit("harbour", title="One"), edit("harbour", title="Two"), USED),
}  # fmt: skip


@pytest.mark.parametrize(("before", "mine", "theirs", "told"), REFUSED.values(), ids=REFUSED)
def test_what_was_done_since_is_never_left_on_other_words(
    db: sqlite3.Connection, before: Sequence[Do], mine: Do, theirs: Do, told: str
) -> None:
    for do in before:
        do(command(db))
    mine(command(db, "mine", coder="ben"))
    theirs(command(db, "theirs", coder="carl"))
    as_it_was = made_up.dump(db)
    with pytest.raises(BadInput) as refused:
        undo(db, "ben")
    assert str(refused.value).startswith("cannot undo `mine`: ")
    assert told in str(refused.value)
    assert str(refused.value).endswith("; `annotate undo --by carl` takes that back first")
    assert made_up.dump(db) == as_it_was
    assert undo(db, "carl").words == "theirs"  # what it says works
    assert undo(db, "ben").words == "mine"
    assert list(check.problems(db)) == []


ALLOWED: dict[str, tuple[Sequence[Do], Do, Do]] = {
    "a tag on other words than those that changed": ([], VERSION, tag("harbour:1,3", "sea")),
    "a title, and a version of the article": ([], edit("harbour", title="One"), VERSION),
    "a version, and a byline": ([], VERSION, edit("harbour", published="2020")),
    "what is said of a tag, and its name": (
        [define("sea", "Water.")], define("sea", "Salt."), rename("sea", "lake"),
    ),
    "a role, and a tag on the paragraph": ([], role("harbour:1", "quote"), tag("harbour:1", "sea")),
    "a tag that comes back after a version of other words": (
        [tag("harbour:1", "sea")], untag("harbour:1"), VERSION,
    ),
    "a tag that is taken off and put on again": (
        [tag("harbour:2", "sea")], VERSION,
        lambda c: (untag("harbour:2")(c), history.undo(command(c.db, "undo"))),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "mine", "theirs"), ALLOWED.values(), ids=ALLOWED)
def test_what_does_not_touch_is_taken_back_and_had_again(
    db: sqlite3.Connection, before: Sequence[Do], mine: Do, theirs: Do
) -> None:
    for do in before:
        do(command(db))
    mine(command(db, "mine", coder="ben"))
    theirs(command(db, "theirs", coder="carl"))
    as_it_was = made_up.dump(db)
    assert undo(db, "ben").words == "mine"
    assert list(check.problems(db)) == []
    history.redo(command(db, "redo"))
    assert made_up.dump(db) == as_it_was


def test_what_is_in_the_way_may_not_be_the_last_of_its_coder(db: sqlite3.Connection) -> None:
    VERSION(command(db, "mine", coder="ben"))
    tag("harbour:2", "sea")(command(db, "theirs", coder="carl"))
    tag("harbour:3", "sea")(command(db, "later", coder="carl"))
    with pytest.raises(BadInput, match=r"; take that back first \(`annotate history` lists what"):
        undo(db, "ben")


def test_another_program_may_be_in_the_way(db: sqlite3.Connection) -> None:
    tag("harbour:2", "sea")(command(db, "mine", coder="ben"))
    db.execute("update taggings set coder = 'dora'")
    with pytest.raises(BadInput, match=r"used since by another program; `annotate history` lists"):
        undo(db, "ben")


def test_a_coder_may_have_a_name_of_several_words(db: sqlite3.Connection) -> None:
    VERSION(command(db, "mine", coder="ben"))
    tag("harbour:2", "sea")(command(db, "theirs", coder="Carla Ødegård"))
    with pytest.raises(BadInput, match=r'`annotate undo --by "Carla Ødegård"` takes that back'):
        undo(db, "ben")


def test_the_log_of_taking_many_articles_back_is_half_of_what_they_were(tmp_path: Path) -> None:
    path, words = tmp_path / "corpus.db", [f"{n:x}" for n in range(2_000, 4_000)]
    with closing(open_write(path, create=True)) as db:
        with (adding := command(db, "add")):
            for n in range(40):
                texts = (Random(f"{n} {p}").choices(words, k=900) for p in range(10))
                made = draft(*map(" ".join, texts))
                articles.add(adding, made, made.text.encode(), source=f"{n}.txt")
        db.execute("pragma wal_checkpoint(truncate)")
        how = db.execute("pragma secure_delete").fetchone()[0]
        history.undo(command(db, "undo"))
        assert Path(f"{path}-wal").stat().st_size < 0.55 * path.stat().st_size
        assert db.execute("pragma secure_delete").fetchone()[0] == how
        assert list(check.problems(db)) == []
