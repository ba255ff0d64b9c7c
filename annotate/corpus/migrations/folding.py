"""
m011: one name for a tag, whatever its letter case, in every script.
"""

__all__ = ["TAG_NAMES"]

M011_TAG_NAMES = """
-- the name as its place in the codebook, equal for names that differ by letter case alone or by what
-- cannot be seen. annotate fills it in; null: another program wrote the name, or an older annotate
-- did, which had the same name twice (`annotate check` says so)
alter table tags add column folded text;
create unique index tags_folded on tags (folded) where folded is not null;
create index tags_unfolded on tags (id) where folded is null;

-- what is derived is no change that the history keeps
drop trigger tags_history_update;
create trigger tags_history_update
after update of id, name, definition, use_when, do_not_use_when, colour on tags begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'tags', new.id,
    json_object('id', old."id", 'name', old."name", 'definition', old."definition", 'use_when', old."use_when", 'do_not_use_when', old."do_not_use_when", 'colour', old."colour"),
    json_object('id', new."id", 'name', new."name", 'definition', new."definition", 'use_when', new."use_when", 'do_not_use_when', new."do_not_use_when", 'colour', new."colour")
  from state;
end;
-- of ASCII the database knows the letter case itself
create trigger tags_added after insert on tags
when new.folded is null and new.name not glob '*[^ -~]*' begin
  update or ignore tags set folded = lower(new.name) where id = new.id;
end;
create trigger tags_renamed after update of name on tags
when new.folded is old.folded begin
  update tags set folded = null where id = new.id;
  update or ignore tags set folded = lower(new.name)
  where id = new.id and new.name not glob '*[^ -~]*';
end;

-- tag_folded() is there while migrations are applied; of several the first has the place
update or ignore tags set folded = tag_folded(name);
"""  # noqa: E501

TAG_NAMES = (("m011_tag_names", M011_TAG_NAMES),)
"""Name and SQL of each."""
