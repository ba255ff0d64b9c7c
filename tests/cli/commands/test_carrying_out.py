"""`annotate export` and `annotate import`."""

import csv
import io
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from annotate.corpus import articles
from annotate.corpus.database import Command, open_write
from tests import made_up
from tests.conftest import Process, Run
from tests.made_up import HARBOUR, draft


@pytest.fixture
def coded(run: Run) -> None:
    """Some taggings by two people, and notes."""
    run("tag", "harbour:1", "sea", "police violence", "café")
    run("--coder", "ben", "tag", "harbour:2", "voice", "--quote", "human shields")
    run("--coder", "ben", "note", "harbour:2", "so it is", "--quote", "human shields")
    run("note", "harbour:1", "hush", "--private")


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def emptied(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        for table in ("notes", "taggings", "tags"):
            db.execute(f"delete from {table}")


def history_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        count: int = db.execute("select count(*) from commands").fetchone()[0]
    return count


@pytest.mark.usefixtures("coded")
def test_each_tagging_is_a_row(run: Run) -> None:
    first, *_, last = rows(run("export", "taggings"))
    assert [first[name] for name in ("ref", "article", "title", "number", "tag", "coder")] == [
        "harbour:1", "harbour", "Harbour", "1", "sea", "anna",
    ]  # fmt: skip
    assert first["text"] == HARBOUR[0]
    told = ("ref", "tag", "quote", "coder", "note", "prefix", "start", "origin")
    assert [last[name] for name in told] == [
        "harbour:2", "voice", "human shields", "ben", "so it is", "“We used them as ", "17", "hand",
    ]  # fmt: skip


@pytest.mark.usefixtures("coded")
def test_private_notes_stay_unless_asked_for(run: Run) -> None:
    plain, private = run("export", "notes"), run("export", "notes", "--private")
    assert "hush" not in plain.stdout
    assert plain.stderr == "private notes left out: 1 (--private takes them, too)\n"
    assert [row["note"] for row in rows(private)] == ["hush", "so it is"]
    assert private.stderr == ""
    plain, private = run("export", "taggings"), run("export", "taggings", "--private")
    assert "hush" not in plain.stdout
    assert plain.stderr == (
        "taggings whose private notes are left out: 3 (--private takes them, too)\n"
    )
    assert [row["private_note"] for row in rows(private)] == ["hush"] * 3 + [""]


@pytest.mark.usefixtures("coded")
@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "json"])
def test_a_copy_gets_all_of_it_by_one_command(
    run: Run, path: Path, tmp_path: Path, form: str
) -> None:
    files = {thing: tmp_path / f"{thing}.{form}" for thing in ("notes", "taggings")}
    before = {}
    for thing, file in files.items():
        run("export", thing, "--private", "-o", file)
        before[thing] = run("export", thing, "--private").stdout
    emptied(path)
    assert run("import", files["notes"]).stdout == "notes stored: 2, there already: 0\n"
    assert run("import", files["taggings"]).stdout == "taggings stored: 4, there already: 0\n"
    for thing in files:
        assert run("export", thing, "--private").stdout == before[thing]
    done = history_of(path)
    assert run("import", files["taggings"]).stdout == "taggings stored: 0, there already: 4\n"
    assert run("import", files["notes"]).stdout == "notes stored: 0, there already: 2\n"
    assert history_of(path) == done
    assert run("undo").exit_code == 0
    assert rows(run("export", "taggings")) == []


def test_the_codebook_is_what_tags_writes_with_keys_and_examples(run: Run) -> None:
    run("tags", "define", "café", "--definition", "Où l’on parle;\nou pas")
    run("tag", "harbour:1", "sea")
    rows = csv.reader(io.StringIO(run("export", "codebook").stdout))
    told = csv.reader(io.StringIO(run("tags", "-f", "csv").stdout))
    first, *others = zip(rows, told, strict=True)
    assert first[0] == [*first[1], "key", "examples", "counter_examples"]
    assert all(row == [*said, "", "", ""] for row, said in others)


def test_a_codebook_comes_in_as_tags_import_takes_it(run: Run, path: Path, tmp_path: Path) -> None:
    run("tags", "define", "café", "--definition", "Où l’on parle")
    run("export", "codebook", "-o", tmp_path / "c.csv")
    before = run("export", "codebook").stdout
    emptied(path)
    told = run("import", tmp_path / "c.csv", "--as", "codebook").stdout
    assert told == "1 new, 0 changed, 0 as they were\n"
    assert run("export", "codebook").stdout == before


def test_a_query_that_is_none_is_pointed_at(run: Run) -> None:
    result = run("export", "taggings", "--matching", "harbour AND (")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "this bracket is not closed" in result.stderr


@pytest.mark.usefixtures("coded")
def test_a_matrix_has_a_row_a_paragraph_or_an_article(run: Run) -> None:
    run("--coder", "ben", "tag", "harbour:1", "sea")
    run("tags", "define", "ref")
    names = ["café", "police violence", "tag:ref", "sea", "voice"]
    found = rows(run("export", "matrix"))
    assert list(found[0]) == ["ref", "key", "article", "number", *names]
    assert [[row[name] for name in ("ref", *names)] for row in found[:3]] == [
        ["harbour:1", "1", "1", "0", "1", "0"],
        ["harbour:2", "0", "0", "0", "0", "1"],
        ["harbour:3", "0", "0", "0", "0", "0"],
    ]
    assert len(found) == 8
    counted = rows(run("export", "matrix", "--counts", "--articles"))
    assert [(row["article"], row["sea"], row["voice"]) for row in counted] == [
        ("harbour", "2", "1"), ("orchard", "0", "0"), ("museum", "0", "0"),
    ]  # fmt: skip
    assert run("export", "taggings", "--counts").exit_code == 2


@pytest.mark.usefixtures("coded")
def test_a_query_narrows_what_goes_out(run: Run) -> None:
    def refs(thing: str) -> list[str]:
        found = rows(run("export", thing, "--matching", "shields"))
        return [row.get("ref") or row["on"] for row in found]

    assert refs("taggings") == refs("notes") == refs("matrix") == ["harbour:2"]


@pytest.mark.usefixtures("coded")
def test_a_file_is_written_whole_or_stays(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "kept.csv"
    file.write_text("mine")
    file.chmod(0o640)
    assert run("export", "matrix", "--matching", "ship AND (", "-o", file).exit_code == 1
    assert file.read_text() == "mine"
    assert run("export", "taggings", "-o", file).exit_code == 0
    assert file.read_text() == run("export", "taggings").stdout
    assert os.stat(file).st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir() if "kept" in each.name] == ["kept.csv"]
    result = run("export", "taggings", "-o", tmp_path / "none" / "t.csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "t.csv cannot be written: No such file or directory" in result.stderr
    assert run("export", "taggings", "-o", "/dev/null").exit_code == 0
    assert not os.path.isfile("/dev/null")


def test_a_disk_that_is_full_is_said_so(run: Run) -> None:
    result = run("export", "matrix", "-o", "/dev/full")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: the output cannot be written: the disk is full\n"


ROW = "harbour:1,strike,ben,2025-01-01\n"


def test_coder_and_time_of_a_row_are_kept(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"ref,tag,coder,created\n{ROW}")
    assert run("import", tmp_path / "a.csv").stdout == "taggings stored: 1, there already: 0\n"
    (row,) = rows(run("export", "taggings"))
    told = [row[name] for name in ("ref", "tag", "coder", "created", "origin")]
    assert told == ["harbour:1", "strike", "ben", "2025-01-01T00:00:00.000Z", "import"]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("ref,tag,codr", "the column 'codr' means nothing here; did you mean coder? (known: ref,"),
        ("ref,tag,qoute", "the column 'qoute' means nothing here; did you mean quote?"),
        ("ref,tag,tag", "names the column tag twice"),
        ("tag,coder,quote", "taggings need the column tag and one of key, ref"),
        ("name,definition,x", "a codebook is taken in by `annotate tags import FILE`"),
        ("place,code,who", "the first line must name the columns"),
    ],
)
def test_a_column_that_means_nothing_is_refused(
    run: Run, path: Path, tmp_path: Path, head: str, told: str
) -> None:
    before = history_of(path)
    (tmp_path / "b.csv").write_text(f"{head}\nharbour:1,sea,x\n")
    result = run("import", tmp_path / "b.csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert told in result.stderr
    assert history_of(path) == before


def test_a_field_that_means_nothing_is_refused_in_its_line(run: Run, tmp_path: Path) -> None:
    lines = [{"ref": "harbour:1", "tag": "sea"}, {"ref": "harbour:2", "tag": "sea", "codr": "x"}]
    (tmp_path / "b.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    result = run("import", tmp_path / "b.jsonl")
    assert "line 2: in this row the column 'codr' means nothing here" in result.stderr
    assert rows(run("export", "taggings")) == []


def test_one_broken_row_of_many_is_named_and_nothing_stored(run: Run, tmp_path: Path) -> None:
    lines = [f"harbour:{i % 3 + 1},t{i % 7},c{i}\n" for i in range(8_000)]
    lines[7_411] = "harbour:99,sea,x\n"
    (tmp_path / "many.csv").write_text("ref,tag,coder\n" + "".join(lines))
    result = run("import", tmp_path / "many.csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "line 7413: no paragraph 99 in harbour; it has paragraphs 1-3\n"
        "Error: 1 row cannot be stored, so nothing is; --skip stores the others\n"
    )
    assert rows(run("export", "taggings")) == []
    result = run("import", tmp_path / "many.csv", "--skip")
    assert result.exit_code == 0
    assert result.stdout == "taggings stored: 7,999, there already: 0, left out: 1 row\n"
    assert "line 7413: no paragraph 99" in result.stderr


def test_an_import_for_another_corpus_stores_nothing(run: Run, tmp_path: Path) -> None:
    with closing(open_write(tmp_path / "other.db", create=True)) as db:
        made_up.add(db, draft(*(f"Other words, number {i} of many." for i in range(50))))
        db.execute("insert into tags (id, name) values (1, 'x')")
        sql = "insert into taggings (id, paragraph, tag, coder, created) values (?, ?, 1, 'x', '')"
        ids = (row["id"] for row in db.execute("select id from paragraphs").fetchall())
        db.executemany(sql, [[f"id{id}", id] for id in ids])
        db.execute("update taggings set created = '2025-01-01T00:00:00Z'")
    os.environ["ANNOTATE_DB"], here = str(tmp_path / "other.db"), os.environ["ANNOTATE_DB"]
    run("export", "taggings", "-o", tmp_path / "other.csv")
    os.environ["ANNOTATE_DB"] = here
    result = run("import", tmp_path / "other.csv")
    assert result.exit_code == 1
    *listed, more, error = result.stderr.splitlines()
    assert [line.partition(":")[0] for line in listed] == [f"line {i}" for i in range(2, 22)]
    assert listed[0].startswith("line 2: no paragraph has or had the words with the key ")
    assert more == "and so 30 more"
    assert error == "Error: 50 rows cannot be stored, so nothing is; --skip stores the others"
    assert rows(run("export", "taggings")) == []


@pytest.mark.usefixtures("coded")
def test_a_row_is_placed_by_its_words_after_an_edit(run: Run, path: Path, tmp_path: Path) -> None:
    run("export", "taggings", "-o", tmp_path / "t.csv")
    emptied(path)
    edited = draft("A new first paragraph, with news.", HARBOUR[1], HARBOUR[0] + " Later it came.",
                   HARBOUR[2], title="Harbour")  # fmt: skip
    with closing(open_write(path)) as db:
        command = Command(db, coder="anna", words="add")
        articles.add(command, edited, edited.text.encode(), source="harbour.txt")
    assert run("import", tmp_path / "t.csv").exit_code == 0
    found = [(row["ref"], row["tag"], row["quote"]) for row in rows(run("export", "taggings"))]
    assert sorted(found) == [
        ("harbour:2", "voice", "human shields"),
        ("harbour:3", "café", ""), ("harbour:3", "police violence", ""), ("harbour:3", "sea", ""),
    ]  # fmt: skip


@pytest.mark.usefixtures("coded")
def test_a_ref_does_not_stand_in_for_other_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("ref,key,tag\nharbour:1,0000000000000,sea\n")
    result = run("import", tmp_path / "t.csv")
    assert "line 2: no paragraph has or had the words with the key 0000000000000" in result.stderr


@pytest.mark.usefixtures("coded")
def test_rows_that_share_an_id_are_all_stored(run: Run, path: Path, tmp_path: Path) -> None:
    run("export", "taggings", "-o", tmp_path / "t.csv")
    text = (tmp_path / "t.csv").read_text()
    first = text.splitlines()[1]
    (tmp_path / "t.csv").write_text(text + first.replace(",sea,", ",boat,") + "\n")
    assert run("import", tmp_path / "t.csv").stdout == "taggings stored: 1, there already: 4\n"
    assert run("import", tmp_path / "t.csv").stdout == "taggings stored: 0, there already: 5\n"


def test_words_that_stand_twice_need_to_be_told_apart(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("ref,tag,quote\nmuseum:1,lock,a\n")
    result = run("import", tmp_path / "t.csv")
    assert "stands 2 times in museum:1; occurrence, or prefix and suffix, say which" in (
        result.stderr.replace("“a”", "")
    )
    (tmp_path / "t.csv").write_text("ref,tag,quote,occurrence\nmuseum:1,lock,a,2\n")
    assert run("import", tmp_path / "t.csv").exit_code == 0


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("harbour:1,,ben,2025-01-01,hand", "has no tag"),
        (",sea,ben,2025-01-01,hand", "says neither a key nor a ref"),
        ("harbour:1-2,sea,ben,2025-01-01,hand", "harbour:1-2 names 2 paragraphs; a row is on one"),
        ("harbour:1,sea,ben,01/02/2025,hand", "'01/02/2025' is no time; say it like 2025-02-01T"),
        ("harbour:1,sea,ben,2025-01-01,robot", "the origin 'robot' is none of hand, rule, model"),
        ("harbour:1,sea,b\u200ben,2025-01-01,hand", "has a character that cannot be seen"),
        ("harbour:1,sea", "has 2 fields, where the first line names 5"),
        ("harbour:1,sea,ben,2025-01-01,hand,more", "has 6 fields, where the first line names 5"),
        ('harbour:1,"sea,ben,2025-01-01,hand', "is no row: unexpected end of data"),
        ("nowhere:1,sea,ben,2025-01-01,hand", "no article 'nowhere'; nearest: "),
    ],
)
def test_what_is_wrong_with_a_row_is_said(run: Run, tmp_path: Path, cells: str, told: str) -> None:
    text = f"ref,tag,coder,created,origin\nharbour:1,sea,ben,,\n{cells}\n"
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    result = run("import", tmp_path / "t.csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "line" in result.stderr
    assert told in result.stderr
    assert rows(run("export", "taggings")) == []


def test_notes_on_tags_and_articles_come_back(run: Run, path: Path, tmp_path: Path) -> None:
    run("tags", "define", "sea")
    run("note", "tag:sea", "salt")
    run("note", "orchard", "all of it")
    run("export", "notes", "-o", tmp_path / "n.jsonl")
    before = run("export", "notes").stdout
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("delete from notes")
    assert run("import", tmp_path / "n.jsonl").stdout == "notes stored: 2, there already: 0\n"
    assert run("export", "notes").stdout == before
    emptied(path)
    result = run("import", tmp_path / "n.jsonl")
    assert "line 1: no tag 'sea'; the codebook is empty" in result.stderr
    assert rows(run("export", "notes")) == []


@pytest.mark.usefixtures("coded")
def test_a_note_that_was_changed_here_stays(run: Run, tmp_path: Path) -> None:
    run("export", "notes", "-o", tmp_path / "n.csv")
    text = (tmp_path / "n.csv").read_text().replace("so it is", "so it was")
    (tmp_path / "n.csv").write_text(text)
    result = run("import", tmp_path / "n.csv")
    assert result.stdout == "notes stored: 0, there already: 1\n"
    assert "notes with another text than the row's, which stays: 1" in result.stderr
    assert [row["note"] for row in rows(run("export", "notes"))] == ["so it is"]


def test_a_table_comes_by_a_pipe(process: Process, run: Run) -> None:
    done = process("import", "-", stdin=b"ref\ttag\nharbour:1\tsea\n")
    assert (done.stdout, done.stderr) == (b"taggings stored: 1, there already: 0\n", b"")
    assert [row["tag"] for row in rows(run("export", "taggings"))] == ["sea"]


@pytest.mark.usefixtures("coded")
def test_parquet_goes_into_a_folder(run: Run, tmp_path: Path) -> None:
    assert "-o corpus.parquet" in run("export", "parquet").stderr
    assert "folder of several" in run("export", "parquet", "-f", "csv", "-o", "x").stderr
    run("export", "parquet", "-o", str(tmp_path / "out"))
    assert sorted(os.listdir(tmp_path / "out")) == ["codebook", "paragraphs", "taggings"]


@pytest.mark.usefixtures("coded")
def test_paragraphs_are_rows(run: Run) -> None:
    first = rows(run("export", "paragraphs"))[0]
    assert (first["ref"], first["byline"], first["role"]) == ("harbour:1", "Ida Holm", "body")
    found = rows(run("export", "paragraphs", "--matching", '"human shields"'))
    assert [row["ref"] for row in found] == ["harbour:2"]
