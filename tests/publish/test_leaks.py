"""Nothing private is published, wherever it stood and wherever it went."""

import gzip
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotate.corpus import secrets
from annotate.corpus.database import open_read
from annotate.corpus.secrets import Secret
from annotate.errors import Leaking
from annotate.publish.hunting import CHUNK, Outcome
from annotate.publish.leaks import check, search
from tests.conftest import Run
from tests.publish.copies import MARKERS, PUBLIC, copy, fill

NOTE = "The quagmirish source asked us twice to leave her brother out."
SHORT = "obelisk 7"


@pytest.fixture(scope="module")
def working(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working database with a secret in every place."""
    folder = tmp_path_factory.mktemp("working")
    path = folder / "corpus.db"
    path.write_bytes(built.read_bytes())
    fill(path, folder)
    return path


@pytest.fixture(scope="module")
def copied(working: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy(working, tmp_path_factory.mktemp("published"))


@pytest.fixture
def folder(copied: Path, tmp_path: Path) -> Path:
    """A folder of this test's own with an honest copy."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "corpus.db").write_bytes(copied.read_bytes())
    return tmp_path / "out"


def outcome(working: Path, folder: Path, *, texts: bool = True, names: bool = False) -> Outcome:
    with (
        closing(open_read(working)) as work,
        closing(sqlite3.connect(folder / "corpus.db")) as published,
    ):
        return check(folder, work, published, texts=texts, names=names)


def leaking(working: Path, folder: Path) -> str:
    with pytest.raises(Leaking) as told:
        outcome(working, folder)
    return str(told.value)


def changed(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "corpus.db", isolation_level=None)) as db:
        db.execute("pragma secure_delete = off")
        for each in statements:
            db.execute(each)


def test_an_honest_copy_has_no_leak(working: Path, folder: Path) -> None:
    found = outcome(working, folder)
    assert found.leaks == []
    assert found.sought > len(MARKERS)
    assert found.read >= (folder / "corpus.db").stat().st_size


@pytest.mark.parametrize("name", MARKERS)
def test_what_stood_in_a_private_place_is_found(working: Path, folder: Path, name: str) -> None:
    (folder / "README.md").write_text(f"# A corpus\n\n{MARKERS[name]}\n")
    assert "README.md, byte" in leaking(working, folder)


def test_a_leak_is_a_line_with_its_kind_place_and_first_words(working: Path, folder: Path) -> None:
    text = MARKERS["private note on a quote"]
    (folder / "settings.json").write_text(f'{{"title": "{text}"}}')
    told = leaking(working, folder).splitlines()
    assert [line for line in told if "private note" in line] == [
        "settings.json, byte 11: private note “The quagmirish source asked us twice to …” (notes 3)"
    ]


@pytest.mark.parametrize("part", [slice(None, 31), slice(17, None), slice(12, 50)])
def test_a_part_of_a_private_note_is_found(working: Path, folder: Path, part: slice) -> None:
    text = MARKERS["private note on a paragraph"]
    (folder / "index.html").write_text(f"<p>{text[part]}</p>")
    assert "private note" in leaking(working, folder)


def test_a_word_that_only_private_texts_have_is_found(working: Path, folder: Path) -> None:
    (folder / "words.json").write_text('["mill", "tourmaline"]')
    assert "words.json, byte 0 or after: " in leaking(working, folder)


def test_a_private_text_that_is_public_as_well_is_counted(folder: Path) -> None:
    private = [
        Secret("the mill", "private note", "notes", 9),
        Secret(NOTE, "deleted note", "history", 1),
    ]
    found = search(folder, private, lambda: ["An old mill.", "He sold the mill."])
    assert (found.leaks, dict(found.alike), found.sought) == ([], {"private note": 1}, 2)


@pytest.mark.parametrize(
    "statement",
    [
        "update tags set definition = '{}'",
        "update articles set byline = '{}'",
        "insert into versions values (9, 1, 1, '', '{}', '', '', '')",
        "insert into notes select 99, 'x', 1, null, null, '{}', 0, 'c', '', '', null, null, null,"
        " null, null, null",
        "create table more as select '{}' as text",
        "create view more as select '{}' as text",
    ],
)
def test_a_private_text_in_a_table_is_found(working: Path, folder: Path, statement: str) -> None:
    changed(folder, statement.format(MARKERS["private note on a tag"]))
    assert "private note" in leaking(working, folder)


def test_the_name_of_a_coder_is_found_also_where_it_is_a_word_of_the_texts(folder: Path) -> None:
    changed(folder, "update notes set changed_by = 'Mill'", "update paragraphs set text = 'Mill'")
    found = search(folder, [Secret("Mill", "name of a coder", "commands", 1)], lambda: ["Mill"])
    assert [leak.place for leak in found.leaks] == ["table notes, column changed_by"]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("update articles set by_hand = 'byline'", "what was set by hand"),
        ("update taggings set coder = 'Ottoline Featherstonehaugh'", "name of a coder"),
        ("insert into tags (name) values ('idea/brontosaurian')", "tag not published"),
        ("update taggings set created = '2026-11-28T10:11:12.123Z'", "time of day"),
    ],
)
def test_a_column_that_should_have_been_blank_is_told(
    working: Path, folder: Path, statement: str, told: str
) -> None:
    changed(folder, statement)
    assert told in leaking(working, folder)


def test_a_row_that_was_deleted_without_vacuum_is_found(working: Path, folder: Path) -> None:
    text = MARKERS["deleted note"]
    changed(
        folder,
        f"insert into tags (id, name, definition) values (900, 'x', '{text}')",
        "delete from tags where id = 900",
    )
    assert "deleted note" in leaking(working, folder)


def test_a_short_string_in_free_room_is_found(folder: Path) -> None:
    changed(
        folder,
        f"insert into tags (id, name, definition) values (900, 'x', '{SHORT}')",
        "delete from tags where id = 900",
    )
    found = search(folder, [Secret(SHORT, "deleted note", "history", 1)])
    assert [leak.place for leak in found.leaks] == ["free room at byte 0 or after"]


def test_a_table_that_was_dropped_without_vacuum_is_found(folder: Path) -> None:
    changed(
        folder,
        "create table more (text)",
        f"insert into more values ('{SHORT}'), (hex(zeroblob(9000)))",
        "drop table more",
    )
    found = search(folder, [Secret(SHORT, "deleted note", "history", 1)])
    assert [leak.place for leak in found.leaks] == ["free room at byte 0 or after"]


def test_a_word_left_in_an_index_is_found(working: Path, folder: Path) -> None:
    changed(
        folder,
        "insert into paragraphs_fts (rowid, text) values (9999, 'tourmalinate tourmaline')",
        "insert into paragraphs_fts (paragraphs_fts, rowid, text)"
        " values ('delete', 9999, 'tourmalinate tourmaline')",
        "vacuum",
    )
    assert "index paragraphs_fts" in leaking(working, folder)


def test_a_value_over_several_pages_is_read_whole(folder: Path) -> None:
    long = "".join(f"{n:03} lines; " for n in range(900))
    changed(folder, f"update tags set definition = '{long}'", "vacuum")
    private = [Secret(long[i : i + 24], "private note", "notes", i) for i in range(0, 9000, 24)]
    found = search(folder, private)
    assert len(found.leaks) == len(private)
    assert [leak.place for leak in found.leaks if "table" in leak.place]


def test_texts_of_articles_that_stay_back_are_found(working: Path, folder: Path) -> None:
    with closing(sqlite3.connect(working)) as db:
        (slug,) = db.execute("select slug from articles order by id limit 1").fetchone()
    changed(folder, f"delete from articles where slug = '{slug}'", "vacuum")
    told = leaking(working, folder)
    assert "text not published" in told


def test_without_texts_only_quoted_words_may_stand(working: Path, folder: Path) -> None:
    with pytest.raises(Leaking, match="text not published"):
        outcome(working, folder, texts=False)


def test_ids_and_times_that_tell_when_someone_worked_are_found(folder: Path) -> None:
    id, time = "019346cf-0a31-7c1e-9f00-0123456789ab", "2026-11-28T10:11:12.123Z"
    (folder / "notes.json").write_text(f'{{"id": "{id}", "created": "{time}"}}')
    assert [(leak.secret.what, leak.secret.text) for leak in search(folder, []).leaks] == [
        ("id that tells a time", id),
        ("time of day", time[:-1].lower()),
    ]
    assert search(folder, [], lambda: [f"{id}, said at {time}"]).leaks == []


def test_without_texts_quotes_that_touch_are_public_as_one(
    run: Run, path: Path, copied: Path
) -> None:
    with (
        closing(open_read(path)) as db,
        closing(sqlite3.connect(copied)) as published,
    ):
        sql = "select key, text from paragraphs where length(text) > 90 and number is not null"
        key, text = db.execute(sql).fetchone()
        for quote in (text[:40].strip(), text[30:60].strip()):
            assert run("tag", key, "quoted", "--quote", quote).exit_code == 0
        public = list(secrets.public(db, published, texts=False))
    assert text[:60].strip() in public
    assert text not in public


FILES: dict[str, Callable[[bytes], bytes]] = {
    "metadata.yaml": lambda text: b"title: >\n  " + text,
    "README.md": lambda text: b"# Of it\n\n" + text,
    "read/index.html": lambda text: b"<!doctype html><p>" + text,
    "assets/app.js": lambda text: b"let a = '" + text + b"'",
    "search.json": lambda text: b'["' + text + b'"]',
    "corpus.db.gz": gzip.compress,
    "pagefind/fragment/en_1.pf_fragment": gzip.compress,
    "packed.bin": lambda text: b"\0\x01" * 99 + zlib.compress(text) + b"\0\x01" * 99,
    "twice.gz": lambda text: gzip.compress(b"\0" * 9 + zlib.compress(text)),
    ".hidden": lambda text: text,
}


@pytest.mark.parametrize("name", FILES)
def test_a_private_text_is_found_in_each_kind_of_file(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(FILES[name](f"Words. {NOTE} More.".encode()))
    found = search(tmp_path, [Secret(NOTE, "private note", "notes", 1)])
    assert [leak.file for leak in found.leaks] == [name]


@pytest.mark.parametrize("before", range(CHUNK - 70, CHUNK + 10, 9))
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
def test_a_private_text_is_found_where_two_chunks_meet(
    tmp_path: Path, before: int, pack: Callable[[bytes], bytes]
) -> None:
    (tmp_path / "big").write_bytes(pack(b"\n" * before + NOTE.encode()))
    assert search(tmp_path, [Secret(NOTE[:24], "private note", "notes", 1)]).leaks


def test_another_text_is_no_leak(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(f"<p>{PUBLIC} The source asked us to leave.</p>")
    assert search(tmp_path, [Secret(NOTE, "private note", "notes", 1)]).leaks == []


def test_a_key_is_no_file_of_the_name_that_it_ends_with(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '<a href="cite/egpcwqsyh19xq.txt">, <a href="cite/zvwjtbz77qd79.txt">, 3qvoz7x8k'
    )
    private = [Secret(name, "path", "versions", 1) for name in ("xq.txt", "9.txt", "qvoz")]
    assert search(tmp_path, private).leaks == []
    for said in ("qvoz", "%20Qvoz", "\\u0022qvoz", "a=qvoz&b"):
        (tmp_path / "page.html").write_text(f"a/xq.txt 9.txt,{said}")
        assert len(search(tmp_path, private).leaks) == len(private), said


def test_files_that_are_called_by_numbers_keep_no_plain_file_back(run: Run, tmp_path: Path) -> None:
    twice = "These very words stand twice in the article, for all to see and to count.\n\n"
    for number in range(1, 10):
        words = f"The ferry number {number} left the harbour at dawn, with the bakers.\n\n"
        (tmp_path / f"{number}.txt").write_text(f"Ferry {number}\n\n{words}{twice}{twice}")
    run("add", *(str(tmp_path / f"{number}.txt") for number in range(1, 10)))
    assert "published" in run("publish", str(tmp_path / "out"), "--static", "--no-search").output


def test_a_file_called_like_its_article_keeps_no_plain_file_back(
    run: Run, path: Path, tmp_path: Path
) -> None:
    article = "The last ferry\n\nIt left the harbour at dawn, with all the bakers of the town.\n"
    (tmp_path / "the-last-ferry.txt").write_text(article)
    run("add", str(tmp_path / "the-last-ferry.txt"))
    (tmp_path / "the-last-ferry.txt").write_text(f"{article}\nNobody waved from the quay.\n")
    run("add", str(tmp_path / "the-last-ferry.txt"))
    for out in ("served", "--static"):
        options = (out, "--no-search") if out == "--static" else ()
        assert "published" in run("publish", str(tmp_path / out), *options).output
    (tmp_path / "served" / "more.html").write_text('<a href="read/the-last-ferry.txt">')
    with (
        closing(open_read(path)) as work,
        closing(sqlite3.connect(tmp_path / "served" / "corpus.db")) as copy,
    ):
        assert check(tmp_path / "served", work, copy, suffixes=(".txt",)).leaks == []
        with pytest.raises(Leaking, match="path “the-last-ferry"):
            check(tmp_path / "served", work, copy)


def test_what_was_typed_about_a_public_paragraph_by_its_ref_keeps_nothing_back(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "long.txt").write_text(
        "Ferries that left the northern harbour at dawn\n\nThe bakers of the town went with them.\n"
    )
    run("add", str(tmp_path / "long.txt"))
    assert "read" in run("code", "--plain", stdin="x\nq\n").stdout
    run("note", "ferries-that-left-the-northern-harbour-at-dawn:1", "Who were they?", "--private")
    assert "published" in run("publish", str(tmp_path / "out"), "--static", "--no-search").output
