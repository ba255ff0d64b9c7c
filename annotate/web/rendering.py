"""
Pages from templates: our own synchronous Jinja environment, run in the worker thread.

Datasette's is asynchronous, several times dearer, and its base template needs
inline scripts, which our content security policy forbids.
"""

import re
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from annotate.web import assets, markup
from annotate.web.site import Site

__all__ = ["count", "day", "html", "language", "on", "role", "web_address"]

_TEMPLATES = Path(__file__).parent / "templates" / "annotate"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}", re.ASCII)
_PARAGRAPHS = ("paragraph", "paragraphs")
_ROLES = {"list_item": "list item"}


# a net below what was cleaned before, and quick: no control character leaves
_BREAKS = bytes.maketrans(b"\x0b\x0c\x1c\x1d\x1e\x1f", b"      ")
_CONTROLS = bytes({*range(0x09), *range(0x0E, 0x1C), 0x7F})


def html(template: str, site: Site, **values: object) -> bytes:
    """A page of the site."""
    page = _environment().get_template(template).render(site=site, **values)
    return page.encode("utf-8", "replace").translate(_BREAKS, _CONTROLS)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "count": count,
        "on": on,
        "day": day,
        "folded": markup.folded,
        "language": language,
        "plain": markup.plain,
        "role": role,
        "web": web_address,
    }
    environment.globals["build"] = assets.BUILD
    return environment


def count(number: int, one: str, many: str) -> str:
    """A number with its noun: 1 paragraph, 1,200 paragraphs."""
    return f"{number:,} {one if number == 1 else many}"


def on(taggings: int, paragraphs: int) -> str:
    """The taggings, and on how many paragraphs, where each is not on one of its own."""
    said = count(taggings, "tagging", "taggings")
    return said if taggings == paragraphs else f"{said} on {count(paragraphs, *_PARAGRAPHS)}"


def day(time: str | None) -> str:
    """A time as a day to read, 21 November 2026; what is no time as it is."""
    if not time:
        return ""
    try:
        when = datetime.fromisoformat(time)
    except ValueError:
        return markup.plain(time)
    return f"{when.day} {when:%B} {when.year}"


def language(tag: str | None) -> str:
    """A language tag fit for `lang`, else nothing."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else ""


def role(name: str) -> str:
    """The name of a role in words."""
    return _ROLES.get(name, name)


def web_address(address: str | None) -> str:
    """An address of the web; nothing for any other, which might be a script."""
    address = markup.plain(address or "").replace(" ", "")
    return address if address.lower().startswith(("http://", "https://")) else ""
