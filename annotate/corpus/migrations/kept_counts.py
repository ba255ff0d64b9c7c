"""
m020: how often each tag stands is kept with it by triggers, and not counted for every page.
"""

__all__ = ["KEPT_COUNTS"]

_GONE_WITH = "exists (select 1 from paragraphs where id = {row}.paragraph and removed is not null)"
_ALONE = """not exists (
      select 1 from taggings where tag = {row}.tag and paragraph = {row}.paragraph{but}
    )"""


def _stands(sign: str, row: str, but: str) -> str:
    """A tagging more (+) or less (-), the one that is the trigger's new or old row."""
    return f"""
  update tags set
    taggings = taggings {sign} 1, gone = gone {sign} ({row}.gone is not null),
    paragraphs = paragraphs {sign} {_ALONE.format(row=row, but=but)}
  where id = {row}.tag"""


def _removed(sign: str, row: str) -> str:
    return f"""
  update tags set removed = removed {sign} 1 where id = {row}.tag"""


def _counted(event: str, sign: str, row: str, but: str = "") -> str:
    """Of the two triggers one does nothing, and costs a look at the paragraph."""
    on, gone_with = f"after {event} on taggings", _GONE_WITH.format(row=row)
    return f"""
create trigger taggings_counted_{event} {on}
when not {gone_with} begin{_stands(sign, row, but)};
end;

create trigger taggings_removed_{event} {on}
when {gone_with} begin{_removed(sign, row)};
end;
"""


def _moved(sign: str, row: str) -> str:
    gone_with = _GONE_WITH.format(row=row)
    stands = _stands(sign, row, f"{_BUT}{row}.rowid")
    return f"{stands} and not {gone_with};{_removed(sign, row)} and {gone_with};"


_BUT = "\n        and rowid <> "

M020_KEPT_COUNTS = f"""
-- taggings on paragraphs that stand, these paragraphs, how many of the taggings are on quotes
-- whose words are gone; and further ones on removed paragraphs
alter table tags add column taggings integer not null default 0;
alter table tags add column paragraphs integer not null default 0;
alter table tags add column gone integer not null default 0;
alter table tags add column removed integer not null default 0;

update tags set
  taggings = c.taggings, paragraphs = c.paragraphs, gone = c.gone, removed = c.removed
from (
  select
    t.tag, sum(p.id is null) as taggings,
    count(distinct iif(p.id is null, t.paragraph, null)) as paragraphs,
    sum(p.id is null and t.gone is not null) as gone, count(p.id) as removed
  from taggings t
  left join paragraphs p indexed by paragraphs_removed
    on p.id = t.paragraph and p.removed is not null
  group by t.tag
) c
where c.tag = tags.id;
{_counted("insert", "+", "new", f"{_BUT}new.rowid")}{_counted("delete", "-", "old")}
create trigger taggings_counted_update after update of tag, paragraph, gone on taggings
when new.tag <> old.tag or new.paragraph <> old.paragraph
  or (new.gone is null) <> (old.gone is null)
begin{_moved("-", "old")}{_moved("+", "new")}
end;

create trigger paragraphs_counted after update of removed on paragraphs
when (new.removed is null) <> (old.removed is null) begin
  update tags set
    taggings = tags.taggings + (new.removed is null) * c.taggings
      - (old.removed is null) * c.taggings,
    gone = tags.gone + (new.removed is null) * c.gone - (old.removed is null) * c.gone,
    paragraphs = paragraphs + (new.removed is null) - (old.removed is null),
    removed = removed + (new.removed is not null) * c.taggings
      - (old.removed is not null) * c.taggings
  from (
    select tag, count(*) as taggings, count(gone) as gone from taggings
    where paragraph = new.id group by tag
  ) c
  where c.tag = tags.id;
end;
"""

KEPT_COUNTS = (("m020_kept_counts", M020_KEPT_COUNTS),)
"""Name and SQL of each."""
