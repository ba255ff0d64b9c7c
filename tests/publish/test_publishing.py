"""A publication: what is in it, and that it is whole or not there."""

import re
import sqlite3
import subprocess
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
import yaml

from annotate.corpus import (
    articles,
    copying,
    defining,
    describing,
    notes,
    publication,
    tags,
)
from annotate.corpus.choosing import Choice
from annotate.corpus.database import Command, open_read, open_write
from annotate.corpus.withdrawing import Withdrawn
from annotate.errors import AnnotateError, BadInput, DatabaseTrouble, NotFound
from annotate.model import Metadata
from annotate.publish import publishing
from annotate.publish.configuration import Access
from annotate.publish.publishing import Published, Wanted
from annotate.publish.saying import Said
from annotate.text.key import key
from tests import disks, made_up
from tests.conftest import Process

SECRET = "the private thought of a coder"
Put = Callable[..., Published]


@pytest.fixture
def work(path: Path) -> Path:
    """The made-up articles with annotations of two coders, private, deleted and edited ones."""
    with closing(open_write(path)) as db:

        def anna() -> Command:
            return Command(db, coder="Anna Secretsson", words=f"said {SECRET}")

        def ben() -> Command:
            return Command(db, coder="ben", words="b")

        defining.define(anna(), "actor/master", definition="Who rules.", colour="#c0392b")
        defining.define(anna(), "unused", definition=SECRET)
        quote = tags.Request("harbour:2", ("actor/master",), quote="harbour master")
        tags.add(anna(), [quote, tags.Request("harbour:1", ("ice",))])
        tags.add(ben(), [tags.Request("orchard:1", ("insect/wasp",), quote="Wasps")])
        notes.add(anna(), "harbour:1", "A cold one.")
        notes.add(ben(), "orchard", "On pears.")
        notes.add(ben(), "tag:ice", "On ice.")
        notes.add(anna(), "harbour:1", SECRET, private=True)
        [gone] = notes.add(anna(), "harbour:3", f"deleted {SECRET}")
        notes.delete(anna(), gone.id)
        [changed] = notes.add(anna(), "harbour:3", f"before {SECRET}")
        notes.edit(anna(), changed.id, "after", private=None)
        describing.edit(anna(), "harbour", Metadata(published="2026-03-01", site="Lindow News"))
        describing.edit(anna(), "orchard", Metadata(published="2025"))
        db.execute("pragma wal_checkpoint(truncate)")
    return path


@pytest.fixture
def put(work: Path, tmp_path: Path) -> Put:
    """Publish that database in `site`."""

    def call(
        choice: Choice | None = None, *, agree: publishing.Agree = lambda _: True,
        access: Access | None = None, place: Path | None = None, **said: str,
    ) -> Published:  # fmt: skip
        wanted = Wanted(choice or Choice(), access or Access(), Said(**said))
        with closing(open_read(work)) as db:
            return publishing.publish(db, place or tmp_path / "site", wanted, agree=agree)

    return call


def rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{folder}/corpus.db?immutable=1", uri=True)) as db:
        return db.execute(sql).fetchall()


def beside(folder: Path) -> list[str]:
    """What is in a folder besides the database of the test."""
    return sorted(p.name for p in folder.iterdir() if not p.name.startswith("corpus.db"))


def test_every_column_of_an_allowed_table_is_decided_on(db: sqlite3.Connection) -> None:
    for table, columns in copying.ALLOWED.items():
        there = {row[1] for row in db.execute(f"pragma table_info({table})")}
        counted = (
            set() if table in ("articles", "paragraphs", "tags", "taggings", "notes") else {"id"}
        )
        assert not columns or there - set(columns) <= counted, table
        assert set(columns) <= there, table


def test_what_goes_is_public(put: Put) -> None:
    site = put().place
    assert rows(site, "select name, colour from tags order by id") == [
        ("actor/master", "#c0392b"), ("ice", None), ("insect/wasp", None),
    ]  # fmt: skip
    found = rows(site, "select number, text, coder, length(created) from notes order by number")
    assert found == [
        (1, "A cold one.", "coder 2", 10), (2, "On pears.", "coder 3", 10),
        (3, "On ice.", "coder 3", 10), (4, "after", "coder 2", 10),
    ]  # fmt: skip
    sql = "select distinct source, sha256, media_type, length(retrieved) from versions"
    assert rows(site, sql) == [("", "", "", 10)]
    assert rows(site, "pragma foreign_key_check") == []
    assert rows(site, "pragma integrity_check") == [("ok",)]
    assert rows(site, "pragma journal_mode") == [("delete",)]
    assert rows(site, "pragma freelist_count") == [(0,)]


def test_words_in_other_forms_are_found_as_in_the_working_database(put: Put, work: Path) -> None:
    made = made_up.draft("Of the \ufb01nance of it.", "They said 和平 there.", "Plain.", title="Z")
    with closing(open_write(work)) as db:
        made_up.add(db, made, "z.txt")
    sql = "select text from unspaced where text is not null order by text"
    with closing(sqlite3.connect(work)) as db:
        known = db.execute(sql).fetchall()
    assert len(known) == 2
    assert rows(put().place, sql) == known


def test_nothing_private_is_in_any_file(put: Put, work: Path) -> None:
    site = put().place
    with closing(sqlite3.connect(work)) as db:
        ids = [
            row[0] for row in db.execute("select id from taggings union all select id from notes")
        ]
    secrets = [SECRET, "Secretsson", "harbour.txt", "ben", *ids, "autoincrement", str(work.parent)]
    for file in site.iterdir():
        found = [
            one for one in secrets if re.search(rf"\b{one}\b".encode(), file.read_bytes(), re.I)
        ]
        assert found == [], file.name


def test_coders_have_the_same_names_in_every_copy(put: Put) -> None:
    site = put().place
    assert rows(site, "select distinct coder from taggings order by 1") == [
        ("coder 2",),
        ("coder 3",),
    ]
    put(Choice(articles=("orchard",)))
    assert rows(site, "select distinct coder from taggings") == [("coder 3",)]
    put(Choice(names=True))
    assert rows(site, "select distinct coder from taggings order by 1") == [
        ("Anna Secretsson",), ("ben",),
    ]  # fmt: skip


def test_the_same_is_the_same_bytes(put: Put, tmp_path: Path) -> None:
    one, other = put(title="T").place, put(title="T", place=tmp_path / "other").place
    for name in publishing.OURS:
        assert (one / name).read_bytes() == (other / name).read_bytes(), name
    assert {file.name for file in one.iterdir()} == {*publishing.OURS}


def test_another_word_or_setting_is_another_revision(put: Put) -> None:
    found = [put(), put(title="Other"), put(access=Access(sql=True)), put(Choice(names=True))]
    assert len({done.told.revision for done in found}) == 4
    assert [done.replaced for done in found] == [False, True, True, True]


def test_articles_are_chosen(put: Put) -> None:
    done = put(Choice(articles=("harb", "3")))
    assert [article.slug for article in done.contents.articles] == ["harbour", "museum"]
    assert rows(done.place, "select id, slug from articles") == [(1, "harbour"), (2, "museum")]
    assert rows(done.place, "select count(*), max(id) from paragraphs") == [(6, 6)]
    assert [tag.name for tag in done.contents.tags] == ["actor/master", "ice"]
    sql = "select rowid from paragraphs_fts where paragraphs_fts match 'pears'"
    assert rows(done.place, sql) == []


def test_tags_and_notes_are_chosen(put: Put) -> None:
    done = put(Choice(tags=("actor",), note_by=("ben",)))
    assert rows(done.place, "select name from tags") == [("actor/master",)]
    assert rows(done.place, "select text from notes") == [("On pears.",)]
    assert len(done.contents.articles) == 3


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        (Choice(articles=("harbor",)), "no article 'harbor'; nearest: harbour"),
        (Choice(tags=("icy",)), "no tag 'icy'; nearest: ice"),
        (Choice(note_by=("carl",)), "nobody called carl has done anything here; coders: Anna"),
        (Choice(embargo="soon"), "'soon' is no date"),
        (Choice(embargo="2026"), "'2026' is no day; say it like 2026-11-28"),
    ],
)
def test_what_is_not_there_is_named(put: Put, tmp_path: Path, choice: Choice, told: str) -> None:
    with pytest.raises(AnnotateError, match=re.escape(told)):
        put(choice)
    assert beside(tmp_path) == []


@pytest.mark.parametrize(
    ("day", "kept", "later"),
    [
        ("2026-03-02", ["harbour", "orchard"], ()),
        ("2026-03-01", ["orchard"], ("harbour",)),
        ("2026-01-01", ["orchard"], ("harbour",)),
        ("2025-12-31", [], ("harbour", "orchard")),
    ],
)
def test_an_embargo_is_kept(put: Put, day: str, kept: list[str], later: tuple[str, ...]) -> None:
    found = put(Choice(embargo=day)).contents
    assert [article.slug for article in found.articles] == kept
    assert (found.left.later, found.left.undated) == (later, ("museum",))


def test_without_text_quotations_stay(put: Put) -> None:
    site = put(Choice(text=False)).place
    texts = rows(site, "select text from paragraphs where article < 3 and number is not null")
    assert [" ".join(str(text).split()) for (text,) in texts] == [
        "[…]", "[…] harbour master […]", "[…]", "Wasps […]", "[…]", "[…]",
    ]  # fmt: skip
    sql = "select exact, prefix, suffix from taggings where exact is not null order by 1"
    assert rows(site, sql) == [("Wasps", None, None), ("harbour master", None, None)]
    sql = """
        select substr(text, t.start + 1, length(exact)) = exact
        from taggings t join paragraphs p on p.id = paragraph where exact is not null
    """
    assert rows(site, sql) == [(1,), (1,)]
    assert rows(site, "select key from paragraphs where id = 1") == [(key(made_up.HARBOUR[0]),)]
    assert b"icebreakers" not in (site / "corpus.db").read_bytes()
    [[description]] = rows(site, "select description from publication")
    assert "only the words that someone quoted are here; what is withheld" in str(description)
    assert put().told.description == ""


def test_what_is_said_stays(put: Put, work: Path) -> None:
    put(
        title="Lindow",
        licence="CC BY 4.0",
        base_url="https://lindow.example/corpus",
        cite_as="Holm",
    )
    told = put(description="News.").told
    assert (told.title, told.licence, told.base_url, told.cite_as, told.description) == (
        "Lindow", "CC BY 4.0", "https://lindow.example/corpus/", "Holm", "News.",
    )  # fmt: skip
    (work.parent / "metadata.yaml").write_text("title: Beside\nlicense: CC0\n")
    told = put(licence="").told
    assert (told.title, told.licence) == ("Beside", "")


ADDRESSES = [
    "lindow.example", "ftp://x.example/", "http://", "https://a b/", "javascript:alert(1)",
    "https://x.example/?q", "http://u:p@x.example/", "http://[::1",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_none_is_refused(put: Put, address: str) -> None:
    with pytest.raises(BadInput, match="is no address of a site"):
        put(base_url=address)


def test_hosts_files_can_be_read(put: Put) -> None:
    done = put(
        title='A "Corpus": $x #1\n- y', licence="cc by-sa 4.0", base_url="https://x.example/a/"
    )
    citation = yaml.safe_load((done.place / "CITATION.cff").read_text())
    assert citation == {
        "cff-version": "1.2.0",
        "message": 'Please cite A "Corpus": $x #1 - y as below.',
        "title": 'A "Corpus": $x #1 - y',
        "type": "dataset",
        "authors": [{"name": 'The editors of A "Corpus": $x #1 - y'}],
        "version": done.told.revision,
        "url": "https://x.example/a/",
        "license": "CC-BY-SA-4.0",
    }
    assert subprocess.run(["sh", "-n", done.place / "serve.sh"], check=False).returncode == 0


def ending(put: Put, choice: Choice) -> list[Withdrawn]:
    asked: list[Withdrawn] = []

    def agree(links: Sequence[Withdrawn]) -> bool:
        asked.extend(links)
        return True

    put(choice, agree=agree)
    return asked


def test_links_that_end_are_asked_for_and_leave_tombstones(put: Put) -> None:
    assert ending(put, Choice()) == []
    found = ending(put, Choice(articles=("harbour", "orchard")))
    assert {(link.key, link.article, link.title) for link in found} == {
        (key(words), "museum", "") for words in made_up.MUSEUM
    }
    assert ending(put, Choice(articles=("orchard",)))[0].article == "harbour"
    site = put(Choice(articles=("orchard",))).place
    assert rows(site, "select distinct article from tombstones order by 1") == [
        ("harbour",),
        ("museum",),
    ]
    put()
    assert rows(site, "select count(*) from tombstones") == [(0,)]


def test_a_link_that_is_not_to_end_keeps_the_old_one(put: Put, tmp_path: Path) -> None:
    first = put()
    with pytest.raises(
        BadInput, match=r"2 citation links that are public would end \(/cite/museum/"
    ):
        put(Choice(articles=("harbour", "orchard")), agree=lambda _: False)
    assert rows(first.place, "select revision from publication") == [(first.told.revision,)]
    assert beside(tmp_path) == ["site"]


def test_links_go_on_through_versions_and_names(put: Put, work: Path) -> None:
    put()
    with closing(open_write(work)) as db:
        command = Command(db, coder="ben", words="c")
        made = made_up.draft(*made_up.MUSEUM[:1], "Quite another sentence.", title="Museum")
        articles.add(command, made, made.text.encode(), source="museum.txt")
        describing.edit(command, "museum", Metadata(), slug="locks")
    assert ending(put, Choice()) == []


def test_a_folder_of_others_is_left_alone(put: Put, work: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "mine.txt").write_text("mine")
    with pytest.raises(BadInput, match="is not empty, and holds no publication"):
        put()
    with pytest.raises(BadInput, match="is not empty, and holds no publication"):
        put(place=work.parent)
    with pytest.raises(BadInput, match="is a file; name a folder"):
        put(place=tmp_path / "site" / "mine.txt")
    (tmp_path / "site" / "mine.txt").unlink()
    put()  # an empty one will do
    (tmp_path / "site" / "CNAME").write_text("x.example")
    with pytest.raises(BadInput, match="has what publish did not write: CNAME; move it elsewhere"):
        put()


def test_an_earlier_one_that_cannot_be_read_is_named(put: Put) -> None:
    site = put().place
    (site / "corpus.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    with pytest.raises(DatabaseTrouble, match="nobody knows which links it has; remove"):
        put()


def test_a_link_to_a_folder_stays_one(put: Put, tmp_path: Path) -> None:
    put(place=tmp_path / "real")
    (tmp_path / "site").symlink_to("real")
    assert put(title="Again").place == tmp_path / "real"
    assert (tmp_path / "site").is_symlink()


def test_folders_above_are_made_and_unmade(put: Put, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        put(Choice(articles=("nothing",)), place=tmp_path / "a" / "b" / "site")
    assert beside(tmp_path) == []
    assert put(place=tmp_path / "a" / "b" / "site").place.is_dir()


def test_a_copy_is_not_published(put: Put, tmp_path: Path) -> None:
    site = put().place
    with (
        closing(open_read(site / "corpus.db")) as db,
        pytest.raises(BadInput, match="is a published copy; name the working database"),
    ):
        publishing.publish(db, tmp_path / "other", Wanted(), agree=lambda _: True)


def test_a_copy_is_never_written(put: Put) -> None:
    copy = put().place / "corpus.db"
    before = copy.read_bytes()
    with pytest.raises(DatabaseTrouble, match="is a published copy, which only `annotate publish`"):
        open_write(copy)
    assert (copy.read_bytes(), beside(copy.parent)) == (
        before,
        sorted({*publishing.OURS} - {"corpus.db"}),
    )


def test_a_full_disk_leaves_nothing(put: Put, tmp_path: Path) -> None:
    with disks.mounted(tmp_path / "disk", size=200_000) as disk:
        with pytest.raises(AnnotateError, match="the disk is full"):
            put(place=disk / "site")
        assert list(disk.iterdir()) == []


def test_a_copy_says_what_it_is(put: Put) -> None:
    done = put(title="Lindow")
    with closing(open_read(done.place / "corpus.db")) as db:
        assert publication.of(db) == done.told


KILLED = [
    ("mkdir", 1), ("openat", 900), ("pwrite64", 1), ("pwrite64", 30), ("pwrite64", 80),
    ("write", 3), ("write", 9), ("fsync", 1), ("fsync", 6), ("renameat2", 1), ("unlink", 1),
    ("unlinkat", 1), ("unlinkat", 5), ("rmdir", 1),
]  # fmt: skip


@pytest.mark.parametrize(("call", "at"), KILLED)
def test_a_killed_call_leaves_old_or_new(
    process: Process, work: Path, tmp_path: Path, environment: dict[str, str], call: str, at: int
) -> None:
    site = tmp_path / "site"
    assert process("publish", site, "--title", "Old").returncode == 0
    old = {file.name: file.read_bytes() for file in site.iterdir()}
    killing = ["strace", "-f", "-qq", "-o", "/dev/null", f"--inject={call}:signal=KILL:when={at}"]
    subprocess.run(
        [*killing, made_up.COMMAND, "publish", site, "--title", "New"],
        env={**environment, "ANNOTATE_DB": str(work)}, capture_output=True, check=False,
    )  # fmt: skip
    found = {file.name: file.read_bytes() for file in site.iterdir()}
    assert found == old or (b"# New" in found["README.md"] and {*found} == {*old})
    left = beside(tmp_path) != ["site"]
    again = process("publish", site, "--title", "Newer")
    assert again.returncode == 0
    assert (b"was left by a call that broke off; it is gone" in again.stderr) == left
    assert beside(tmp_path) == ["site"]
