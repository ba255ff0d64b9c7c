"""
m025: the keys of tags in the coding session, and where each coder stopped.
"""

from annotate.corpus.migrations import triggers

__all__ = ["SESSIONS"]

M025_SESSIONS = """
alter table tags add column key text check (length(key) = 1); -- that puts it on, when coding
create unique index tags_key on tags (key) where key is not null;

create table stops (
  id integer primary key autoincrement,
  coder text not null,
  query text not null, -- as typed; empty: none
  sorted text not null, -- how the queue is: unread, all, random
  paragraph integer not null references paragraphs (id) on delete cascade, -- shown last
  at text not null,
  unique (coder, query, sorted)
) strict;

create index stops_paragraph on stops (paragraph);
"""

_COLUMNS = "id name definition use_when do_not_use_when colour hue key"
_ANY = "after update on tags"
# hue is filled in after another program, which is no change that the history keeps
_OF = "after update of id, name, definition, use_when, do_not_use_when, colour, key on tags"
_TRIGGERS = triggers.created({"tags": _COLUMNS}).replace(_ANY, _OF)

SESSIONS = (("m025_sessions", M025_SESSIONS + triggers.dropped(("tags",)) + _TRIGGERS),)
"""Name and SQL of each."""
