"""
The pages of keys: each once, in every form, and under each article that has it.
"""

from itertools import groupby
from urllib.parse import quote

from annotate.corpus import citing, enumerating, reading
from annotate.corpus.withdrawing import Withdrawn
from annotate.model import Article
from annotate.web import citing as pages_of_keys
from annotate.web import handed_on, respond
from annotate.web.plain.pages import Pages, redirect
from annotate.web.respond import Ask

__all__ = ["article", "withdrawn"]

SUFFIXES = ("/", ".json", *pages_of_keys.FORMS)
_BURIED = {"words": SUFFIXES, "article": ("/", *handed_on.FORMS)}


def article(pages: Pages, article: Article) -> None:
    """The pages of all keys of an article."""
    slugs = [article.slug, *enumerating.old_slugs(pages.db, article.id)]
    for key in enumerating.keys(pages.db, article.id):
        if key.is_first:
            _put(pages, key.key, None)
        for slug in slugs:
            if key.is_shared:
                _put(pages, key.key, slug)
            else:
                at = f"cite/{quote(slug, safe='')}/{key.key}/"
                pages.leaves.put(at, redirect(f"../../{key.key}/"))


def _put(pages: Pages, key: str, slug: str | None) -> None:
    within = f"{quote(slug, safe='')}/" if slug else ""
    path = {"key": key} | ({"slug": slug} if slug else {})
    found, is_more = reading.with_key(pages.db, key, slug=slug, most=pages_of_keys.MOST)
    at = f"cite/{within}{key}"
    site = pages.site(f"{at}/")
    citations = citing.of(pages.db, found, base_url=site.base_url)
    for suffix in SUFFIXES:
        form = suffix.strip("/")
        ask = Ask(site, path | ({"suffix": form} if form else {}), {}, is_json=suffix == ".json")
        answer = pages_of_keys.shown(pages.db, ask, found, citations, is_more=is_more)
        pages.leaves.put(at + suffix, answer.body)


def withdrawn(pages: Pages) -> None:
    """A page, in every form, for each link to words or to an article that is not public now."""
    for key, gone in groupby(enumerating.tombstones(pages.db), lambda one: one.key):
        buried = list(gone)
        if not reading.with_key(pages.db, key, most=1)[0]:
            _bury(pages, f"cite/{key}", "words", buried[0])
        for one in buried:
            _bury(pages, f"cite/{quote(one.article, safe='')}/{key}", "words", one)
    for one in enumerating.articles_gone(pages.db):
        _bury(pages, f"read/{quote(one.article, safe='')}", "article", one)


def _bury(pages: Pages, at: str, what: str, gone: Withdrawn) -> None:
    for suffix in _BURIED[what]:
        form = suffix.strip("/")
        ask = Ask(pages.site(f"{at}/"), {"suffix": form} if form else {}, {}, form == ".json")
        pages.leaves.put(at + suffix, respond.withdrawn(ask, what, gone).body)
