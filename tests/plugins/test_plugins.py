"""Plugins, installed from wheels, used from a shell."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.made_up import COMMAND
from tests.plugins import wheels

CLIPPINGS = Path(__file__).parent / "clippings"
CLIP = """# The winter of the ice
@ Ida Holm
% 2021-03-04
The harbour froze over in the first week of January, and no ship came in for a month.
---
Fish was sold on the ice until the spring, at twice the price of the year before.
"""

Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def clippings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the plugin of docs/plugins.md is installed."""
    folder = tmp_path_factory.mktemp("clippings")
    return wheels.install(
        folder / "site", wheels.of_folder(folder, CLIPPINGS, "annotate-clippings")
    )


def shell(*sites: Path, db: Path, environment: dict[str, str]) -> Shell:
    """Calls the command with the plugins of these folders."""
    path = os.pathsep.join(map(str, sites))

    def call(*args: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [COMMAND, "--db", db, *args], env={**environment, "PYTHONPATH": path},
            input=stdin, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    return call


@pytest.fixture
def annotate(clippings: Path, path: Path, environment: dict[str, str]) -> Shell:
    return shell(clippings, db=path, environment=environment)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    folder = tmp_path / "clips"
    folder.mkdir()
    (folder / "ice.clip").write_text(CLIP)
    return folder / "ice.clip"


class Odd:
    """Makes and installs a plugin of one module."""

    def __init__(self, folder: Path, db: Path, environment: dict[str, str]) -> None:
        self.folder, self.db, self.environment = folder, db, environment
        self.sites: list[Path] = []

    def plugin(self, name: str, code: str) -> None:
        module = name.replace("-", "_")
        made = wheels.wheel(self.folder, name, {f"{module}.py": code}, hooks=module)
        self.sites.append(wheels.unpack(self.folder / f"site-{name}", made))

    def __call__(self, *args: str | Path) -> subprocess.CompletedProcess[str]:
        return shell(*self.sites, db=self.db, environment=self.environment)(*args)


@pytest.fixture
def odd(tmp_path: Path, path: Path, environment: dict[str, str]) -> Odd:
    return Odd(tmp_path, path, environment)


def test_a_reader_reads_files_named_and_found(annotate: Shell, clip: Path) -> None:
    done = annotate("add", clip.parent)
    assert (done.stdout, done.stderr) == (
        "added the-winter-of-the-ice (2 of 3 paragraphs citable)\n", "1 added\n",
    )  # fmt: skip
    shown = json.loads(annotate("show", "the-winter", "-f", "json").stdout)
    assert shown["article"]["byline"] == "Ida Holm"
    assert shown["article"]["published"] == "2021-03-04"
    assert shown["article"]["media_type"] == "text/x-clippings"
    assert [p["role"] for p in shown["paragraphs"]] == ["title", "body", "body"]
    assert "because" in annotate("show", "the-winter", "--why").stdout
    assert "unchanged" in annotate("add", clip).stdout
    clip.write_text(CLIP.replace("spring", "summer"))
    assert "updated" in annotate("add", clip).stdout


def test_its_command_is_completed(clippings: Path, path: Path, environment: dict[str, str]) -> None:
    def told(line: str) -> list[str]:
        asks = {"_ANNOTATE_COMPLETE": "bash_complete", "COMP_LINE": line, "ANNOTATE_DB": str(path)}
        done = shell(clippings, db=path, environment={**environment, **asks})()
        assert done.stderr == ""
        return done.stdout.splitlines()

    assert told("annotate words --") == ["plain,--format", "plain,--help"]
    assert told("annotate wordz --") == []


def test_its_reader_knows_what_text_files_are_encoded_in(annotate: Shell, clip: Path) -> None:
    clip.write_bytes(CLIP.encode("utf-16"))
    clip.with_name("other.clip").write_bytes(CLIP.replace("ice", "snow").encode("utf-8-sig"))
    assert annotate("add", clip.parent).stdout.splitlines() == [
        "added the-winter-of-the-ice (2 of 3 paragraphs citable)",
        "added the-winter-of-the-snow (2 of 3 paragraphs citable)",
    ]


def test_many_are_read_in_processes_that_know_the_plugin(annotate: Shell, clip: Path) -> None:
    for number in range(40):
        text = CLIP.replace("ice", f"ice of {number}").replace("month", f"month and {number} days")
        (clip.parent / f"{number}.clip").write_text(text)
    done = annotate("add", "--workers", "2", clip.parent)
    assert done.stderr.splitlines()[-1] == "41 added"


def test_a_form_is_one_of_the_forms(annotate: Shell, clip: Path) -> None:
    annotate("add", clip)
    told = annotate("cite", "the-winter:1", "-f", "footnote", "--base-url", "https://a.org").stdout
    assert told.startswith("[Ida Holm, The winter of the ice, https://a.org/cite/")
    assert "|footnote]" in annotate("cite", "--help").stdout
    key = told.rpartition("/")[2].strip("]\n")
    page = annotate("serve", "--get", f"/cite/{key}.footnote").stdout
    assert page.startswith("[Ida Holm, The winter of the ice, ")


def test_a_command_is_one_of_the_commands(annotate: Shell) -> None:
    assert annotate("words", "harbour:1-2", "-f", "nl").stdout.splitlines() == [
        '{"ref": "harbour:1", "words": 19}', '{"ref": "harbour:2", "words": 15}',
    ]  # fmt: skip
    told = annotate("words", "gone:1")
    assert (told.returncode, told.stderr.count("\n")) == (1, 1)
    helped = annotate("--help").stdout
    assert helped.splitlines()[-2:] == ["Of plugins:", "  words  Count the words of paragraphs."]
    assert "did you mean words?" in annotate("wrods").stderr


def test_without_plugins_nothing_is_said(odd: Odd, tmp_path: Path) -> None:
    (tmp_path / "a.clip").write_text(CLIP)
    done = odd("add", tmp_path / "a.clip")
    assert (done.returncode, done.stderr) == (0, "1 added\n")  # as plain text, as any other name
    assert odd("cite", "harbour:1", "-f", "footnote").returncode == 2
    assert odd("words").returncode == 2


READS = """
import annotate
from annotate.readers.formats import Format
@annotate.hookimpl
def register_readers():
    return [Format("{name}", "an odd file", ("{suffix}",), module=__name__)]
def read(data, options):
    from annotate.readers import plain
    {body}
    return plain.read(data, options)
"""


def reads(name: str, suffix: str = ".odd", body: str = "pass") -> str:
    return READS.format(name=name, suffix=suffix, body=body)


BROKEN = {
    "cannot be imported": ("import gone_away", "ModuleNotFoundError: No module named 'gone_away'"),
    "raises anything": ("raise SystemExit('no more')", "SystemExit: no more"),
    "has a hook of a later version": (
        "import annotate\n@annotate.hookimpl\ndef register_pages(): return []",
        "PluginValidationError: unknown hook 'register_pages'",
    ),
    "takes what is not given": (
        "import annotate\n@annotate.hookimpl\ndef register_readers(corpus): return []",
        "PluginValidationError: Plugin",
    ),
    "breaks down in its hook": (
        "import annotate\n@annotate.hookimpl\ndef register_commands(): return 1 / 0",
        "ZeroDivisionError: division by zero",
    ),
    "returns no list": (
        "import annotate\n@annotate.hookimpl\ndef register_commands(): return 1",
        "TypeError: 'int' object is not iterable",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("code", "told"), BROKEN.values(), ids=BROKEN)
def test_a_plugin_that_breaks_down_is_named_and_the_others_work(
    odd: Odd, clippings: Path, code: str, told: str
) -> None:
    odd.plugin("annotate-odd", code)
    odd.sites.append(clippings)
    done = odd("words", "harbour:1")
    assert (done.returncode, "19" in done.stdout) == (0, True)
    assert done.stderr.startswith("plugin annotate-odd is left out, as it breaks down (")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert "plugin annotate-odd is left out" in odd("--help").stderr
    assert odd("tag", "harbour:1", "x").stderr == ""  # nobody asked for plugins


def test_what_is_no_command_is_left_out(odd: Odd) -> None:
    odd.plugin(
        "annotate-odd", "import annotate\n@annotate.hookimpl\ndef register_commands(): yield 5"
    )
    done = odd("words")
    assert done.returncode == 2
    assert "register_commands returns a int where a click.core.Command belongs" in done.stderr


READERS = {
    "raises": ("raise KeyError('a bug')", "breaks the reader (KeyError: 'a bug')"),
    "says why not": (
        "from annotate.errors import UnreadableSource; raise UnreadableSource('has no soul')",
        "has no soul",
    ),
    "hangs": ("import time; time.sleep(60)", "takes more than 1 s to be read"),
    "takes all memory": ("bytes(100 * 10**9)", "takes more than 3 GB of memory to be read"),
    "ends the process": ("import os; os._exit(3)", "breaks the reader (exit 3)"),
    "gives nothing": (
        "return None", "is not read as it should be by a plugin: it returns a NoneType, not an",
    ),
    "gives a role that is none": (
        "from annotate.readers import pieces; from annotate.model import Metadata;"
        " return pieces.draft([pieces.Piece('Words', 'villain')], Metadata(), 'text/x')",
        "is not read as it should be by a plugin: its block 1 has the role 'villain'; roles are",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "told"), READERS.values(), ids=READERS)
def test_a_reader_of_a_plugin_is_watched_as_ours(
    odd: Odd, tmp_path: Path, body: str, told: str
) -> None:
    odd.plugin("annotate-odd", reads("odd", body=body))
    (tmp_path / "a.odd").write_text("Some words of an odd file.")
    (tmp_path / "b.txt").write_text("Some words of a text file, which are others.")
    done = odd("add", "--time-limit", "1", tmp_path / "a.odd", tmp_path / "b.txt")
    assert done.returncode == 1
    assert f"Error: {tmp_path / 'a.odd'}: {told}" in done.stderr
    assert done.stdout.startswith("added some-words-of-a-text-file")


def test_two_plugins_for_one_ending_are_named(odd: Odd, tmp_path: Path) -> None:
    odd.plugin("annotate-one", reads("one"))
    odd.plugin("annotate-two", reads("two"))
    (tmp_path / "a.odd").write_text("Some words of an odd file.")
    done = odd("add", tmp_path / "a.odd")
    clash = "the format .odd is added by several plugins, annotate-one and annotate-two"
    assert done.returncode == 1
    assert f"Error: {tmp_path / 'a.odd'}: cannot be read: {clash}: keep one of them" in done.stderr
    told = odd("check")
    assert (clash in told.stdout, told.stderr) == (True, "")


def test_what_a_plugin_prints_is_no_data(odd: Odd, tmp_path: Path) -> None:
    odd.plugin("annotate-odd", "print('HELLO')\n" + reads("odd", body="print('WORLD')"))
    (tmp_path / "a.odd").write_text("Some words of an odd file.")
    done = odd("add", "-f", "json", tmp_path / "a.odd")
    assert json.loads(done.stdout)[0]["status"] == "added"
    assert "HELLO" in done.stderr


def test_files_of_a_plugin_that_is_gone_are_not_explained(
    annotate: Shell, odd: Odd, clip: Path
) -> None:
    annotate("add", clip)
    done = odd("show", "the-winter", "--why")
    assert done.returncode == 0
    assert "is of a format that no plugin reads any more (text/x-clippings)" in done.stderr


SAYS = """
import annotate, click
@annotate.hookimpl
def register_commands():
    return [click.Command("{name}", callback=lambda: print("mine"))]
"""


def test_two_plugins_for_one_command_are_named(odd: Odd) -> None:
    odd.plugin("annotate-one", SAYS.format(name="hello"))
    odd.plugin("annotate-two", SAYS.format(name="hello"))
    done = odd("hello")
    assert (done.returncode, done.stdout) == (1, "")
    assert "the command hello is added by several plugins, annotate-one and annotate-two" in (
        done.stderr
    )


def test_a_name_of_ours_stays_ours(odd: Odd, tmp_path: Path) -> None:
    odd.plugin("annotate-odd", SAYS.format(name="tag") + reads("plain", ".txt"))
    assert odd("tag", "harbour:1", "x").stdout == "harbour:1 +x\n"
    told = odd("check")
    assert "plugin annotate-odd: the format .txt is ours; that one is used\n" in told.stdout
    assert "plugin annotate-odd: the command tag is ours; that one is used\n" in told.stdout


FORMS = """
import annotate
from annotate.cite.forms import Form
@annotate.hookimpl
def register_forms():
    return [Form(name, "Odd", lambda citations: "odd", "text/plain", suffix) for name, suffix in {}]
"""


def test_a_suffix_on_the_site_that_is_ours_stays_ours(odd: Odd) -> None:
    odd.plugin(
        "annotate-one", FORMS.format([("a", ".json"), ("b", ".ris"), ("c", ".c"), ("d", "d")])
    )
    odd.plugin("annotate-two", FORMS.format([("e", ".c"), ("json", None)]))
    told = odd("check").stdout
    for name in (".json", ".ris", "json"):
        assert f"the form {name} is ours; that one is used" in told
    assert "the form .c is added by several plugins, annotate-one and annotate-two" in told
    [paragraph] = json.loads(odd("show", "harbour:1", "-f", "json").stdout)["paragraphs"]
    for suffix, is_there in ((".json", False), (".ris", False), (".c", False), ("d", False)):
        page = odd("serve", "--get", f"/cite/{paragraph['key']}{suffix}").stdout
        assert (page == "odd") is is_there
    assert odd("cite", "harbour:1", "-f", "a").stdout == "odd"


def test_another_package_by_our_name_is_pointed_out(odd: Odd, tmp_path: Path) -> None:
    other = wheels.wheel(tmp_path, "annotate", {"annotate/other.py": ""})
    odd.sites.append(wheels.unpack(tmp_path / "other", other))
    done = odd("check")
    assert done.returncode == 1
    assert done.stdout.startswith("the package annotate is called annotate as well")
    assert "pip uninstall annotate" in done.stdout


def test_a_program_is_warned_of_a_plugin_that_is_left_out(odd: Odd, tmp_path: Path) -> None:
    odd.plugin("annotate-odd", "import gone_away")
    (tmp_path / "a.odd").write_text("Some words of an odd file.")
    code = (
        "import sys, annotate; annotate.open(sys.argv[1], coder='x').add(sys.argv[2]); print('in')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, odd.db, tmp_path / "a.odd"], capture_output=True, text=True,
        env={**odd.environment, "PYTHONPATH": str(odd.sites[0])}, check=True,
    )  # fmt: skip
    assert done.stdout == "in\n"
    assert "UserWarning: plugin annotate-odd is left out" in done.stderr
