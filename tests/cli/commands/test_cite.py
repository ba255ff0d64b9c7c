"""`annotate cite`."""

import json
from pathlib import Path

import pytest

from annotate.text.key import key
from tests.cite.made_up import pandoc
from tests.conftest import Run
from tests.made_up import ORCHARD

AUTHORS = {
    "text": ("— Tori Keller and Ann van der Berg Jr., “Harbour”",),
    "md": ("— Tori Keller and Ann van der Berg Jr\\., [Harbour]",),
    "html": ("— <bdi>Tori Keller and Ann van der Berg Jr.</bdi>, <cite>",),
    "bibtex": ("author = {Keller, Tori and van der Berg, Jr., Ann}",),
    "ris": ("AU  - Keller, Tori\n", "AU  - van der Berg, Ann, Jr.\n"),
}


@pytest.mark.parametrize(("form", "told"), AUTHORS.items(), ids=AUTHORS)
def test_every_form_tells_family_names_that_were_set_by_hand(
    run: Run, form: str, told: tuple[str, ...]
) -> None:
    run("edit", "harbour", "--byline", "Keller, Tori; van der Berg, Ann, Jr.")
    written = run("cite", "harbour:1", "-f", form).stdout.replace("Jr\\.", "Jr.")
    assert all(line.replace("Jr\\.", "Jr.") in written for line in told)


def test_citeproc_sorts_and_cites_by_the_family_name(run: Run) -> None:
    run("edit", "harbour", "--byline", "Keller, Tori; Lee, Ann")
    item = json.loads(run("cite", "harbour:1", "-f", "csl-json").stdout)[0]
    assert item["author"] == [
        {"family": "Keller", "given": "Tori"}, {"family": "Lee", "given": "Ann"},
    ]  # fmt: skip
    read = json.loads(
        pandoc(run("cite", "harbour:1", "-f", "bibtex").stdout, "-f", "biblatex", "-t", "csljson")
    )
    assert read[0]["author"] == item["author"]


def ids(run: Run, *words: str) -> list[str]:
    return [item["id"] for item in json.loads(run("cite", *words, "-f", "csl-json").stdout)]


def test_several_paragraphs_of_an_article_are_one_entry_and_a_citation_each(run: Run) -> None:
    refs = ("harbour:1", "orchard:1", "harbour:2")
    one = f"orchard-{key(ORCHARD[0])}"
    assert ids(run, *refs) == ["harbour", one]
    assert run("cite", *refs, "-f", "pandoc").stdout == (
        f"[@harbour, para. 1]\n[@{one}, para. 1]\n[@harbour, para. 2]\n"
    )
    assert run("cite", "harbour:1", "--article", "-f", "latex").stdout == (
        "\\cite[para. 1]{harbour}\n"
    )


def test_entries_keep_their_names_when_the_article_is_renamed(run: Run) -> None:
    before = ids(run, "harbour:1-2"), ids(run, "harbour:1")
    for slug in ("port", "pier", "harbour", "quay"):
        run("edit", "harbour", "--slug", slug)
        assert (ids(run, "harbour:1-2"), ids(run, "harbour:1")) == before
    run("undo")
    assert (ids(run, "harbour:1-2"), ids(run, "harbour:1")) == before


def test_entries_are_for_bibliographies_alone(run: Run) -> None:
    for form in ("text", "json"):
        done = run("cite", "harbour:1", "--article", "-f", form)
        assert (done.exit_code, "bibtex, ris, csl-json, pandoc, latex" in done.stderr) == (2, True)


def test_a_table_beside_the_files_is_said_by_hand_too(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "a.txt").write_text("A title\n\nA paragraph of the article that is long enough.\n")
    (folder / "metadata.csv").write_text('file,byline\na.txt,"Keller, Tori; Lee, Ann"\n')
    run("add", folder)
    item = json.loads(run("cite", "a-title:1", "-f", "csl-json").stdout)[0]
    assert [author["family"] for author in item["author"]] == ["Keller", "Lee"]
