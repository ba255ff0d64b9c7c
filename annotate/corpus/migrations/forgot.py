"""
m018: which commands cannot be taken back any more, as a part of what they did was forgotten.
"""

__all__ = ["FORGOT"]

M018_FORGOT = """
-- the command that forgot a part of what this one did; its own id: it is one that forgot
alter table commands add column forgot integer references commands (id) on delete set null;
create index commands_forgot on commands (forgot) where forgot is not null;
"""

FORGOT = (("m018_forgot", M018_FORGOT),)
"""Name and SQL of each."""
