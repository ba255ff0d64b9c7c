"""What is in a publication."""

import re
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from annotate.corpus import (
    copying,
    counting,
    defining,
)
from annotate.corpus.choosing import Choice
from annotate.corpus.database import Command, open_write
from annotate.errors import AnnotateError, BadInput
from annotate.model import Metadata
from annotate.publish import publishing
from annotate.publish.configuration import Access
from annotate.text.key import key
from tests import made_up
from tests.publish.conftest import SECRET, Put, beside, rows


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


def test_where_the_words_stood_too_is_public_but_for_the_file(put: Put, work: Path) -> None:
    where = ("The Courier", None), (None, "https://b.example/2"), (None, None)
    with closing(open_write(work)) as db:
        for count, (site, url) in enumerate(where, 1):
            made = made_up.draft(*made_up.ORCHARD, *[made_up.SHARE] * count, title="Orchard")
            made = replace(made, metadata=Metadata("Orchard", site=site, url=url))
            added = made_up.add(db, made, f"{SECRET} {site} {url}.txt")
            assert added.status == "same"
    sql = "select source, site, url, length(retrieved) from addresses order by id"
    found = [("", "The Courier", None, 10), ("", None, "https://b.example/2", 10)]
    assert rows(put().place, sql) == found


def test_tags_have_the_counts_of_what_is_published(put: Put) -> None:
    with closing(sqlite3.connect(f"file:{put().place}/corpus.db?immutable=1", uri=True)) as db:
        assert list(counting.miscounted(db)) == []
        [kept] = db.execute("select sum(taggings + removed) from tags").fetchone()
        [found] = db.execute("select count(*) from taggings").fetchone()
        assert kept == found > 0


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


def test_the_same_is_the_same_bytes_in_another_process(
    work: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    for seed in "12":
        subprocess.run(
            [made_up.COMMAND, "publish", tmp_path / seed], check=True, capture_output=True,
            env={**environment, "ANNOTATE_DB": str(work), "PYTHONHASHSEED": seed},
        )  # fmt: skip
    for name in publishing.OURS:
        one, other = (tmp_path / seed / name for seed in "12")
        assert one.read_bytes() == other.read_bytes(), name


def test_an_address_on_this_machine_stays_here(put: Put, work: Path) -> None:
    with closing(sqlite3.connect(work)) as db, db:
        db.execute("update articles set url = 'file:///home/anna/Secret/a.html' where id = 1")
        db.execute("update articles set url = 'HTTPS://web.example/' where id = 2")
    site = put().place
    assert rows(site, "select url from articles") == [(None,), ("HTTPS://web.example/",), (None,)]
    assert b"Secret/a.html" not in (site / "corpus.db").read_bytes()


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
    "https://x.example/?q", "http://u:p@x.example/", "http://[::1", "https://x.example/;rm",
    "https://x.example/a/../b", "https://x.example//", "https://x.example/$(id)",
    "https://x.example:99999/", "https://x.example:80a", "https://x.example:0/",
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


def test_an_example_goes_with_its_tag_and_its_paragraph(work: Path, put: Put) -> None:
    with closing(open_write(work)) as db:
        command = Command(db, coder="ben", words="b")
        defining.define(command, "ice", examples=["harbour:1", "museum:1"])
        defining.define(command, "insect/wasp", counter_examples=["harbour:2"])
        defining.define(command, "unused", examples=["harbour:1"])
        command.sync()
    sql = """
        select tags.name, p.text, counter from examples e
        join tags on tags.id = e.tag join paragraphs p on p.id = e.paragraph order by tags.name
    """
    site = put(Choice(articles=("harbour", "orchard"))).place
    assert rows(site, sql) == [
        ("ice", made_up.HARBOUR[0], 0),
        ("insect/wasp", made_up.HARBOUR[1], 1),
    ]
    assert rows(site, "select distinct revision from taggings") == [(None,)]
    assert rows(site, "select name from sqlite_master where name = 'codebook_revisions'") == []
