"""
m033: how much a command of many changes changed, so that the history is listed without counting.
"""

__all__ = ["CHANGES"]

M033_CHANGES = """
-- how many rows of the history it has, and of which tables, parted by commas; null: so few
-- that they are counted when it is listed
alter table commands add column changes integer;
alter table commands add column tables text;
update commands set
  changes = (select count(*) from history where command = commands.id),
  tables = (select group_concat(distinct what) from history where command = commands.id)
where id in (select command from history group by command having count(*) > 1000);
"""

CHANGES = (("m033_changes", M033_CHANGES),)
"""Name and SQL of each."""
