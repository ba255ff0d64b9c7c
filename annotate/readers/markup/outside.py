"""
Markdown outside of its code: what is changed before it is parsed is changed nowhere else.
"""

import re
from collections.abc import Callable, Iterator

__all__ = ["changed"]

_CODE = re.compile(
    r"^(?:[ \t]*>)*[ \t]*(`{3,}|~{3,})[^\n]*|`[^`\n]{1,1000}`|``[^\n]{1,1000}?``", re.MULTILINE
)


def changed(text: str, change: Callable[[str], str]) -> str:
    """The text, all that is no code changed; code in lines and in blocks is left as it is."""
    return "".join(part if is_code else change(part) for part, is_code in _parts(text))


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text in parts, each with whether it is code."""
    at = start = 0
    while code := _CODE.search(text, at):
        yield text[start : code.start()], False
        start = at = _end(text, code.end(), code[1]) if code[1] else code.end()
        yield text[code.start() : start], True
    yield text[start:], False


def _end(text: str, at: int, fence: str) -> int:
    """Where a fenced block ends."""
    closing = rf"^(?:[ \t]*>)*[ \t]*{re.escape(fence)}{re.escape(fence[0])}*[ \t]*$"
    found = re.compile(closing, re.MULTILINE).search(text, at)
    return found.end() if found else len(text)
