"""
What never leaves a working database: looked for on every page that either line of Datasette has.

One marker for each kind of thing that is private, each planted where the product keeps it.
"""

import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from annotate.coding import autocoding
from annotate.corpus import (
    articles,
    corrections,
    defining,
    history,
    judging,
    locate,
    notes,
    opened,
    public,
    queueing,
    readings,
    suggestions,
    tags,
)
from annotate.corpus.database import Command, open_write
from annotate.text.rule import Rule
from tests import made_up
from tests.web.conftest import Serve, draft, key_of

MARKERS = {
    name: f"{name}zqx"
    for name in (
        "privateparagraph", "privatequote", "privatearticle", "privatetag", "deletednote",
        "beforeedit", "undonenote", "oncepublic", "deletedtag", "deletedmeaning", "withdrawn",
        "folder", "corrector", "typed", "owntable", "tagger", "noter", "editor",
        "reader", "opener", "queried", "rulename", "rulepattern", "ruleword", "formerquery",
        "rejecter",
    )
}  # fmt: skip
PUBLIC = "publicnotezqx"
WORDS = [
    ("title", "Harbour"),
    ("body", "The ferry left at dawn and came back with nobody aboard at all."),
    ("body", "A keeper counted two lamps, and one of them was never lit again."),
    ("heading", "What came then"),
]


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A corpus with a marker of every kind."""
    path = tmp_path / "corpus.db"
    path.write_bytes(made_up.file_of(plant))
    return path


def plant(path: Path) -> None:
    """The corpus."""
    mark = MARKERS
    db = open_write(path, create=True)

    def command(coder: str = "ada") -> Command:
        return Command(db, coder=coder, words=f"note harbour:1 {mark['typed']}")

    made, data = draft(*WORDS, title="Harbour", url="https://news.example/harbour")
    articles.add(command(), made, data, source=f"../../home/{mark['folder']}/harbour.txt")
    tags.add(command(), [tags.Request("harbour:1", ("place/sea",), quote="ferry left")])
    tags.add(command(mark["tagger"]), [tags.Request("harbour:1", ("place/sea",))])
    noted = notes.add(command(mark["noter"]), "harbour:1", f"{PUBLIC} of the ferry")[0]
    notes.edit(command(mark["editor"]), noted.id, text=f"{PUBLIC} that left", everyone=True)
    notes.add(command(), "harbour:1", mark["privateparagraph"], private=True)
    notes.add(command(), "harbour:2", mark["privatequote"], private=True, quote="two lamps")
    notes.add(command(), "harbour", mark["privatearticle"], private=True)
    notes.add(command(), "tag:place/sea", mark["privatetag"], private=True)
    gone = notes.add(command(), "harbour:2", mark["deletednote"])[0]
    notes.delete(command(), gone.id)
    edited = notes.add(command(), "harbour:2", mark["beforeedit"])[0]
    notes.edit(command(), edited.id, text="after the edit")
    hidden = notes.add(command(), "harbour:2", mark["oncepublic"])[0]
    notes.edit(command(), hidden.id, private=True)
    notes.add(command(), "harbour:2", mark["undonenote"])
    history.undo(command())
    defining.define(command(), mark["deletedtag"], definition=mark["deletedmeaning"])
    defining.delete(command(), mark["deletedtag"], force=True)
    made, data = draft(("title", "Gone"), ("body", f"{mark['withdrawn']} words"), title="Gone")
    articles.add(command(), made, data, source="gone.txt")
    history.undo(command())
    [other] = locate.paragraphs(db, "harbour:2")
    found = [(other.id, 0.5)]
    suggestions.replace(db, judging.asked(db, "place/sea"), "words", found, found)
    suggestions.reject(command(mark["rejecter"]), suggestions.queue(db)[0].id)
    corrections.set_role(command(mark["corrector"]), "harbour:2", "caption")
    [place] = locate.paragraphs(db, "harbour:1")
    readings.read(command(mark["reader"]), [place.id])
    opened.open(db, mark["opener"], "harbour")
    queueing.stop(db, "ada", mark["queried"], "unread", place.id)
    plant_rules(command)
    with command() as doing:
        db.execute("insert into examples (tag, paragraph) select id, ? from tags", [place.id])
    assert doing.id
    db.executescript(f"""
        create view my_notes as select * from notes;
        create table mine (word text);
        insert into mine values ('{mark["owntable"]}');
    """)
    db.close()


def plant_rules(command: Callable[[], Command]) -> None:
    """Rules as they are, and as one was; taggings of them that stand, and that were taken off."""
    mark, roles = MARKERS, ("body",)
    former = Rule(mark["rulename"], ("place/sea",), query=f"zebra -{mark['formerquery']}")
    rule = Rule(mark["rulename"], ("place/sea",), pattern=f"aboard|{mark['rulepattern']}",
                roles=roles)  # fmt: skip
    listed = Rule("listed", ("place/sea",), words=("dawn", mark["ruleword"]), roles=roles)
    for each in (former, rule, listed):
        autocoding.apply(command(), [each])
    tags.remove(command(), tags.Request("harbour:1", (), "dawn"), everyone=True)


def tables(path: Path) -> dict[str, list[str]]:
    """Every table and view, those of indexes too, with its columns."""
    with closing(sqlite3.connect(path)) as db:
        names = [r[0] for r in db.execute("select name from sqlite_master where type <> 'index'")]
        names += ["sqlite_sequence", "sqlite_master", "NOTES", "History"]
        return {n: [r[1] for r in db.execute(f"pragma table_xinfo('{n}')")] for n in names}


def addresses(path: Path) -> Iterator[str]:
    """The addresses of Datasette's pages, of either line, by which anything could be asked."""
    for page in ("versions", "plugins", "settings", "metadata", "config", "databases", "threads",
                 "actor", "tasks", "actions", "schema", "queries", "jump", "allowed", "rules",
                 "check", "permissions", "logout", "messages", "patterns", "api",
                 "allow-debug", "debug/autocomplete", "create-token"):  # fmt: skip
        yield from (
            f"/-/{page}",
            f"/-/{page}.json",
            f"/-/{page}.json?q=a&action=view-table&parent=corpus",
        )
    yield from ("/-/jump.json?q=notes", "/", "/.json", "/-/", "/-/.json", "/corpus.db")
    yield from ("/corpus", "/corpus.json", "/corpus?_show_hidden=1", "/_internal", "/_memory")
    for name in ("schema", "schema.json", "schema.md", "queries", "queries.json", "create"):
        yield f"/corpus/-/{name}"
    for sql in (
        "select * from notes",
        "select * from history",
        "select file from pragma_database_list",
    ):
        for way in ("/corpus?sql=", "/corpus.json?sql=", "/corpus.csv?sql=", "/corpus/-/query?sql=",
                    "/corpus/-/query.json?sql=", "/corpus/-/query.csv?sql=", "/_memory?sql=",
                    "/corpus/paragraphs.json?_where=1+in+"):  # fmt: skip
            yield way + quote(sql if "_where" not in way else f"({sql})")
    yield from (
        "/read/harbour",
        "/read/harbour.json",
        "/read/harbour.md",
        "/read/harbour.txt?all=1",
        "/read/harbour/diff",
        "/tags",
        "/tags/place/sea",
        "/search?q=ferry",
        "/tags.json",
        "/annotations/",
        "/annotations/?after=0",
        "/search.json?q=ferry",
        "/search.csv?q=ferry",
        "/search.atom?q=ferry",
    )
    for suffix in (".json", "", ".txt"):
        yield f"/cite/{key_of(WORDS[1][1])}{suffix}"
    for table, columns in tables(path).items():
        yield from of_table(f"/corpus/{table}", columns)
    for asked in ("privateparagraphzqx", "deletednotezqx", "withdrawnzqx"):
        for table in ("paragraphs", "taggings", "articles", "stood"):
            for index in ("notes_fts", "paragraphs_fts", "notes_fts_data", "unspaced_fts"):
                search = f"_search={asked}&_fts_table={index}&_fts_pk=id"
                yield from (
                    f"/corpus/{table}.json?{search}",
                    f"/corpus/{table}?{search}&_shape=array",
                )
    for table, column, value in (("notes", "private", "1"), ("history", "what", "notes"),
                                 ("taggings", "coder", MARKERS["tagger"]),
                                 ("notes", "text", MARKERS["privateparagraph"])):  # fmt: skip
        through = quote(json.dumps({"table": table, "column": column, "value": value}))
        yield from (f"/corpus/paragraphs.json?_through={through}",
                    f"/corpus/articles.json?_through={through}")  # fmt: skip


def of_table(at: str, columns: list[str]) -> Iterator[str]:
    """The pages of one table."""
    yield at
    for ending in ("json", "csv", "json?_shape=array", "json?_shape=objects&_labels=on",
                   "csv?_stream=on&_labels=on", "json?_extra=foreign_key_tables",
                   "json?_nl=on&_shape=array", "json?_extra=_all&_facet_size=max"):  # fmt: skip
        yield f"{at}.{ending}"
    for page in ("fragment", "autocomplete?q=a", "count", "schema", "schema.json"):
        yield f"{at}/-/{page}"
    facets = "&".join(f"_facet={column}" for column in columns[:12])
    yield from (f"{at}.json?{facets}", f"{at}?{facets}", f"{at}.json?_size=0&{facets}")
    yield from (f"{at}?_search=privateparagraphzqx", f"{at}.json?_search=zqx*&_searchmode=raw")
    for row in (1, 2, 3, 4):
        yield from (
            f"{at}/{row}",
            f"{at}/{row}.json?_extras=foreign_key_tables",
            f"{at}/{row}/-/fragment",
        )
    for column in columns[:12]:
        yield f"{at}/1.blob?_blob_column={column}"
        yield f"{at}.json?_sort={column}&_col={column}"


def shown(text: str) -> list[str]:
    """The markers in an answer, and the folder that the database is in."""
    return [name for name, mark in MARKERS.items() if mark in text.lower()]


def made(path: Path) -> Iterator[str]:
    """When tags and notes were put there: the times, and the ids, which tell them."""
    with closing(sqlite3.connect(path)) as db:
        for table in ("taggings", "notes"):
            for row in db.execute(f"select id, created from {table}"):
                yield from row


async def test_the_markers_are_there_to_be_found(serve: Serve, planted: Path) -> None:
    data = planted.read_bytes() + b"".join(p.read_bytes() for p in planted.parent.glob("*-wal"))
    with closing(sqlite3.connect(planted)) as db:
        dumped = "\n".join(db.iterdump())
    assert [m for m in MARKERS.values() if m not in dumped and m.encode() not in data] == []
    client = serve(files=[planted], owner=True).client
    found = set()
    for table in ("notes", "history", "commands", "versions", "corrections", "mine", "readings",
                  "opened", "stops", "rules", "rule_taggings", "suggestions"):  # fmt: skip
        found |= set(shown((await client.get(f"/corpus/{table}.json?_shape=array")).text))
    assert set(MARKERS) - found <= {"withdrawn"}  # which is packed, and in the index


@pytest.mark.parametrize("immutable", [False, True], ids=["mutable", "immutable"])
async def test_no_page_shows_anything_private(serve: Serve, planted: Path, immutable: bool) -> None:
    if immutable:
        with closing(sqlite3.connect(planted)) as db:
            db.execute("pragma wal_checkpoint(truncate)")
    client = serve(files=[planted], immutable=immutable).client
    seen, times = {}, list(made(planted))
    paths = list(dict.fromkeys(addresses(planted)))
    for path in [*paths[::9], "/corpus.db"] if immutable else paths:
        answer = await client.get(path)
        text, place = answer.text, str(planted.parent)
        # what was asked for is told back, and is in addresses
        for asked in set(re.findall("[a-z]+zqx", path)):
            text = text.replace(asked, "")
        if (
            shown(text)
            or place in text
            or any(t in text for t in times)
            or (answer.status_code >= 500 and ".blob" not in path)
        ):
            seen[path] = (answer.status_code, shown(text), text[:300])
    assert seen == {}


async def test_no_search_tells_by_what_it_finds_that_there_is_something_private(
    serve: Serve, planted: Path
) -> None:
    client = serve(files=[planted]).client
    for path in addresses(planted):
        if ("_fts_table=notes" in path or "_through" in path) and ".json" in path:
            answer = await client.get(path)
            assert answer.status_code >= 400 or not answer.json()["rows"], path


async def test_what_is_public_is_there(serve: Serve, planted: Path) -> None:
    client = serve(files=[planted]).client
    for name in public.TABLES:
        answer = await client.get(f"/corpus/{name}.json?_shape=array")
        assert answer.status_code == 200
        assert answer.json() or name in ("lineage", "old_slugs", "wordings")
    assert PUBLIC in (await client.get("/read/harbour")).text
    listed = (await client.get("/corpus.json")).json()
    names = {table["name"] for table in listed["tables"]} | {v["name"] for v in listed["views"]}
    assert names == public.TABLES
    found = (await client.get("/corpus/paragraphs.json?_shape=array&_search=ferry")).json()
    assert [row["number"] for row in found] == [1]
    after = (await client.get("/corpus.json")).json()["tables"]
    assert {table["name"] for table in after} <= public.TABLES
    assert (await client.get("/corpus/paragraphs_fts.json?_search=ferry")).status_code == 403


def test_no_public_table_or_view_reads_a_private_one(planted: Path) -> None:
    for name in public.TABLES:
        assert public.reads_only(str(planted), f"select * from {name}")
    assert not public.reads_only(str(planted), "select * from my_notes")


QUERIES = {
    "open": "select text from paragraphs where role = :role",
    "closed": "select text from notes where not private",
    "sly": "with n as (select * from my_notes) select text from n",
    "counted": "select count(*) from history",
    "pragma": "pragma database_list",
    "path": "select file from pragma_database_list",
    "writing": {"sql": "delete from notes", "write": True},
}


async def test_a_query_of_the_configuration_is_open_if_it_reads_what_is_public(
    serve: Serve, planted: Path
) -> None:
    client = serve(files=[planted], database={"queries": QUERIES, "allow_sql": True}).client
    codes = {n: (await client.get(f"/corpus/{n}.json?role=body")).status_code for n in QUERIES}
    assert codes.pop("open") == 200
    assert set(codes.values()) == {403}
    assert (await client.get("/corpus.json?sql=select+1")).status_code in (302, 403)


async def test_configuration_does_not_open_what_is_private(serve: Serve, planted: Path) -> None:
    said = {"allow": True, "allow_sql": True, "tables": {"notes": {"allow": True}},
            "permissions": {"view-table": True, "execute-sql": True}}  # fmt: skip
    client = serve(files=[planted], database=said).client
    for path in ("/corpus/notes.json", "/corpus/notes_fts.json", "/corpus/my_notes.json"):
        assert (await client.get(path)).status_code == 403


async def test_a_database_of_an_earlier_release_is_kept_back_too(
    serve: Serve, planted: Path
) -> None:
    with closing(sqlite3.connect(planted)) as db:
        db.executescript("drop view stood; drop view my_notes;")
    client = serve(files=[planted]).client
    assert (await client.get("/read")).status_code == 404
    for table in ("notes", "history", "commands"):
        assert (await client.get(f"/corpus/{table}.json")).status_code == 403


async def test_every_corpus_that_is_attached_is_kept_back(
    serve: Serve, planted: Path, corpus: Path
) -> None:
    client = serve(files=[corpus, planted], crossdb=True).client
    for path in ("/corpus/notes.json", "/field~20notes/notes.json", "/field~20notes/history.json"):
        assert (await client.get(path)).status_code == 403
    sql = "select+text+from+[corpus].notes"
    answers = [(await client.get(f"/_memory{way}?sql={sql}")).status_code
               for way in (".json", "/-/query.json")]  # fmt: skip
    assert 200 not in answers


async def test_tags_are_counted_for_those_who_are_not_told_of_taggings(
    serve: Serve, planted: Path
) -> None:
    client = serve(files=[planted]).client
    [row] = (await client.get("/corpus/tag_counts.json?_shape=array&tag=place/sea")).json()
    assert (row["taggings"], row["paragraphs"], row["articles"]) == (3, 1, 1)
    for table in ("taggings", "tagged_paragraphs"):
        assert (await client.get(f"/corpus/{table}.json")).status_code == 403
    assert public.reads_only(str(planted), "select tag, count(*) from taggings group by tag")
    assert not public.reads_only(str(planted), "select max(created) from taggings")


async def test_the_owner_has_all_of_it(serve: Serve, planted: Path) -> None:
    client = serve(files=[planted], owner=True).client
    page = (await client.get("/read/harbour")).text
    for name in ("tagger", "noter", "editor"):
        assert MARKERS[name] in page
    told = (await client.get(f"/cite/{key_of(WORDS[1][1])}.json")).json()
    assert {MARKERS["tagger"]} < {tagging["coder"] for tagging in told["taggings"]}
    for path in ("/corpus/notes", "/corpus/history", "/-/databases.json", "/corpus/notes/1"):
        assert (await client.get(path)).status_code == 200
    page = (await client.get("/read/harbour")).text
    assert MARKERS["privateparagraph"] in page
    assert page.count("Private: only you see this note") == 4
    tag = (await client.get("/tags/place/sea")).text
    assert MARKERS["privatetag"] in tag


async def test_what_is_for_machines_has_nothing_private_to_the_owner_either(
    serve: Serve, planted: Path
) -> None:
    client = serve(files=[planted], owner=True).client
    [key] = re.findall(
        r'id="([0-9a-z]{13})" href="/cite/\1"', (await client.get("/read/harbour")).text
    )[:1]
    for ending in (".json", ".csl.json", ".txt", ".md", ".bib", ".ris"):
        told = set(shown((await client.get(f"/cite/{key}{ending}")).text))
        assert told <= {"tagger", "noter", "editor", "rulename"}  # who put it there, and what did


async def test_a_process_that_inherits_the_owners_setting_is_not_the_owner(
    serve: Serve, planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    datasette = serve(files=[planted])
    for words in ("1", "true", str(os.getppid()), f"{os.getpid()} "):
        monkeypatch.setenv(public.OWNER, words)
        assert (await datasette.client.get("/corpus/notes.json")).status_code == 403


async def test_the_owner_is_told_which_rule_put_a_tag(serve: Serve, planted: Path) -> None:
    client = serve(files=[planted], owner=True).client
    assert f"ada (rule {MARKERS['rulename']})" in (await client.get("/read/harbour")).text
    told = (await client.get(f"/cite/{key_of(WORDS[1][1])}.json")).json()
    rules = [tagging.get("rule") for tagging in told["taggings"]]
    assert MARKERS["rulename"] in rules
