"""The site as plain files, from a plain server of files under a path."""

import gzip
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from annotate.cite import forms
from annotate.corpus import articles, describing, tags
from annotate.corpus.choosing import Choice
from annotate.corpus.database import Command, open_read, open_write
from annotate.corpus.withdrawing import Withdrawn
from annotate.errors import AnnotateError, BadInput
from annotate.model import Metadata
from annotate.publish import publishing
from annotate.publish.configuration import Access
from annotate.publish.publishing import Published, Wanted
from annotate.publish.saying import Said
from annotate.web import codebook, home
from annotate.web.plain import building
from tests import disks, made_up
from tests.conftest import Run
from tests.web import links
from tests.web.conftest import SECRET, Serve, build, draft, key_of

ODD_TAGS = (
    "Actor2/x", "actor2/y", "index.html", "actor/index.html", "con", "what?", "a:b", "50%", "a#b",
    "../../escape", "x./y", "page/2", "actor/page/2", "l" * 200, "é" * 120,
    "%2e%2e/x", "~2", "日本", "‘quoted’ \"twice\"", "more/tag/x",
)  # fmt: skip
Put = Callable[..., Published]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """The articles of the site's tests, an article in three versions, two alike, many tags."""
    path = tmp_path / "work.db"
    build(path)
    with closing(open_write(path)) as db:

        def command() -> Command:
            return Command(db, coder="ada", words="t")

        tags.add(command(), [tags.Request("the-last-ferry:3", ODD_TAGS)])
        for text in ("A new lamp came, and went.", "No lamp is here."):
            made, data = draft(
                ("title", "Lamps"), ("body", "A lamp is lit."), ("body", text), title="Lamps"
            )
            articles.add(command(), made, data, source="lamps.txt")
    return path


@pytest.fixture
def put(work: Path, tmp_path: Path) -> Put:
    """Publish that database as files in `host/corp`."""

    def call(
        choice: Choice | None = None, *, access: Access | None = None,
        agree: publishing.Agree = lambda _: True, place: str = "host/corp", search: bool = False,
        **said: str,
    ) -> Published:  # fmt: skip
        wanted = Wanted(choice or Choice(), access or Access(), Said(**said))
        kind = building.kind(lambda _done, _count: None, search=search)
        with closing(open_read(work)) as db:
            return publishing.publish(db, tmp_path / place, wanted, agree=agree, kind=kind)

    return call


def every_file(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_link_leads_somewhere_under_any_path(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "PAGE", 1)  # so that lists have pages
    monkeypatch.setattr(codebook, "PAGE", 1)
    place = put(search=True).place
    with links.files(tmp_path / "host") as server:
        found = links.check(f"{server}corp/", also=("404.html",))
    assert found.broken == []
    assert len(found.pages) > 200
    assert {"more/3/read/index.html", "more/2/tags/actor/crew/index.html"} <= {*every_file(place)}
    there = {links_of(name) for name in every_file(place) if name.endswith(".html")}
    followed = {address.removeprefix(f"{server}corp/") for address in found.pages}
    alone = {one for one in there - followed if not one.startswith("cite/")}
    assert {re.sub(r"/[^/]*$", "", one) for one in alone} <= {"read/lamps/diff"}


def links_of(name: str) -> str:
    return quote(name.removesuffix("index.html"), safe="/~@")


SAID = {"title": "Notes", "licence": "CC BY 4.0", "base_url": "https://corpus.example/at/"}
FERRY, LAMPS = "read/the-last-ferry", "read/lamps"


def words(page: str) -> list[str]:
    """What the body of a page says."""
    body = page.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"<[^>]*>", " ", body).split()


def same_pages() -> Iterator[str]:
    yield from ("", "read/", "tags/", f"{FERRY}/", f"{LAMPS}/", f"{LAMPS}@1/", f"{LAMPS}@2/")
    yield from (f"{LAMPS}/diff/", f"{LAMPS}/diff/1/2/", f"{LAMPS}/diff/1/4/", "tags/actor/crew/")
    for text in ("The ferry left at dawn,\nand nobody   waved from the quay.", "A lamp is lit."):
        yield f"cite/{key_of(text)}/"
    dawn = "The ferry left at dawn, and nobody waved from the quay."
    yield f"cite/the-last-ferry/{key_of(dawn)}/"
    yield f"cite/{key_of('The old lamp stood here.')}/"


HANDED_ON = (".json", ".md", ".txt")


def as_files(served: str) -> str:
    """The addresses of articles and citations with the slash that those of pages have here."""
    pattern = rf"({re.escape(SAID['base_url'])}(?:read|cite)/[^\s)\"#]+)"
    return re.sub(pattern, r"\1/", served)


DYNAMIC = re.compile(r"; show (it|them)|Search in these")


async def test_pages_say_what_the_served_site_says(
    put: Put, work: Path, serve: Serve, tmp_path: Path
) -> None:
    place = put(**SAID).place
    with closing(open_read(work)) as db:
        publishing.publish(db, tmp_path / "s", Wanted(said=Said(**SAID)), agree=lambda _: True)
    client = serve(files=[tmp_path / "s" / "corpus.db"], immutable=True).client
    for address in same_pages():
        page = (place / unquote(address) / "index.html").read_text()
        served = (await client.get("/" + address.removesuffix("/"))).text
        assert words(page) == words(DYNAMIC.sub("", served)), address
    lamp = f"cite/{key_of('The old lamp stood here.')}"
    files = [f"{lamp}{suffix}" for suffix in (".json", *forms.on_the_site())]
    for address in (*files, f"{LAMPS}/diff.json", f"{LAMPS}/diff/1/2.json"):
        assert (place / address).read_bytes() == (await client.get(f"/{address}")).content, address
    for address in (f"{at}{suffix}" for at in (FERRY, LAMPS, f"{LAMPS}@1") for suffix in HANDED_ON):
        served = (await client.get(f"/{address}")).text
        assert (place / address).read_text() == as_files(served), address


def test_the_base_url_is_in_links_that_go_out_alone(put: Put) -> None:
    place = put(**SAID).place
    page = (place / LAMPS / "index.html").read_text()
    assert '<link rel="canonical" href="https://corpus.example/at/read/lamps/">' in page
    lit = key_of("A lamp is lit.")
    assert f"https://corpus.example/at/cite/{lit}" in (place / f"cite/{lit}.txt").read_text()
    assert 'href="/at/read/"' in (place / "404.html").read_text()
    maps = (place / "sitemap.xml").read_text(), (place / "sitemaps" / "1.xml").read_text()
    assert "<loc>https://corpus.example/at/sitemaps/1.xml</loc>" in maps[0]
    assert "<loc>https://corpus.example/at/tags/actor/crew/</loc>" in maps[1]
    for name, body in every_file(place).items():
        if name.endswith(".html") and name != "404.html":
            assert not re.search(rb'(href|src)="/', body), name


def test_nothing_private_is_in_any_file(put: Put) -> None:
    found = every_file(put(search=True).place)
    assert {".db", ".html", ".pf_fragment"} <= {os.path.splitext(name)[1] for name in found}
    for name, body in found.items():
        if name.startswith("pagefind/") and body[:2] == b"\x1f\x8b":
            body = gzip.decompress(body)
        assert SECRET.encode() not in body, name
        if name.startswith("pagefind/"):  # which takes the byline apart
            continue
        for told in (b"lamps.txt", b"ada", b"ben"):  # as words: keys and digests are letters, too
            rest = re.sub(rb"[Aa]da Lund|Lund, Ada|read/lamps\.txt", b"", body)
            assert not re.search(rb"\b%s\b" % re.escape(told), rest), (name, told)


def test_the_copy_is_there_only_when_asked_for(put: Put) -> None:
    assert "corpus.db" not in every_file(put().place)
    assert "corpus.db" in every_file(put(access=Access(download=True)).place)


def test_the_same_corpus_gives_the_same_bytes(put: Put) -> None:
    one, other = (put(place=place, search=True).place for place in "ab")
    assert every_file(one) == every_file(other)


def test_links_that_end_lead_to_a_page_that_says_so(put: Put, tmp_path: Path) -> None:
    put(**SAID)
    asked: list[int] = []

    def agree(ending: Sequence[Withdrawn]) -> bool:
        asked.append(len(ending))
        return True

    for _ in range(2):
        found = every_file(put(Choice(articles=("lamps",)), agree=agree).place)
    assert len(asked) == 1
    dawn = key_of("The ferry left at dawn, and nobody waved from the quay.")
    for name in (f"cite/{dawn}", f"cite/the-last-ferry/{dawn}"):
        assert b"withdrawn since" in found[f"{name}/index.html"]
        assert b"withdrawn since" in found[f"{name}.bib"]
        assert b'"error"' in found[f"{name}.json"]
    assert b"withdrawn since" in found["read/the-last-ferry/index.html"]
    assert b'"error"' in found["read/the-last-ferry.json"]
    for suffix in (".md", ".txt"):
        assert b"withdrawn since" in found[f"read/the-last-ferry{suffix}"]
    with links.files(tmp_path / "host") as server:
        gone = (f"cite/{dawn}/", f"{FERRY}/")
        assert links.check(f"{server}corp/", also=gone).broken == []


@pytest.mark.parametrize("there", ["note.txt", "index.html", "corpus.db"])
def test_a_folder_of_something_else_is_left_alone(put: Put, tmp_path: Path, there: str) -> None:
    (tmp_path / "host" / "corp").mkdir(parents=True)
    (tmp_path / "host" / "corp" / there).write_text("mine")
    with pytest.raises(BadInput, match="is not empty, and holds no publication"):
        put()
    assert [*every_file(tmp_path / "host")] == [f"corp/{there}"]


def test_neither_kind_of_publication_replaces_the_other(
    put: Put, work: Path, tmp_path: Path
) -> None:
    place = put(access=Access(download=True)).place
    with closing(open_read(work)) as db:
        with pytest.raises(BadInput, match="has what publish did not write"):
            publishing.publish(db, place, Wanted(), agree=lambda _: True)
        publishing.publish(db, tmp_path / "s", Wanted(), agree=lambda _: True)
    with pytest.raises(BadInput, match="is not empty, and holds no publication"):
        put(place="s")


def test_a_former_slug_leads_to_the_article(put: Put, work: Path) -> None:
    with closing(open_write(work)) as db:
        for slug in ("lanterns", "lamps", "lanterns"):
            command = Command(db, coder="ada", words="t")
            describing.edit(command, "lamps", Metadata(), slug=slug)
    found = every_file(put().place)
    assert b'url=../lanterns/"' in found["read/lamps/index.html"]
    lit = key_of("A lamp is lit.")
    assert f'url=../../{lit}/"'.encode() in found[f"cite/lamps/{lit}/index.html"]
    assert f"cite/lanterns/{lit}/index.html" in found


KILLED = [("mkdir", 40), ("openat", 2500), ("renameat2", 1), ("unlinkat", 20)]


@pytest.mark.parametrize(("call", "at"), KILLED)
def test_a_killed_call_leaves_old_or_new(
    run: Run, work: Path, tmp_path: Path, environment: dict[str, str], call: str, at: int
) -> None:
    site = tmp_path / "host" / "corp"
    publish = ("--db", work, "publish", site, "--static", "--no-search", "--title")
    assert run(*publish, "Old").exit_code == 0
    old = every_file(site)
    killing = ["strace", "-f", "-qq", "-o", "/dev/null", f"--inject={call}:signal=KILL:when={at}"]
    subprocess.run(
        [*killing, made_up.COMMAND, *publish, "New"],
        env=environment, capture_output=True, check=False,
    )  # fmt: skip
    found = every_file(site)
    assert found == old or (b"<title>New</title>" in found["index.html"] and {*found} == {*old})
    again = run(*publish, "Newer")
    assert again.exit_code == 0
    assert "was left by a call that broke off; it is gone" in again.stderr
    assert [path.name for path in site.parent.iterdir()] == ["corp"]


def test_a_full_disk_leaves_nothing(put: Put, tmp_path: Path) -> None:
    with disks.mounted(tmp_path / "disk", size=600_000) as disk:
        with pytest.raises(AnnotateError, match="the disk is full"):
            put(place="disk/corp")
        assert list(disk.iterdir()) == []
