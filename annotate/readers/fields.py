"""
Which field of a record is what: as the user says, else by the names that are in use.

Names are compared without case, spaces, hyphens and underscores, so that
`publishedAt`, `published_at` and `Published At` are one. A name with dots leads
into an object: `meta.title`; what stands before `[].` leads to the records, not into one.
A record may have its fields in an object of its own, as answers of databases have them
(`_source`, `fields`). A field counts only if its value can be what it is taken for.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape
from itertools import islice
from typing import NamedTuple

from annotate.model import DESCRIBED
from annotate.readers import says
from annotate.readers.record import Options
from annotate.text import clean

__all__ = ["GUESSES", "Found", "find", "is_text", "label", "meant", "textless", "usable"]

GUESSES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "content.rendered", "article", "articlebody", "maintext",
        "fulltext", "rawtext", "contenttext", "html", "contenthtml", "bodyhtml", "bodytext",
        "articletext", "cleanedtext", "plaintext", "texte", "texteintégral", "volltext",
        "artikeltext", "texto", "textocompleto", "testo", "tekst", "текст", "本文",
    ),
    "title": ("title", "title.rendered", "headline", "headline.main", "webtitle", "titre",
        "titel", "überschrift", "schlagzeile", "título", "titulo", "titular", "titolo", "заголовок",
        "название", "見出し", "タイトル", "name"),
    "byline": ("byline", "byline.original", "author", "authors", "creator", "authorname",
        "publishedby", "auteur", "auteurs", "autor", "autoren", "autores", "autore", "автор",
        "авторы"),
    "published": (
        "published", "date", "datepublished", "datepublish", "publishdate", "publishedat",
        "publicationdate", "webpublicationdate", "pubdate", "publishtime", "datetimepub",
        "datetime", "publisheddate", "publishedtime", "datum", "datedepublication",
        "erscheinungsdatum", "fecha", "data", "дата", "датапубликации", "日付", "掲載日",
        "createdat", "timestamp",
    ),
    # `source` is the site here and the address there: what it looks like tells
    "url": ("url", "link", "weburl", "canonicalurl", "permalink", "links.permalink", "articleurl",
        "pageurl", "canonicallink", "documenturl", "lien", "enlace", "ссылка", "адрес", "source",
        "sourceurl"),
    "site": ("site", "sitename", "source", "sourcename", "publication", "sourcehostname",
        "hostname", "sourcedomain", "publisher", "provider", "domain",
        "domainname", "publicationtitle", "pubtitle", "newspaper", "outlet", "medianame", "quelle",
        "zeitung", "journal", "fuente", "fonte", "источник", "издание", "сми", "媒体名"),
    "language": ("language", "lang"),
    "id": ("id", "_id", "uid", "guid", "uri"),
}  # fmt: skip
"""What a record may say, and the names it is looked for under, squashed, best first."""

_MADE = ("createdat", "timestamp")
"""When a record was made: no date of publication where the record has a field for that."""

_DESCRIPTIONS = ("description",)
_SUMMARIES = ("leadparagraph", "abstract", "snippet", "summary")
"""Where there is no text, these are what there is of it."""

_CARRIERS = ("_source", "fields", "attributes", "article", "document", "node", "data", "info")
"""Objects that have the fields of a record."""

_UNPAID = r"(?i)\s*only available in (?:paid|\w+) plans?\.?\s*\Z"  # what NewsData has for a text
_SHORT = 100  # characters
_WAYS = 12  # fields that are named to someone
_DEEPEST = 6  # levels that are looked at for these
_RECORDS = "[]."  # in a name: what stands before it leads to the records

_LONGEST_LINE = 5000  # characters of a title, a name, an address, with their markup
_MARKUP = (
    r"</?(?:a|abbr|b|bdi|br|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|u)\b[^<>]{0,500}>"
)
_PARTS = ("rendered", "name", "value", "text", "$oid", "$date", "$numberLong")  # of an object


class Found(NamedTuple):
    """A field: the name that the record has it under, and its value, made usable."""

    name: str
    value: str
    is_summary: bool = False  # for want of a text


def find(record: Mapping[str, object], ours: str, options: Options) -> Found | None:
    """The field of a record that is our `title`, `text`, `id` and so on."""
    said = [theirs.rpartition(_RECORDS)[2] for name, theirs in options.fields if name == ours]
    if said:
        return _first(record, ours, said)
    names = GUESSES[ours]
    if ours == "published" and any(_squashed(name).startswith("publish") for name in record):
        names = tuple(name for name in names if name not in _MADE)
    found = _guessed(record, ours, names)
    return _summary(record, options) if found is None and ours == "text" else found


def label(record: Mapping[str, object], place: str, options: Options) -> str:
    """What names a record in its file, also when the file grows; its place if nothing does."""
    found = find(record, "id", options) or find(record, "url", options)
    return found.value if found else place


def _summary(record: Mapping[str, object], options: Options) -> Found | None:
    """What there is for want of a text; of a work that has a title and an address, its abstract."""
    found = _guessed(record, "text", _DESCRIPTIONS)
    if found is None and all(find(record, ours, options) for ours in ("title", "url")):
        found = _guessed(record, "text", _SUMMARIES)
    return found and found._replace(is_summary=True)


def is_text(name: str) -> bool:
    """Whether a field of this name is the text of a record, and no summary."""
    return _squashed(name) in GUESSES["text"]


def meant(name: str) -> str | None:
    """What of an article a column of this name says, where it can be nothing else."""
    squashed = _squashed(name)
    told = [ours for ours in DESCRIBED if squashed in GUESSES[ours]]
    return told[0] if len(told) == 1 and squashed not in (*_MADE, "name") else None


def _guessed(record: Mapping[str, object], ours: str, names: Sequence[str]) -> Found | None:
    if found := _first(record, ours, names):
        return found
    for carrier in _CARRIERS:
        inner = record.get(carrier)
        if isinstance(inner, dict) and (found := _first(inner, ours, names)):
            return Found(f"{carrier}.{found.name}", found.value)
    return None


def _first(record: Mapping[str, object], ours: str, names: Sequence[str]) -> Found | None:
    index = _index(record)
    for name in names:
        real, value = _look_up(record, index, name)
        if value is None:
            continue
        is_several = ours == "byline" and isinstance(value, list)
        if found := _people(value, record) if is_several else usable(ours, value):
            return Found(real, found)
    return None


def _people(value: object, record: Mapping[str, object]) -> str | None:
    """The names of several, as people write them in the language of the record."""
    language = _first(record, "language", GUESSES["language"])
    return says.byline(map(_line, _several(value)), says.joining(language and language.value))


def usable(ours: str, value: object) -> str | None:
    """A value as that of our field, None if it can be none."""
    return _USABLE[ours](value)


def textless(record: Mapping[str, object]) -> str:
    """Why a record without a text cannot be read, in words that follow its name."""
    if not record:
        return "is an empty record"
    ways = list(islice(_ways(record, "", _DEEPEST), _WAYS + 1))
    shown = ", ".join(way for way, _ in ways[:_WAYS]) + ", …" * (len(ways) > _WAYS)
    texts = {way: value for way, value in ways if isinstance(value, str) and not says.url(value)}
    longest = max(texts, key=lambda way: len(texts[way]), default="")
    told = f" (--field text={longest} takes the longest)" if "." in longest else ""
    if addressed := next((way for way, value in ways if _is_address(way, value)), None):
        told += f"; annotate add --urls FILE fetches what {addressed} says"
    return f"has no text in it; its fields are: {shown}{told}"


def _is_address(way: str, value: object) -> bool:
    name = _squashed(way.rpartition(".")[2])
    return (
        name in GUESSES["url"]
        and name != "source"
        and isinstance(value, str)
        and says.url(value) is not None
    )


def _ways(record: Mapping[str, object], before: str, deep: int) -> Iterator[tuple[str, object]]:
    """The fields of a record, each with the way that leads to it: `response.results[].body`."""
    for name, value in record.items():
        way, below = f"{before}{clean.line(name[:40])}", value
        if isinstance(value, list) and value and isinstance(value[0], dict):
            way, below = f"{way}[]", value[0]
        if isinstance(below, dict) and below and deep:
            yield from _ways(below, f"{way}.", deep - 1)
        else:
            yield way, value


def _look_up(
    record: Mapping[str, object], index: Mapping[str, str], name: str
) -> tuple[str, object]:
    """The name as the record has it, and its value, None if it has none."""
    real = name if name in record else index.get(_squashed(name))
    if real is not None:
        return real, record[real]
    first, dot, rest = name.partition(".")
    if dot and rest:
        outer, inner = _look_up(record, index, first)
        if isinstance(inner, dict):
            real, value = _look_up(inner, _index(inner), rest)
            return f"{outer}.{real}", value
    return name, None


def _index(record: Mapping[str, object]) -> dict[str, str]:
    return {_squashed(key): key for key in record}


@lru_cache(1000)
def _squashed(name: str) -> str:
    """A name without what writers differ in; `_id` keeps the underscore it starts with."""
    return name[:1].lower() + re.sub(r"[\s_-]", "", name[1:200]).lower()


def _text(value: object) -> str | None:
    """A text, or the paragraphs of one."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    if not isinstance(value, str):
        return None
    if len(value) < _SHORT and re.match(_UNPAID, value):
        return None
    return value if any(sign.isprintable() and not sign.isspace() for sign in value) else None


def _part(value: dict[str, object]) -> object:
    return next((value[part] for part in _PARTS if part in value), None)


def _line(value: object) -> str | None:
    """A line of text: a string, or what an object calls its name."""
    for _ in range(2):
        if isinstance(value, dict):
            value = _part(value)
    if not isinstance(value, str) or len(value) > _LONGEST_LINE:
        return None
    return clean.line(unescape(re.sub(_MARKUP, "", value, flags=re.IGNORECASE))) or None


def _site(value: object) -> str | None:
    """The name of a site, also as an object has it as its title; an address is none."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict) and _part(value) is None:
        value = value.get("title")
    site = says.site(_line(value))
    return None if says.url(site) else site


def _id(value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**20 else None
    line = _line(value)
    return line if line and len(line) <= 300 else None


def _moment(value: object) -> object:
    """What is a date: itself, or what an object has it as."""
    return _part(value) if isinstance(value, dict) else value


def _several(value: object) -> list[object]:
    return value[:50] if isinstance(value, list) else [value]


_USABLE: dict[str, Callable[[object], str | None]] = {
    "text": _text,
    "title": lambda value: says.title(_line(value)),
    "byline": lambda value: says.byline(map(_line, _several(value))),
    "published": lambda value: says.day(_moment(value)),
    "url": lambda value: says.url(_line(value)),
    "site": lambda value: _site(value),
    "language": lambda value: says.language(_line(value)),
    "id": _id,
}
