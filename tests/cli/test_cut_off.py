"""A file or page that is cut off, of any kind, is refused, and the articles stay as they are."""

import gzip
import json
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import Run

DATA = Path(__file__).parents[1] / "data"
WHOLE = {
    path.name: path.read_bytes()
    for path in (
        DATA / "documents" / "latex.pdf", DATA / "documents" / "libreoffice.docx",
        DATA / "documents" / "pandoc.epub", DATA / "many" / "jq.json",
        DATA / "many" / "pelican.atom", DATA / "many" / "pelican.rss",
        DATA / "many" / "wget.warc", DATA / "many" / "wget.warc.gz",
        DATA / "many" / "sqlite.csv", DATA / "many" / "trafilatura.jsonl",
        DATA / "web" / "chromium.mhtml",
    )
}  # fmt: skip
PACKED = ("jq.json", "trafilatura.jsonl", "sqlite.csv")
WHOLE |= {f"{name}.gz": gzip.compress(WHOLE[name]) for name in PACKED}


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("name", WHOLE)
def test_what_is_cut_off_is_refused(
    run: Run, db: sqlite3.Connection, tmp_path: Path, name: str, share: float
) -> None:
    file = tmp_path / name
    file.write_bytes(WHOLE[name][: int(share * len(WHOLE[name]))])
    first = run("add", file)
    assert first.exit_code == 1, first.stdout
    file.write_bytes(WHOLE[name])
    assert run("add", file).exit_code == 0
    articles = run("articles", "-f", "json").stdout
    versions = db.execute("select max(id) from versions").fetchone()[0]
    file.write_bytes(WHOLE[name][: int(share * len(WHOLE[name]))])
    assert run("add", file).exit_code == 1
    assert json.loads(run("articles", "-f", "json").stdout) == json.loads(articles)
    assert db.execute("select max(id) from versions").fetchone()[0] == versions


def test_a_page_without_its_end_is_added_and_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "half.html"
    file.write_text("<html><body><h1>Ice</h1><p>The ferry left at nine.<p>The ice cl")
    for more in ([], ["--dry-run"]):
        result = run("add", *more, file)
        assert result.exit_code == 0
        assert f"{file} has no end (</html>): it may be cut off" in result.stderr.splitlines()
