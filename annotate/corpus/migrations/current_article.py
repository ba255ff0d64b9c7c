"""
m027: the article that each coder has open, which refs may leave out.
"""

__all__ = ["OPENED"]

M027_OPENED = """
-- where a coder is, not what they did: it is in no history
create table opened (
  id integer primary key autoincrement,
  coder text not null unique,
  article integer references articles (id) on delete set null, -- null: it is not there any more
  at text not null
) strict;
create index opened_article on opened (article);
"""

OPENED = (("m027_opened", M027_OPENED),)
"""Name and SQL of each."""
