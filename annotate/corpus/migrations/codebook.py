"""
m024: the codebook has revisions, and may be closed; taggings know theirs; examples of tags.
"""

from annotate.corpus.migrations import triggers
from annotate.corpus.migrations.first import RECORDED

__all__ = ["CODEBOOK"]


def _revised(table: str, event: str, when: str = "") -> str:
    """A revision for whatever did this, one for all that a command does in a row."""
    name = f"{table}_revised_{event.partition(' ')[0]}"
    return f"""
create trigger {name} after {event} on {table}{when} begin
  insert into codebook_revisions (command, at)
  select command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')) from state
  where command is null or command is not (
    select command from codebook_revisions order by number desc limit 1
  );
  update state set revision = (select max(number) from codebook_revisions);
end;
"""


def _unlike(columns: tuple[str, ...]) -> str:
    return "\nwhen " + " or ".join(f"new.{column} <> old.{column}" for column in columns)


_SAID = ("name", "definition", "use_when", "do_not_use_when")
_REVISED = "".join(
    (
        _revised("tags", "insert"),
        _revised("tags", "delete"),
        _revised("tags", f"update of {', '.join(_SAID)}", _unlike(_SAID)),
        _revised("examples", "insert"),
        _revised("examples", "delete"),
        _revised("examples", "update of counter", _unlike(("counter",))),
        _revised("state", "update of closed", _unlike(("closed",))),
    )
)

M024_CODEBOOK = f"""
-- each command that made, named, defined or took out tags or their examples, or that closed or
-- opened the codebook; what it changed of them is in the history
create table codebook_revisions (
  number integer primary key autoincrement, -- state.revision is the last
  command integer references commands (id) on delete set null, -- null: another program
  at text not null
) strict;
create index codebook_revisions_command on codebook_revisions (command);

-- the revision under which it was made; null: before there were any, or by another program
alter table taggings add column revision integer;

-- 1: no new tags are let in
alter table state add column closed integer not null default 0 check (closed in (0, 1));

-- paragraphs that show what a tag is for
create table examples (
  id integer primary key autoincrement,
  tag integer not null references tags (id) on delete cascade,
  paragraph integer not null references paragraphs (id) on delete cascade,
  counter integer not null default 0 check (counter in (0, 1)), -- 1: what it is not for
  unique (tag, paragraph)
) strict;
create index examples_paragraph on examples (paragraph);

-- what a revision changed is asked for by its command
create index history_codebook on history (command, row) where what in ('tags', 'examples', 'state');
{_REVISED}"""

_RECORDED = {
    "taggings": RECORDED["taggings"] + " gone revision",
    "examples": "id tag paragraph counter",
}
CODEBOOK = (
    (
        "m024_codebook",
        M024_CODEBOOK
        + triggers.dropped(("taggings",))
        + triggers.created(_RECORDED)
        + triggers.updated("state", "id closed", of="closed"),
    ),
)
"""Name and SQL of each."""
