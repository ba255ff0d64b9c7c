"""
The title of a page: what it shows as one, if its data or its window's title say so too.

The main heading of a page may as well be its section, its site or its logo. It is the title
where the page's data have the same words, or where it begins the title of the window or is
the most of it; a heading of lower rank may be so as well. Else the data's title is taken,
and of the window's what stands before the name of the site.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

__all__ = ["Head", "Said", "head", "letters", "of_host", "title", "without_site"]

_LOGO = re.compile(r"(?i)(?<![a-z])(?:logo|brand|masthead|site-?_?(?:title|name|header))(?![a-z])")
_HOME = re.compile(r"(?i)\s*(?:/|\./|#|index\.\w{3,4}|https?://[^/]*/?)\s*")
_BETWEEN = re.compile(r"\s+[|·•«»—–-]+\s+|\s*(?:\||::|»|«)\s*|:\s+|\s+@\s+")
_END = re.compile(r"\s*(?:[|·•«»—–:-]|::)\s*$")
_OTHERS = frozenset({"nav", "aside", "footer"})
_SPACES = 3  # in a main heading that no other title repeats, or it is a section's
_WIDE = 8  # letters of one in a script without spaces
_NAMED = 4  # letters of a name that an address has not by chance
_FEW = 3  # elements up, in which a logo is one
_SHOWN = 400  # characters of a line that may be the title


@dataclass(frozen=True, slots=True)
class Head:
    """A heading, and whether it is a logo: a link home, or in an element that is called so."""

    level: int
    text: str
    is_logo: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What may be a title on a page, and what is none."""

    told: Sequence[str]  # by its data, who says it most carefully first
    heads: Sequence[Head]
    window: str
    sites: Sequence[str]
    sections: Sequence[str]


def head(element: etree._Element, text: str) -> Head | None:
    """A heading of the first three ranks; None for one of a menu or the like."""
    around = list(element.iterancestors())
    if not text or any(one.tag in _OTHERS for one in around):
        return None
    called = " ".join(f"{one.get('class')} {one.get('id')}" for one in (element, *around[:_FEW]))
    link = next(element.iter("a"), None)
    link = around[0] if link is None and around and around[0].tag == "a" else link
    is_home = link is not None and _HOME.fullmatch(link.get("href") or "?") is not None
    return Head(int(element.tag[1]), text, is_home or _LOGO.search(called) is not None)


def letters(text: str) -> str:
    """A title as it is compared."""
    return "".join(filter(str.isalnum, text)).lower()


def title(said: Said, root: etree._Element) -> str | None:
    """The title of a page that says so of itself."""
    names = set(map(letters, said.sites))
    told = [one for one in said.told if letters(one) not in names]
    known = set(map(letters, told))
    logos = [one.text for one in said.heads if one.is_logo and letters(one.text) not in known]
    others = names.union(map(letters, [*logos, *said.sections])) - known
    heads = [one for one in said.heads if letters(one.text) not in others and not one.is_logo]
    main = [one for one in heads if one.level == 1]
    inside = [words for words in known if words in letters(said.window)]
    fitting = [one for one in heads if _is_like(letters(one.text), inside)]
    if shown := (
        _told(main, known)
        or _in_window(fitting, said.window)
        or _told(heads, known)
        or ("" if inside else _in_window(heads, said.window))
    ):
        return shown
    sites = [*said.sites, *logos]
    if told:
        return without_site(told[0], sites)
    return _untold(main, said.window, sites, root)


def _told(heads: Iterable[Head], known: set[str]) -> str | None:
    """The longest heading with the words of a title told."""
    return max((one.text for one in heads if letters(one.text) in known), key=len, default=None)


def _is_like(words: str, told: Iterable[str]) -> bool:
    return any(words in one or one in words for one in told)


def _in_window(heads: Iterable[Head], window: str) -> str | None:
    """The longest heading that is the main part of the window's title."""
    whole, parts = letters(window), [letters(part) for part in _BETWEEN.split(window)]
    main = (one.text for one in heads if _is_main(letters(one.text), one.level, whole, parts))
    return max(main, key=len, default=None)


def _is_main(words: str, level: int, whole: str, parts: Sequence[str]) -> bool:
    """Whether a heading's words begin the window's title, or are the most of it."""
    if not words or words not in whole:
        return False
    is_most = len(words) * 2 > len(whole)
    is_first = whole.startswith(words)
    if level > 1:
        return is_most or (is_first and words in parts)
    return is_first or is_most or not any(len(part) > len(words) for part in parts)


def _untold(
    main: Sequence[Head], window: str, sites: Sequence[str], root: etree._Element
) -> str | None:
    """The title where no data tell one: the only main heading, or the window's."""
    shortened = without_site(window, sites)
    if len(main) == 1 and (_is_long(main[0].text) or not _is_long(shortened)):
        return main[0].text
    return (_shown(root, window) if shortened == window else shortened) or window or None


def _is_long(text: str) -> bool:
    return text.count(" ") >= _SPACES or (not text.isascii() and len(letters(text)) >= _WIDE)


def _shown(root: etree._Element, window: str) -> str | None:
    """The beginning of the window's title, up to what parts it, that stands on the page alone."""
    parts = (window[: sign.start()] for sign in _BETWEEN.finditer(window))
    starts = {letters(part): part for part in parts if _is_long(part)}
    if not starts:
        return None
    for element in root.iter("h1", "h2", "h3", "h4", "h5", "p", "div", "span", "strong", "b", "a"):
        text = element.text or ""
        if not len(element) and len(text) <= _SHOWN and (found := starts.get(letters(text))):
            return found
    return None


def without_site(title: str, sites: Iterable[str]) -> str:
    """A title without the name of the site before or behind it."""
    for site in sites:
        if site and len(title) > len(site):
            if title.endswith(site) and (cut := _END.search(title[: -len(site)])):
                return title[: cut.start()] or title
            if title.startswith(site) and (cut := _BETWEEN.match(title, len(site))):
                return title[cut.end() :] or title
    return title


def of_host(window: str, address: str | None) -> list[str]:
    """The parts of a window's title, first or last, that are the name of the page's host."""
    host = letters(urlsplit(address or "").hostname or "")
    parts = _BETWEEN.split(window)
    ends = {parts[0], parts[-1]} if len(parts) > 1 else set()
    return [part for part in ends if len(letters(part)) >= _NAMED and letters(part) in host]
