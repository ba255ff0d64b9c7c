"""A paper without a fault verifies clean, whatever style pandoc sets our entries in."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from annotate.text.key import key
from tests.conftest import Run
from tests.made_up import HARBOUR

STYLES = {path.stem: path for path in (Path(__file__).parents[1] / "data" / "styles").glob("*.csl")}
STYLES["pandoc's own"] = Path()
FREEZE = "Why the “great freeze” came to Lindow: the harbour’s own account"
HERONS = "Herons Came to the Market in Spring"
WORDS = {
    "freeze": "The ferry lay in the ice for a month, and the bakers had no more flour to sell.",
    "bare": "Nobody in the town had seen so many herons on the roofs as in that spring.",
}
SECOND = "A second paragraph of the article tells what the bakers did without any flour."


@pytest.fixture
def corpus(run: Run, tmp_path: Path) -> Run:
    """An article with everything that styles print, and one with a title alone."""
    full, bare = tmp_path / "full.txt", tmp_path / "bare.txt"
    full.write_text(f"{FREEZE}\n\n{WORDS['freeze']}\n\n{SECOND}\n", "utf-8")
    bare.write_text(f"{HERONS}\n\n{WORDS['bare']}\n", "utf-8")
    run("add", full, "--title", FREEZE, "--byline", "Holm, Ida", "--site", "Lindow Post",
        "--published", "2017-01-09")  # fmt: skip
    run("add", bare)
    for article, slug in ((4, "icy"), (5, "herons")):
        run("edit", str(article), "--slug", slug)
    return run


def rendered(run: Run, folder: Path, text: str, style: Path, name: str, *refs: str) -> Path:
    """The paper as pandoc sets it, with the bibliography that we export."""
    if shutil.which("pandoc") is None:
        pytest.skip("no pandoc; tests/programs.sh installs it")
    (folder / "r.json").write_text(run("cite", *refs, "-f", "csl-json").stdout, "utf-8")
    (folder / "p.md").write_text(text, "utf-8")
    chosen = ["--csl", str(style)] if style.suffix else ["-M", f"lang={style.name or 'en'}"]
    paper = folder / name
    to = ["-t", "markdown-citations"] if name.endswith(".md") else []
    subprocess.run(
        ["pandoc", "p.md", "--citeproc", "--bibliography", "r.json", *chosen, *to, "-o", name],
        cwd=folder, check=True, timeout=120, capture_output=True,
    )  # fmt: skip
    return paper


def paper(run: Run, *refs: str) -> str:
    """Each of the articles quoted, cited in brackets, in a note, and as the subject."""
    cited = run("cite", *refs, "-f", "pandoc").stdout.split("\n")
    names = [each.strip("[]").partition(",")[0] for each in cited if each]
    return (
        f"A paper wrote that “the ferry lay in the ice for a month” {cited[0]}.\n\n"
        f"As {names[1]} says, “nobody in the town had seen so many herons on the roofs”.\n\n"
        f"It is told again.^[See {names[1]}, para. 1; {names[0]}, para. 1.]"
        f" {names[0]} is short.\n\n"
        f"And so it is [see @{names[0][1:]}; {names[1]}, para. 1].\n"
    )


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("name", ["p.docx", "p.html", "p.md"])
def test_a_paper_with_a_bibliography_is_clean(
    corpus: Run, tmp_path: Path, style: Path, name: str
) -> None:
    for refs in (["icy:1", "herons:1"], ["icy:1", "herons:1", "icy:2"]):
        text = paper(corpus, *refs)
        written = rendered(corpus, tmp_path, text, style, name, *refs)
        done = corpus("verify", written, "-f", "json")
        found = [
            (each["status"], " ".join(each["words"].split()).rstrip("."))
            for each in json.loads(done.stdout)
        ]
        quoted = sorted(words for status, words in found if status != "linked")
        # a title that is the subject of a sentence is words that stand in the article
        assert [words for words in quoted if words != HERONS] == [
            "nobody in the town had seen so many herons on the roofs",
            "the ferry lay in the ice for a month",
        ]
        assert {status for status, _ in found} <= {"exact", "linked"}


QUOTED = """He wrote:

> {freeze} {0}

> {calm} {0}

> Nobody in the town had seen so many herons on the roofs {1}.

And once more.

> {bare}
>
> — {1}
"""


@pytest.mark.parametrize("style", [*STYLES.values(), Path("de"), Path("fr")], ids=str)
@pytest.mark.parametrize("name", ["p.docx", "p.html", "p.md"])
def test_a_citation_at_the_end_of_a_block_quotation_is_none_of_its_words(
    corpus: Run, tmp_path: Path, style: Path, name: str
) -> None:
    refs = ["icy:1", "herons:1"]
    cited = corpus("cite", *refs, "-f", "pandoc").stdout.split("\n")
    text = QUOTED.format(*cited, **WORDS, calm=WORDS["freeze"].replace("month", "year"))
    written = rendered(corpus, tmp_path, text, style, name, *refs)
    found = json.loads(corpus("verify", written, "-f", "json").stdout)
    assert [(each["status"], each["places"]) for each in found if each["words"]] == [
        ("exact", ["icy:1"]), ("misquoted", ["icy:1"]), ("exact", ["herons:1"]),
        ("exact", ["herons:1"]),
    ]  # fmt: skip
    [changes] = [each["changes"] for each in found if each["status"] == "misquoted"]
    assert [each["text"].strip() for each in changes if each["kind"] == "added"] == ["year"]


NOTED = """As “{quoted}” shows.[^1]

[^1]: Holm, “{freeze},” para. 1; Ann Lee, “{herons},” n.d., http://a.org/cite/{key}."""


@pytest.mark.parametrize("quoted", ["the ferry lay in the ice", "so many herons on the roofs"])
def test_a_note_that_cites_two_sources_says_surely_of_neither(corpus: Run, quoted: str) -> None:
    text = NOTED.format(quoted=quoted, freeze=FREEZE, herons=HERONS, key=key(WORDS["bare"]))
    found = json.loads(corpus("verify", "-", "-f", "json", stdin=text).stdout)
    assert [(each["status"], each["words"]) for each in found] == [("exact", quoted)]


SAID = {
    "in running text": ("The headline was “{}”.", "exact"),
    "as the subject": ("“{}” is what it said.", "exact"),
    "quoted with a citation": ("It said “{}” (Holm 2017, para. 1).", "exact"),
    "with a word changed": ("It said “Herons Came to the Harbour in Spring”.", "misquoted"),
    "beside a link to its article": ("“{}”, http://a.org/cite/{}", None),
    "beside a link to another article": (
        "“{}.” n.d. http://a.org/cite/" + key(HARBOUR[0]), "wrong paragraph",
    ),
    "beside a link to nothing": ("“{}.” n.d. http://a.org/cite/0000000000000", "broken link"),
    "in brackets": ("It is so (“{}” n.d., para. 1).", None),
    "in other capitals": ("It is so (“HERONS CAME TO THE MARKET IN SPRING,” n.d.).", None),
    "a quotation with a title after it": (
        "“so many herons on the roofs” (“{}” n.d.), http://a.org/cite/{}", "exact",
    ),
    "misquoted, with a title after it": (
        "“so many storks on the roofs” (“{}” n.d.), http://a.org/cite/{}", "misquoted",
    ),
    "a quotation in brackets": ("It is so (“so many storks on the roofs as in that spring,” 2017).",
                                "misquoted"),
    "another title": ("1. Doe, Jane. “A Work That Nobody Here Has Read.” 2017.",
                      "not in the corpus"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "status"), SAID.values(), ids=SAID)
def test_a_title_is_left_aside_in_references_and_beside_its_link_alone(
    corpus: Run, text: str, status: str | None
) -> None:
    done = corpus("verify", "-", "-f", "json", stdin=text.format(HERONS, key(WORDS["bare"])))
    assert [each["status"] for each in json.loads(done.stdout)] == ([status] if status else [])
