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
from annotate.corpus import indexing
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


def gathered(place: ShardFolder, path: Path) -> Counter[str]:
    """Gather the folder into the corpus; how many became what."""

    def begin() -> Command:
        return Command(open_write(path, durable=False), coder="anna", words="gather")

    with gatherer.gathering_of(
        place, str(path), begin, is_new=False, watcher=Watcher()
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
