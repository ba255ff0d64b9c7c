"""
m036: in which outlet the words of an article were found too, as wire copies are.
"""

from annotate.corpus.migrations import triggers

__all__ = ["OUTLETS"]

M036_OUTLETS = """
alter table addresses add column site text; -- what the copy says that it was published in
"""

_RECORDED = {"addresses": "id article source url sha256 retrieved site"}

OUTLETS = (
    (
        "m036_outlets",
        M036_OUTLETS + triggers.dropped(("addresses",)) + triggers.created(_RECORDED),
    ),
)
"""Name and SQL of each."""
