"""`annotate tag`, `annotate untag` and `annotate tags`."""

import csv
import json
import sqlite3

import pytest

from tests import made_up
from tests.conftest import Run
from tests.made_up import ORCHARD


def tags_of(run: Run, ref: str) -> list[str]:
    names: list[str] = json.loads(run("show", ref, "-f", "json").stdout)["paragraphs"][0]["tags"]
    return names


def test_tags_are_put_on_and_taken_off(run: Run) -> None:
    result = run("tag", "harbour:1,3", "sea", "place/north")
    assert (result.stderr, result.exit_code, result.stdout) == ("", 0, (
        "harbour:1 +sea\nharbour:1 +place/north\nharbour:3 +sea\nharbour:3 +place/north\n"
    ))  # fmt: skip
    assert run("tag", "harbour:1", "SEA").stdout == "harbour:1 has sea\n"
    assert run("untag", "harbour:1,3", "sea").stdout == "harbour:1 -sea\nharbour:3 -sea\n"
    assert run("untag", "harbour:1", "--all").stdout == "harbour:1 -place/north\n"
    assert tags_of(run, "harbour:1") == []
    assert tags_of(run, "harbour:3") == ["place/north"]


def test_other_coders_taggings_are_taken_off_only_with_everyone(run: Run) -> None:
    run("--coder", "berta", "tag", "harbour:1", "sea")
    assert run("untag", "harbour:1", "sea").exit_code == 1
    assert run("untag", "harbour:1", "sea", "--everyone").stdout == "harbour:1 -sea\n"


def test_a_quote_is_tagged_and_untagged(run: Run) -> None:
    run("tag", "harbour:2", "shields", "--quote", 'human\nshields,"')
    [tagging] = json.loads(run("show", "harbour:2", "-f", "json").stdout)["paragraphs"][0][
        "taggings"
    ]
    assert tagging["quote"] == {
        "exact": "human shields,”", "prefix": "“We used them as ",
        "suffix": " the harbour master said of the ", "start": 17, "end": 32,
    }  # fmt: skip
    done = run("untag", "harbour:2", "shields", "--quote", "human shields")
    assert (done.exit_code, "no such tag of anna" in done.stderr) == (1, True)
    assert run("untag", "harbour:2", "shields", "--quote", "human shields,”").exit_code == 0


BULK = {
    "csv": (
        "--csv",
        "ref,tag,quote\nharbour:1,sea,\nharbour:2,shields,human shields\norchard:1-2,fruit,\n",
    ),
    "csv from Excel": (
        "--csv",
        "\ufeffref,tag,quote\r\nharbour:1,sea,\r\nharbour:2,shields,human shields\r\n"
        "orchard:1-2,fruit,\r\n",
    ),
    "csv in another order with more columns": (
        "--csv",
        "role,tag,ref,quote\nx,sea,harbour:1,\nx,shields,harbour:2,\"human\nshields\"\n"
        "x,fruit,\"orchard:1,2\",\n",
    ),
    "csv of half of Europe": (
        "--csv",
        "\ufeffRef;Tag;Quote\r\nharbour:1;sea;\r\nharbour:2;shields;human shields\r\n"
        "orchard:1-2;fruit;\r\n",
    ),
    "csv with tabs and capitals": (
        "--csv", "REF\tTag \tquote\nharbour:1\tsea\t\nharbour:2\tshields\thuman shields\n"
        "orchard:1-2\tfruit\n",
    ),
    "csv that says what parts it": (
        "--csv", "sep=;\r\nref;tag;quote\r\nharbour:1;sea;\r\n\r\nharbour:2;shields;human shields"
        "\r\norchard:1-2;fruit;\r\n",
    ),
    "csv with several tags in a cell": (
        "--csv",
        "ref,tags,quote\nharbour:1,sea,\nharbour:2,shields,human shields\norchard:1-2,fruit|,\n",
    ),
    "json lines": (
        "--jsonl",
        '{"ref": "harbour:1", "tag": "sea"}\n\n'
        '{"ref": "harbour:2", "tags": ["shields"], "quote": "human shields"}\n'
        '{"ref": "orchard:1-2", "tags": ["fruit"]}\n',
    ),
    "json lines with tag and tags": (
        "--jsonl",
        '{"ref": "harbour:1", "tag": "sea", "tags": null}\n'
        '{"ref": "harbour:2", "tag": ["shields"], "quote": "human shields"}\n'
        '{"ref": "orchard:1", "tag": "fruit", "tags": []}\n'
        '{"ref": "orchard:2", "tags": "fruit"}\n',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("option", "lines"), BULK.values(), ids=BULK)
def test_many_taggings_are_read_from_stdin(run: Run, option: str, lines: str) -> None:
    result = run("tag", option, "-", stdin=lines.encode())
    assert (result.stdout, result.stderr) == ("4 put on, 0 were there\n", "")
    assert [tags_of(run, ref) for ref in ("harbour:1", "harbour:2", "orchard:1", "orchard:2")] == [
        ["sea"], ["shields"], ["fruit"], ["fruit"],
    ]  # fmt: skip
    assert run("tag", option, "-", stdin=lines.encode()).stdout == "0 put on, 4 were there\n"


def test_a_tag_and_tags_of_one_line_are_all_put_on(run: Run) -> None:
    for option, lines in (
        ("--csv", "ref,tag,tags\nharbour:1,sea,wind|ice\n"),
        ("--jsonl", '{"ref": "harbour:3", "tag": "sea", "tags": ["wind", "ice"]}\n'),
    ):
        assert run("tag", option, "-", stdin=lines).stdout == "3 put on, 0 were there\n"
    assert sorted(tags_of(run, "harbour:1")) == sorted(tags_of(run, "harbour:3"))


CSV_HEAD = "ref,tag,quote\nharbour:1,sea,\n"
JSON_HEAD = '{"ref": "harbour:1", "tag": "sea"}\n'
BAD: dict[str, tuple[str, str | bytes, str]] = {
    "no columns": ("--csv", "harbour:1,sea\n", "the first line must name the columns: ref,tag"),
    "nothing": ("--csv", "", "the first line must name the columns"),
    "a ref with commas": ("--csv", CSV_HEAD + "harbour:1,2,sea,x\n", "line 3 has more fields"),
    "no ref": ("--csv", CSV_HEAD + ",sea,\n", "line 3 has no ref"),
    "no tag": ("--csv", CSV_HEAD + "harbour:1\n", "line 3 has no tag"),
    "an unknown article": (
        "--csv", CSV_HEAD + "harbor:1,sea,\n", "line 3: no article 'harbor'; nearest: harbour",
    ),
    "a number out of range": (
        "--csv", CSV_HEAD + "harbour:9,sea,\n",
        "line 3: no paragraph 9 in harbour; it has paragraphs 1-3",
    ),
    "a quote that is not there": (
        "--csv", CSV_HEAD + "harbour:2,sea,human shelds\n",
        "line 3: “human shelds” does not stand in harbour:2; the nearest are “human shields,”",
    ),
    "no tag name": ("--csv", CSV_HEAD + "harbour:1,a//b,\n", "line 3: 'a//b' is no tag name"),
    "a cell without end": ("--csv", CSV_HEAD + '"' + "x" * 200_000, "line 3 is no row: unexpected"),
    "a row without end": ("--csv",
        CSV_HEAD + '"' + "x\n" * 5_000_000, "is no row: it is longer than 8 MB",
    ),
    "a column that is not known": (
        "--csv", "ref,tag,qoute\nharbour:2,voice,human shields\n",
        "the column qoute means nothing here: ref, tag, tags, quote, occurrence, prefix",
    ),
    "another's tagging": (
        "--csv", "ref,tag,coder,created\nharbour:1,sea,ben,2025-01-01\n",
        "the column coder means nothing here",
    ),
    "a column named twice": ("--csv", "ref,tag,Tag\nharbour:1,a,b\n", "names the column tag twice"),
    "a field that is not known": (
        "--jsonl", JSON_HEAD + '{"ref": "harbour:2", "tag": "x", "words": "human shields"}\n',
        "line 2: the field words means nothing here",
    ),
    "no JSON": ("--jsonl", JSON_HEAD + "harbour:1 sea\n", "line 2 is no JSON"),
    "no object": ("--jsonl", JSON_HEAD + "[1]\n", 'line 2 is no object like {"ref": "mosul:3"'),
    "a ref that is no text": (
        "--jsonl", JSON_HEAD + '{"ref": 1, "tag": "x"}\n', "line 2 has no ref",
    ),
    "tags that are no texts": (
        "--jsonl", JSON_HEAD + '{"ref": "harbour:1", "tags": [1]}\n', "line 2 has no tag",
    ),
    "a quote that is no text": (
        "--jsonl", JSON_HEAD + '{"ref": "harbour:1", "tag": "x", "quote": 1}\n',
        "line 2: the quote must be text",
    ),
    "a surrogate": (
        "--jsonl", JSON_HEAD + '{"ref": "\\ud800:1", "tag": "x"}\n', "line 2: no article",
    ),
    "UTF-16 that does not say so": (
        "--csv", "ref,tag\nharbour:1,x\n".encode("utf-16-le"),
        "is UTF-16 without a mark at its head, or no text; save it as UTF-8",
    ),
    "a spreadsheet": ("--csv", b"PK\x03\x04" + bytes(90), "is an xlsx or other packed file, not"),
    "an old one": ("--csv", b"\xd0\xcf\x11\xe0" + bytes(90), "is an old Excel file, not CSV; save"),
    "a field said twice": (
        "--jsonl", JSON_HEAD + '{"ref": "harbour:1", "tags": ["j"], "tags": ["k"]}\n',
        "line 2 says tags twice",
    ),
    "too deep": ("--jsonl", JSON_HEAD + "[" * 100_000 + "\n", "line 2 is no JSON"),
    "no UTF-8 in JSON": ("--jsonl", JSON_HEAD.encode() + b'{"ref": "\xe9"}', "2 is not UTF-8"),
    "an error far down": (
        "--jsonl", JSON_HEAD * 200 + '{"ref": "harbour:4", "tag": "x"}\n',
        "line 201: no paragraph 4 in harbour",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("option", "lines", "told"), BAD.values(), ids=BAD)
def test_one_bad_line_is_named_and_nothing_is_kept(
    run: Run, db: sqlite3.Connection, option: str, lines: str | bytes, told: str
) -> None:
    before = made_up.dump(db)
    result = run("tag", option, "-", stdin=lines)
    assert (result.exit_code, result.stdout) == (1, "")
    [line] = result.stderr.splitlines()
    assert told in line
    assert made_up.dump(db) == before


ANSI = {
    "cp1252": ("café größe œuvre", "windows-1252"),
    "cp1250": ("łódź żółć gęślą jaźń", "windows-1250"),
    "cp1251": ("война и мир", "windows-1251"),
    "utf-16": ("标准 café", None),
}


@pytest.mark.parametrize("encoding", ANSI)
def test_an_encoding_that_is_guessed_is_said(run: Run, encoding: str) -> None:
    tag, told = ANSI[encoding]
    result = run("tag", "--csv", "-", stdin=f"ref;tag\r\nharbour:1;{tag}\r\n".encode(encoding))
    assert (result.exit_code, tags_of(run, "harbour:1")) == (0, [tag])
    said = f"the table is not in UTF-8; it is read as {told}\n" if told else ""
    assert result.stderr.lower() == said.lower()


def test_what_find_writes_is_read_back(run: Run) -> None:
    run("tag", "harbour:1", "police violence", "police", "violence")
    table = run("show", "harbour:1", "-f", "csv").stdout
    read = [row["tags"].split("|") for row in csv.DictReader(table.splitlines())]
    assert read == [["police", "police violence", "violence"]]
    rows = [{"ref": "harbour:2", **row} for row in csv.DictReader(table.splitlines())]
    lines = ",".join(rows[0]) + "\n" + ",".join(f'"{v}"' for v in rows[0].values()) + "\n"
    assert run("tag", "--csv", "-", stdin=lines).stdout == "3 put on, 0 were there\n"
    assert tags_of(run, "harbour:2") == read[0]


def test_a_bulk_of_taggings_is_undone_as_one(run: Run, db: sqlite3.Connection) -> None:
    before = made_up.dump(db)
    run("tag", "--csv", "-", stdin=BULK["csv"][1])
    assert run("undo").stdout.startswith("undone: tag --csv - (anna, ")
    assert made_up.dump(db) == before


def test_the_codebook_is_a_tree_with_counts(run: Run) -> None:
    run("tag", "harbour:1-3", "actor/state/navy", "sea")
    run("tag", "harbour:1", "actor/state")
    run("tags", "define", "sea", "--definition", "Salt water.")
    assert [line.rstrip() for line in run("tags").stdout.splitlines()] == [
        "actor",
        "  state   1 (4 with those under it, on 3 paragraphs)",
        "    navy  3",
        "sea       3                                           Salt water.",
    ]


def test_what_is_under_a_tag_is_counted_as_it_is_found(run: Run, db: sqlite3.Connection) -> None:
    run("tag", "orchard:1-3", "state/navy", "state")
    run("tag", "museum:1", "state/army")
    run("tag", "orchard:3", "state/army", "--quote", "pears")
    made_up.add(db, made_up.draft(*ORCHARD[:2], title="Orchard"), "orchard.txt")
    [state, *_] = run("tags").stdout.splitlines()
    assert state.split("(")[1] == "5 with those under it, on 3 paragraphs) "
    assert len(run("find", "--tag", "state", "-f", "nl").stdout.splitlines()) == 3
    run("untag", "orchard:1-2", "state/navy")
    run("tag", "museum:2", "state/army")
    assert "(4 with those under it) " in run("tags").stdout


def test_one_parent_in_two_cases_is_one_in_any_script(run: Run) -> None:
    run("tag", "harbour:1", "Ära/x", "ära/y")
    assert [line.split() for line in run("tags").stdout.splitlines()] == [
        ["Ära"], ["x", "1"], ["y", "1"],
    ]  # fmt: skip


def test_the_json_of_the_codebook_has_everything(run: Run) -> None:
    run("tags", "define", "sea", "--definition", "Salt water.", "--use-when", "It is named.",
        "--do-not-use-when", "A lake.", "--colour", "#112233")  # fmt: skip
    assert json.loads(run("tags", "-f", "json").stdout) == [
        {
            "name": "sea", "definition": "Salt water.", "use_when": "It is named.",
            "do_not_use_when": "A lake.", "colour": "#112233",
            "taggings": 0, "paragraphs": 0, "total": 0,
        }
    ]  # fmt: skip


def test_tags_are_defined_renamed_and_deleted(run: Run) -> None:
    assert run("tags", "define", "sea").stdout == "sea made\n"
    assert run("tags", "define", "sea", "--definition", "Water.").stdout == "sea defined anew\n"
    run("tag", "harbour:1", "sea/ice")
    assert run("tags", "rename", "sea", "water").stdout == "sea → water\nsea/ice → water/ice\n"
    refused = run("tags", "delete", "water")
    assert refused.exit_code == 1
    assert "water stands on 1 passages and has 0 notes; --force" in refused.stderr
    assert run("tags", "delete", "water", "--force").stdout == "water deleted with 1 taggings\n"
    assert run("undo").exit_code == 0
    assert tags_of(run, "harbour:1") == ["water/ice"]


def test_a_tag_name_cannot_steer_the_terminal(run: Run, db: sqlite3.Connection) -> None:
    done = run("tag", "harbour:1", "a\x1b[31mb")
    assert (done.exit_code, done.stdout, "\x1b" in done.stderr) == (1, "", False)
    refused = run("tag", "harbour:1", "a\u202eb")
    assert (refused.exit_code, "U+202E (RIGHT-TO-LEFT OVERRIDE)" in refused.stderr) == (1, True)
    db.execute("insert into tags (name) values ('A\u202eb')")  # as another program may
    assert run("tags").stdout.startswith("A\ufffdb ")


def test_a_tag_name_typed_in_another_unicode_form_is_the_same_tag(run: Run) -> None:
    run("tag", "harbour:1", "e\u0301migre\u0301")
    assert run("tag", "harbour:1", "\u00e9migr\u00e9").stdout == "harbour:1 has \u00e9migr\u00e9\n"
