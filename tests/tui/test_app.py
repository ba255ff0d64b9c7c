"""The full screen, driven by Textual's pilot."""

import sqlite3
from collections.abc import Callable

import pytest
from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.widgets import Static
from wcwidth import wcwidth

from annotate.coding.pace import PAUSE
from annotate.coding.session import Session
from annotate.coding.suggesting import suggest
from annotate.corpus import defining, reading, tags
from annotate.corpus.database import Command
from annotate.corpus.tags import Request
from annotate.tui.app import Coding
from tests import made_up, shipping

SIZE = (80, 24)


@pytest.fixture
def app(db: sqlite3.Connection) -> Coding:
    return Coding(Session(db, "anna"))


def shown(app: Coding, name: str) -> str:
    """What a part of the screen says."""
    return str(app.query_one(f"#{name}", Static).render())


def on(app: Coding) -> list[str]:
    return [
        t.tag for p in reading.article(app.session.db, "harbour").paragraphs for t in p.taggings
    ]


async def typed(pilot: Pilot[BaseException], words: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in words))


async def test_the_paragraph_stands_between_its_neighbours(app: Coding) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        text = shown(app, "reading")
        assert text.index(made_up.HARBOUR[0][-40:]) < text.index(made_up.HARBOUR[1])
        assert text.index(made_up.HARBOUR[1]) < text.index(made_up.HARBOUR[2])
        assert shown(app, "status").startswith("harbour:2 · 8 unread")


async def test_a_tag_is_typed_then_pressed(app: Coding) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await typed(pilot, "tplace/north")
        assert "a new tag: place/north" in shown(app, "likely")
        await pilot.press("enter", "enter", "o")
        assert "#place/north (o)" in shown(app, "margin")
        assert shown(app, "codebook") == "o •place/north"
        assert on(app) == ["place/north"] * 2


async def test_keys_that_come_at_once_are_taken_in_order(app: Coding) -> None:
    async with app.run_test(size=SIZE) as pilot:
        for key in ["t", *"ice", "enter", "enter", "t", *"ic", "enter", "n", *"Cold", "enter"]:
            app.simulate_key(key)
        await pilot.pause(1)
        assert on(app) == ["ice", "ice"]
        assert "✎ anna: Cold" in shown(app, "margin")


async def test_a_likely_tag_is_chosen_by_the_arrows(app: Coding) -> None:
    for name in ("actor/isis", "actor/iraq"):
        defining.define(Command(app.session.db, coder="anna", words="define"), name)
    async with app.run_test(size=SIZE) as pilot:
        await typed(pilot, "tactor")
        await pilot.press("down", "enter")
        await typed(pilot, "tactor")
        await pilot.press("up", "enter")  # over the first: a new one
        assert sorted(on(app)) == ["actor", "actor/isis"]


async def test_escape_leaves_what_was_typed(app: Coding) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await typed(pilot, "tplace")
        await pilot.press("escape")
        await pilot.press("v", "escape", "enter")
        assert on(app) == []
        assert app.session.paragraph.ref == "harbour:2"


async def test_words_are_picked_and_tagged(app: Coding) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "v", "h", "space", "right", "enter")
        assert "“human shields”" in shown(app, "told")
        await typed(pilot, "ttactic")
        await pilot.press("enter")
        assert shown(app, "codebook") == "a •tactic"  # t types
        assert "“human shields”" in shown(app, "margin")
        [tagging] = app.session.paragraph.taggings
        assert tagging.quote is not None
        assert tagging.quote.exact == "human shields"


async def test_help_shows_all_keys_and_any_key_goes_back(app: Coding) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("?")
        assert "take back what was done last" in shown(app, "reading")
        assert shown(app, "told") == "any key goes back"
        await pilot.press("x")
        assert shown(app, "told").startswith("Enter next")
        assert made_up.HARBOUR[0] in shown(app, "reading")
        assert app.session.left.unread == 8


async def test_pasted_words_are_no_keys(app: Coding) -> None:
    async with app.run_test(size=SIZE) as pilot:
        app.post_message(Paste("xxx\nuuu" * 1_000))
        await pilot.pause()
        assert app.session.left.unread == 8
        assert "left out" in shown(app, "told")
        await pilot.press("n")
        app.post_message(Paste("Two\nlines"))
        await pilot.press("enter")
        assert [note.text for note in app.session.paragraph.notes] == ["Two lines"]


async def test_what_is_pasted_without_a_word_is_no_keys(app: Coding) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("n", *"Two")
        for key in ["x", "u", "enter"] * 400:
            app.simulate_key(key)
        await pilot.pause(1)
        assert "left out" in shown(app, "told")
        assert shown(app, "line").startswith("note: Two")
        await pilot.pause(PAUSE)
        await pilot.press("enter", "x")
        notes = [n.text for n in reading.article(app.session.db, "harbour").paragraphs[0].notes]
        assert notes == ["Two"]
        assert shown(app, "status").startswith("harbour:2 · 7 unread")


async def test_keys_that_waited_for_another_writer_are_not_held_down(app: Coding) -> None:
    async with app.run_test(size=SIZE) as pilot:
        for at in (1.0, 1.2):
            key = Key("x", "x")
            key.time = at
            app.post_message(key)
        await pilot.pause()
        assert app.session.left.unread == 6


async def test_what_is_told_may_have_brackets(app: Coding) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await typed(pilot, "/[/x] [red]")
        await pilot.press("enter")
        assert "'[/x] [red]'" in shown(app, "told")


async def test_emoji_leave_what_stands_beside_them_where_it_is(empty: sqlite3.Connection) -> None:
    many = (
        "👩‍👩‍👧‍👦 ❤️ 👍🏽 1️⃣ 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f words "
        * 8
    )
    made_up.add(empty, made_up.draft(many, many, "The end.", title="Emoji"))
    app = Coding(Session(empty, "anna"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        lines = ["".join(s.text for s in strip) for strip in app.screen._compositor.render_strips()]
        places = {sum(max(0, wcwidth(c)) for c in x.partition("│")[0]) for x in lines if "│" in x}
        assert len(places) == 1
        await pilot.press("v", "w", "enter", *"tword", "enter")
        [tagging] = app.session.paragraph.taggings
        assert tagging.quote is not None
        assert tagging.quote.exact == "words"
        text = app._reading((tagging.quote.start, tagging.quote.end))
        [span] = [each for each in text.spans if each.style == "reverse"]
        assert text.plain[span.start : span.end] == "words"


async def test_a_long_paragraph_leaves_room_for_the_next(empty: sqlite3.Connection) -> None:
    made_up.add(empty, made_up.draft("word " * 900, "中文" * 600, "The end.", title="Long"))
    app = Coding(Session(empty, "anna"))
    async with app.run_test(size=(60, 15)) as pilot:
        for word in ("2  ", "The end."):
            await pilot.press("enter")
            lines = ["".join(s.text for s in x) for x in app.screen._compositor.render_strips()]
            assert any(word in each for each in lines[:7])


async def test_words_that_something_is_wrong_with_can_be_mended(app: Coding) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await typed(pilot, "/harbour AND (")
        await pilot.press("enter")
        assert "^" in shown(app, "told")
        await typed(pilot, "master)")
        await pilot.press("enter")
        assert "found by harbour AND (master)" in shown(app, "status")
        await pilot.press("/", "enter")
        assert shown(app, "status").endswith("8 unread")


async def test_notes_are_shown_whole_by_tab(app: Coding) -> None:
    async with app.run_test(size=(60, 15)) as pilot:
        await typed(pilot, "n")
        app.post_message(Paste("word " * 499 + "last"))
        await pilot.press("enter", "tab", "end")
        assert shown(app, "reading").endswith("last")
        await pilot.press("x")
        assert app.session.left.unread == 8


async def test_esc_and_a_key_that_comes_at_once(app: Coding) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await typed(pilot, "tplace")
        await pilot.press("alt+x")
        assert on(app) == []
        assert app.session.paragraph.ref == "harbour:1"


async def test_what_is_no_error_of_ours_ends_it_and_is_handed_on(app: Coding) -> None:
    async with app.run_test(size=SIZE) as pilot:
        app.session.db.close()
        await pilot.press("enter")
    assert isinstance(app.return_value, Exception)


async def test_a_key_held_down_reads_one_paragraph(app: Coding) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        for key in [*["x"] * 20, "t", *"ice", "enter", *["u"] * 20]:
            app.simulate_key(key)
        await pilot.pause(1)
        assert app.session.left.unread == 7
        assert app.session.paragraph.ref == "harbour:3"


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (160, 50)])
@pytest.mark.parametrize(
    "text",
    [
        "word " * 4_000, "حاصرت القوات المدينة " * 40, "我们用它们作为人盾" * 60,
        "👩‍👩‍👧‍👦 " * 50, "a\tb\x1b[31m\x07 c",
    ],
    ids=["long", "arabic", "chinese", "emoji", "controls"],
)  # fmt: skip
async def test_every_text_at_every_size(
    empty: sqlite3.Connection, text: str, size: tuple[int, int]
) -> None:
    made_up.add(empty, made_up.draft(text.strip(), "The end.", title="Odd"))
    app = Coding(Session(empty, "anna"))
    async with app.run_test(size=size) as pilot:
        await pilot.press("pagedown", "end", "v", "right", "space", "right", "enter")
        await typed(pilot, "todd")
        await pilot.press("enter")
        [tagging] = app.session.paragraph.taggings
        assert tagging.quote is not None
        await pilot.resize_terminal(61, 16)
        await pilot.press("enter")
        assert app.session.paragraph.text == "The end."


@pytest.mark.parametrize("text", ["word " * 3_999 + "end", "我们用它们作为人盾，" * 2_000 + "end"])
async def test_the_word_that_is_moved_to_is_in_view(empty: sqlite3.Connection, text: str) -> None:
    made_up.add(empty, made_up.draft(text, "The end.", title="Long"))
    app = Coding(Session(empty, "anna"))
    async with app.run_test(size=(60, 15)) as pilot:
        scroll = app.query_one("#scroll")
        await pilot.press("v", "end")
        await pilot.pause()
        lines = "\n".join(
            "".join(segment.text for segment in scroll.app.screen._compositor.render_strips()[y])
            for y in range(15)
        )
        assert "end" in lines
        await pilot.press("home")
        await pilot.pause()
        assert scroll.scroll_offset.y == 0


async def test_another_session_is_seen(
    app: Coding, path: object, process: Callable[..., object]
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        tags.add(Command(app.session.db, coder="ben", words="x"), [Request("harbour:1", ("sea",))])
        app.session.refresh()
        process("tag", "harbour:1", "lake")
        await pilot.pause(1.5)
        assert "#lake" in shown(app, "margin")
        assert "#sea by ben" in shown(app, "margin")


async def test_a_codebook_of_thousands(app: Coding) -> None:
    db = app.session.db
    db.executemany("insert into tags (name) values (?)", [(f"t/{n}",) for n in range(5_000)])
    Command(db, coder="anna", words="x")
    async with app.run_test(size=SIZE) as pilot:
        await typed(pilot, "t4999")
        assert "▸ t/4999" in shown(app, "likely")
        await pilot.press("enter")
        assert on(app) == ["t/4999"]


async def test_of_many_keys_those_in_use_are_shown(app: Coding) -> None:
    letters = "abcdfghijklmopqrwyzABCDEFGH"
    for at, letter in enumerate(letters):
        name = f"group/of-many-that-are-alike/{at:02}"
        app.session.db.execute("insert into tags (name, key) values (?, ?)", [name, letter])
    app.session.refresh()
    async with app.run_test(size=(80, 15)) as pilot:
        await pilot.press("H", "enter", "G", "enter")
        lines = shown(app, "codebook").splitlines()
        assert [line[0] for line in lines if line.endswith(("/25", "/26"))] == ["G", "H"]
        assert lines[0].startswith("a  …")
        assert "more: ?" in lines[-1]


@pytest.mark.parametrize("size", [(60, 15), SIZE])
async def test_a_suggestion_is_accepted_or_rejected_by_a_key(
    empty: sqlite3.Connection, size: tuple[int, int]
) -> None:
    shipping.fill(empty)
    shipping.read(empty, range(1, 81))
    suggest(empty, "ships")
    app = Coding(Session(empty, "anna"))
    async with app.run_test(size=size) as pilot:
        assert shown(app, "margin") == "? #ships  + accepts, ! rejects"
        await pilot.press("plus")
        assert shown(app, "told") == "+ships (accepted)"
        assert shown(app, "margin") == "#ships (h)"
        await pilot.press("u")
        assert shown(app, "margin").startswith("? #ships")
        await pilot.press("exclamation_mark")
        assert (shown(app, "told"), shown(app, "margin")) == ("not ships", "")
        await pilot.press("plus")
        assert "no tag is suggested here" in shown(app, "told")
        await pilot.press("?")
        assert "put on the tag that is suggested" in shown(app, "reading")
