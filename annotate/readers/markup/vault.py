"""
The signs of notes in Obsidian, which other Markdown does not have: what a reader sees of them.

A link `[[Name|shown]]` is its words, `==marked==` the words in it; what is embedded, comments
between `%%`, the names of blocks (`^name`) and sizes of pictures are not seen; the title of a
callout is a heading, a note in a line (`^[note]`) stands in brackets.
"""

import re

from annotate.readers.markup import outside

__all__ = ["plain"]

_LINK = re.compile(r"(!?)\[\[(?!\s)([^\[\]\n|\\]{1,300})(?:\\?\|([^\[\]\n]{0,300}))?\]\](?![(\]])")
_NUMBER = re.compile(r"\d{1,3}")  # what stands so in other texts
_MARK = re.compile(r"(?<![=\w])==(?![=\s])((?:[^=\n]++|\n(?![ \t]*\n)|=(?!=))++)(?<!\s)==(?![=\w])")
_CALLOUT = re.compile(
    r"^((?:[ \t]*>)+[ \t]*)\[!([A-Za-z][\w-]{0,40})(?:\|[^\]\n]{0,100})?\][+-]?[ \t]*(.*)$",
    re.MULTILINE,
)
_COMMENT = re.compile(r"(?<!\S)%%(?!%)((?:[^%]++|%(?!%))*+)%%(?!\S)")
_BLOCK_NAME = re.compile(r"(?:(?<=\S)[ \t]+|^)\^[A-Za-z0-9-]{3,60}[ \t]*$", re.MULTILINE)
_NOTE = re.compile(r"\^(?=\[[^\[\]\n^][^\[\]\n]{0,2000}\](?!\())")
_SIZE = re.compile(r"(!\[[^\[\]\n|]{0,1000})\|\d{1,5}(?:x\d{1,5})?(?=\]\()")
_SIGNS = ("[[", "==", "[!", "![")


def plain(text: str, *, has_head: bool) -> str:
    """Markdown with what a reader sees in their place, on the same lines."""
    is_vault = has_head or _is_linked(text) or _CALLOUT.search(text) is not None
    if not (any(sign in text for sign in _SIGNS) or (is_vault and ("%%" in text or "^" in text))):
        return text
    return outside.changed(text, _sure if is_vault else _others)


def _is_linked(text: str) -> bool:
    return any(not _NUMBER.fullmatch(link[2]) for link in _LINK.finditer(text))


def _sure(text: str) -> str:
    """What is a note of Obsidian for sure."""
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    return _others(_NOTE.sub(" ", _BLOCK_NAME.sub("", text)))


def _others(text: str) -> str:
    text = _CALLOUT.sub(_callout, _LINK.sub(_link, _SIZE.sub(r"\1", text)))
    return _MARK.sub(r"\1", text)


def _callout(sign: re.Match[str]) -> str:
    return f"{sign[1]}#### {sign[3]}" if sign[3].strip() else sign[1].rstrip()


def _link(link: re.Match[str]) -> str:
    is_embedded, target, shown = link[1], link[2], (link[3] or "").strip()
    if _NUMBER.fullmatch(target):
        return link[0]
    if is_embedded:
        is_size = re.fullmatch(r"\d+(?:x\d+)?", shown) is not None
        return f"![{shown}](embedded)" if shown and not is_size else ""
    name, _, part = target.partition("#")
    parts = (name.strip(), *(each.strip() for each in part.split("#") if not each.startswith("^")))
    return shown or " > ".join(filter(None, parts))
