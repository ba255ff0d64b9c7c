"""
Pages from templates: our own synchronous Jinja environment, run in the worker thread.

Datasette's is asynchronous, several times dearer, and its base template needs
inline scripts, which our content security policy forbids.
"""

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from jinja2.runtime import Context
from markupsafe import Markup

from annotate.cite import html as html_form
from annotate.text import clock, days, direction
from annotate.web import assets, markup
from annotate.web.site import Site

__all__ = ["count", "day", "html", "on", "role", "side", "speech", "web_address"]

_TEMPLATES = Path(__file__).parent / "templates" / "annotate"
_PARAGRAPHS = ("paragraph", "paragraphs")
_ROLES = {"list_item": "list item"}


# a net below what was cleaned before, and quick: no control character leaves
_BREAKS = bytes.maketrans(b"\x0b\x0c\x1c\x1d\x1e\x1f", b"      ")
_CONTROLS = bytes({*range(0x09), *range(0x0E, 0x1C), 0x7F})


def html(template: str, site: Site, **values: object) -> bytes:
    """A page of the site."""
    page = _environment().get_template(template).render(site=site, **values)
    return page.encode("utf-8", "replace").translate(_BREAKS, _CONTROLS)


class _Plain(Context):
    """What templates call is not asked first whether it takes the context, as none of it does."""

    def call(
        self, called: Callable[..., object], /, *args: object, _loop_vars: object = None,
        _block_vars: object = None, **named: object,
    ) -> object:  # fmt: skip
        """The answer of something that a template calls."""
        return called(*args, **named)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.context_class = _Plain  # a twelfth of a page's time
    environment.filters |= {
        "cleaned": markup.cleaned,
        "clock": clock.shown,
        "count": count,
        "on": on,
        "day": day,
        "folded": markup.folded,
        "language": direction.fit,
        "plain": markup.plain,
        "role": role,
        "side": side,
        "speech": speech,
        "web": web_address,
    }
    environment.globals["build"] = assets.BUILD
    return environment


def count(number: int, one: str, many: str) -> str:
    """A number with its noun: 1 paragraph, 1,200 paragraphs."""
    return f"{number:,} {one if number == 1 else many}"


def on(taggings: int, paragraphs: int | None) -> str:
    """The taggings, and on how many paragraphs, where each is not on one of its own; if known."""
    said = count(taggings, "tagging", "taggings")
    return (
        said if paragraphs in (None, taggings) else f"{said} on {count(paragraphs, *_PARAGRAPHS)}"
    )


@lru_cache(maxsize=1_024)
def day(time: str | None) -> str:
    """A time as a day to read, 21 November 2026; what is no time as it is."""
    if not time:
        return ""
    return days.in_words(time) or markup.plain(time)


def side(language: str | None, words: str) -> direction.Side:
    """Which way a block with these words runs; from left to right, if nothing says otherwise."""
    return direction.of_text(words, direction.of_language(language)) or "ltr"


def speech(language: str | None, words: str) -> Markup:
    """The attributes that say of an element's words their language and direction."""
    return Markup(html_form.attributes(language, words))


def role(name: str) -> str:
    """The name of a role in words."""
    return _ROLES.get(name, name)


def web_address(address: str | None) -> str:
    """An address of the web; nothing for any other, which might be a script."""
    address = markup.plain(address or "").replace(" ", "")
    return address if address.lower().startswith(("http://", "https://")) else ""
