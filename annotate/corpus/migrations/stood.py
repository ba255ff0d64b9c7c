"""
m009 and m010: every wording of every paragraph, and when it stood; which roles are numbered.
"""

__all__ = ["STOOD"]

M009_STOOD = """
-- how every paragraph stands, or stood in some versions: paragraphs and wordings in one
create view stood as
select
  p.id as paragraph, p.article, a.slug, p.key, p.occurrence, p.version as from_version,
  -- the casts give both halves the same types: else SQLite computes the whole view before it looks
  cast(coalesce(p.removed - 1, a.version) as integer) as to_version,
  p.removed is null as stands, p.position, p.number, p.role, p.text, p.start, p."end", p.page,
  p.removed, -- the version that removed the paragraph
  cast(null as integer) as wording -- its row in wordings; null: it is the paragraph's own
from paragraphs p
join articles a on a.id = p.article
union all
select
  w.paragraph, w.article, a.slug, w.key, w.occurrence, w.from_version, w.to_version,
  0, w.position, w.number, w.role, w.text, w.start, w."end", w.page,
  (select removed from paragraphs where id = w.paragraph), w.id
from wordings w
join articles a on a.id = w.article;
"""

M010_ROLES = """
-- what a paragraph can be
create table roles (
  role text primary key,
  citable integer not null check (citable in (0, 1)) -- whether its paragraphs are numbered
) strict;
insert into roles (role, citable) values
  ('title', 0), ('heading', 0), ('body', 1), ('quote', 1), ('list_item', 1), ('caption', 0),
  ('byline', 0), ('dateline', 0), ('comment', 0), ('boilerplate', 0);
"""

STOOD = (("m009_stood", M009_STOOD), ("m010_roles", M010_ROLES))
"""Name and SQL of each."""
