"""`metadata.csv` in a folder, and what is said of one article when it is added."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.made_up import MUSEUM, ORCHARD


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        words = "\n\n".join([*ORCHARD, *MUSEUM, f"This one is called {name}."])
        (folder / name).write_text(words)
    return folder


def about(run: Run, slug: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(run("show", slug, "-f", "json").stdout)["article"]
    return found


def test_a_table_says_what_the_files_of_its_folder_are(run: Run, folder: Path) -> None:
    (folder / "metadata.csv").write_text(
        'file,title,byline,published\na.txt,"Wasps, and pears",Ida Holm,1963-01-20\nb.txt,,Jo,\n'
    )
    result = run("add", folder, "-f", "json")
    assert [r["status"] for r in json.loads(result.stdout)] == ["added", "added"]
    article = about(run, "wasps-and-pears")
    assert (article["title"], article["byline"], article["published"]) == (
        "Wasps, and pears", "Ida Holm", "1963-01-20",
    )  # fmt: skip


def test_a_table_may_come_with_a_byte_order_mark_and_in_another_encoding(
    run: Run, folder: Path
) -> None:
    (folder / "metadata.csv").write_bytes("\ufefffile,title\na.txt,Über Birnen\n".encode())
    run("add", folder)
    assert about(run, "uber-birnen")["title"] == "Über Birnen"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize("parted", [",", ";", "\t"], ids=["commas", "semicolons", "tabs"])
def test_a_table_is_read_as_spreadsheets_save_it(
    run: Run, folder: Path, encoding: str, parted: str
) -> None:
    rows = parted.join(("File", "Title")) + "\r\n" + parted.join(("a.txt", "Größe der Birnen"))
    (folder / "metadata.csv").write_bytes(rows.encode(encoding))
    run("add", folder)
    assert about(run, "grosse-der-birnen")["title"] == "Größe der Birnen"


def test_what_a_table_names_wrongly_is_said_and_the_rest_goes_in(run: Run, folder: Path) -> None:
    (folder / "metadata.csv").write_text("file,colour\na.txt,Wasps\nc.txt,None\n")
    result = run("add", folder)
    assert "columns that mean nothing here: colour; known: file, title" in result.stderr
    assert "names files that are not there: c.txt" in result.stderr
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (1, "2 added, 2 failed")


def test_a_table_without_a_column_file_is_refused_in_a_line(run: Run, folder: Path) -> None:
    (folder / "metadata.csv").write_text("name,title\na.txt,Wasps\n")
    result = run("add", folder)
    assert "metadata.csv: cannot be read as a table: no column is called file" in result.stderr


def test_what_is_said_on_the_command_line_is_said_of_one_article(run: Run, folder: Path) -> None:
    run("add", folder / "a.txt", "--title", "Of wasps", "--site", "The Pear")
    assert about(run, "of-wasps")["site"] == "The Pear"
    assert run("add", folder, "--title", "Of wasps").exit_code == 2


def test_adding_again_with_a_title_sets_it(run: Run, folder: Path) -> None:
    run("add", folder / "a.txt", "--title", "Of wasps")
    again = run("add", folder / "a.txt", "--title", "Of pears", "-f", "json")
    [record] = json.loads(again.stdout)
    assert (record["status"], record["title"], record["slug"]) == (
        "unchanged", "Of pears", "of-wasps",
    )  # fmt: skip


def test_what_is_edited_by_hand_wins_over_the_table(run: Run, folder: Path) -> None:
    (folder / "metadata.csv").write_text("file,title,byline\na.txt,Side,Jo\n")
    run("add", folder)
    run("edit", "side", "--title", "By Hand")
    (folder / "metadata.csv").write_text("file,title,byline\na.txt,Side,Ann\n")
    assert run("add", folder).stderr.splitlines()[-1] == "2 unchanged"
    assert (about(run, "side")["title"], about(run, "side")["byline"]) == ("By Hand", "Ann")


def test_a_table_is_checked_as_an_edit_is(run: Run, folder: Path) -> None:
    (folder / "metadata.csv").write_text(
        "file;title;published;url\na.txt;Wasps;10/11/2017;javascript:alert(1)\na.txt;Wasps;;\n"
    )
    result = run("add", folder)
    assert "says of a.txt: '10/11/2017' is no date" in result.stderr
    assert "'javascript:alert(1)' is no address" in result.stderr
    assert "names a.txt twice; the last counts" in result.stderr
    assert about(run, "wasps")["published"] is None


def test_another_field_makes_another_article_of_the_same_record(run: Run, folder: Path) -> None:
    (folder / "e.csv").write_text("id,body,when,writer\n7,Some words of a record.,2020-01-02,Jo\n")
    slug = json.loads(run("add", folder / "e.csv", "-f", "json").stdout)[0]["slug"]
    fields = ("--field", "published=when", "--field", "byline=writer")
    run("add", *fields, folder / "e.csv")
    assert (about(run, slug)["published"], about(run, slug)["byline"]) == ("2020-01-02", "Jo")


def test_columns_may_have_the_names_that_other_tables_have(run: Run, folder: Path) -> None:
    (folder / "metadata.csv").write_text(
        "file;Headline;author;Newspaper;publication_date;link\n"
        "a.txt;Wasps;Ida Holm;The Miller;1963-01-20;https://miller.example.org/wasps\n"
    )
    assert run("add", folder).exit_code == 0
    article = about(run, "wasps")
    assert (article["byline"], article["site"]) == ("Ida Holm", "The Miller")
    assert (article["published"], article["url"]) == (
        "1963-01-20", "https://miller.example.org/wasps",
    )  # fmt: skip


def test_our_own_name_of_a_column_goes_before_another(run: Run, folder: Path) -> None:
    (folder / "metadata.csv").write_text("file,headline,title\na.txt,Pears,Wasps\n")
    assert "mean nothing here: headline" in run("add", folder).stderr
    assert about(run, "wasps")["title"] == "Wasps"
