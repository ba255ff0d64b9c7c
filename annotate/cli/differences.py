"""
Two wordings in one line: [-what only the old has-]{+what only the new has+}.
"""

from collections.abc import Sequence

from annotate.anchor.changes import Change
from annotate.cli import output

__all__ = ["coloured", "marked", "shortened"]

AROUND = 60  # characters shown of what stays before and after a change


def marked(changes: Sequence[Change]) -> str:
    """All of it, with marks around what differs."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[change.kind].format(change.text) for change in changes)


def coloured(changes: Sequence[Change]) -> str:
    """The same in colours, and with the middle of what is the same left out."""
    colours = {"same": shortened, "removed": output.red, "added": output.green}
    return "".join(
        colours[change.kind](change.text if change.kind == "same" else marked([change]))
        for change in changes
    )


def shortened(text: str) -> str:
    """The text without the middle of a long one."""
    return text if len(text) <= 2 * AROUND else f"{text[:AROUND]} … {text[-AROUND:]}"
