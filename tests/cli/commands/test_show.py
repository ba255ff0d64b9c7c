"""`annotate articles`, `annotate show`, `annotate find` and `annotate cite`."""

import csv
import io
import json
import re
import sqlite3
import subprocess
from pathlib import Path

import pytest

from annotate.cite.forms import FORMS
from annotate.text.key import key
from tests import made_up
from tests.conftest import Process, Run
from tests.made_up import HARBOUR, MUSEUM, ORCHARD, SHARE, draft

KEY = key(HARBOUR[1])


def flat(output: str) -> str:
    return " ".join(output.split())


def test_articles_are_listed_with_their_counts(run: Run) -> None:
    run("tag", "harbour:1,2", "sea")
    run("note", "harbour", "A note.")
    head, *rows = run("articles").stdout.splitlines()
    assert head.split() == ["id", "slug", "citable", "read", "tagged", "notes", "title"]
    assert [row.split() for row in rows] == [
        ["1", "harbour", "3", "2", "2", "1", "Harbour"],
        ["2", "orchard", "3", "0", "0", "0", "Orchard"],
        ["3", "museum", "2", "0", "0", "0", "Museum"],
    ]


def test_an_article_is_shown_with_what_stands_on_it(run: Run) -> None:
    run("tag", "harbour:2", "shields", "--quote", "human shields")
    run("note", "harbour:1", "A *note*.", "--private")
    run("note", "harbour", "On all of it.")
    result = run("show", "harbour")
    shown = flat(result.stdout)
    assert shown.startswith("Harbour Ida Holm harbour · version 1 · ")
    expected = [
        f"1 {HARBOUR[0]} ✎ anna (private): A *note*.",
        f"2 {HARBOUR[1]} #shields “human shields”",
        f"3 {HARBOUR[2]}",
        "✎ note by anna: On all of it.",
    ]
    assert shown.endswith(" ".join(expected))
    assert result.stderr == "(1 of boilerplate not shown; --all shows them)\n"
    assert SHARE in run("show", "harbour", "--all").stdout


def test_the_json_of_show_is_a_contract(run: Run) -> None:
    run("tag", "harbour:1", "sea", "ice")
    run("note", "harbour:1", "A note.")
    shown = json.loads(run("show", "harbour", "-f", "json").stdout)
    assert set(shown) == {"article", "paragraphs"}
    assert shown["article"] | {"retrieved": "", "sha256": ""} == {
        "slug": "harbour", "title": "Harbour", "byline": "Ida Holm", "site": None,
        "published": None, "url": None, "language": None, "version": 1, "versions": 1,
        "source": "harbour.txt", "media_type": "text/plain", "retrieved": "", "sha256": "",
        "notes": [],
    }  # fmt: skip
    first = shown["paragraphs"][0]
    assert first.pop("notes")[0].keys() >= {"id", "on", "text", "coder", "created", "quote"}
    assert [t["tag"] for t in first.pop("taggings")] == ["ice", "sea"]
    assert first == {
        "key": key(HARBOUR[0]), "number": 1, "role": "body", "text": HARBOUR[0],
        "start": 0, "end": len(HARBOUR[0]), "tags": ["ice", "sea"],
    }  # fmt: skip
    assert [p["number"] for p in shown["paragraphs"]] == [1, 2, 3, None]


def test_some_paragraphs_are_shown_in_the_order_of_the_ref(run: Run) -> None:
    shown = json.loads(run("show", f"orchard:3,{key(ORCHARD[0])}", "-f", "json").stdout)
    assert shown["article"]["slug"] == "orchard"
    assert [p["number"] for p in shown["paragraphs"]] == [3, 1]
    assert flat(run("show", "orchard:3,1").stdout) == f"3 {ORCHARD[2]} 1 {ORCHARD[0]}"
    assert flat(run("show", key(ORCHARD[0])).stdout) == f"1 {ORCHARD[0]}"


def test_an_earlier_version_can_be_shown(run: Run, db: sqlite3.Connection) -> None:
    made_up.add(db, draft(ORCHARD[0], title="Orchard"), "orchard.txt")
    gone = "(no longer in the article since version 2)"
    assert flat(run("show", "orchard@1").stdout).endswith(f"3 {ORCHARD[2]} {gone}")
    assert flat(run("show", key(ORCHARD[1])).stdout) == f"2 {ORCHARD[1]} {gone}"
    assert "version 1 (current: 2)" in run("show", "orchard@1").stdout
    assert len(json.loads(run("show", "orchard", "-f", "json").stdout)["paragraphs"]) == 1


LISTS = {
    "articles": (["articles"], 3),
    "show an article": (["show", "orchard"], 3),
    "show paragraphs": (["show", "orchard:1,3"], 2),
    "tags": (["tags"], 2),
    "tags list": (["tags", "list"], 2),
    "notes": (["notes"], 2),
    "find": (["find", "harbour"], 3),
    "find by tag": (["find", "--tag", "place"], 3),
    "find in notes": (["find", "--notes", "word"], 2),
    "cite": (["cite", "orchard:1-3"], 3),
    "history": (["history"], 6),
    "nothing found": (["find", "submarine"], 0),
}


@pytest.mark.parametrize(("words", "count"), LISTS.values(), ids=LISTS)
def test_every_list_has_every_format(run: Run, words: list[str], count: int) -> None:
    run("tag", "harbour:1-3", "place/sea", "old, “tag”")
    run("note", "harbour:1", 'A word,\nand "another".')
    run("note", "orchard", "A word.")
    whole = json.loads(run(*words, "-f", "json").stdout)
    listed = whole if isinstance(whole, list) else whole["paragraphs"]
    by_line = [json.loads(line) for line in run(*words, "-f", "nl").stdout.splitlines()]
    assert (by_line, len(listed)) == (listed, count)
    head, *rows = csv.reader(io.StringIO(run(*words, "-f", "csv").stdout))
    assert (len(rows), {len(row) for row in rows} - {len(head)}) == (count, set())
    assert run(*words).stdout.count("\n") >= count


def test_a_list_of_nothing_is_an_empty_list(run: Run) -> None:
    assert [run("notes", "-f", form).stdout for form in ("table", "json", "nl")] == ["", "[]\n", ""]
    assert run("tags").stderr == "no tags yet; `annotate tag REF TAG` makes one\n"


def test_the_json_of_find_is_a_contract(run: Run) -> None:
    run("tag", "harbour:2", "sea")
    [hit] = json.loads(run("find", "shields", "-f", "json").stdout)
    assert hit.pop("score") > 0
    assert hit.pop("snippet").startswith("“We used them as human **shields**,” the harbour")
    assert hit == {
        "article": "harbour", "number": 2, "key": KEY, "ref": "harbour:2", "role": "body",
        "text": HARBOUR[1], "tags": ["sea"], "gone": [],
    }  # fmt: skip


def test_hits_are_marked(run: Run) -> None:
    run("tag", "harbour:2", "sea")
    expected = HARBOUR[1].replace("icebreakers", "**icebreakers**")
    assert flat(run("find", "icebr*").stdout) == f"harbour:2 #sea {expected}"


NOTHING = {
    "words": "submarine",
    "nothing": "",
    "a quote": '"',
    "an operator in small letters": "near(",
    "emoji": "🔥",
}


@pytest.mark.parametrize("query", NOTHING.values(), ids=NOTHING)
def test_nothing_found_is_said(run: Run, query: str) -> None:
    result = run("find", query)
    told = f"nothing found for {query!r}\n"
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", told)
    assert run("find", "--notes", query).stderr == told


def test_paragraphs_that_are_gone_can_be_found(run: Run, db: sqlite3.Connection) -> None:
    run("tag", "orchard:1-3", "fruit")
    made_up.add(db, draft(ORCHARD[0], title="Orchard"), "orchard.txt")
    [hit] = json.loads(run("find", "vinegar", "--removed", "-f", "json").stdout)
    assert hit["ref"] == f"orchard:{key(ORCHARD[2])}"
    found = json.loads(run("find", "--tag", "fruit", "--removed", "-f", "json").stdout)
    assert [h["key"] for h in found] == [key(ORCHARD[1]), key(ORCHARD[2])]
    assert run("find", "vinegar").stderr == "nothing found for 'vinegar'\n"


def test_what_is_added_by_an_add_that_was_killed_is_found_by_the_next_find(
    run: Run, db: sqlite3.Connection
) -> None:
    from annotate.corpus import indexing

    indexing.defer(db)
    made_up.add(db, draft("A zeppelin.", title="Air"))
    assert "**zeppelin**" in run("find", "zeppelin").stdout


def test_a_citation_is_ready_to_paste(run: Run) -> None:
    run_with = ("--base-url", "https://corpus.example.org/")
    today = json.loads(run("cite", "harbour:2", "-f", "json").stdout)["retrieved"][:10]
    assert run("cite", "harbour:2", *run_with).stdout == (
        "“‘We used them as human shields,’ the harbour master said of the two old icebreakers.”\n"
        f"— Ida Holm, “Harbour”, para. 2, accessed {today}. https://corpus.example.org/cite/{KEY}\n"
    )
    assert run("cite", "harbour:2", "--quote", "human  shields,").stdout == (
        f"“human shields,”\n— Ida Holm, “Harbour”, para. 2, accessed {today}. http://127.0.0.1:8001/cite/{KEY}\n"
    )
    assert run("cite", "museum:1-2").stdout.count("\n\n“") == 1


@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("pandoc", "latex")])
def test_several_citations_have_every_form(run: Run, form: str) -> None:
    written = run("cite", "harbour:2", "museum:1-2", "-f", form).stdout
    assert written.count(f"/cite/{KEY}") >= 1
    assert "None" not in written
    assert written.endswith("\n")
    assert len(set(re.findall(r"https?://[^/]*/cite/\w+", written))) == 3


def test_table_is_another_word_for_text(run: Run) -> None:
    text = run("cite", "museum:1-2", "-f", "text").stdout
    assert (
        text == run("cite", "museum:1-2").stdout == run("cite", "museum:1-2", "-f", "table").stdout
    )


def test_a_citation_of_the_web_leads_into_the_original(run: Run, db: sqlite3.Connection) -> None:
    made_up.add(db, draft("One.", "The words said.", title="T", url="https://a.example/t"))
    told = json.loads(run("cite", "t:2", "-f", "json").stdout)
    assert told["source_link"] == "https://a.example/t#:~:text=The%20words%20said."
    told = json.loads(run("cite", "t:2", "--quote", "words", "-f", "json").stdout)
    assert told["source_link"] == "https://a.example/t#:~:text=words"
    made_up.add(db, draft("One.", title="File", url="file:///t"))
    assert json.loads(run("cite", "file:1", "-f", "json").stdout)["source_link"] is None


def test_a_citation_of_an_earlier_version_leads_to_where_it_stood(
    run: Run, db: sqlite3.Connection
) -> None:
    made_up.add(db, draft("Old words.", "Kept.", title="T", url="https://a.example/t"), "t.txt")
    made_up.add(db, draft("Kept.", "Also new.", title="T", url="https://a.example/t"), "t.txt")
    told = json.loads(run("cite", key("Old words."), "-f", "json").stdout)
    assert (told["version"], told["current_version"]) == (1, 2)
    assert told["source_link"] == "https://a.example/t#:~:text=Old%20words."
    assert "version = {1}" in run("cite", key("Old words."), "-f", "bibtex").stdout


def test_the_json_of_cite_is_a_contract(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATE_BASE_URL", "https://example.org")
    citation = json.loads(run("cite", "harbour:2", "-f", "json").stdout)
    retrieved = citation.pop("retrieved")
    assert citation == {
        "key": KEY, "ref": "harbour:2", "url": f"https://example.org/cite/{KEY}",
        "quote": HARBOUR[1], "article": "harbour", "title": "Harbour", "byline": "Ida Holm",
        "site": None, "published": None, "source_url": None, "number": 2, "role": "body",
        "version": 1, "current_version": 1, "source_link": None, "status": "unchanged",
        "text": HARBOUR[1],
        "said": "Unchanged: these words stand in the article, version 1.",
        "since": None, "versions": [1], "similarity": 1.0, "parts": [],
        "cited": {"text": HARBOUR[1], "number": 2, "version": 1, "retrieved": retrieved},
        "current": {
            "ref": "harbour:2", "key": KEY, "number": 2, "version": 1, "text": HARBOUR[1],
            "url": f"https://example.org/cite/harbour/{KEY}",
        },
    }  # fmt: skip


def test_output_in_a_pipe_is_the_same_as_anywhere(process: Process, run: Run) -> None:
    for words in (["articles"], ["show", "harbour"], ["find", "harbour", "-f", "csv"]):
        done = process(*words)
        assert done.stdout.decode() == run(*words).stdout
        assert b"\x1b" not in done.stdout + done.stderr


def test_the_database_comes_from_the_environment_too(
    path: Path, process: Process, environment: dict[str, str]
) -> None:
    import subprocess

    environment = {**environment, "ANNOTATE_DB": str(path)}
    done = subprocess.run(
        [made_up.COMMAND, "show", "museum:1"], env=environment, capture_output=True, check=True
    )
    assert done.stdout == process("show", "museum:1").stdout
    assert MUSEUM[0] in flat(done.stdout.decode())


def test_who_put_a_tag_there_is_told_where_others_did(run: Run) -> None:
    run("tag", "harbour:2", "strike")
    run("tag", "harbour:2", "shields", "--quote", "human shields")
    assert "#strike\n" in run("show", "harbour:2").stdout
    for coder, names in (("ben", ("strike", "talks")), ("cy", ("strike",))):
        run("--coder", coder, "tag", "harbour:2", *names)
    run("--coder", "cy", "tag", "harbour:2", "shields", "--quote", "human shields")
    assert flat(run("show", "harbour:2").stdout).endswith(
        "#strike (anna, ben, cy) #talks (ben) #shields “human shields” (anna, cy)"
    )
    assert "#strike (anna, ben, cy)" in run("show", "harbour").stdout
    assert run("tags").stdout.splitlines() == [
        "shields  2 taggings on 1 paragraph", "strike   3 taggings on 1 paragraph", "talks    1",
    ]  # fmt: skip
    run("--coder", "ben", "tag", "harbour:1", "ice")
    assert "#ice (ben)" in run("show", "harbour:1").stdout
    assert "#ice\n" in run("--coder", "ben", "show", "harbour:1").stdout


def test_what_is_counted_is_what_stands(run: Run, db: sqlite3.Connection) -> None:
    run("tag", "orchard:3", "travel")
    run("tag", "orchard:2", "mayor")
    run("tag", "orchard:1", "figure", "--quote", "pears had begun to fall")
    changed = ORCHARD[0].replace("pears had begun to fall", "rain stopped")
    made_up.add(db, draft(changed, ORCHARD[1], title="Orchard"), "orchard.txt")
    assert run("find", "--tag", "travel").stderr == "nothing found\n"
    assert run("tags").stdout.splitlines() == [
        "figure  1 (1 of them on words that are gone)",
        "mayor   1",
        "travel  0 (1 more on words that are gone)",
    ]  # fmt: skip
    [figure, mayor, travel] = json.loads(run("tags", "-f", "json").stdout)
    assert (figure["taggings"], figure["paragraphs"], figure["gone"]) == (1, 1, 1)
    assert (travel["taggings"], travel["paragraphs"], travel["removed"]) == (0, 0, 1)
    assert not {"gone", "removed"} & {*mayor}
    rows = json.loads(run("articles", "-f", "json").stdout)
    assert [row["tagged"] for row in rows] == [0, 2, 0]
    for name, count in (("figure", 1), ("mayor", 1), ("travel", 0)):
        assert len(json.loads(run("find", "--tag", name, "-f", "json").stdout)) == count
    assert run("find", "--tag", "figure").stdout.startswith("orchard:1 #figure (words gone)\n")


def test_the_original_is_what_was_added(environment: dict[str, str], tmp_path: Path) -> None:
    for name, data in {
        "print.txt": b"The work-\r\nmen went home, as workmen do.\r\n\r\nCaf\xe9.",
        "page.html": b"<!doctype html><title>T</title><p>Words of a page that is an article.</p>",
    }.items():
        db = tmp_path / f"{name}.db"
        (tmp_path / name).write_bytes(data)
        command: list[str | Path] = [made_up.COMMAND, "--db", db]
        subprocess.run([*command, "add", tmp_path / name], env=environment, check=True)
        shown = subprocess.run(
            [*command, "show", "1", "--original"], env=environment, capture_output=True, check=True
        )
        assert shown.stdout == data
        refused = subprocess.run(
            [*command, "show", "1:1", "--original"], env=environment, capture_output=True, text=True
        )
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "name one, or one of its versions" in refused.stderr
