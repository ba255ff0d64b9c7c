"""
What commands write as JSON of a corpus in which every field has every kind of value.

Versions with every kind of move, annotations on words that are gone, notes on
everything, an article at two addresses, pages, copies, furniture, a manuscript.
"""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from annotate.text.key import key
from tests import shipping
from tests.conftest import Run
from tests.corpus.test_reviews import edited, propose

DOCUMENTS = Path(__file__).parent / "data" / "documents"
TALK = Path(__file__).parent / "data" / "transcripts" / "by-hand.srt"
APPEAL = "The tides of this week are printed on the last page of the paper."
HEAD = "Notes for those who sail"
TOWN = {
    "stays": "The town hall was built in the spring of 1912, when the brickworks still had a kiln.",
    "moves": "Its clock came from a church in Hull that was pulled down to make room for a road.",
    "is edited": "The mayor, who was a tanner, paid for the stairs with 400 pounds of his own.",
    "is cut": (
        "Nobody had asked the masons, who went home on the Friday and did not come back for weeks. "
        "In the end the roof was laid by shipwrights, and it looks like a hull turned upside down."
    ),
    "one": "Two lions of sandstone lie beside the door and have lost their noses to the rain.",
    "other": "A third lion was ordered, and stands to this day in the yard of a quarry in Wales.",
    "goes": "Visitors once bought postcards here from a widow who had a stall beneath the arch.",
    "is lost": "Every Thursday a market of second-hand furniture was held around the fountain.",
}
"""An article, by what becomes of its paragraphs in its next version."""
LATER = (
    "A museum of the trades of the valley is to open in the cellar next year, it was announced.",
    TOWN["stays"],
    TOWN["is edited"].replace("400 pounds", "half a year's income"),
    *(f"{half}." for half in TOWN["is cut"].rstrip(".").split(". ")),
    f"{TOWN['one']} {TOWN['other']}",
    "On market days a few dealers still sell old furniture by what is left of the fountain.",
    TOWN["moves"],
)


MANUSCRIPT = f"""
“The town hall was built in the spring of 1912” says one.

“Its clock came from a chapel in Hull that was pulled down” https://a.org/cite/{key(TOWN["moves"])}

“Its clock came from a church in Hull” https://a.org/cite/{key(TOWN["stays"])}

“Its clock came from a church in Hull” https://a.org/cite/{key("nothing")}

“Visitors once bought postcards here from a widow” is gone.

Only a link: https://a.org/cite/{key(TOWN["stays"])}

“{APPEAL}” stands in many.

“one two three four five six seven eight” stands nowhere.
"""


Written = Iterator[tuple[str, object]]
"""Commands as docs/json.yaml calls them, and what they wrote."""


def written(run: Run, db: sqlite3.Connection, folder: Path) -> Written:
    """What every command writes, in the order of the page; some are called several times."""
    (folder / "paper.md").write_text(MANUSCRIPT)
    yield from _added(run, folder)
    _open_reviews(db)
    yield from _read(run, folder)
    yield from _found(run)
    yield from _looked_back(run, db, folder)
    yield from _carried_out(run)
    yield from _counted(run, db)
    yield from _autocoded(run)
    yield from _suggested(run, db)


def _told(run: Run, *words: str | Path, form: str = "json") -> object:
    told = run(*words, "-f", form).stdout
    return json.loads(told) if form == "json" else [json.loads(line) for line in told.splitlines()]


def _added(run: Run, folder: Path) -> Written:
    """The article in two versions, its copy, one that is like it, and other things."""
    town, copy, part = (folder / f"{name}.txt" for name in ("town", "copy", "part"))
    record = folder / "record.jsonl"
    other, text = folder / "other.md", "\n\n".join(["The Town Hall", *TOWN.values()])
    town.write_text(text)
    copy.write_text(text + "\n")
    other.write_text(f"---\nurl: https://b.org/2\nsite: The Courier\n---\n# {text}")
    part.write_text("\n\n".join(["A Part of It", *list(TOWN.values())[:5]]))
    for path, *options in (
        (town, "--url", "https://a.org/1", "--site", "News", "--byline", "Jo Doe", "--published",
         "2020-01-02", "--language", "en"),
        (copy,), (other,), (part,), (DOCUMENTS / "latex.pdf",), (TALK,),
        (folder / "nothing.txt",),
    ):  # fmt: skip
        yield "add -f json", _told(run, "add", path, *options)
    record.write_text('{"title": "By Other Options", "zzz": "Words that nobody else would find."}')
    run("add", "--field", "text=zzz", record)
    run("add", *_pages_of_a_site(folder, "one"))
    run("add", *_pages_of_a_site(folder, "other", "site: Other"))
    _annotate(run)
    town.write_text("\n\n".join(["The Town Hall", *LATER]))
    yield "add -f json", _told(run, "add", town)
    yield "add -f json", _told(run, "add", town)
    for options in ([], ["--byline", "Jo Doe", "--language", "en", "--url", "https://a.org/1",
                         "--site", "News", "--published", "2020-01-02"]):  # fmt: skip
        for path in (town, DOCUMENTS / "latex.pdf", TALK):
            yield "add --dry-run -f json", _told(run, "add", "--dry-run", path, *options)
    yield from _spread(run, folder / "shards", town)


def _spread(run: Run, shards: Path, file: Path) -> Written:
    """By Dask, first where the shard has no room."""
    room = shards / "000001.db"
    room.mkdir(parents=True)
    words = ("add", "--dask", "local:1", "--shards", shards, file)
    yield "add --dask -f json", _told(run, *words)
    room.rmdir()
    yield "add --dask -f json", _told(run, *words)


def _pages_of_a_site(folder: Path, name: str, *head: str) -> list[Path]:
    paths = [folder / f"{name}-{number}.md" for number in range(6)]
    for number, path in enumerate(paths):
        own = f"What number {number} of {name} says is that ships {number * 'again and '}sail on."
        says = "\n".join(["---", f"title: {name} {number}", *head, "---"])
        path.write_text(f"{says}\n\n{own}\n\n## {HEAD}\n\n{APPEAL}\n\n{own} As was said, {name}.\n")
    return paths


def _annotate(run: Run) -> None:
    town = {name: f"the-town-hall:{key(words)}" for name, words in TOWN.items()}
    run("tags", "define", "kept/still", "--colour", "#8e44ad", "--key", "k")
    run("tags", "define", "nowhere", "--colour", "#8e44ad")
    run("tags", "define", "nowhere/yet")
    for ref in town.values():
        run("tag", ref, "kept/still")
    run("tag", town["is edited"], "quoted", "--quote", "400 pounds")
    run("note", town["is edited"], "So much?", "--quote", "400 pounds")
    run("autocode", "-", "--apply", stdin="clock: {tag: ruled, words: [clock]}")
    said = run("note", town["stays"], "Check the month.").stdout
    run("--coder", "ben", "note", "--edit", said.split()[1], "Check the year.", "--everyone")
    run("note", "the-town-hall", "Found in the archive.", "--private")
    run("note", "tag:quoted", "Words alone.")


def _open_reviews(db: sqlite3.Connection) -> None:
    """Of a paragraph, and of a quote where the candidates have none like it."""
    propose(db, "the-town-hall:7")
    edited(db)
    propose(db, "harbour:1", "harbour:3")
    db.execute("update taggings set revision = null where id = (select min(id) from taggings)")


def _read(run: Run, folder: Path) -> Written:
    yield "articles -f json", _told(run, "articles")
    for ref in (
        "the-town-hall",
        "the-lamp-at-varde-point",
        "the-town-hall:1",
        "museum",
        "by-hand",
    ):
        yield "show -f json", _told(run, "show", ref)
    for ref in ("the-town-hall", "the-lamp-at-varde-point", "by-other-options", "by-hand"):
        yield "show --why -f json", _told(run, "show", "--why", ref)
    yield "show -f nl", _told(run, "show", "the-town-hall", form="nl")
    for slug in ("the-town-hall", "museum"):
        yield "edit", json.loads(run("edit", slug, "--title", "A Title").stdout)
    yield "reclassify -f json", _told(run, "reclassify")
    yield "diff -f json", _told(run, "diff", "the-town-hall", "--all")
    yield "diff -f nl", _told(run, "diff", "the-town-hall", form="nl")
    for words in (["tags"], ["tags", "list"], ["tags", "unused"]):
        yield " ".join([*words, "-f json"]), _told(run, *words)
    yield from _codebook(run)
    yield "notes -f json", _told(run, "notes")


def _codebook(run: Run) -> Written:
    for words in (["define", "kept/still", "--definition", "As it was."], ["close"], ["open"]):
        run("tags", *words)
    run("tags", "define", "nowhere/nigh", "--use-when", "Near.", "--do-not-use-when", "Far.")
    run("tags", "rename", "nowhere/nigh", "stills")
    refs = ("--example", "the-town-hall:1", "--counter-example", "the-town-hall:2")
    run("tags", "define", "kept/still", *refs)
    run("note", "tag:kept/still", "What it means.")
    yield "tags show -f json", _told(run, "tags", "show", "kept/still")
    yield "tags near -f json", _told(run, "tags", "near")
    run("tags", "delete", "stills")
    yield "tags log -f json", _told(run, "tags", "log", "--limit", "1000")
    yield "tags stale -f json", _told(run, "tags", "stale")


def _found(run: Run) -> Written:
    for query in ("town", "mayor", "clock"):
        yield "find -f json", _told(run, "find", query)
    yield "find --notes -f json", _told(run, "find", "--notes", "year")
    yield "same ARTICLE -f json", _told(run, "same", "a-part-of-it")
    yield (
        "same PARAGRAPH -f json",
        _told(run, "same", "--all", "a-part-of-it:1-3", f"one-0:{key(HEAD)}"),
    )
    titles = ("The Town Hall", "The lamp at Varde Point")
    for ref in ("the-town-hall@1:1-8", "museum:1", "by-hand:1", *map(key, titles)):
        yield "cite -f json", _told(run, "cite", ref)


def _looked_back(run: Run, db: sqlite3.Connection, folder: Path) -> Written:
    run("tag", "museum:1", "undone")
    for back in ("undo", "redo", "undo"):
        run(back)
    yield "history -f json", _told(run, "history")
    yield "review -f json", _told(run, "review")
    run("review", "--leave", "1")
    yield "review -f json", _told(run, "review", "--gone")
    yield "publish --dry-run -f json", _told(run, "publish", "--dry-run", folder / "site")
    yield "verify -f json", _told(run, "verify", folder / "paper.md")
    yield "verify -f json", _told(run, "verify", DOCUMENTS.parent / "manuscript.docx")
    again = [
        LATER[0],
        f"{LATER[1]} So it was.",
        LATER[2],
        TOWN["is cut"],
        TOWN["one"],
        TOWN["other"],
    ]
    (folder / "town.txt").write_text("\n\n".join(["The Town Hall", *again]))
    yield "watch -f json", _told(run, "watch")


def _carried_out(run: Run) -> Written:
    """Taggings with all that can be told of one, after an article was dated and a note hidden."""
    run("edit", "the-town-hall", "--published", "2016-10-20", "--site", "valley.example.org")
    run("note", f"the-town-hall:{key(TOWN['is lost'])}", "a note on what is not there")
    run("tag", "museum:1", "kept")
    run("note", "museum:1", "for myself", "--private")
    for thing in ("taggings", "taggings --private", "notes", "codebook"):
        yield f"export {thing} -f json", _told(run, "export", *thing.split())


def _counted(run: Run, db: sqlite3.Connection) -> Written:
    """Of everything, and of what nobody has read; by what not every article has."""
    for options in ([], ["--matching", '"nobody else would find"']):
        yield "stats -f json", _told(run, "stats", *options)
    run("tag", "by-other-options:1", "by-rule")
    db.execute("update taggings set origin = 'rule' where id = (select max(id) from taggings)")
    for by in ("article", "site", "month", "coder", "tag"):
        for options in ([], ["--articles"]):
            yield "stats --by month -f json", _told(run, "stats", "--by", by, *options)


RULES = """
clocks: {tags: [ruled, clocks], words: [clock, kiln]}
of: {tag: of, pattern: 'of \\w+'}
halls: {tag: hall, query: hall}
"""


def _autocoded(run: Run) -> Written:
    yield "autocode -f json", json.loads(run("autocode", "-", "-f", "json", stdin=RULES).stdout)
    run("autocode", "-", "--apply", stdin=RULES)
    run("autocode", "-", "--apply", stdin=RULES.replace("halls", "others"))
    yield "autocode --list -f json", _told(run, "autocode", "--list")


def _suggested(run: Run, db: sqlite3.Connection) -> Written:
    shipping.fill(db)
    shipping.read(db, range(1, 81))
    yield "suggest -f json", _told(run, "suggest", "ships", "-n", "2")
    yield "review --suggested -f json", _told(run, "review", "--suggested")
