"""
A small honest copy of a working database, and working databases with secrets in every place.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner

from annotate.cli import main
from annotate.corpus import publication, schema

__all__ = ["MARKERS", "PUBLIC", "copy", "fill"]

_COLUMNS = {
    "articles": "id, slug, title, byline, site, published, url, language, version",
    "paragraphs": (
        'id, article, key, occurrence, position, number, role, text, start, "end", version, removed'
    ),
    "tags": "id, name, definition, use_when, do_not_use_when, colour",
}
_DATED = {
    "taggings": "rowid, paragraph, tag, 'coder 1', substr(created, 1, 10), 'hand', exact,"
    " prefix, suffix, start, gone, null",
    "notes": "number, 'n' || number, article, paragraph, tag, text, private, 'coder 1',"
    " substr(created, 1, 10), substr(updated, 1, 10), exact, prefix, suffix, start, gone, null",
}
_UNPUBLISHED = ("history", "codebook_revisions", "commands", "taken_out")
_USED = {"tags": "id in (select tag from w.taggings)", "notes": "private = 0"}


def copy(working: Path, folder: Path) -> Path:
    """What is public, by insert and select of named columns, indexed and vacuumed."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "corpus.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("begin")
        schema.apply(db)
        db.execute("commit")
        for (name,) in db.execute(
            "select name from sqlite_master where type = 'trigger'"
        ).fetchall():
            db.execute(f"drop trigger {name}")
        for table in (*_UNPUBLISHED, "_sqlite_migrations"):
            db.execute(f"drop table {table}")
        db.execute("attach ? as w", [str(working)])
        for table, columns in _COLUMNS.items():
            db.execute(
                f"insert into {table} ({columns}) select {columns} from w.{table}"
                f" where {_USED.get(table, 'true')}"
            )
        for table, values in _DATED.items():
            which = _USED.get(table, "true")
            db.execute(f"insert into {table} select {values} from w.{table} where {which}")
        for index in ("paragraphs_fts", "notes_fts"):
            db.execute(f"insert into {index} ({index}) values ('rebuild')")
        db.execute("detach w")
        db.executescript(publication.TABLES)
        publication.write(db, publication.Publication("The river towns"))
        db.execute("vacuum")
    return path


PUBLIC = "A public remark that everyone may read, about the mill and its weir."

MARKERS = {
    "private note on a paragraph": "Whoever said zanzibarine lied to the whole committee about it.",
    "private note on a quote": "The quagmirish source asked us twice to leave her brother out.",
    "private note on an article": "An obsidianite editor sent this piece back for want of proof.",
    "private note on a tag": "This tag was a plumbagine compromise that none of us wanted to keep.",
    "deleted note": "A vermilionite remark that should never have been written down at all.",
    "words before an edit": "The halcyonesque version of this remark named the person outright.",
    "undone note": "In the tourmaline draft the ferryman was said to drink before noon.",
    "note public once": "It was sassafrasic to publish this before the lawyers had seen it.",
    "deleted tag": "suspect/xylographer",
    "definition of a deleted tag": "Those whom the periwinkled letter accuses without any proof.",
    "definition before a change": "At first the marzipanic definition took in customs officers.",
    "withdrawn article": "The withdrawn piece told of a kaleidophonic quarrel in the vestry.",
    "byline before a correction": "Wilhelmina Quibblethorpe",
    "unused tag": "idea/brontosaurian",
    "name of a coder": "Ottoline Featherstonehaugh",
    "folder": "confidentialities",
    "file name": "from-theodolite.txt",
    "name of a rule": "those whom chrysanthemine suspects",
    "pattern of a rule": "(?i)ultramarinists? of the lower ferry",
    "word of a rule": "callipygian harbourmasters",
    "query of a former rule": "saltimbanque OR rapscallionly",
    "command as typed": "define suspect/xylographer --definition",
}
"""Where it stands → a string, of which no word is public."""

TEXT = """The Mill at Lindow

The mill at Lindow stood idle for eleven years before the weir was mended in 1911.

Its owner had a ferry as well, and charged a penny for every beast that went across.

When the war came the wheel was taken for its iron, and nobody has seen it since.
"""


def fill(database: Path, folder: Path) -> None:
    """Put each marker in its place, by the commands that people use."""
    deep = folder / MARKERS["folder"]
    deep.mkdir()
    file, gone = deep / MARKERS["file name"], folder / "gone.txt"
    file.write_text(TEXT)
    gone.write_text(f"A Quarrel\n\n{MARKERS['withdrawn article']}\n")
    mill, tag, other = "the-mill-at-lindow", MARKERS["deleted tag"], MARKERS["unused tag"]

    def call(*words: str | Path) -> str:
        said = ["--db", database, "--coder", MARKERS["name of a coder"], *words]
        result = CliRunner().invoke(main, list(map(str, said)), catch_exceptions=False)
        assert result.exit_code == 0, (words, result.output)
        return result.stdout

    def note(text: str, on: str, *options: str) -> str:
        return call("note", *options, on, text).split()[1]  # its id

    call("add", file)
    call("add", gone)
    call("undo")
    for byline in (MARKERS["byline before a correction"], "A. Miller"):
        call("edit", mill, "--byline", byline)
    for definition in (MARKERS["definition before a change"], "Mills and what belongs to them."):
        call("tags", "define", "place/mill", "--definition", definition)
    call("tags", "define", tag, "--definition", MARKERS["definition of a deleted tag"])
    call("tags", "delete", tag)
    call("tags", "define", other)
    call("tag", f"{mill}:1", "place/mill")
    note(PUBLIC, f"{mill}:1")
    note(MARKERS["private note on a paragraph"], f"{mill}:1", "--private")
    note(MARKERS["private note on a quote"], f"{mill}:1", "--private", "--quote", "the weir")
    note(MARKERS["private note on an article"], mill, "--private")
    note(MARKERS["private note on a tag"], "tag:place/mill", "--private")
    call("note", "--delete", note(MARKERS["deleted note"], f"{mill}:2"))
    call("note", "--edit", note(MARKERS["words before an edit"], f"{mill}:2"), "It was mended.")
    call("note", "--edit", note(MARKERS["note public once"], f"{mill}:2"), "--private")
    note(MARKERS["undone note"], f"{mill}:3")
    call("undo")
    rules = folder / "rules.yaml"
    for looked_for in (
        f"query: {MARKERS['query of a former rule']}",
        f"pattern: '{MARKERS['pattern of a rule']}'",
        f"words: [{MARKERS['word of a rule']}]",
    ):
        rules.write_text(f"{MARKERS['name of a rule']}: {{tag: place/mill, {looked_for}}}")
        call("autocode", rules, "--apply")
