"""
What a page says of itself: JSON-LD, meta tags, links and times.

Each is asked in the order of how carefully sites fill it in. None where none of them
says anything: nothing is guessed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from annotate.model import Metadata
from annotate.readers import archived, says
from annotate.readers.archived import Capture
from annotate.readers.web import linked, titles
from annotate.text import signed

__all__ = ["addresses", "as_kept", "of"]

_TITLES = ("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title",
           "parsely-title", "sailthru.title")  # fmt: skip
_AUTHORS = ("author", "article:author", "article.author", "dc.creator", "dcterms.creator",
            "parsely-author", "sailthru.author", "byl")  # fmt: skip
_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "publish-date", "publish_date", "published", "article.published",
    "article:published", "date", "cxenseparse:recs:publishtime",
)  # fmt: skip
_SITES = ("og:site_name", "citation_journal_title", "application-name", "dc.publisher")
_SECTIONS = ("article:section", "og:section", "parsely-section", "section")
_TAGS = ("time", "h1", "h2", "h3", "a", "span", "div", "p")
_LANGUAGES = ("og:locale", "content-language", "dc.language", "language")
_LONGEST = 300  # characters of a title, name or address that is one
_LONGEST_NAME = 120
_SIGNED = re.compile(
    r"(?:^|\s)(?:(?:article|post|entry|story|blog|page|single|c|td-post)[_-]{1,2})?(?:by-?line"
    r"|authors?|author[_-]{0,2}name|by-author|byline[_-]{1,2}(?:author|name))(?=$|\s)"
)
_BESIDE = re.compile(r"\b(?:comments?|respond|related|sidebar|recommended|trending|popular)\b")
_OTHERS = frozenset({"nav", "aside", "footer", "li"})
_PROPERTIES = frozenset({"author", "datePublished", "headline"})


@dataclass(frozen=True, slots=True)
class _Said:
    """All that a page says, sorted by who says it."""

    things: list[dict[str, Any]]  # JSON-LD, articles first
    meta: dict[str, list[str]]
    props: dict[str, list[str]]  # itemprop and rel: text of their elements
    links: dict[str, str]
    times: list[str]
    heads: list[titles.Head]
    signed: list[str]  # text of elements whose class says that an author stands there
    title: str
    language: str


def of(root: etree._Element, address: str | None = None) -> Metadata:
    """What a page says; `address` is where it is known to be from."""
    said = _gathered(root)
    article = said.things[0] if said.things else {}
    url = _address(said, article, address)
    title = _title(said, article, root, url)
    sites = [
        _first(said.meta, _SITES),
        _publisher(said, article),
    ]
    language = _language(said, article)
    return Metadata(
        title=title,
        byline=_byline(said, article, language),
        # some fill in the title of the page
        site=next((site for site in sites if site and site != title), None),
        published=_published(said, article),
        url=url,
        language=language,
    )


def addresses(root: etree._Element) -> list[str]:
    """The addresses that a page gives for itself, as they stand there."""
    links = [one.get("href") or "" for one in root.iter("link") if one.get("rel") == "canonical"]
    return links + [
        one.get("content") or "" for one in root.iter("meta") if one.get("property") == "og:url"
    ]


def as_kept(said: Metadata, capture: Capture) -> Metadata:
    """What a page says, without what the archive that keeps it has put in."""
    is_of_archive = said.site is not None and archived.is_archive(f"https://{said.site.lower()}")
    moment = says.utc(said.published)
    return replace(
        said,
        url=capture.url
        if capture.url and archived.is_archive(said.url)
        else said.url or capture.url,
        site=None if is_of_archive else said.site,
        published=None if moment and moment == capture.captured else said.published,
    )


def _gathered(root: etree._Element) -> _Said:
    said = _Said([], {}, {}, {}, [], [], [], _title_element(root), _lang(root))
    for element in root.iter("meta", "link", "script", *_TAGS):
        _take(said, element)
    said.things.sort(key=linked.rank, reverse=True)
    return said


def _lang(root: etree._Element) -> str:
    told = (root.get("lang"), root.get("xml:lang"))
    return next((value for value in told if value), "")


def _title_element(root: etree._Element) -> str:
    head = root.find("head/title")
    return _text(head) if head is not None else ""


def _take(said: _Said, element: etree._Element) -> None:
    get, tag = element.get, element.tag
    if tag == "meta":
        name = get("property") or get("name") or get("itemprop") or get("http-equiv")
        if name and (content := linked.line(get("content"))):
            said.meta.setdefault(name.strip().lower(), []).append(content)
    elif tag == "link":
        for relation in (get("rel") or "").lower().split():
            said.links.setdefault(relation, (get("href") or "").strip())
    elif tag == "script":
        if linked.is_script(element):
            said.things.extend(linked.things(element.text or ""))
    elif tag == "time" and (moment := get("datetime")):
        whose = f"{get('class')} {get('itemprop')} {get('pubdate')}".lower()
        said.times.append(moment) if "updated" not in whose and "modified" not in whose else None
    elif tag in ("h1", "h2", "h3"):
        said.heads.extend(filter(None, [titles.head(element, _text(element))]))
    elif (called := get("class")) and _SIGNED.search(called.lower()) and _is_of_article(element):
        said.signed.append(_text(element))
    _take_property(said, element)


def _is_of_article(element: etree._Element) -> bool:
    """Whether nothing around it says that it is of comments or of other articles."""
    return not any(
        around.tag in _OTHERS or _BESIDE.search(f"{around.get('class')} {around.get('id')}".lower())
        for around in element.iterancestors()
    )


def _take_property(said: _Said, element: etree._Element) -> None:
    name = element.get("itemprop")
    if name in _PROPERTIES and element.tag != "meta":
        value = element.get("content") or element.get("datetime") or _text(element)
        said.props.setdefault(name, []).append(linked.line(value))
    elif element.tag == "a" and _is_author(element) and "author" not in said.props:
        beside = element.getparent().iterchildren("a")  # not those of other articles on the page
        said.props["author"] = [_text(link) for link in beside if _is_author(link)]
    elif element.tag == "a" and "p-canonical" in _classes(element):  # as Medium exports it
        said.links.setdefault("canonical", (element.get("href") or "").strip())


def _is_author(link: etree._Element) -> bool:
    return "author" in (link.get("rel") or "").lower().split() or "p-author" in _classes(link)


def _classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()


def _text(element: etree._Element) -> str:
    pieces, length = [], 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece)
        if length > 10 * _LONGEST:
            return ""
    return linked.line("".join(pieces))


def _first(values: dict[str, list[str]], names: Iterable[str]) -> str | None:
    return next((values[name][0] for name in names if values.get(name)), None)


def _title(
    said: _Said, article: dict[str, Any], root: etree._Element, url: str | None
) -> str | None:
    told = [linked.line(str(article["headline"]))] if "headline" in article else []
    told += [value for name in _TITLES for value in said.meta.get(name, [])]
    told += said.props.get("headline", [])
    sites = said.meta.get("og:site_name", [])[:1]
    sites += filter(None, [_publisher(said, article)])
    sites += titles.of_host(said.title, url)
    sections = [value for name in _SECTIONS for value in said.meta.get(name, [])]
    sections += [
        one for one in linked.several(article.get("articleSection")) if isinstance(one, str)
    ]
    return titles.title(titles.Said(told, said.heads, said.title, sites, sections), root)


def _publisher(said: _Said, article: dict[str, Any]) -> str | None:
    return linked.name(linked.resolved(article.get("publisher"), said.things))


def _byline(said: _Said, article: dict[str, Any], language: str | None) -> str | None:
    """Who wrote it: of several, as people write them."""
    author = article.get("author") or article.get("creator")
    people = linked.several(linked.resolved(author, said.things))
    told: list[list[str | None] | list[str]] = [
        [linked.name(one) for one in people],
        *(said.meta.get(name, []) for name in ("citation_author", *_AUTHORS)),
        # what the page shows may be a life, with an address, beside the name
        [
            signed.author(one) or one
            for one in said.props.get("author", [])
            if len(one) <= _LONGEST_NAME and "@" not in one
        ],
        _signed(said),
    ]
    last = says.joining(language)
    return next((byline for names in told if (byline := says.byline(names, last))), None)


def _signed(said: _Said) -> list[str]:
    """The author whom the page shows; none where it shows several, as of other articles."""
    names = {name for line in said.signed if (name := signed.author(line))}
    return list(names) if len(names) == 1 else []


def _day_signed(said: _Said) -> list[str | None]:
    """The day that stands beside this author."""
    both = (signed.who_and_when(line, is_author=True) for line in said.signed)
    days = {stamp[1] for stamp in both if stamp}
    return list(days) if len(days) == 1 and _signed(said) else []


def _published(said: _Said, article: dict[str, Any]) -> str | None:
    told = [article.get("datePublished")]
    told += said.props.get("datePublished", [])
    told += [value for name in _DATES for value in said.meta.get(name, [])]
    told += said.times[:1] if len(set(said.times)) == 1 else []
    told += _day_signed(said)
    return next((moment for value in told if (moment := says.day(value))), None)


def _address(said: _Said, article: dict[str, Any], known: str | None) -> str | None:
    entity = article.get("mainEntityOfPage")
    entity = entity.get("@id") if isinstance(entity, dict) else entity
    told = [
        said.links.get("canonical"),
        _first(said.meta, ("og:url",)),
        known,
        entity,
        article.get("url"),
        _first(said.meta, ("twitter:url", "citation_public_url")),
    ]
    urls = [url for one in told if isinstance(one, str) and (url := _whole(one, known))]
    return min(urls, key=archived.is_archive, default=None)


def _whole(told: str, base: str | None) -> str | None:
    """An address of the web, whole, and not an archive's; None for another kind or a broken one."""
    try:
        url = says.url(urljoin(base or "", told.strip()))
    except ValueError:
        return None
    kept = archived.of(url)
    return kept.url if kept else url


def _language(said: _Said, article: dict[str, Any]) -> str | None:
    told = [said.language, *(_first(said.meta, [name]) for name in _LANGUAGES)]
    told.append(article.get("inLanguage") if isinstance(article.get("inLanguage"), str) else None)
    return next((tag for value in told if (tag := says.language(value))), None)
