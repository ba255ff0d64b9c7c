"""
Template code in texts: shortcodes of Hugo, tags of Liquid (Jekyll) and their kin.

A blog shows what they make and never themselves. They go, and what stands between them
stays, with its lines; captions of figures become captions. What is written in
Markdown's code is shown as code, and what is escaped as it is.
"""

import re

from annotate.readers.markup import outside

__all__ = ["is_list", "without", "without_in_html"]

_INSIDE = r"(?:[^{}%]++|%(?!\})|\{(?![{%])|\}(?!\}))*+"
_SAID = r"(?:[^{}%>]++|[%>](?!\}\})|\{(?!\{)|\}(?!\}))*+"
_SHORTCODE = rf"\{{\{{[<%]-?(?!/\*)\s*+(?P<short>/?\s*[\w./-]+){_SAID}[%>]\}}\}}"
_TAG = rf"\{{%-?\s*+(?P<tag>\w+){_INSIDE}%\}}"
_OUTPUT = (
    r"\{\{-?\s*+(?:(?:site|page|post|include|layout|content|theme|paginator|jekyll|forloop)\b"
    r"|(?:[\w.]++|\"[^\"{}\n]*+\"|'[^'{}\n]*+')(?:\s*\||\())[^{}]*+\}\}"
)
_BARE = r"\{\{-?\s*+[\w.\[\]\"'-]+\s*-?\}\}"
_ATTRIBUTES = r"(?:^[ \t]*|(?<=\S))\{:[^{}\n]{0,200}\}|[ \t]+\{#[\w-]{1,100}\}[ \t]*$"
_SURE = re.compile(rf"{_SHORTCODE}|^[ \t]*{_TAG}[ \t]*$", re.MULTILINE)
_ANY = re.compile(rf"{_SHORTCODE}|{_TAG}|{_OUTPUT}|{_ATTRIBUTES}", re.MULTILINE)
_LIQUID = re.compile(rf"{_ANY.pattern}|{_BARE}", re.MULTILINE)
_OF_LIQUID = re.compile(rf"{_TAG}|{_OUTPUT}")
_CAPTION = re.compile(r"\b(?:caption|title)\s*[=:]\s*(?:\"([^\"]*)\"|'([^']*)')")
_HIGHLIGHT = re.compile(
    r"^[ \t]*(?:\{%-?\s*(?:end)?highlight\b[^%\n]*%\}|\{\{<\s*/?highlight\b[^>\n]*>\}\})[ \t]*$",
    re.MULTILINE,
)
_PICTURES = ("figure", "img", "image", "picture")
_LISTS = re.compile(r"\{%-?\s*for\s+\w+\s+in\s+(?:site|paginator)\b")


def without(text: str, *, has_head: bool) -> str:
    """Markdown without them; where no front matter stands above, only what is surely one."""
    if "{{" not in text and "{%" not in text and "{:" not in text and "{#" not in text:
        return text
    pattern = _SURE if not has_head else _LIQUID if _OF_LIQUID.search(text) else _ANY
    return outside.changed(_with_fences(text), _Change(pattern))


def without_in_html(text: str) -> str:
    """HTML without them."""
    return _Change(_LIQUID)(text)


def is_list(text: str) -> bool:
    """Whether a page lists articles of its site, and is none."""
    return _LISTS.search(text) is not None


def _with_fences(text: str) -> str:
    """Code between tags as Markdown has it."""
    return _HIGHLIGHT.sub("```", text)


class _Change:
    """What becomes of text with template code in it."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self._is_raw = self._is_hidden = False

    def __call__(self, text: str) -> str:
        found, at = list[str](), 0
        for code in self._pattern.finditer(text):
            between = text[at : code.start()]
            found.append(_lines(between) if self._is_hidden else between)
            found.append(self._instead(code))
            at = code.end()
        found.append(_lines(text[at:]) if self._is_hidden else text[at:])
        return "".join(found)

    def _instead(self, code: re.Match[str]) -> str:
        tag = code["tag"]
        if tag in ("raw", "endraw"):
            self._is_raw = tag == "raw"
        elif self._is_raw:
            return code[0]
        elif tag in ("comment", "endcomment"):
            self._is_hidden = tag == "comment"
        is_picture = (code["short"] or "").strip() in _PICTURES or tag in ("include", *_PICTURES)
        said = code[0] if is_picture else ""
        captions = [one or other for one, other in _CAPTION.findall(said)]
        shown = "".join(f"<figcaption>{each}</figcaption>" for each in captions if each.strip())
        return shown + _lines(code[0])


def _lines(text: str) -> str:
    return "\n" * text.count("\n")
