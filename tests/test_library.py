"""The door for programs: `annotate.open`."""

import json
import shutil
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

import annotate
from annotate.corpus.choosing import Choice
from annotate.corpus.database import open_read, open_write
from annotate.errors import (
    AnnotateError,
    BadInput,
    BadQuery,
    CodebookClosed,
    DatabaseTrouble,
    NotFound,
    QuoteNotFound,
    RowsRefused,
    UnreadableSource,
)
from annotate.intake.settings import Settings
from annotate.library import Corpus
from annotate.model import Metadata
from annotate.publish.publishing import Wanted
from tests import shipping
from tests.conftest import Run
from tests.disks import made_read_only, mounted
from tests.made_up import HARBOUR

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture
def corpus(path: Path) -> Iterator[Corpus]:
    """The three made-up articles."""
    with annotate.open(path, coder="anna") as corpus:
        yield corpus


def test_a_new_corpus_is_made_by_adding(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "new.db"
    with annotate.open(path, coder="anna") as corpus:
        assert not path.exists()
        outcomes = corpus.add(SEEDS)
        assert [one.added.status for one in outcomes if one.added] == ["added"] * 5
        assert [hit.paragraph.ref for hit in corpus.find("human shields", article="isis")] == [
            "isis-massacres-hundreds-in-mosul-area:2"
        ]


def test_what_it_does_is_what_the_commands_do(corpus: Corpus, run: Run) -> None:
    [(place, tag, new)] = corpus.tag("harbour:1", "trade/sea", quote="ship")
    assert (place.ref, tag, new) == ("harbour:1", "trade/sea", True)
    [note] = corpus.note("harbour:1", "Which one?", private=True)
    assert note.on == "harbour:1"
    shown = run("show", "harbour:1").stdout
    assert "#trade/sea “ship”" in shown
    assert "anna (private): Which one?" in shown
    [paragraph] = corpus.show("harbour:1").paragraphs
    assert [one.tag for one in paragraph.taggings] == ["trade/sea"]
    assert [one.text for one in paragraph.notes] == ["Which one?"]
    [citation] = corpus.cite("harbour:1", base_url="https://a.org")
    assert (
        run("cite", "harbour:1", "--base-url", "https://a.org")
        .stdout.strip()
        .endswith(citation.url)
    )


def test_the_history_has_the_words_one_would_have_typed(corpus: Corpus, run: Run) -> None:
    corpus.tag("harbour:1", "trade", quote="no ship")
    corpus.note("harbour:2", "Two words.")
    told = run("history", "--limit", "2", "-f", "csv").stdout
    assert 'note harbour:2 ""Two words.""' in told
    assert 'tag harbour:1 trade --quote ""no ship""' in told


def test_each_call_is_undone_by_itself(corpus: Corpus) -> None:
    corpus.tag("harbour:1", "one")
    corpus.tag("harbour:1", "two")
    assert corpus.undo().words == "tag harbour:1 two"
    assert [t.tag for t in corpus.show("harbour:1").paragraphs[0].taggings] == ["one"]
    assert corpus.undo(by="anna").words == "tag harbour:1 one"


def test_its_codebook_does_what_the_commands_do(corpus: Corpus, run: Run) -> None:
    book = corpus.codebook
    corpus.tag("harbour:1-2", "sea", "water")
    assert book.merge("sea", "water").moved.there == 2
    made = book.define("lake", definition="Still.", examples="harbour:1")
    assert made
    assert made.tag == "lake"
    assert book.move(["lake", "water"], "wet") == [("lake", "wet/lake"), ("water", "wet/water")]
    assert book.recode("january", "wet/water", "wet/ice")[2:5] == (1, 0, 1)
    assert [taken.is_new for taken in book.take_over(b"name\nland\nwet/lake\n")] == [True, False]
    assert book.rename("land", "dry") == [("land", "dry")]
    assert (book.close(), book.close()) == (True, False)
    with pytest.raises(CodebookClosed, match="nearest: dry"):
        corpus.tag("harbour:1", "dryy")
    assert book.open()
    assert [tag.name for tag in book.tags()] == ["dry", "wet/ice", "wet/lake", "wet/water"]
    assert book.log("dry")[0].words == "tags rename land dry"
    said = [line["words"] for line in json.loads(run("history", "-f", "json").stdout)]
    assert said[-6:-3] == ['tags define lake --definition Still.', "tags merge sea water",
                         "tag harbour:1-2 sea water"]  # fmt: skip


def test_what_was_undone_is_put_back(corpus: Corpus) -> None:
    corpus.tag("harbour:1", "one")
    before = corpus.show("harbour")
    assert corpus.undo().words == corpus.redo().words == "tag harbour:1 one"
    assert corpus.show("harbour") == before
    with pytest.raises(NotFound, match=r"^nothing to redo of ben$"):
        corpus.redo(by="ben")


def test_what_is_forgotten_is_in_no_byte_of_the_file(corpus: Corpus, path: Path) -> None:
    [note] = corpus.note("harbour:1", "The quagmirish source.", private=True)
    corpus.tag("harbour:1", "quagmirish/sub")
    assert corpus.forget("note", note.id).notes == 1
    assert corpus.forget("tag", "quagmirish/sub").taggings == 1
    assert corpus.forget("coder", "anna").name == "anna"
    corpus.close()
    assert not [f.name for f in path.parent.glob(f"{path.name}*") if b"quagmir" in f.read_bytes()]
    assert corpus.show("harbour").paragraphs[1].notes == ()
    with pytest.raises(BadInput, match="what was forgotten is gone for good"):
        corpus.undo()


def test_what_is_public_is_published(corpus: Corpus, tmp_path: Path) -> None:
    corpus.note("harbour:1", "Not for others.", private=True)
    corpus.note("harbour:1", "For others.")
    done = corpus.publish(tmp_path / "site", Wanted(Choice(articles=("harbour", "museum"))))
    assert [note.text for note in done.contents.notes] == ["For others."]
    with pytest.raises(BadInput, match="2 citation links that are public would end"):
        corpus.publish(tmp_path / "site", Wanted(Choice(articles=("harbour",))))
    assert corpus.publish(tmp_path / "site", Wanted(Choice(articles=("harbour",))), yes=True)
    with annotate.open(tmp_path / "site" / "corpus.db") as copy:
        assert copy.show("harbour").paragraphs[0].notes[0].coder == "coder 1"
        with pytest.raises(DatabaseTrouble, match="is a published copy"):
            copy.tag("harbour:1", "x")


def test_what_a_query_finds_is_tagged_in_one_step(corpus: Corpus) -> None:
    done = corpus.tag_matching("harbour NOT wasps", "sea")
    assert [place.ref for place, _, _ in done] == ["harbour:1", "harbour:2", "orchard:2"]
    assert len(corpus.find("tag:sea -ladder")) == 2
    corpus.undo()
    with pytest.raises(BadQuery) as told:
        corpus.find("ice tag:sea")
    assert str(told.value).endswith("lists all)\n  ice tag:sea\n      ^")
    assert str(told.value).count("\n") == 2


def test_rules_are_previewed_applied_kept_and_undone(corpus: Corpus, tmp_path: Path) -> None:
    (rules := tmp_path / "r.yaml").write_text("ice: {tag: sea/ice, words: [ice, froze]}")
    with pytest.raises(NotFound, match="no rules are kept"):
        corpus.autocode()
    assert corpus.autocode(rules).new == corpus.autocode(rules, apply=True).new == 2
    assert [one.there for one in corpus.autocode().outcomes] == [2]
    assert {tagging.rule for p in corpus.show("harbour").paragraphs for tagging in p.taggings} == {
        "ice"
    }
    assert corpus.undo().words == f"autocode {rules} --apply"
    assert corpus.find("sea") == []


def test_found_by_tags_a_string_is_one_name(corpus: Corpus) -> None:
    corpus.tag("harbour:1", "trade/sea")
    for tags in ("trade", ["trade"], ("trade/sea",)):
        assert [hit.paragraph.ref for hit in corpus.find(tags=tags)] == ["harbour:1"]


def test_a_limit_is_a_number_or_none(corpus: Corpus) -> None:
    everything = corpus.find("the", limit=None)
    assert (
        len(everything) == len(corpus.find("the", limit=2**80)) > len(corpus.find("the", limit=1))
    )
    for limit in (0, -1):
        with pytest.raises(BadInput, match="1 or more, or None for all"):
            corpus.find("the", limit=limit)


def test_found_in_either_of_two_articles(corpus: Corpus) -> None:
    one, two = (len(corpus.find("the", article=a, limit=None)) for a in ("harbour", "orchard"))
    assert (
        len(corpus.find("the", article=["harbour", "orchard"], limit=None)) == one + two > one > 0
    )


def test_an_article_is_described_and_made_a_next_version(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n\n".join(HARBOUR[1:]))
    [done] = corpus.add(tmp_path / "a.txt", slug="harbour", said=Metadata(byline="Ida Holm"))
    assert done.added
    assert (done.added.status, done.added.version) == ("updated", 2)
    assert corpus.show("harbour").article.byline == "Ida Holm"
    assert corpus.show("harbour@1").version.number == 1


def test_tags_are_suggested_and_answered(tmp_path: Path) -> None:
    path = tmp_path / "paper.db"
    with closing(open_write(path, create=True)) as db:
        shipping.fill(db)
        shipping.read(db, range(1, 81))
    with annotate.open(path, coder="ben") as corpus:
        first, second, *_ = corpus.suggest("ships", limit=10).found
        assert corpus.accept(first.id).ref == first.ref
        [paragraph] = corpus.show(first.ref).paragraphs
        assert [(t.tag, t.coder, t.origin) for t in paragraph.taggings] == [
            ("ships", "ben", "model")
        ]
        corpus.reject(second.id)
        assert corpus.undo().words == f"review --reject s{second.id}"
        assert {first.id, second.id} & {s.id for s in corpus.suggest("ships").found} == {second.id}
        with pytest.raises(BadInput, match="was accepted"):
            corpus.reject(first.id)


def test_what_cannot_be_read_is_raised_once_all_else_is_in(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Some words that are new, and quite a few of them.")
    paths = [tmp_path / "gone.txt", tmp_path / "good.txt", tmp_path / "lost.txt"]
    with pytest.raises(UnreadableSource, match=r"gone\.txt: there is no such file.*\(and 1 more\)"):
        corpus.add(paths)
    assert len(corpus.find("quite a few of them")) == 1
    statuses = [one.added and one.added.status for one in corpus.add(paths, strict=False)]
    assert statuses == [None, "unchanged", None]


BAD = {
    "no such article": (lambda c: c.show("gone"), NotFound, "no article"),
    "no tag": (lambda c: c.tag("harbour:1"), BadInput, "say which tag"),
    "no such paragraph": (lambda c: c.tag("harbour:99", "x"), NotFound, "99"),
    "other words": (lambda c: c.tag("harbour:1", "x", quote="zebra"), QuoteNotFound, "zebra"),
    "an empty note": (lambda c: c.note("harbour:1", " "), BadInput, "empty"),
    "a query that is none": (lambda c: c.find("ship OR"), BadQuery, "something must stand behind"),
    "no tag for a query": (lambda c: c.tag_matching("ship"), BadInput, "say which tag is put on"),
    "nothing to tag": (lambda c: c.tag_matching("zzz", "x"), NotFound, "nothing is found for"),
    "a query to tag": (lambda c: c.tag_matching("tag:zz", "x"), BadQuery, "no tag 'zz'"),
    "no file of rules": (lambda c: c.autocode("no.yaml"), BadInput, "no.yaml cannot be read: No"),
    "no tag to suggest": (lambda c: c.suggest("zz"), NotFound, "no tag 'zz'"),
    "no limit": (lambda c: c.suggest("zz", limit=0), BadInput, "a limit of 1 or more"),
    "no suggestion": (lambda c: c.accept(2**70), NotFound, "no suggestion s1180591620717411303424"),
    "an unknown role": (lambda c: c.find("ship", role="x"), BadInput, "no role"),
    "an unknown tag": (lambda c: c.find(tags="x"), NotFound, "no tag"),
    "stdin": (lambda c: c.add("-"), BadInput, "no stdin"),
    "no kind of what is known": (
        lambda c: c.forget("word", "a"), BadInput, "known: note, tag, article, coder",
    ),
    "no date": (
        lambda c: c.add("a", said=Metadata(published="soon")), BadInput, "is no date; say it like",
    ),
    "a slug for two": (lambda c: c.add(["a", "b"], slug="harbour"), BadInput, "one file"),
}  # fmt: skip


WRONG = {
    "a codebook": (lambda c: c.codebook.take_over("name"), "data must be the bytes of a file"),
    "tags to merge": (lambda c: c.codebook.merge([1], "a"), "a tag must be text, not 1"),
    "tags in a list": (lambda c: c.tag("harbour:1", ["a", "b"]), "a tag must be text, not ['a'"),
    "no tag": (lambda c: c.tag("harbour:1", None), "a tag must be text, not None"),
    "a number to tag": (lambda c: c.tag(1, "a"), "ref must be text, not 1"),
    "a quote": (lambda c: c.tag("harbour:1", "a", quote=3), "quote must be text, not 3"),
    "which": (lambda c: c.tag("harbour:1", "a", quote="ship", occurrence="1"),
              "occurrence must be a whole number, not '1'"),
    "half a limit": (lambda c: c.find("the", limit=2.5), "limit must be a whole number, not 2.5"),
    "a limit": (lambda c: c.find("the", limit="20"), "limit must be a whole number, not '20'"),
    "a limit that is true": (lambda c: c.find("the", limit=True), "a whole number, not True"),
    "a query": (lambda c: c.find(5), "query must be text, not 5"),
    "an article": (lambda c: c.find("the", article=1), "an article must be text, not 1"),
    "a tag to find": (lambda c: c.find(tags=[1]), "a tag must be text, not 1"),
    "a coder": (lambda c: c.find(coder=1), "coder must be text, not 1"),
    "removed": (lambda c: c.find(removed="no"), "removed must be True or False, not 'no'"),
    "a ref": (lambda c: c.show(1), "ref must be text, not 1"),
    "no note": (lambda c: c.note("harbour:1", None), "text must be text, not None"),
    "private": (lambda c: c.note("harbour:1", "x", private="no"), "private must be True or"),
    "an address": (lambda c: c.cite("harbour:1", base_url=None), "base url must be text, not None"),
    "a ref to cite": (lambda c: c.cite(None), "a ref must be text, not None"),
    "whose": (lambda c: c.undo(by=3), "by must be text, not 3"),
    "which to redo": (lambda c: c.redo(of="3"), "of must be a whole number, not '3'"),
    "whose to redo": (lambda c: c.redo(by=3), "by must be text, not 3"),
    "a path": (lambda c: c.add(5), "a path must be text or a pathlib.Path, not 5"),
    "a path among some": (lambda c: c.add([None]), "a path must be text or a pathlib.Path, not N"),
    "a slug": (lambda c: c.add("a", slug=5), "slug must be text, not 5"),
    "metadata": (lambda c: c.add("a", said={"title": "x"}), "said must be an annotate.model.M"),
    "a database": (lambda c: type(c)(None), "a path must be text or a pathlib.Path, not N"),
    "who": (lambda c: type(c)(c.path, coder=5), "coder must be text, not 5"),
}  # fmt: skip


@pytest.mark.parametrize(("call", "told"), WRONG.values(), ids=WRONG)
def test_what_is_of_another_kind_is_bad_input(corpus: Corpus, call: object, told: str) -> None:
    with pytest.raises(BadInput) as refused:
        call(corpus)  # type: ignore[operator]
    assert told in str(refused.value)


def test_find_warns_of_what_the_command_says(corpus: Corpus, tmp_path: Path) -> None:
    corpus.tag("harbour:1", "sea")
    (tmp_path / "many.txt").write_text("\n\n".join(f"Of many words number {i}." for i in range(25)))
    corpus.add(tmp_path / "many.txt")
    with pytest.warns(UserWarning, match="^nobody called nope has done anything here; coders: an"):
        assert corpus.find(coder="nope") == []
    with pytest.warns(UserWarning, match="OR in capitals") as told:
        corpus.find("ship || ice")
    assert told[0].filename == __file__
    with pytest.warns(UserWarning, match="^20 of 25; a larger limit shows more, None all$") as told:
        corpus.find("many")
    assert told[0].filename == __file__
    with warnings.catch_warnings(action="error"):
        corpus.find("many", limit=8)
        corpus.find("the", limit=None)
        corpus.find("icebreakers")
    assert [hit.paragraph.ref for hit in corpus.find(coder="anna")] == ["harbour:1"]


def test_programs_are_told_arguments_not_options(corpus: Corpus, tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match=r"times in harbour:1; the first is taken; occurrence=2"):
        corpus.cite("harbour:1", quote="in")
    (tmp_path / "other.txt").write_text("Words that nobody has ever put into another article here.")
    wrong: dict[str, Callable[[], object]] = {
        "force=True makes it": lambda: corpus.add(tmp_path / "other.txt", slug="harbour"),
        "largest=BYTES": lambda: corpus.add(tmp_path / "other.txt", settings=Settings(largest=9)),
        "allow_private=True": lambda: corpus.add("http://127.0.0.1:9/"),
        "^title is said of": lambda: corpus.add([tmp_path] * 2, said=Metadata(title="One")),
        "open a file, like": lambda: annotate.open(tmp_path),
    }
    for told, call in wrong.items():
        with pytest.raises(AnnotateError, match=told) as raised:
            call()
        assert "--" not in str(raised.value)
    small = Settings(largest=9)
    [failed] = corpus.add(tmp_path / "other.txt", settings=small, strict=False)
    assert failed.error
    assert "--" not in failed.error


@pytest.mark.parametrize(("call", "error", "told"), BAD.values(), ids=BAD)
def test_bad_input_is_an_error_of_ours(
    corpus: Corpus, call: object, error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        call(corpus)  # type: ignore[operator]


def test_a_database_that_is_not_there_is_made_by_add_alone(tmp_path: Path) -> None:
    corpus = annotate.open(tmp_path / "gone.db", coder="anna")
    for call in (lambda: corpus.find("x"), lambda: corpus.tag("a:1", "b"), corpus.undo):
        with pytest.raises(NotFound, match=r"no database at .*gone\.db; `add` makes one"):
            call()
    assert not (tmp_path / "gone.db").exists()


def test_another_database_is_refused_when_it_is_opened(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as db:
        db.execute("create table t (x)")
    with pytest.raises(DatabaseTrouble, match="not one of annotate's"):
        annotate.open(tmp_path / "other.db")


def test_a_newer_database_is_refused_when_it_is_opened(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("insert into _sqlite_migrations (migration_set, name, applied_at)"
                   " values ('annotate', 'm999_later', '')")  # fmt: skip
    with pytest.raises(DatabaseTrouble, match="newer annotate"):
        annotate.open(path)


def test_a_database_that_may_only_be_read_can_be_read(built: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "mounted") as folder:
        shutil.copy(built, folder / "corpus.db")
        made_read_only(folder)
        with annotate.open(folder / "corpus.db", coder="anna") as corpus:
            assert corpus.show("harbour").article.slug == "harbour"
            with pytest.raises(DatabaseTrouble, match=r"read-only|may be written"):
                corpus.tag("harbour:1", "x")
            with pytest.raises(DatabaseTrouble, match=r"read-only|may be written"):
                corpus.add(SEEDS)
            assert corpus.find("ship")


def test_threads_may_share_it(corpus: Corpus) -> None:
    def work(number: int) -> None:
        for paragraph in range(1, 4):
            corpus.tag(f"harbour:{paragraph}", f"by/{number}")
            assert corpus.find("ship")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(8)))
    assert sum(len(p.taggings) for p in corpus.show("harbour").paragraphs) >= 24
    assert [len(corpus.find(tags=f"by/{number}")) for number in range(8)] == [3] * 8


def test_closed_it_opens_again(corpus: Corpus) -> None:
    corpus.close()
    assert corpus.show("harbour").article.slug == "harbour"


def test_the_coder_is_asked_for_as_on_the_command_line(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANNOTATE_CODER", "Bo  B")
    with annotate.open(path) as corpus:
        corpus.tag("harbour:1", "x")
    with closing(open_read(path)) as db:
        assert db.execute("select coder from taggings where coder = 'Bo B'").fetchone()


def test_importing_it_loads_nothing() -> None:
    code = "import sys; before = set(sys.modules); import annotate; print(set(sys.modules)-before)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "{'annotate'}\n"


def test_opening_loads_neither_readers_nor_click() -> None:
    code = (
        "import sys, annotate; annotate.open('gone.db', coder='x');"
        " print(*(n for n in sys.modules if n.startswith(('annotate', 'click', 'sqlite_utils'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not {n for n in loaded if not n.startswith("annotate")}
    assert not {n for n in loaded if n.startswith(("annotate.readers", "annotate.cli"))}


def test_taggings_are_carried_out_and_in(corpus: Corpus, tmp_path: Path) -> None:
    corpus.tag("harbour:1", "sea", quote="no ship")
    corpus.note("harbour:1", "hush", private=True)
    with pytest.warns(UserWarning, match=r"^private notes left out: 1 \(private=True takes them"):
        corpus.export("notes", tmp_path / "n.csv")
    corpus.export("taggings", tmp_path / "t.jsonl", private=True)
    corpus.export("matrix", tmp_path / "m.csv", matching="ship", by="article", counts=True)
    assert (tmp_path / "m.csv").read_text() == "article,title,date,site,sea\nharbour,Harbour,,,1\n"
    corpus.undo()
    corpus.undo()
    done = corpus.import_(tmp_path / "t.jsonl")
    assert (done.thing, done.new, done.there) == ("taggings", 1, 0)
    assert [tagging.tag for tagging in corpus.show("harbour:1").paragraphs[0].taggings] == ["sea"]
    assert corpus.undo().words == f"import {tmp_path}/t.jsonl"


def test_rows_that_are_refused_are_had_from_the_error(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("ref,tag\nharbour:9,sea\nharbour:1,sea\nharbour:8,sea\n")
    with pytest.raises(RowsRefused, match=r"^nothing is stored, as rows cannot be: line 2: ") as e:
        corpus.import_(tmp_path / "t.csv")
    assert (len(e.value.rows), e.value.count) == (2, 2)
    assert corpus.import_(tmp_path / "t.csv", skip=True).refused.total == 2
    with pytest.raises(BadInput, match=r"none\.csv cannot be read: No such file"):
        corpus.import_(tmp_path / "none.csv")


def test_tags_are_counted_as_the_command_does(corpus: Corpus, run: Run) -> None:
    corpus.tag("harbour:1-2", "sea/ice")
    corpus.tag("harbour:1", "ship")
    found = corpus.stats(tags="sea")
    told = json.loads(run("stats", "--tag", "sea", "-f", "json").stdout)
    assert [(row.tag, row.whole.paragraphs) for row in found.rows] == [
        (row["tag"], row["total_paragraphs"]) for row in told
    ]
    assert (found.all.taggings, found.paragraphs_read) == (2, 2)
    crossed = corpus.stats_by("tag", depth=1, matching="article:harbour")
    assert [(c.tag, c.value, c.count, c.of) for c in crossed.cells] == [
        ("sea", "ship", 1, 1), ("ship", "sea", 1, 2),
    ]  # fmt: skip
    with pytest.raises(BadInput, match="depth must be a whole number"):
        corpus.stats(depth="1")  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="known: article"):
        corpus.stats_by("year")
