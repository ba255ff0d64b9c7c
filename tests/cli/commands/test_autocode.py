"""`annotate autocode`."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import made_up
from tests.conftest import Process, Run

RULES = """\
ice:
  tag: sea/ice
  words: [froze, icebreaker*]
shields:
  tags: [shields]
  pattern: '(?i)human\\s+shields?'
pears:
  tag: fruit
  query: pears NOT wasps
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES)
    return path


def test_a_preview_tells_what_would_be_new_with_samples(run: Run, rules: Path) -> None:
    done = run("autocode", rules)
    lines = done.stdout.splitlines()
    assert [line[:60] for line in lines] == [
        "ice #sea/ice: 2 new (paragraphs: 2, articles: 1)",
        "    harbour:1  The harbour at Lindow **froze** in the second",
        "    harbour:2  …master said of the two old **icebreakers**.",
        "shields #shields: 1 new (paragraphs: 1, articles: 1)",
        "    harbour:2  “We used them as **human shields**,” the harb",
        "pears #fruit: 1 new (paragraphs: 1, articles: 1)",
        "    orchard:3  Its owner sold the **pears** for vinegar, whi",
    ]
    assert max(map(len, lines)) == 100
    assert done.stderr.splitlines() == [
        "new rules: ice, shields, pears",
        f"4 would be put on: annotate autocode {rules} --apply",
    ]
    assert run("tags", "-f", "json").stdout == "[]\n"
    assert run("history").stdout.count("autocode") == 0


def test_what_is_applied_is_told_shown_and_undone(run: Run, rules: Path) -> None:
    done = run("autocode", rules, "--apply")
    assert done.stderr.splitlines()[-1] == "4 put on; annotate undo takes it back"
    assert "      #sea/ice “froze” (rule ice)\n" in run("show", "harbour:1").stdout
    told = json.loads(run("show", "harbour:1", "-f", "json").stdout)["paragraphs"][0]["taggings"]
    assert [(t["origin"], t["rule"], t["coder"]) for t in told] == [("rule", "ice", "anna")]
    assert "(ben, anna, rule ice)" not in run("show", "harbour:1").stdout
    assert run("--coder", "ben", "show", "harbour:1").stdout.count("“froze” (anna, rule ice)") == 1
    exported = run("export", "taggings").stdout
    assert [row["origin"] for row in csv.DictReader(io.StringIO(exported))] == ["rule"] * 4
    assert run("undo").stdout.startswith(f"undone: autocode {rules} --apply (anna")
    assert run("tags", "-f", "json").stdout == "[]\n"
    assert run("autocode", "--list").stderr.startswith("no rules are kept; `annotate autocode")


def test_without_a_file_the_kept_rules_are_asked_again(run: Run, rules: Path) -> None:
    run("autocode", rules, "--apply")
    assert run("autocode").stderr == "nothing is new\n"
    run("untag", "harbour:1", "sea/ice")
    run("add", "-", stdin="The Pond\n\nThe pond froze, and the pears fell, and no one was there.")
    done = run("autocode", "--apply")
    assert done.stdout.splitlines()[0] == (
        "ice #sea/ice: 1 new (paragraphs: 1, articles: 1), 1 there, 1 taken off, which stay off"
    )
    assert done.stderr == "2 put on; annotate undo takes it back\n"
    assert run("autocode", "--apply").stderr == "0 put on\n"


def test_the_rules_that_are_kept_are_listed_and_written(run: Run, rules: Path) -> None:
    run("autocode", rules, "--apply")
    assert run("autocode", "--list").stdout.splitlines()[1:] == [
        "ice      sea/ice  words    2         0    froze, icebreaker*",
        "shields  shields  pattern  1         0    (?i)human\\s+shields?",
        "pears    fruit    query    1         0    pears NOT wasps",
    ]
    written = run("autocode", "--list", "-f", "yaml").stdout
    assert run("autocode", "-", stdin=written).stderr == "nothing is new\n"
    kept = RULES.partition("pears:")[0].replace("froze, ", "")
    done = run("autocode", "-", "--apply", stdin=kept)
    assert done.stderr.splitlines()[:2] == [
        "rules that changed: ice", "pears are not in the file any more; what they put stays",
    ]  # fmt: skip
    last = run("autocode", "--list").stdout.splitlines()[-1]
    assert last.endswith("  (not in the file any more) pears NOT wasps")


def test_programs_get_the_same_in_every_form(run: Run, rules: Path) -> None:
    told = json.loads(run("autocode", rules, "-f", "json").stdout)
    assert told[1] == {
        "rule": "shields", "tags": ["shields"], "kind": "pattern", "new": 1, "there": 0, "off": 0,
        "paragraphs": 1, "articles": 1, "samples": [{
            "ref": "harbour:2", "quote": "human shields", "snippet": "“We used them as **human"
            " shields**,” the harbour master said of the two old icebreakers.",
        }],
    }  # fmt: skip
    lines = run("autocode", rules, "-f", "nl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == told
    rows = list(csv.DictReader(io.StringIO(run("autocode", rules, "-f", "csv").stdout)))
    assert [(row["rule"], row["tags"], row["new"]) for row in rows] == [
        ("ice", "sea/ice", "2"), ("shields", "shields", "1"), ("pears", "fruit", "1"),
    ]  # fmt: skip


def test_what_is_wrong_is_one_line_and_exit_1(run: Run) -> None:
    for stdin, told in {
        "a: {tag: x, words: []}": "rule 'a' (stdin, line 1): its list of words is empty; say some",
        "a: {tag: x, pattern: '('}": "rule 'a' (stdin, line 1): the pattern is broken at character",
        "a: {tag: 'b|c', words: d}": "rule 'a' (stdin, line 1): ",
    }.items():
        done = run("autocode", "-", "--apply", stdin=stdin)
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.startswith(f"Error: {told}")
        assert done.stderr.count("\n") == 1
    assert run("autocode").stderr.startswith("Error: no rules are kept; `annotate autocode FILE")
    assert run("history", "-f", "csv").stdout.count("autocode") == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--list", "--apply"], "--list shows the rules that are kept; say it alone"),
        (["-f", "yaml"], "-f yaml writes rules as a file: annotate autocode --list -f yaml"),
        (["nowhere.yaml"], "File 'nowhere.yaml' does not exist"),
        (["--time-limit", "0"], "0 is not in the range"),
    ],
)
def test_wrong_usage_is_exit_2(run: Run, words: list[str], told: str) -> None:
    done = run("autocode", *words)
    assert (done.exit_code, told in done.stderr) == (2, True)


def test_a_pattern_that_does_not_end_is_named_and_nothing_is_left(
    process: Process, path: Path
) -> None:
    made = b"Title of it\n\n" + b"a" * 60 + b"!"
    assert process("add", "-", stdin=made).returncode == 0
    done = process("autocode", "-", "--apply", "--time-limit", "0.5",
                   stdin=b"run: {tag: x, pattern: '(a+)+$', roles: all}")  # fmt: skip
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(
        b"Error: rule 'run' (stdin, line 1): the pattern does not end in 0.5 s in title-of-it:"
    )
    assert done.stderr.count(b"\n") == 1
    assert process("tags", "-f", "json").stdout == b"[]\n"
    assert made_up.COMMAND.exists()
    assert path.exists()


def test_new_tags_that_are_near_known_ones_are_told_of(run: Run) -> None:
    run("tag", "harbour:1", "building/harbour")
    done = run("autocode", "-", stdin="a: {tag: building/habour, words: froze}")
    assert done.stderr.splitlines()[-1] == "building/habour is new; nearest: building/harbour"


def test_of_many_rules_the_first_are_named(run: Run) -> None:
    rules = "\n".join(f"r{number}: {{tag: a, words: b}}" for number in range(1, 1013))
    told = run("autocode", "-", stdin=rules).stderr.splitlines()
    assert told[0] == "new rules: r1, r2, r3, r4, r5, r6, r7, r8, r9, r10 and 1,002 more"


def test_a_published_copy_has_no_rules(run: Run, rules: Path, tmp_path: Path) -> None:
    run("autocode", rules, "--apply")
    assert run("publish", tmp_path / "site", "--yes").exit_code == 0
    copy = str(tmp_path / "site" / "corpus.db")
    told = "Error: a published copy has no rules; name the working database with --db\n"
    for words in ([], [rules], ["--list"]):
        assert run("--db", copy, "autocode", *words).stderr == told
    shown = run("--db", copy, "show", "harbour:1").stdout
    assert ("#sea/ice “froze”" in shown, "rule ice" in shown) == (True, False)


def test_yaml_is_read_by_nothing_else() -> None:
    code = (
        "import sys; from annotate.cli import main\n"
        "import annotate.cli.commands.tag, annotate.cli.commands.autocode\n"
        "print('yaml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
