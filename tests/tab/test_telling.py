"""What TAB does: in real shells, in a terminal; and what they are told."""

import os
import resource
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotate.corpus import articles, judging, opened, reading, suggestions, tags
from annotate.corpus.database import Command
from annotate.tab.shell_line import Line
from annotate.tab.shells import SHELLS
from annotate.tab.telling import VARIABLE
from tests import made_up
from tests.conftest import Process, Run
from tests.made_up import COMMAND
from tests.tui.terminal import Terminal, terminal

NAMES = ("actor/aid-worker", "act/aid-work", "tactic/human-shields", "two words", "فاعل/داعش")
Ask = Callable[..., list[str]]


@pytest.fixture
def tagged(anna: Command) -> Command:
    """Tags of all kinds on a paragraph."""
    tags.add(anna, [tags.Request("harbour:1", (*NAMES, "anna's"))])
    return anna


@pytest.fixture
def ask(path: Path, environment: dict[str, str]) -> Ask:
    """What a shell is told of a line; nothing may stand on stderr."""

    def told(line: str, shell: str = "bash", breaks: str = " \t\n\"'><=;|&(:@") -> list[str]:
        asked = {VARIABLE: f"{shell}_complete", "COMP_LINE": line}
        done = subprocess.run(
            [COMMAND], capture_output=True, text=True, check=True,
            env={"ANNOTATE_DB": str(path), **environment, **asked, "COMP_WORDBREAKS": breaks},
        )  # fmt: skip
        assert done.stderr == ""
        return [each for each in done.stdout.splitlines() if each]

    return told


@pytest.fixture(params=SHELLS)
def shell(
    request: pytest.FixtureRequest, tmp_path: Path, path: Path,
    environment: dict[str, str], tagged: Command, monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Terminal]:  # fmt: skip
    """A shell that has read its script, in a terminal."""
    monkeypatch.setenv("PATH", f"{COMMAND.parent}:{os.environ['PATH']}")
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "draft of mine.txt").write_text("words")
    cd = f"cd {shlex.quote(str(folder))}\n"
    evaluated = f'eval "$(annotate completion {request.param})"\n'
    (folder / "bashrc").write_text(f"PS1='$ '\nbind 'set bell-style none'\n{cd}{evaluated}")
    compinit = "autoload -Uz compinit; compinit -u -D\n"
    (folder / ".zshrc").write_text(f"PS1='$ '\nunsetopt beep\n{compinit}{cd}{evaluated}")
    (folder / "fish").mkdir()
    (folder / "fish/config.fish").write_text(
        "function fish_prompt; echo '$ '; end\nset -g fish_autosuggestion_enabled 0\n"
        f"set -g fish_greeting\n{cd}annotate completion fish | source\n"
    )
    call = {
        "bash": ["bash", "--noprofile", "--rcfile", str(folder / "bashrc"), "-i"],
        "zsh": ["zsh", "-i"],
        "fish": ["fish"],
    }[request.param]
    own = {"HOME": str(folder), "ZDOTDIR": str(folder), "XDG_CONFIG_HOME": str(folder)}
    passed = {
        "ANNOTATE_DB": str(path), "ANNOTATE_CODER": "anna", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    with terminal(tmp_path, call, {**own, **passed}, columns=120, lines=30) as held:
        held.shows("$")
        yield held


def line(held: Terminal) -> str:
    """The line that is being typed."""
    return [each for each in held.screen.splitlines() if each[:1] == "$"][-1][2:]


def becomes(held: Terminal, typed: str, wanted: str) -> None:
    """Type, press TAB, see the line become another, and wipe it."""
    held.words(typed)
    held.until(lambda _: line(held).rstrip() == typed.rstrip())
    held.keys("Tab")
    held.until(lambda _: line(held).rstrip() == wanted)
    held.keys("C-u")
    held.until(lambda _: not line(held).strip())


def test_a_word_becomes_whole_at_tab(shell: Terminal) -> None:
    becomes(shell, "annotate recl", "annotate reclassify")
    becomes(shell, "annotate tag --q", "annotate tag --quote")
    becomes(shell, "annotate articles --format=js", "annotate articles --format=json")
    becomes(shell, "annotate tag harb", "annotate tag harbour:")
    becomes(shell, "annotate open harb", "annotate open harbour")
    becomes(shell, "annotate tag harbour:3 human-sh", "annotate tag harbour:3 tactic/human-shields")
    becomes(shell, "annotate tag harbour:3 فاع", "annotate tag harbour:3 فاعل/داعش")
    becomes(shell, "annotate tag harbour:3 two\\ w", "annotate tag harbour:3 two\\ words")
    becomes(shell, 'annotate tag harbour:3 "two w', 'annotate tag harbour:3 "two words"')
    becomes(shell, "annotate find --coder an", "annotate find --coder anna")
    becomes(shell, "annotate role harbour:3 li", "annotate role harbour:3 list_item")
    becomes(shell, "annotate find tag:aid-worker", "annotate find tag:actor/aid-worker")
    becomes(shell, "annotate find article:har", "annotate find article:harbour")
    becomes(shell, "annotate code 'ice is:not", "annotate code 'ice is:noted'")
    becomes(shell, "annotate show harbour@1:3", "annotate show harbour@1:3")


def test_files_are_the_shells_own(shell: Terminal) -> None:
    becomes(shell, "annotate add dra", "annotate add draft\\ of\\ mine.txt")


def test_a_word_of_several_keeps_its_letters(
    shell: Terminal, request: pytest.FixtureRequest
) -> None:
    shell.words("annotate tag harbour:3 aid-w")
    shell.keys("Tab")
    if request.node.callspec.params["shell"] == "bash":  # lists at the second one
        shell.keys("Tab")
    shell.shows("actor/aid-worker", "act/aid-work")
    assert line(shell).rstrip() == "annotate tag harbour:3 aid-w"


def test_where_nothing_is_found_the_line_stays(shell: Terminal) -> None:
    shell.words("annotate --db nowhere.db tag ha")
    shell.keys("Tab", "Tab")
    shell.words("rbour")
    shell.until(lambda _: line(shell).rstrip() == "annotate --db nowhere.db tag harbour")
    assert shell.screen.split() == ["$", "annotate", "--db", "nowhere.db", "tag", "harbour"]


def test_the_open_article_may_be_left_out(
    ask: Ask, db: sqlite3.Connection, tagged: Command
) -> None:
    assert ask("annotate tag 1") == []
    opened.open(db, "anna", "harbour")
    assert ask("annotate tag 1") == ["plain,1"]
    assert ask("annotate tag :") == ["plain,1", "plain,2", "plain,3"]
    assert ask("annotate show 1") == []  # would be an article's row number
    assert ask("annotate show :1") == ["plain,1"]
    assert ask("annotate read 1,2-") == ["plain,1,2-2", "plain,1,2-3"]
    assert ask("annotate tag ")[:4] == ["plain,1", "plain,2", "plain,3", "open,harbour:"]


def test_numbers_say_how_their_paragraphs_begin(ask: Ask) -> None:
    said = "A museum of locks opened last year in the cellar of the ban…"
    assert ask("annotate cite museum:1", "zsh") == ["plain", "museum:1", said]
    assert ask("annotate cite museum:1", "fish") == [f"plain,museum:1\t{said}"]


def test_an_article_may_be_meant_or_its_paragraphs(ask: Ask) -> None:
    assert ask("annotate show mus") == ["plain,museum", "open,museum:"]
    assert ask("annotate show museum:") == ["plain,1", "plain,2"]
    assert ask("annotate show museum:", breaks=" ") == ["plain,museum:1", "plain,museum:2"]


def test_tags_stand_where_the_ref_would_with_matching(ask: Ask, tagged: Command) -> None:
    assert ask("annotate tag --matching ice human") == ["plain,tactic/human-shields"]
    assert ask("annotate tag harbour:1 actor/") == ["plain,actor/aid-worker"]


def test_words_are_quoted_as_they_are_typed(ask: Ask, tagged: Command) -> None:
    assert ask("annotate untag harbour:1 anna") == ["plain,anna\\'s"]
    assert ask("annotate untag harbour:1 'anna") == ["plain,anna'\\''s"]
    assert ask('annotate untag harbour:1 "anna') == ["plain,anna's"]


def test_a_query_is_completed_at_its_last_term(ask: Ask, tagged: Command) -> None:
    def told(query: str) -> list[str]:
        return ask(f"annotate find '{query}", breaks=" ")

    assert told("ice tag:two") == ['plain,ice tag:"two words"']
    assert told('tag:"two w') == ['plain,tag:"two words"']
    assert told("NOT (role:li") == ["plain,NOT (role:list_item"]
    assert told("ice -coder:a") == ["plain,ice -coder:anna"]
    assert told("ice is:un") == ["plain,ice is:unread", "plain,ice is:untagged"]
    assert told("ice ar") == ["open,ice article:"]
    assert told('"ice tag:two') == told("ice date:2") == told("ice nosuch:a") == told("i:") == []
    assert ask("annotate tag --matching=article:mus", breaks=" ") == [
        "plain,--matching=article:museum"
    ]


def test_a_version_is_completed_and_its_numbers(
    ask: Ask, db: sqlite3.Connection, anna: Command
) -> None:
    draft = made_up.draft("Nothing but this.", title="The museum")
    articles.add(anna, draft, b"other", source="museum.txt", slug="museum", force=True)
    assert ask("annotate show museum@", breaks=" ") == ["open,museum@2:", "open,museum@1:"]
    assert ask("annotate show museum@1:", breaks=" ") == ["plain,museum@1:1", "plain,museum@1:2"]
    assert ask("annotate show museum@2:", breaks=" ") == ["plain,museum@2:1"]
    assert ask("annotate show museum@7:") == ask("annotate show nosuch@") == []


def test_ids_say_what_they_are_of(ask: Ask, run: Run, tagged: Command) -> None:
    run("note", "harbour:1", "One source.")
    [id, says] = ask("annotate note --edit ", "zsh")[1:]
    assert (len(id), says) == (8, "One source.")
    assert ask(f"annotate note --delete {id[:3]}") == [f"plain,{id}"]
    assert ask("annotate review --accept ") == []
    paragraph = reading.article(tagged.db, "harbour").paragraphs[2]
    question = judging.asked(tagged.db, "two words")
    suggestions.replace(tagged.db, question, "words", [(paragraph.id, 0.5)], [])
    for option in ("--accept", "--reject"):
        assert ask(f"annotate review {option} ", "zsh")[1:] == ["s1", "two words harbour:3"]
    assert ask("annotate review --leave s") == []


@pytest.mark.parametrize("shell_name", SHELLS)
def test_what_cannot_be_read_is_completed_to_nothing(
    ask: Ask, tmp_path: Path, path: Path, shell_name: str
) -> None:
    noise, none = tmp_path / "noise.db", tmp_path / "none.db"
    noise.write_bytes(b"SQLite format 3\0" + path.read_bytes()[50:9000])
    none.touch()
    for db in (noise, none, tmp_path, tmp_path / "not there"):
        for rest in ("tag ha", "tag harbour:", "tag harbour:1 a", "find --coder a", "open h"):
            assert ask(f"annotate --db {shlex.quote(str(db))} {rest}", shell_name) == []
    assert not (tmp_path / "not there").exists()
    for wrong in ("annotate nosuch a", "annotate tag --nosuch=", "annotate tag ha:1: "):
        assert ask(wrong, shell_name) == []


def test_a_line_is_taken_apart_as_bash_does() -> None:
    assert Line.of("annotate tag ") == (["annotate", "tag"], "", "", 0)
    assert Line.of("a 'b c' \"d e") == (["a", "b c"], "d e", '"', 0)
    assert Line.of("a isis:3", ":") == (["a"], "isis:3", "", 5)
    assert Line.of("a 'isis:3", ":") == (["a"], "isis:3", "'", 0)
    assert Line.of("a '' x\\ y\\") == (["a", ""], "x y", "", 0)


@pytest.mark.parametrize("name", SHELLS)
def test_the_script_is_printed(process: Process, run: Run, name: str) -> None:
    done = process("completion", name)
    assert (done.returncode, done.stderr) == (0, b"")
    checked = subprocess.run([name, "-n"], input=done.stdout, capture_output=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, b"")
    assert run("completion", "tcsh").exit_code == 2


@pytest.mark.parametrize("asks", ["bash_source", "tcsh_source", "bash_other", ""])
def test_the_script_is_printed_as_by_other_programs_of_click(
    environment: dict[str, str], asks: str
) -> None:
    done = subprocess.run(
        [COMMAND], env={**environment, VARIABLE: asks}, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert done.stdout == (SHELLS["bash"].script if asks == "bash_source" else "")


def test_a_large_corpus_gives_some_whose_beginning_is_that_of_all(
    ask: Ask, db: sqlite3.Connection
) -> None:
    made_large(db)
    slugs = ask("annotate tag sto")
    assert (len(slugs), slugs[0], slugs[-1]) == (100, "open,story-1:", "open,story-9999:")
    names = ask("annotate tag harbour:1 x")
    assert (len(names), names[0], names[-1]) == (100, "plain,a/t1/x1", "plain,…")
    assert ask("annotate tag harbour:1 x499") == ["plain,a/t49/x499", *(
        f"plain,a/t{40 + i}/x499{i}" for i in range(10)), "plain,…"]  # fmt: skip


@pytest.mark.parametrize(
    "typed", ["sto", "story-19", "harbour:", "harbour:1 ", "harbour:1 x", "--matching tag:x"]
)
def test_in_a_large_corpus_a_tab_costs_hardly_more_than_python_and_click(
    ask: Ask, db: sqlite3.Connection, typed: str
) -> None:
    made_large(db)
    floor, tab = [], []
    for _ in range(7):
        floor.append(cpu(lambda: subprocess.run([sys.executable, "-c", "import sqlite3, click"])))
        tab.append(cpu(lambda: ask(f"annotate tag {typed}")))
    assert min(tab) < 1.3 * min(floor)


def made_large(db: sqlite3.Connection) -> None:
    """20,000 articles and 5,000 tags more."""
    db.executescript("""
        with recursive n (i) as (select 1 union all select i + 1 from n where i < 20000)
        insert into articles (slug, title) select 'story-' || i, 'Story ' || i from n;
        with recursive n (i) as (select 1 union all select i + 1 from n where i < 5000)
        insert into tags (name) select 'a/t' || (i % 50) || '/x' || i from n;
        update tags set folded = name;
    """)


def cpu(call: Callable[[], object]) -> float:
    """The CPU seconds of the processes that a call begins."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    call()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
