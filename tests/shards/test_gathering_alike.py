"""What is gathered is what a plain `add` of the same in the same order gives."""

import itertools
from collections import Counter
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

import annotate
from annotate.corpus import akin, indexing
from annotate.corpus.database import Command, open_write
from annotate.intake.notices import Watcher
from annotate.intake.settings import DEFAULT
from annotate.shards import gatherer, spreading
from annotate.shards.shard_folder import ShardFolder
from tests.made_up import HARBOUR, ORCHARD, SHARE, draft
from tests.shards import making_shards
from tests.shards.making_shards import Item

WORDS = (*HARBOUR, *ORCHARD, SHARE, "Short.", "霜で港が凍った。船は来なかった。")

drafts = st.builds(
    lambda words, title, byline, url: draft(*words, title=title, byline=byline, url=url),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6),
    st.sampled_from([None, "Harbour", "Harbour 2", "Harbour 2 2", "Wasps", "[The harbour…]"]),
    st.sampled_from([None, "Ida Holm", "Per Dal"]),
    st.sampled_from([None, None, "https://a.example/1", "https://a.example/2", "https://b.test/"]),
)
sources = st.sampled_from(
    ["a.txt", "b.txt", "harbour-frost.txt", "x/wasps.txt", "f.jsonl#line 1", "f.jsonl#line 2",
     "f.jsonl#7", "https://a.example/1", "-"]
)  # fmt: skip
items = st.lists(
    st.builds(making_shards.item, sources, drafts, st.sampled_from([b"", b"", b"\n", b" "])),
    max_size=10,
)


def gathered(place: ShardFolder, path: Path, *, is_new: bool = False) -> Counter[str]:
    """Gather the folder into the corpus; how many became what."""

    def begin() -> Command:
        return Command(open_write(path, durable=False), coder="anna", words="gather")

    with gatherer.gathering_of(
        place, str(path), begin, is_new=is_new, watcher=Watcher()
    ) as gathering:
        list(gathering.steps())
        counts = gathering.finish()
        gathering.command.db.close()
    return counts


def test_what_a_cluster_made_is_gathered_as_if_it_had_been_added(
    archive: Path, small_tasks: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    more = archive / "more"
    more.mkdir()
    for name in ("3.txt", "lines.jsonl"):  # the same again, and some that has changed
        text = (archive / name).read_text()
        (more / name).write_text(text)
        (more / f"z-{name}").write_text(text.replace("Harrow", "Barrow"))
    pages = (archive / "plain.warc").read_bytes()
    (more / "plain.warc").write_bytes(pages.replace(b"Harrow", b"Barrow"))
    with spreading.spread(
        "shards", "local:2", ("archive",), DEFAULT, coder="anna", words="add"
    ) as run:
        assert len(list(run.done)) > 12
    plain, path = tmp_path / "plain.db", tmp_path / "gathered.db"
    with annotate.open(plain, coder="anna") as corpus:
        statuses = Counter(
            each.added.status if each.added else "failed"
            for each in corpus.add(["archive"], strict=False)
        )
    making_shards.blank(path)
    counts = gathered(ShardFolder("shards"), path)
    assert counts == statuses - Counter(failed=statuses["failed"])
    assert counts["unchanged"] > 50
    assert counts["updated"] > 20
    assert making_shards.rows(path) == making_shards.rows(plain)


def cut(items: list[Item], places: list[int]) -> list[list[Item]]:
    bounds = [0, *sorted(place for place in places if place <= len(items)), len(items)]
    return [items[a:b] for a, b in itertools.pairwise(bounds)]


@given(items, items, st.lists(st.integers(0, 10), max_size=4))
def test_it_is_as_if_it_had_been_added(
    before: list[Item], items: list[Item], places: list[int]
) -> None:
    with TemporaryDirectory() as name:
        plain, path = Path(name) / "plain.db", Path(name) / "gathered.db"
        making_shards.blank(plain)
        with closing(open_write(plain)) as db:
            making_shards.add(db, before)
            db.execute("pragma wal_checkpoint(truncate)")
            path.write_bytes(plain.read_bytes())
            making_shards.add(db, items)
            indexing.catch_up(db)
        gathered(making_shards.put(Path(name) / "shards", cut(items, places)), path)
        assert making_shards.rows(path) == making_shards.rows(plain)


@given(items, st.lists(st.integers(0, 10), max_size=4), st.sampled_from([1, 1 << 25]))
def test_a_new_corpus_is_as_if_it_had_been_added(
    items: list[Item], places: list[int], size: int
) -> None:
    """Also where all keys look as if they were known."""
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patched:
        patched.setattr(akin, "BYTES", size)
        plain, path = Path(name) / "plain.db", Path(name) / "gathered.db"
        for each in (plain, path):
            making_shards.blank(each)
        with closing(open_write(plain)) as db:
            making_shards.add(db, items)
            indexing.catch_up(db)
        gathered(making_shards.put(Path(name) / "shards", cut(items, places)), path, is_new=True)
        assert making_shards.rows(path) == making_shards.rows(plain)


def test_what_others_add_meanwhile_is_known(tmp_path: Path) -> None:
    """Between two shards somebody adds an article, and changes one."""
    of_others = making_shards.item("o.txt", draft(*ORCHARD, title="Wasps"))
    changed = making_shards.item("a.txt", draft(*HARBOUR, SHARE * 9, title="Harbour"))
    shards = [
        [making_shards.item("a.txt", draft(*HARBOUR, title="Harbour"))],
        [
            making_shards.item("b.txt", draft(*ORCHARD, "More of it.", title="Orchard")),
            making_shards.item("c.txt", draft(SHARE * 9, title="Share")),
        ],
    ]
    plain, path = tmp_path / "plain.db", tmp_path / "gathered.db"
    for each in (plain, path):
        making_shards.blank(each)
    with closing(open_write(plain)) as db:
        making_shards.add(db, [*shards[0], of_others, changed, *shards[1]])
    folder = making_shards.put(tmp_path / "shards", shards)

    def begin() -> Command:
        return Command(open_write(path, durable=False), coder="anna", words="gather")

    with (
        closing(open_write(path)) as others,
        gatherer.gathering_of(
            folder, str(path), begin, is_new=True, watcher=Watcher()
        ) as gathering,
    ):
        steps = gathering.steps()
        assert [next(steps), next(steps)] == [0, 1]
        making_shards.add(others, [of_others, changed])
        told = [each for each in steps if not isinstance(each, int)]
        gathering.finish()
        gathering.command.db.close()
    assert [each.added.like and each.added.like.slug for each in told if each.added] == [
        "wasps", "harbour",
    ]  # fmt: skip
    assert making_shards.rows(path)[:-1] == making_shards.rows(plain)[:-1]


def test_what_somebody_adds_before_it_begins_is_known(tmp_path: Path) -> None:
    known = making_shards.item("a.txt", draft(*HARBOUR))
    again = making_shards.item("b.txt", draft(*HARBOUR), b"\n")  # the same words in other bytes
    folder = making_shards.put(tmp_path / "shards", [[again]])
    plain, path = tmp_path / "plain.db", tmp_path / "new.db"
    making_shards.blank(plain)
    with closing(open_write(plain)) as db:
        making_shards.add(db, [known, again])

    def begin() -> Command:
        making_shards.blank(path)
        db = open_write(path, durable=False)
        making_shards.add(db, [known])
        return Command(db, coder="anna", words="gather")

    with gatherer.gathering_of(
        folder, str(path), begin, is_new=True, watcher=Watcher()
    ) as gathering:
        list(gathering.steps())
        gathering.finish()
        gathering.command.db.close()
    assert making_shards.rows(path)[:-1] == making_shards.rows(plain)[:-1]
