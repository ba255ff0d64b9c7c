"""
m014: what an undo took back, and the texts that it took out, so that a redo puts them back.
"""

__all__ = ["REDOING"]

M014_REDO = """
-- of an undo the command that it took back, of a redo the undo
alter table commands add column undoes integer references commands (id) on delete set null;
create index commands_undoes on commands (undoes) where undoes is not null;
update commands set undoes = (select c.id from commands c where c.undone = commands.id)
  where id in (select undone from commands);

-- texts that an undo took out, until a redo puts them back; the history has all the rest
create table taken_out (
  id integer primary key autoincrement,
  command integer not null references commands (id) on delete cascade, -- the undo
  what text not null check (what in ('versions', 'addresses')), -- the table
  row integer not null, -- its id there
  rows blob not null, -- of which tables, JSON, compressed with zlib
  original blob -- as in originals
) strict;
create index taken_out_command on taken_out (command);
"""

REDOING = (("m014_redo", M014_REDO),)
"""Name and SQL of each."""
