"""
What readers wrote under an article, and the forms to write with.

The head of a form, or of the comments with their number, opens a zone that lasts
until the next such head. Buttons are what stands in a zone again and again.
"""

from collections import Counter

from annotate.text.signs import Part

__all__ = ["mark"]


def mark(parts: list[Part], prose: list[int]) -> None:
    """What readers wrote, and the forms to write with."""
    start = prose[min(1, len(prose) - 1)] + 1
    state = ""
    zone: list[Part] = []
    for part in parts[start:]:
        if part.sign == "form" or (part.sign == "count" and state != "count"):
            _close(zone, state)
            zone, state = [], part.sign
        elif state:
            zone.append(part)
        elif part.speaker:
            zone, state = [part], "count"
    _close(zone, state)


def _close(zone: list[Part], state: str) -> None:
    """Give the paragraphs under the head of a form, or of readers' comments, their roles."""
    said = state == "count" and any(
        part.sign == "dateline" or (not part.sign and (part.ended or part.length > 60))
        for part in zone
    )
    lines = Counter(part.low for part in zone if part.short)
    signs = [
        i
        for i, part in enumerate(zone)
        if lines[part.low] > 2 or part.sign in ("count", "dateline") or part.speaker
    ]
    end = signs[-1] if signs else 0
    if zone and zone[end].sign in ("dateline", ""):
        while end + 1 < len(zone) and not zone[end + 1].short:
            end += 1
    leading = False
    for i, part in enumerate(zone):
        past = len(signs) > 1 and i > end
        if part.sign in ("boilerplate", "count"):
            part.role = "boilerplate"
            leading = part.short and part.sign != "count"
        elif said and not past and not (leading and part.short) and lines[part.low] <= 2:
            part.role, leading = "comment", False
        else:
            part.role = "boilerplate"
