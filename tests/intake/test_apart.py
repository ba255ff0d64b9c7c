"""Files that turn out to hold several articles when they are read."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotate.corpus.database import open_write
from annotate.intake import process
from annotate.intake.item import Item
from annotate.intake.notices import Notice, Watcher
from annotate.intake.reading import Reader
from annotate.intake.settings import Settings
from annotate.intake.storing import Target
from annotate.model import Metadata
from annotate.readers import clipping, formats
from annotate.readers.pieces import Piece
from annotate.readers.record import Record
from tests import made_up
from tests.intake.test_adding import added

WORDS = "{} is the first word of this article, which has a sentence and a half, and a full stop."


class Noted(Watcher):
    def __init__(self) -> None:
        self.notices: list[Notice] = []

    def tell(self, notice: Notice) -> None:
        self.notices.append(notice)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_write(made_up.empty(tmp_path / "new.db"))) as db:
        yield db


@pytest.fixture(autouse=True)
def bundles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A format of files parted by lines, one within another, known to the processes alone."""
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "bundle.py").write_text(
        "from annotate.model import Metadata\n"
        "from annotate.readers import clipping, plain\n"
        "from annotate.readers.pieces import Piece\n"
        "from annotate.readers.record import BadRecord, Record, Several\n"
        "def read(data, options):\n"
        "    if options.split is False: return plain.read(data, options)\n"
        "    parts = data.decode().split('\\n%\\n')\n"
        "    return Several(tuple(map(record, parts)), ('has a cover sheet',))\n"
        "def record(part):\n"
        "    label, _, text = part.partition(' ')\n"
        "    if text == 'bad': return BadRecord(label, 'is cut off')\n"
        "    within = text.replace('|', '\\n%\\n').encode()\n"
        "    if '|' in text: return Record(label, within, 'bundle')\n"
        "    return clipping.record(label, [Piece(text)], Metadata(title=label))\n"
    )
    (folder / "start.py").write_text(
        "import sys, bundle\n"
        "from annotate.readers import formats\n"
        "formats.FORMATS['bundle'] = formats.Format('bundle', 'a bundle', ('.bundle',))\n"
        "sys.modules['annotate.readers.bundle'] = bundle\n"
    )
    monkeypatch.syspath_prepend(folder)
    start = process._START.replace("; from", "; import start; from", 1)
    monkeypatch.setattr(process, "_START", start)
    format = formats.Format("bundle", "a bundle", (".bundle",))
    monkeypatch.setitem(formats.FORMATS, "bundle", format)
    monkeypatch.setattr(formats, "_TEXTS", formats._TEXTS | {"bundle"})


def bundle(folder: Path, *parts: str) -> Path:
    path = folder / "week.bundle"
    path.write_text("\n%\n".join(parts))
    return path


def test_each_article_has_an_outcome_and_a_source_of_its_own(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    watcher = Noted()
    path = bundle(tmp_path, f"A {WORDS.format('Alpha')}", "B bad", f"C {WORDS.format('Gamma')}")
    found = added(db, path, watcher=watcher)
    assert [one.added and one.added.slug for one in found] == ["a", None, "c"]
    assert found[1].error == f"{path}#B: is cut off"
    assert [str(notice) for notice in watcher.notices] == [f"{path} has a cover sheet"]
    assert [row["source"] for row in db.execute("select source from versions order by id")] == [
        "week.bundle#A", "week.bundle#C",
    ]  # fmt: skip


def test_what_is_in_is_known_again_and_the_rest_comes_to_it(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    first = f"A {WORDS.format('Alpha')}"
    added(db, bundle(tmp_path, first, f"B {WORDS.format('Beta')}"))
    found = added(db, bundle(tmp_path, f"0 {WORDS.format('Zero')}", first))
    assert [one.added and one.added.status for one in found] == ["added", "unchanged"]


def test_a_file_in_a_file_is_taken_apart_too(db: sqlite3.Connection, tmp_path: Path) -> None:
    within = f"A {WORDS.format('Alpha')}|B {WORDS.format('Beta')}"
    found = added(db, bundle(tmp_path, f"in {within}", f"C {WORDS.format('Gamma')}"))
    sources = [row["source"] for row in db.execute("select source from versions order by id")]
    assert sources == ["week.bundle#in/A", "week.bundle#in/B", "week.bundle#C"]
    assert len(found) == 3


def test_it_is_one_article_where_that_is_said(db: sqlite3.Connection, tmp_path: Path) -> None:
    path = bundle(tmp_path, f"A {WORDS.format('Alpha')}", f"B {WORDS.format('Beta')}")
    [whole] = added(db, path, settings=Settings(workers=1, split=False))
    assert whole.added
    bundle(tmp_path, f"A {WORDS.format('Alpha')}", f"B {WORDS.format('Beta')} And more of it.")
    [later] = added(db, path, target=Target(whole.added.slug))
    assert later.added
    assert (later.added.slug, later.added.version) == (whole.added.slug, 2)


def test_what_is_said_of_one_article_is_not_said_of_several() -> None:
    record = Record("", b"A Words.\n%\nB Words.", "bundle")
    item = Item("week.bundle", "week.bundle", record, said=Metadata(byline="Anna"))
    [(_, answer)] = Reader(Settings(workers=1)).read([item], many=False)
    assert answer == "holds 2 articles, and --byline is said of one; --no-split takes it as one"


def test_many_from_one_file_are_indexed_at_the_end(db: sqlite3.Connection, tmp_path: Path) -> None:
    parts = [f"A{number} {WORDS.format(f'Word{number}')}" for number in range(50)]
    assert len(added(db, bundle(tmp_path, *parts))) == 50
    assert db.execute("select unindexed from state").fetchone()[0] is None
    sql = "select count(*) from paragraphs_fts where paragraphs_fts match 'word49'"
    assert db.execute(sql).fetchone()[0]


def test_a_clipping_is_read_as_it_was_cut() -> None:
    said = Metadata(title="Ferry line", site="Bay Post", published="2016-10-20")
    paragraphs = [
        Piece("Cover sheet", "boilerplate"),
        Piece("Ferry line", "title"),
        Piece(WORDS.format("Ferries"), page=3),
    ]
    record = clipping.record("1", paragraphs, said)
    draft = formats.read(record.data, record.format, Settings().options)
    assert draft.metadata == said
    assert [(block.role, block.page) for block in draft.blocks] == [
        ("boilerplate", None), ("title", None), ("body", 3),
    ]  # fmt: skip
    assert formats.named(draft.media_type, "week.docx#1") == "clipping"
