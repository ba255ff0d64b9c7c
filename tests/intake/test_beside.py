"""Tables and layouts that tell of files in a folder: metadata.csv, exports, makers of blogs."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run

Made = dict[str, str]
WASPS = [
    "The wasps of the old mill were left alone, as they had been in every year before that one.",
    "Nobody who lived near it could say when they had come, or why they had never been in a hurry.",
    "In October the last of them was seen on the sill of a window that had no glass in it.",
]
LOCKS = [
    "The oldest of the locks on the canal has been open since the day on which it was made.",
    "Boats that wait at the others for an hour pass it without so much as a look at the keeper.",
]
TEXT, OTHER = "\n\n".join(WASPS), "\n\n".join(LOCKS)
MADE_UP = 3  # articles that are there before
HTML = "".join(f"<p>{words}</p>" for words in WASPS)


def made(folder: Path, files: Made) -> Path:
    for name, words in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words)
    return folder


def added(run: Run, folder: Path) -> list[list[str]]:
    """Title, byline, date and address of what a folder holds; nothing may fail."""
    result = run("add", folder)
    assert result.exit_code == 0, result.stderr
    found = json.loads(run("articles", "-f", "json").stdout)
    said = ("title", "byline", "published", "url")
    return [[each[name] for name in said if each[name]] for each in found[MADE_UP:]]


def told(run: Run, folder: Path) -> str:
    return run("add", "--dry-run", folder).stderr.replace(str(folder), "FOLDER")


@pytest.mark.parametrize(
    "named", ["posts/0.txt", "posts\\0.txt", "./posts/0.txt", "x/posts/0.txt", "x\\posts\\0.txt"]
)
def test_a_table_tells_of_files_in_folders_below_it(run: Run, tmp_path: Path, named: str) -> None:
    table = f"file,title\n{named},Of wasps\n"
    folder = made(tmp_path / "x", {"metadata.csv": table, "posts/0.txt": TEXT})
    assert added(run, folder) == [["Of wasps"]]


def test_the_nearest_table_wins_and_the_others_say_the_rest(run: Run, tmp_path: Path) -> None:
    files = {
        "metadata.csv": "file,title,byline\na/0.txt,Far,Ida Holm\nb/9.txt,None,\n",
        "a/metadata.csv": "file,title\n0.txt,Near\n",
        "a/0.txt": TEXT,
        "b/1.txt": OTHER,
    }
    result = run("add", made(tmp_path, files))
    assert "metadata.csv: names files that are not there: b/9.txt" in result.stderr
    [one, _] = json.loads(run("articles", "-f", "json").stdout)[MADE_UP:]
    assert (one["title"], one["byline"]) == ("Near", "Ida Holm")


def test_names_are_the_same_however_their_accents_are_written(run: Run, tmp_path: Path) -> None:
    files = {"metadata.csv": "file,title\na\u0301.txt,Of wasps\n", "\u00e1.txt": TEXT}
    assert added(run, made(tmp_path, files)) == [["Of wasps"]]


BUTTON = '<p class="button-wrapper"><a class="button primary" href="#">Subscribe now</a></p>'
WIDGET = (
    '<div class="subscription-widget-wrap"><p>Thanks for reading! Subscribe for more.</p></div>'
)
SUBSTACK = {
    "posts.csv": "post_id,post_date,is_published,title,subtitle\n"
    "1.wasps,2016-10-20T08:00:00.000Z,true,Of wasps,More\n2.locks,,false,Of locks,\n"
    "3.x,,true,Gone,\n4.y,,false,Begun,\n5.z,,false,,\n",
    "posts/1.wasps.html": HTML + BUTTON + WIDGET,
    "posts/1.wasps.opens.csv": "post_id,email,title,text\n1,a@b.org,x,y\n",
    "posts/2.locks.html": "".join(f"<p>{words}</p>" for words in LOCKS),
    "email_list.x.csv": "email,text\na@b.org,c\n",
}


def test_an_export_of_substack(run: Run, tmp_path: Path) -> None:
    said = told(run, made(tmp_path, SUBSTACK))
    assert "FOLDER is an export of Substack: of it only posts/ holds articles" in said
    assert "FOLDER has no text of posts/3.x, which its table names" in said
    assert "FOLDER has 1 draft among its posts, without a date" in said
    assert "FOLDER leaves out 2 drafts without a text" in said
    assert added(run, tmp_path) == [["Of wasps", "2016-10-20T08:00:00.000Z"], ["Of locks"]]
    shown = json.loads(run("show", "of-wasps", "--all", "-f", "json").stdout)["paragraphs"]
    assert [each["text"] for each in shown if each["number"]] == WASPS
    assert [each["role"] for each in shown if not each["number"]] == ["boilerplate"] * 2


OMNIVORE = {
    "metadata_0_to_2.json": json.dumps([
        {"id": "a", "slug": "wasps-158", "title": "Of wasps", "description": "Pears.",
         "author": "Ida Holm", "url": "https://courier.example.org/wasps",
         "savedAt": "2016-10-22T09:00:00.000Z", "publishedAt": "2016-10-20T08:00:00.000Z"},
        {"id": "b", "slug": "gone", "title": "Gone", "description": "Is not there."},
    ]),
    "content/wasps-158.html": f'<DIV id="readability-content"><DIV class="page">{HTML}</DIV></DIV>',
    "highlights/wasps-158.md": "> the pears had begun to fall\n",
}  # fmt: skip


def test_an_export_of_omnivore(run: Run, tmp_path: Path) -> None:
    said = told(run, made(tmp_path, OMNIVORE))
    assert "FOLDER has no text of content/gone, which its table names" in said
    assert added(run, tmp_path) == [
        ["Of wasps", "Ida Holm", "2016-10-20T08:00:00.000Z", "https://courier.example.org/wasps"]
    ]


SHORT = '<p>Good morning.</p><div class="pullquote"><p>Pears!</p></div>'


@pytest.mark.parametrize("name", ["Substack", "Medium"])
def test_short_paragraphs_of_a_post_are_of_it(run: Run, tmp_path: Path, name: str) -> None:
    post = MEDIUM.replace(HTML, SHORT + HTML) if name == "Medium" else SHORT + HTML + BUTTON
    file = made(tmp_path, {"1.wasps.html": post}) / "1.wasps.html"
    [found] = json.loads(run("add", "--dry-run", "-f", "json", file).stdout)
    shown = [each["text"] for each in found["paragraphs"] if each["number"]]
    assert shown == ["Good morning.", "Pears!", *WASPS]


def test_a_table_of_an_export_that_is_damaged_is_named(run: Run, tmp_path: Path) -> None:
    files = {**OMNIVORE, "metadata_0_to_2.json": '[{"slug": "wasps-158", "title": }]'}
    result = run("add", made(tmp_path, files))
    assert "metadata_0_to_2.json: cannot be read as a table: is no JSON" in result.stderr
    assert result.stderr.splitlines()[-1] == "1 added, 1 failed"


MEDIUM = """<!DOCTYPE html><html><head><title>Of wasps</title></head><body>
<article class="h-entry"><header><h1 class="p-name">Of wasps</h1></header>
<section data-field="body" class="e-content"><section class="section">
<h3 class="graf graf--h3 graf--title">Of wasps</h3>TEXT</section></section>
<footer><p>By <a href="https://medium.com/@ida" class="p-author h-card">Ida Holm</a> on
<a href="https://medium.com/p/8f"><time class="dt-published" datetime="2016-10-20T08:00:00.000Z">20
October 2016</time></a>.</p>
<p><a href="https://medium.com/@ida/wasps-8f" class="p-canonical">Canonical
link</a></p><p>Exported from <a href="https://medium.com">Medium</a> on January 5, 2024.</p>
</footer></article></body></html>""".replace("TEXT", HTML)


def test_an_export_of_medium(run: Run, tmp_path: Path) -> None:
    files = {
        "posts/2016-10-20_Of-wasps-8f.html": MEDIUM,
        "claps/claps-0001.html": "<ul><li>A page that she liked very much</li></ul>",
        "bookmarks/bookmarks-0001.html": "<ul><li>A page that she liked very much</li></ul>",
        "profile/profile.html": "<p>Ida Holm writes of wasps and pears, and of locks.</p>",
    }
    assert added(run, made(tmp_path, files)) == [
        ["Of wasps", "Ida Holm", "2016-10-20T08:00:00.000Z", "https://medium.com/@ida/wasps-8f"]
    ]
    shown = json.loads(run("show", "of-wasps", "-f", "json").stdout)["paragraphs"]
    assert [each["text"] for each in shown if each["number"]] == WASPS


PAGE = "On the page stands what nobody has said of docks, of which there are none in this place."
JEKYLL = {
    "_config.yml": "title: Bay",
    "_layouts/default.html": "<html><body>{% include a.html %}{{ content }} Words.</body></html>",
    "_includes/a.html": "<p>{{ page.title }} and words.</p>",
    "_site/2016/10/20/wasps.html": f"<html><body>{HTML}</body></html>",
    "_posts/2016-10-20-wasps.md": f"---\nlayout: post\ntitle: Of wasps\n---\n{TEXT}\n",
    "_posts/2016-10-21-dated.md": f"---\ntitle: Dated\ndate: 2015-01-02\n---\n{OTHER}\n",
    "_posts/2016-10-22-page.html": "---\ntitle: Page\n---\n<p>"
    + OTHER.replace("lock", "dock")
    + " More of it.",
    "index.html": "---\n---\n<h1>All</h1>{% for post in site.posts %}{{ post.title }}{% endfor %}",
    "feed.xml": "---\n---\n<feed></feed>",
    "tags.md": "---\nlayout: tags\n---\n{% include tags.html %}\n",
}


def test_a_post_without_a_title_has_the_words_of_its_name(run: Run, tmp_path: Path) -> None:
    files = {
        "_posts/2016-10-20-of-wasps.md": f"---\nlayout: post\n---\n{TEXT}\n",
        "_posts/2016-10-21-of-locks.md": f"{OTHER}\n",
    }
    assert added(run, made(tmp_path, files)) == [
        ["Of Wasps", "2016-10-20"], ["[The oldest of the locks on the canal…]", "2016-10-21"],
    ]  # fmt: skip


def test_a_blog_of_jekyll(run: Run, tmp_path: Path) -> None:
    said = told(run, made(tmp_path, JEKYLL))
    assert "FOLDER is a blog made with Jekyll: _includes/, _layouts/, _site/ left out" in said
    assert "FOLDER/index.html is left out: it is a template that lists articles" in said
    assert "FOLDER/tags.md is left out: it has nothing to read below its front matter" in said
    assert added(run, tmp_path) == [
        ["Of wasps", "2016-10-20"], ["Dated", "2015-01-02"], ["Page", "2016-10-22"],
    ]  # fmt: skip


def byline(run: Run, folder: Path, slug: str) -> str | None:
    run("add", folder)
    found: str | None = json.loads(run("show", slug, "-f", "json").stdout)["article"]["byline"]
    return found


PEOPLE = "ida:\n  name: Ida Holm\n  web: https://x.org\njon: {name: Jon Vik}\nbad: [1\n"
AUTHORS = {
    "one": ("author: ida", "Ida Holm"),
    "several": ("authors: [ida, jon]", "Ida Holm and Jon Vik"),
    "several in another language": ("lang: de\nauthors: [ida, jon]", "Ida Holm und Jon Vik"),
    "one who is not there": ("authors: [ida, Mei Tanaka]", "Ida Holm and Mei Tanaka"),
    "a name": ("author: Mei Tanaka", "Mei Tanaka"),
    "none": ("layout: post", None),
}


@pytest.mark.parametrize(("head", "expected"), AUTHORS.values(), ids=AUTHORS)
def test_authors_have_the_names_that_the_data_of_a_blog_give(
    run: Run, tmp_path: Path, head: str, expected: str | None
) -> None:
    files = {
        "_data/authors.yml": PEOPLE.partition("bad")[0],
        "_config.yml": "title: Bay\n",
        "_posts/2016-10-20-of-wasps.md": f"---\ntitle: Of wasps\n{head}\n---\n{TEXT}\n",
    }
    assert byline(run, made(tmp_path, files), "of-wasps") == expected


def test_data_of_a_blog_that_are_damaged_say_nothing(run: Run, tmp_path: Path) -> None:
    files = {
        "_data/authors.yml": PEOPLE,
        "_posts/2016-10-20-of-wasps.md": f"---\ntitle: Of wasps\nauthor: ida\n---\n{TEXT}\n",
    }
    assert byline(run, made(tmp_path, files), "of-wasps") == "ida"


def test_what_pelican_reads_and_we_do_not_is_told(run: Run, tmp_path: Path) -> None:
    files = {"content/a.rst": "Of wasps\n", "README.rst": "x\n", "content/b.md": f"{OTHER}\n"}
    told = run("add", "--dry-run", made(tmp_path, files)).stderr
    assert "left out, as of other formats: 1 .rst" in told


HUGO = {
    "hugo.toml": 'title = "Bay"',
    "layouts/_default/single.html": "<html><body>{{ .Content }} and words.</body></html>",
    "public/wasps/index.html": f"<html><body>{HTML}</body></html>",
    "archetypes/default.md": '+++\ntitle = "{{ .Name }}"\n+++\nWords.',
    "content/_index.md": '+++\ntitle = "Posts"\n+++\n\n',
    "content/wasps/index.md": f'+++\ntitle = "Of wasps"\ndate = 2016-10-20\n+++\n{TEXT}\n',
}


def test_a_blog_of_hugo(run: Run, tmp_path: Path) -> None:
    said = told(run, made(tmp_path, HUGO))
    assert "is a blog made with Hugo: archetypes/, layouts/, public/ left out" in said
    assert "content/_index.md is left out: it has nothing to read" in said
    assert added(run, tmp_path) == [["Of wasps", "2016-10-20"]]


@pytest.mark.parametrize("blog", [JEKYLL, HUGO], ids=["Jekyll", "Hugo"])
def test_a_blog_has_the_name_that_its_settings_give(run: Run, tmp_path: Path, blog: Made) -> None:
    added(run, made(tmp_path, blog))
    found = json.loads(run("articles", "-f", "json").stdout)[MADE_UP:]
    assert {each["site"] for each in found} == {"Bay"}


def test_settings_that_are_damaged_say_nothing(run: Run, tmp_path: Path) -> None:
    assert len(added(run, made(tmp_path, {**HUGO, "hugo.toml": "\x00 = ["}))) == 1


TEMPLATES = {
    "layouts/single.html": '{{ define "main" }}<p>{{ .Title }} and words.</p>{{ end }}',
    "layouts/footer.html": "<footer>{{- partial `x.html` . -}} and words.</footer>",
    "templates/page.html": "{% extends 'a.html' %}<p>{{ page.title }} and words.</p>{{ content }}",
}


def test_templates_are_no_articles_wherever_they_are(run: Run, tmp_path: Path) -> None:
    about = f"<html><body>{HTML}<pre>{{{{ define x }}}}</pre></body></html>"
    files = {**TEMPLATES, "about.html": about, "wasps.txt": OTHER}
    said = told(run, made(tmp_path, files))
    assert said.count("is left out: it is a template of pages") == len(TEMPLATES)
    assert len(added(run, tmp_path)) == 2


def test_a_folder_that_is_called_layouts_holds_articles_elsewhere(run: Run, tmp_path: Path) -> None:
    files = {"layouts/wasps.txt": TEXT, "public/locks.txt": OTHER}
    assert len(added(run, made(tmp_path, files))) == 2


def test_a_clipping_is_not_of_the_day_in_its_name(run: Run, tmp_path: Path) -> None:
    clipped = f"---\ntitle: Of wasps\nsource: https://a.org/wasps\npublished:\n---\n{TEXT}\n"
    assert added(run, made(tmp_path, {"2024-01-05-wasps.md": clipped})) == [
        ["Of wasps", "https://a.org/wasps"]
    ]


def test_what_is_named_by_itself_has_to_have_a_text(run: Run, tmp_path: Path) -> None:
    made(tmp_path, {"_index.md": '+++\ntitle = "Posts"\n+++\n'})
    result = run("add", tmp_path / "_index.md")
    assert (result.exit_code, "has no text" in result.stderr) == (1, True)
