"""
m013: who changed a note that another person wrote.
"""

from annotate.corpus.migrations import triggers
from annotate.corpus.migrations.first import RECORDED

__all__ = ["CHANGED_BY"]

M013_CHANGED_BY = """
-- who changed it last; null when that was its coder, or nobody
alter table notes add column changed_by text;
"""

_RECORDED = {"notes": RECORDED["notes"] + " gone changed_by"}

CHANGED_BY = (
    (
        "m013_changed_by",
        M013_CHANGED_BY + triggers.dropped(("notes",)) + triggers.created(_RECORDED),
    ),
)
"""Name and SQL of each."""
