"""
m029: tags that a model suggests, what people answer, and what the model is least sure of.
"""

__all__ = ["SUGGESTED"]

_COLUMNS = ["id", "tag", "paragraph", "key", "score", "model", "at", "answer", "coder", "answered"]
_EVENTS = {
    # what nobody answered was made by a machine, which can make it again
    "insert": (None, "new", "new.answer is not null"),
    "update": ("old", "new", "old.answer is not null or new.answer is not null"),
    "delete": ("old", None, "old.answer is not null"),
}


def _row(alias: str | None) -> str:
    if alias is None:
        return "null"
    return "json_object({})".format(", ".join(f"'{c}', {alias}.{c}" for c in _COLUMNS))


def _recorded(event: str) -> str:
    before, after, when = _EVENTS[event]
    return f"""
create trigger suggestions_history_{event} after {event} on suggestions when {when} begin
  insert into history (command, at, what, row, before, after)
  select command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'suggestions',
    {after or before}.id, {_row(before)}, {_row(after)}
  from state;
end;
"""


M029_SUGGESTIONS = f"""
-- paragraphs for which a model suggests a tag, and what people said to it
create table suggestions (
  id integer primary key autoincrement,
  tag integer not null references tags (id) on delete cascade,
  paragraph integer not null references paragraphs (id) on delete cascade,
  key text not null, -- of the words: when they change, it is suggested no more
  score real not null, -- how far above the line from which on it is suggested
  model text not null, -- by what: words, or a model of vectors by its name
  at text not null,
  answer text check (answer in ('accepted', 'rejected')), -- null: nobody has said yet
  coder text, -- who answered
  answered text,
  unique (tag, paragraph, key),
  check ((answer is null) = (coder is null) and (answer is null) = (answered is null))
) strict;
create index suggestions_paragraph on suggestions (paragraph);
create index suggestions_answered on suggestions (tag, key) where answer is not null;

-- what was answered once stays, also when an undo opens it again
create index history_suggestions on history (row) where what = 'suggestions';

-- what the last run for each tag was least sure of, to be read first; no history keeps it
create table unsure (
  id integer primary key,
  tag integer not null references tags (id) on delete cascade,
  paragraph integer not null references paragraphs (id) on delete cascade,
  key text not null, -- of the words that were looked at
  score real not null, -- how far above the line, below 0: under it
  unique (tag, paragraph)
) strict;
create index unsure_paragraph on unsure (paragraph);

-- a tagging by a model is one that its coder accepted
drop view seen;
create view seen as
select r.paragraph, r.coder from readings r join paragraphs p on p.id = r.paragraph
where r.key = p.key
union all
select paragraph, coder from taggings where origin in ('hand', 'model');
{"".join(map(_recorded, _EVENTS))}"""

SUGGESTED = (("m029_suggestions", M029_SUGGESTIONS),)
"""Name and SQL of each."""
