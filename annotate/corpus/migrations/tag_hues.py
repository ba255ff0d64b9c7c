"""
m019: the colours of tags are kept, and given in the order of the roots of their names.
"""

from annotate.corpus.migrations import triggers

__all__ = ["HUES"]

_ROOT = "iif(instr({0}, '/'), substr({0}, 1, instr({0}, '/') - 1), {0})"
_EACH = _ROOT.format("tags.folded")

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
"""

_RECORDED = {"tags": "id name definition use_when do_not_use_when colour hue"}
_ANY, _OF = (
    "after update on tags",
    "after update of id, name, definition, use_when, do_not_use_when",
)
# what annotate fills in after another program is no change that the history keeps
_TRIGGERS = triggers.created(_RECORDED).replace(_ANY, f"{_OF}, colour on tags")

HUES = (("m019_hues", M019_HUES + triggers.dropped(("tags",)) + _TRIGGERS),)
"""Name and SQL of each."""
