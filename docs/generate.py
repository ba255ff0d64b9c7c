"""
What the docs take from the thing itself: sessions that were run, the help of every command.

`make docs` writes them anew (with cog); a test fails when they have drifted.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# what differs from run to run, and what the docs say instead
_VARYING = (
    (re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"), "2026-11-21T09:30:00.000Z"),
    (re.compile(r"(?<=version \d · )\d{4}-\d\d-\d\d"), "2026-11-21"),
    (re.compile(r"(?<=accessed )\d{4}-\d\d-\d\d|(?<=urldate = {)\d{4}-\d\d-\d\d"), "2026-11-21"),
    (re.compile(r"(?<=Y2  - )\d{4}/\d\d/\d\d"), "2026/11/21"),
    (re.compile(r"(?<=\n)( +)\d{4},\n +\d+,\n +\d+(?=\n)"), r"\g<1>2026,\n\g<1>11,\n\g<1>21"),
    (re.compile(r"\d+ path$", re.MULTILINE), "2 path"),  # as the folder of the session is called
    (re.compile(r"(?<=\(revision )[0-9a-f]{16}"), "5f0dac1e3b7a9c24"),
    (re.compile(r"(?<=noted )[0-9a-f]{8}(?= on )"), "3f2a91bc"),
    (re.compile(r"^[0-9a-f]{8}(?=  )", re.MULTILINE), "3f2a91bc"),
)


def session(*commands: str, plugin: str | None = None) -> str:
    """Run commands of the shell one after another beside the seeds, as a fenced block."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as site:
        shutil.copytree(ROOT / "seeds", Path(folder, "seeds"))
        if plugin:
            _install(ROOT / plugin, Path(site))
        return _block(commands, folder, site)


def _block(commands: Iterable[str], folder: str, site: str = "") -> str:
    lines = [f"$ {command}\n{_run(command, folder, site)}" for command in commands]
    return "```console\n" + "\n".join(lines).rstrip() + "\n```\n"


class Story:
    """Sessions of one page, each of which goes on where the one before it ended."""

    def __init__(self) -> None:
        self._kept = tempfile.TemporaryDirectory()
        self.folder = Path(self._kept.name)
        shutil.copytree(ROOT / "seeds", self.folder / "seeds")

    def session(self, *commands: str) -> str:
        """The next commands, as a fenced block."""
        return _block(commands, str(self.folder))

    def picture(self, name: str, alt: str) -> str:
        """
        A picture that the commands wrote, kept beside the page.

        Its digest is told, so that the test of generated parts sees when it is another.
        """
        made = (self.folder / name).read_bytes()
        kept = ROOT / "docs" / name
        if not kept.exists() or kept.read_bytes() != made:
            kept.write_bytes(made)
        return f"![{alt}]({name})\n\n<!-- {name}: {sha256(made).hexdigest()[:16]} -->\n"


def _install(plugin: Path, site: Path) -> None:
    """A plugin's project, where `_run` finds it."""
    sys.path.insert(0, str(ROOT))
    from tests.plugins import wheels

    wheels.unpack(site, wheels.of_folder(site, plugin, f"annotate-{plugin.name}"))


def file(path: str) -> str:
    """A file of the project as a fenced block, its name above it."""
    text = (ROOT / path).read_text()
    return (
        f"`{Path(path).name}`:\n\n```{Path(path).suffix[1:].replace('py', 'python')}\n{text}```\n"
    )


def _run(command: str, folder: str, site: str = "") -> str:
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("ANNOTATE_")},
        "PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]]),
        "ANNOTATE_CODER": "anna",
        "COLUMNS": "100",
        "PYTHONPATH": site,
    }
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, text=True, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    told = done.stdout
    for pattern, steady in _VARYING:
        told = pattern.sub(steady, told)
    return told


def commands() -> str:
    """The help of every command, as Markdown."""
    from annotate.cli import COMMANDS

    parts = [_help()] + [_help(name) for name in COMMANDS]
    return "\n".join(parts)


def _help(name: str = "") -> str:
    import click
    from click.testing import CliRunner

    from annotate.cli import main

    told = CliRunner().invoke(main, [*name.split(), "--help"], terminal_width=88).output
    told = told.replace("Usage: main", "Usage: annotate")
    parts = [f"## annotate {name}".rstrip() + f"\n\n```text\n{told.rstrip()}\n```\n"]
    command = main.get_command(click.Context(main), name) if name and " " not in name else None
    if isinstance(command, click.Group):
        subs = command.list_commands(click.Context(command))  # some are loaded late
        parts += [_help(f"{name} {sub}").replace("## ", "### ", 1) for sub in subs]
    return "\n".join(parts)


def formats() -> str:
    """The formats that can be read, as a Markdown table."""
    from annotate.readers.formats import FORMATS

    rows = ["| format | files | to install |", "|---|---|---|"]
    for each in FORMATS.values():
        if each.suffixes:
            extra = f'`pip install "annotate-corpus[{each.extra}]"`' if each.extra else ""
            suffixes = " ".join(f"`{suffix}`" for suffix in each.suffixes)
            rows.append(f"| {each.called} | {suffixes} | {extra} |")
    return "\n".join(rows) + "\n"


def json_fields() -> str:
    """What `docs/json.yaml` says of the JSON that commands write, as Markdown tables."""
    import yaml

    said = yaml.safe_load((ROOT / "docs" / "json.yaml").read_text())
    lines = ["| command | writes |", "|---|---|"]
    lines += [f"| `{name}` | {_linked(kind, said)} |" for name, kind in said["commands"].items()]
    for name, fields in said["objects"].items():
        lines += ["", f"## {name}", ""]
        if other := fields.pop("has", None):
            lines += [f"All of {_linked(other, said)}, and", ""]
        lines += ["| field | type | |", "|---|---|---|"]
        for field, words in fields.items():
            kind, _, meaning = words.partition(" | ")
            lines.append(f"| `{field}` | {_linked(kind, said)} | {meaning} |")
    return "\n".join(lines) + "\n"


def _linked(kind: str, said: dict[str, dict[str, object]]) -> str:
    """A type in words, with links to the objects in it."""
    if kind.startswith("one of "):
        values, _, rest = kind.removeprefix("one of ").partition(" or ")
        return ", ".join(f"`{value}`" for value in values.split("/")) + (rest and f" or {rest}")
    parts = re.split(r"( or |list of )", kind)
    return "".join(
        f"[{part}](#{part.replace(' ', '-')})" if part in said["objects"] else part
        for part in parts
    )


def tables() -> str:
    """`db/schema.sql`, the tables as they are."""
    return f"```sql\n{(ROOT / 'db' / 'schema.sql').read_text().rstrip()}\n```\n"


def python(code: str) -> str:
    """A Python program, run beside the seeds, and what it printed."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "seeds", Path(folder, "seeds"))
        Path(folder, "program.py").write_text(code)
        told = _run("python program.py", folder)
    return f"```python\n{code.strip()}\n```\n\nprints\n\n```text\n{told.rstrip()}\n```\n"


def keys() -> str:
    """The keys of a coding session, as a Markdown table."""
    from annotate.coding.actions import ACTIONS

    rows = ["| key | does | asks for |", "|---|---|---|"]
    rows += [f"| `{each.key}` | {each.does} | {each.asks} |" for each in ACTIONS.values()]
    return "\n".join(rows) + "\n"
