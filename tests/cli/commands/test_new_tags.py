"""Tags that nobody knew: near known ones, refs taken for tags, and tags that stand nowhere."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import annotate
from annotate.corpus.tags import Made
from annotate.errors import RefForTag
from annotate.text.key import key
from tests import made_up
from tests.conftest import Run
from tests.made_up import HARBOUR, ORCHARD


def test_a_new_tag_near_a_known_one_is_told(run: Run) -> None:
    assert run("tag", "harbour:1", "theme/transparency").stderr == ""
    done = run("tag", "harbour:2", "theme/transparancy", "mayor", "Theme/Transparency")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "harbour:2 +theme/transparancy")
    assert done.stderr == "theme/transparancy is new; nearest: theme/transparency\n"
    assert run("tag", "harbour:3", "theme/transparancy").stderr == ""
    assert run("tags", "define", "Mayors").stderr == "Mayors is new; nearest: mayor\n"


def test_a_tag_in_letters_of_full_width_is_near(run: Run) -> None:
    wide, other = "ｆｉｎａｎｃｅ", "ｔｒａｖｅｌ"
    run("tag", "harbour:1", "finance", other)
    assert run("tag", "harbour:1", wide).stderr == f"{wide} is new; nearest: finance\n"
    assert run("tag", "harbour:1", "travel").stderr == f"travel is new; nearest: {other}\n"
    assert "nearest: finance" in run("untag", "harbour:1", "ｆｉｎａｎｃｅｓ").stderr


def test_new_tags_near_known_ones_are_told_of_many_taggings(run: Run) -> None:
    rows = "ref,tag\nharbour:1,transparency\nharbour:2,transparancy\nharbour:3,trade\n"
    assert run("tag", "--csv", "-", stdin=rows).stderr == (
        "transparancy is new; nearest: transparency\n"
    )
    lines = "".join(
        json.dumps({"ref": "harbour:1", "tag": f"transparenc{letter}"}) + "\n"
        for letter in "abcdefghijklmnop"
    )
    told = run("tag", "--jsonl", "-", stdin=lines).stderr.splitlines()
    assert told[0].startswith("transparenca is new; nearest: transparency")
    assert (len(told), told[-1]) == (11, "6 more new tags are near known ones")


def test_of_very_many_new_tags_it_is_told_that_not_all_were_compared(run: Run) -> None:
    rows = "".join(f"harbour:1,{chr(0x4E00 + number)}\n" for number in range(101))
    told = run("tag", "--csv", "-", stdin=f"ref,tag\n{rows}").stderr
    assert told == "101 tags are new; only the first 100 were compared with those known\n"


def test_a_note_on_an_unknown_tag_names_the_nearest(run: Run) -> None:
    run("tags", "define", "theme/transparency")
    told = run("note", "tag:theme/transparancy", "Words.")
    assert (told.exit_code, "nearest: theme/transparency" in told.stderr) == (1, True)


REFS = {
    "a ref": ["harbour:2"],
    "a ref among tags": ["sea", "harbour:2", "ice"],
    "the beginning of a slug": ["harb:2"],
    "a row number": ["1:2"],
    "a range": ["orchard:1-3"],
    "of a version": ["harbour@1:2"],
    "one of them there": ["orchard:2,99"],
    "a key": [key(ORCHARD[0])],
    "the beginning of a key": [key(ORCHARD[0])[:7]],
    "in capitals": [key(ORCHARD[0]).upper()],
    "a key in an article": [f"orchard:{key(ORCHARD[0])}"],
    "a number": ["2", "sea"],
    "a number that is no paragraph": ["5", "sea"],
    "numbers": ["2,3"],
    "a range of numbers": ["2-3"],
    "numbers with a blank": ["2, 3"],
    "numbers with a semicolon": ["2;3"],
    "a range with another dash": ["1\u20133"],
    "a range with blanks": ["1 - 3"],
    "a number of full width": ["\uff12"],
    "a number with its sign": ["\xb62"],
    "a ref with another dash": ["orchard:1\u20133"],
    "a ref with blanks": ["orchard:1 \u2212 3"],
    "a ref with a semicolon": ["orchard:1;3"],
    "a ref with a colon of full width": ["orchard\uff1a2"],
}


TAGS = ["a-b", "week 1 - 2", "Covid-19", "1914\u20131918", "#1 priority", "a; 3", "paris - 3e"]


@pytest.mark.parametrize("name", TAGS)
def test_dashes_and_signs_alone_make_no_ref(run: Run, name: str) -> None:
    assert run("tag", "harbour:1", name).stdout == f"harbour:1 +{name}\n"


def test_a_hashtag_is_told(run: Run) -> None:
    told = "#ice is a new tag, with the # in its name; others are called without\n"
    assert run("tag", "harbour:1", "#ice").stderr == told
    assert run("tag", "harbour:2", "#ice").stderr == ""


@pytest.mark.parametrize("names", REFS.values(), ids=REFS)
def test_a_ref_in_a_tags_place_is_wrong_usage(
    run: Run, db: sqlite3.Connection, names: list[str]
) -> None:
    run("tag", "museum:1", "sea")
    before = made_up.dump(db)
    for words in (["tag"], ["untag"]):
        result = run(*words, "harbour:1", *names)
        assert (result.exit_code, result.stdout) == (2, "")
        [line] = result.stderr.splitlines()
        assert ("looks like a" in line, "not like a tag" in line) == (True, True)
    rows = f'ref,tag\nmuseum:2,sea\nharbour:1,"{next(n for n in names if n != "sea")}"\n'
    result = run("tag", "--csv", "-", stdin=rows)
    assert (result.exit_code, "line 3: '" in result.stderr) == (2, True)
    assert made_up.dump(db) == before


def test_what_is_to_be_done_instead_is_said(run: Run) -> None:
    assert run("tag", "harbour:1", "orchard:2", "sea").stderr == (
        "Error: 'orchard:2' looks like a ref, not like a tag; each ref is tagged by a call of its"
        " own: annotate tag orchard:2 TAG (if it is to be a tag: annotate tags define orchard:2)\n"
    )
    assert run("tag", "harbour:1", "2", "sea").stderr == (
        "Error: '2' looks like a paragraph, not like a tag; paragraphs of one article are one ref,"
        " like harbour:1,2 (if it is to be a tag: annotate tags define 2)\n"
    )
    assert run("tags", "define", "2").stdout == "2 made\n"
    assert run("tag", "harbour:1", "2").stdout == "harbour:1 +2\n"
    assert run("untag", "harbour:1", "2").stdout == "harbour:1 -2\n"


LISTS = ["a;b", "c,d", "a; b", "sea, salt", "Salt;SEA", "a；b", "贸易、海", "a،b"]


@pytest.mark.parametrize("name", LISTS)
def test_what_looks_like_several_tags_is_said_to_be_one(run: Run, name: str) -> None:
    run("tag", "harbour:1", "sea")
    told = f"{name} is one tag; a | parts tags, in the column tags"
    for column in ("tag", "tags"):
        done = run("tag", "--csv", "-", stdin=f'ref,{column}\nharbour:2,"{name}"\n')
        assert (done.exit_code, told in done.stderr.splitlines()) == (0, True)
        run("undo")
    line = json.dumps({"ref": "harbour:2", "tags": name})
    told = f"{name} is one tag; tags of a line are a list"
    assert told in run("tag", "--jsonl", "-", stdin=line).stderr.splitlines()
    run("undo")
    assert f"{name} is one tag; a blank parts tags" in run("tag", "harbour:2", name).stderr


@pytest.mark.parametrize("name", ["Paris, France", "3,000 dead", "a;", ",b", "sea"])
def test_of_what_is_one_tag_nothing_is_said(run: Run, name: str) -> None:
    done = run("tag", "--csv", "-", stdin=f'ref,tag\nharbour:2,"{name}"\n')
    assert (done.exit_code, done.stderr) == (0, "")


def test_many_lists_are_counted(run: Run) -> None:
    rows = "".join(f"harbour:1;{n}a,{n}b\n" for n in range(15))
    told = run("tag", "--csv", "-", stdin=f"ref;tag\n{rows}").stderr.splitlines()
    assert len([line for line in told if "is one tag" in line]) == 10
    assert "5 more new tags look like several" in told


@pytest.mark.parametrize("name", ["harbour:2", "Harbour@1:2", "1:1-2", key(HARBOUR[1])])
def test_a_tag_is_not_renamed_to_what_is_a_ref(run: Run, name: str) -> None:
    run("tag", "harbour:1", "istanbul", "istanbul/old")
    result = run("tags", "rename", "istanbul", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(
        f"Error: {name!r} looks like a ref, not like a tag; say another name\n"
    )
    assert run("tags", "define", name).exit_code == 0  # which means what it says
    assert run("tags", "rename", name, name.upper()).exit_code == 0


@pytest.mark.parametrize(
    "name",
    ["2016", "2016-17", "9/11", "1.5", "defaced", "a:b", "3D", "orchard:pears", "time/9:30",
     "country:france", "john 3:16", "me@home", "transparency2", "tags", "2nd-wave", "vaccine-2021"],
)  # fmt: skip
def test_what_has_not_the_shape_of_a_ref_is_a_tag(run: Run, name: str) -> None:
    done = run("tag", "museum:1", name)
    assert (done.stdout, done.stderr) == (f"museum:1 +{name}\n", "")


@pytest.mark.parametrize(
    ("name", "told"),
    [("isis:3", "no article 'isis'; nearest: "), ("covid:19", "no article 'covid'"),
     ("harbor:9", "nearest: harbour"), ("harbour:9", "has paragraphs 1-3"),
     ("harbour@2:1", "only version 1"), ("harbour@1", "a whole article; say which paragraphs"),
     ("nosuch@3", "no article 'nosuch'"), (":2", "names nothing"), ("para:2", "no article 'para'"),
     ("harbour:", "names nothing"), ("isis:3,7-9", "no article"), ("isis:8-3", "say 3-8"),
     ("9:30", "no article '9'"), ("5v0hrh53djh9w", "no paragraph with the key"),
     ("isis:5v0hrh", "no article 'isis'"), ("tag:foo", "called by its name alone, like foo"),
     ("TAG:", "called by its name alone, like actor/isis"),
     ("frozen-sea", "a whole article; say which paragraphs, like frozen-sea:1-3")],
)  # fmt: skip
def test_what_looks_like_a_ref_and_names_no_paragraph_is_no_new_tag(
    run: Run, db: sqlite3.Connection, name: str, told: str
) -> None:
    made_up.add(db, made_up.draft(*HARBOUR[:2], title="Frozen sea"), "sea.txt")
    run("tags", "define", "known")
    rows = f'ref,tag\nmuseum:1,sea\nmuseum:2,"{name}"\n'
    results = [
        run("tag", "museum:1", "sea", name),
        run("tag", "--csv", "-", stdin=rows),
        run("tag", "--jsonl", "-", stdin=json.dumps({"ref": "museum:1", "tags": [name]})),
    ]
    for done in results:
        assert (done.exit_code, done.stdout) == (2, "")
        assert f"{name!r} looks like a ref, not like a tag; " in done.stderr
        assert (told in done.stderr, f"annotate tags define {name}" in done.stderr) == (True, True)
    assert run("tags", "rename", "known", name).exit_code == 2
    assert run("tags").stdout.split() == ["known", "0"]
    assert run("tags", "define", name).exit_code == 0
    assert run("tag", "museum:1", name).stdout == f"museum:1 +{name}\n"


def test_of_a_new_tag_called_like_an_article_it_is_told(run: Run, db: sqlite3.Connection) -> None:
    made_up.add(db, made_up.draft(*HARBOUR[:2], title="Frozen sea in winter"), "sea.txt")
    told = "is a new tag; there is an article {}\n"
    assert run("tag", "museum:1", "Harbour").stderr == f"Harbour {told.format('harbour')}"
    assert run("tag", "museum:1", "harbour", "frozen").stderr == ""
    done = run("tag", "museum:1", "frozen-sea")
    assert done.stderr == f"frozen-sea {told.format('frozen-sea-in-winter')}"


def test_programs_are_told_the_same(path: Path) -> None:
    with closing(annotate.open(path, coder="anna")) as corpus:
        assert corpus.tag("harbour:1", "transparency").made == (Made("transparency", None),)
        done = corpus.tag("harbour:2", "transparancy", "transparency")
        assert [(tag, new) for _, tag, new in done] == [
            ("transparancy", True), ("transparency", True),
        ]  # fmt: skip
        assert done.made == (Made("transparancy", "transparency"),)
        with pytest.raises(RefForTag, match="looks like a ref"):
            corpus.tag("harbour:1", key(HARBOUR[1]))


def test_tags_that_stand_nowhere_are_listed_and_deleted(run: Run) -> None:
    assert run("tags", "unused").stderr == "every tag is in use\n"
    run("tag", "harbour:1", "used", "theme/used", "once", "Once/there")
    run("untag", "harbour:1", "once", "once/there")
    run("tags", "define", "theme", "--definition", "What it is about.")
    run("tags", "define", "planned", "--use-when", "Soon.")
    run("tags", "define", "noted")
    run("note", "tag:noted", "Words.")
    assert [row.split()[0] for row in run("tags", "unused").stdout.splitlines()] == [
        "once", "Once/there", "planned",
    ]  # fmt: skip
    listed = json.loads(run("tags", "unused", "-f", "json").stdout)
    assert [tag["name"] for tag in listed] == ["once", "Once/there", "planned"]
    done = run("tags", "unused", "--delete")
    assert done.stdout == "once deleted\nOnce/there deleted\n"
    assert done.stderr == (
        "kept, as something is said of them: planned (annotate tags delete NAME)\n"
    )
    assert run("undo").exit_code == 0
    assert len(json.loads(run("tags", "unused", "-f", "json").stdout)) == 3


def test_a_tag_on_words_that_are_gone_is_in_use(run: Run, db: sqlite3.Connection) -> None:
    run("tag", "orchard:3", "fruit")
    made_up.add(db, made_up.draft(*ORCHARD[:2], title="Orchard"), "orchard.txt")
    assert run("tags", "unused", "--delete").stderr == "every tag is in use\n"
