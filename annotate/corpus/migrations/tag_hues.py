"""
m019: the colours of tags are kept, and given in the order of the roots of their names.
"""

__all__ = ["HUES"]

_ROOT = "iif(instr({0}, '/'), substr({0}, 1, instr({0}, '/') - 1), {0})"
_UNDER = "(folded = {0} or (folded > {0} || '/' and folded < {0} || '0'))"
_OLD, _NEW, _EACH = (_ROOT.format(f"{row}.folded") for row in ("old", "new", "tags"))

M019_HUES = f"""
-- one of 12, shared by the tags under a root; annotate gives a new root the one that is used least.
-- null: another program made the tag, and no command of annotate came since
alter table tags add column hue integer check (hue between 0 and 11);
create index tags_without_hue on tags (id) where hue is null;

update tags set hue = roots.number % 12
from (
  select root, row_number() over (order by min(id)) - 1 as number
  from (select id, {_EACH.replace("tags.folded", "place")} as root
        from (select id, coalesce(folded, lower(name)) as place from tags))
  group by root
) as roots
where roots.root = {_EACH.replace("tags.folded", "coalesce(folded, lower(name))")};

-- under another root a tag takes the hue there; a root that is renamed whole keeps its own
create trigger tags_hue_moved after update of folded on tags
when new.folded is not null and {_NEW} is not {_OLD} begin
  update tags set hue = coalesce(
    (select hue from tags where id <> new.id and hue is not null
       and {_UNDER.format(_NEW)} limit 1),
    iif(exists (select 1 from tags where id <> new.id and {_UNDER.format(_OLD)}), null, hue)
  ) where id = new.id;
end;
"""

HUES = (("m019_hues", M019_HUES),)
"""Name and SQL of each."""
