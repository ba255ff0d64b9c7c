"""
m021: which revision of the codebook holds; it counts the commands that changed it.
"""

__all__ = ["REVISION"]

M021_REVISION = """
alter table state add column revision integer not null default 0; -- of the codebook
"""

REVISION = (("m021_revision", M021_REVISION),)
"""Name and SQL of each."""
