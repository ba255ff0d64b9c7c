"""A corpus of made-up articles, hostile ones among them, and Datasette over it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from datasette.plugins import pm

from annotate import web
from annotate.corpus import articles, defining, notes, public, tags
from annotate.corpus.database import Command, open_write
from annotate.model import Block, Draft, Metadata
from annotate.text.key import key
from tests import made_up

if not pm.has_plugin("annotate"):  # a checkout that is not installed
    pm.register(web, "annotate")

HOSTILE = '<script>alert(1)</script> "quoted" & \x00\x01\x1b[31m\u202ereversed\u202c'
SECRET = "the private thought of a coder"


def draft(*paragraphs: tuple[str, str], **metadata: str) -> tuple[Draft, bytes]:
    """A draft of (role, text) pairs, and its bytes."""
    blocks, text = [], ""
    for role, words in paragraphs:
        blocks.append(Block(len(text), len(text) + len(words), role))
        text += words + "\n\n"
    made = Draft(text, tuple(blocks), Metadata(**metadata), "text/plain")
    return made, text.encode("utf-8", "surrogatepass")


FERRY = [
    ("boilerplate", "Skip to content"),
    ("boilerplate", "Subscribe for more"),
    ("title", "The Last Ferry"),
    ("byline", "By Ada Lund"),
    ("dateline", "HARBOUR TOWN —"),
    ("body", "The ferry left at dawn,\nand nobody   waved from the quay."),
    ("heading", "What the captain said"),
    ("quote", "We go when the tide goes."),
    ("list_item", "One rope"),
    ("list_item", "Two lamps"),
    ("caption", "The quay in winter"),
    ("body", "The harbour master counted the passengers twice."),
    ("comment", "first!"),
    ("boilerplate", "All rights reserved"),
]
HOSTILE_ARTICLE = [
    ("title", f"Title {HOSTILE}"),
    ("body", f"Body {HOSTILE} end"),
    ("body", "مرحبا بالعالم، هذه فقرة من اليمين إلى اليسار"),
    ("body", "The ferry left at dawn, and nobody waved from the quay."),
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The path of the database."""
    path = tmp_path / "field notes.db"
    build(path)
    return path


def build(path: Path) -> None:
    """A corpus of articles, a second version, tags, quotes and notes, in a file of its own."""
    path.write_bytes(made_up.file_of(_build))


def _build(path: Path) -> None:
    db = open_write(path, create=True)

    def command(coder: str = "ada") -> Command:
        return Command(db, coder=coder, words="test")

    ferry = {"byline": "Ada Lund", "site": "Harbour News", "published": "2024-02-03"}
    made, data = draft(*FERRY, title="The Last Ferry", url="https://news.example/ferry", **ferry)
    articles.add(command(), made, data, source="ferry.txt")
    hostile = dict.fromkeys(("byline", "site", "published"), HOSTILE) | {"language": '"><script>'}
    made, data = draft(
        *HOSTILE_ARTICLE, title=f"Title {HOSTILE}", url="javascript:alert(1)", **hostile
    )
    articles.add(command(), made, data, source="hostile.txt")
    old = [("title", "Lamps"), ("body", "The old lamp stood here."), ("body", "A lamp is lit.")]
    made, data = draft(*old, title="Lamps", language="en")
    articles.add(command(), made, data, source="lamps.txt")
    tags.add(command(), [tags.Request("lamps:1", ("object/lamp",), quote="old lamp")])
    made, data = draft(old[0], old[2], ("body", "A new lamp came."), title="Lamps", language="en")
    articles.add(command(), made, data, source="lamps.txt")
    put_annotations(command)
    db.close()


def put_annotations(command: Callable[..., Command]) -> None:
    """Tags and notes, some overlapping, some hostile, one private."""
    ferry = "the-last-ferry"
    defining.define(
        command(), "actor/crew", definition="Who sails.", colour="#c0392b",
        examples=[f"{ferry}:1"], counter_examples=[f"lamps:{key('The old lamp stood here.')}"],
    )  # fmt: skip
    tags.add(
        command(),
        [
            tags.Request(f"{ferry}:1", ("actor/crew",), quote="ferry left at dawn"),
            tags.Request(f"{ferry}:1", ("time",), quote="dawn, and nobody"),
            tags.Request(f"{ferry}:2", ("actor/crew", "a <b>/50% #1?/../ü")),
            tags.Request(f"{ferry}:5", ("actor/harbour master",)),
        ],
    )
    tags.add(command("ben"), [tags.Request(f"{ferry}:2", ("actor/crew",))])
    notes.add(
        command(), f"{ferry}:1", "a **public** [note](https://note.example) <script>x</script>"
    )
    notes.add(
        command(), f"{ferry}:1", "[bad](javascript:alert(1)) ![pic](https://spy.example/x.png)"
    )
    notes.add(command(), f"{ferry}:1", SECRET, private=True)
    notes.add(command(), ferry, "on the *article*")
    notes.add(command(), "tag:actor/crew", "on the tag")
    notes.add(command(), f"{ferry}:5", "master of what?", quote="harbour master")


def key_of(words: str) -> str:
    """The key of some words."""
    return key(words)


Serve = Callable[..., Any]


@pytest.fixture
def serve(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """A Datasette over the corpus, its owner's or not, configured in the words of either line."""
    made = []

    def start(
        *, files: list[Path] | None = None, immutable: bool = False, owner: bool = False,
        database: dict[str, Any] | None = None, **options: Any,
    ) -> Any:  # fmt: skip
        monkeypatch.setenv(public.OWNER, str(os.getpid()) if owner else "")
        paths = [str(path) for path in files or [corpus]]
        config = {"databases": {Path(paths[0]).stem: database}} if database else {}
        where = "metadata" if not hasattr(Datasette, "allowed") else "config"
        given = {"immutables": paths} if immutable else {"files": paths}
        found = Datasette(**({"files": []} | given), **{where: config}, **options)
        made.append(found)
        return found

    yield start
    for one in made:
        for database in one.databases.values():
            database.close()


@pytest.fixture
def site(serve: Serve) -> Any:
    """The client of a plain Datasette over the corpus."""
    return serve().client
