"""
m008: pages of paragraphs, what people correct, other names and addresses of articles.
"""

from annotate.corpus.migrations import triggers
from annotate.corpus.migrations.first import RECORDED

__all__ = ["CORRECTING"]

M008_CORRECTIONS = """
alter table paragraphs add column page integer; -- of the source, where it begins; from 1
alter table wordings add column page integer;

-- names of columns that someone set, which no new version changes: 'title byline'
alter table articles add column by_hand text not null default '';

-- what an article was called before; its links go on
create table old_slugs (
  id integer primary key autoincrement,
  slug text not null unique,
  article integer not null references articles (id) on delete cascade
) strict;
create index old_slugs_article on old_slugs (article);

-- where the very words of an article were found too; they are stored once
create table addresses (
  id integer primary key autoincrement,
  article integer not null references articles (id) on delete cascade,
  source text not null,
  url text,
  sha256 text not null, -- of the bytes there
  retrieved text not null
) strict;
create index addresses_article on addresses (article);
create index addresses_sha256 on addresses (sha256);

-- what was said of a paragraph's role or bounds, against what was read; holds for later versions
create table corrections (
  id integer primary key autoincrement,
  article integer not null references articles (id) on delete cascade,
  kind text not null check (kind in ('role', 'split', 'join')),
  paragraph integer references paragraphs (id) on delete cascade, -- of a role
  key text not null, -- of the wording: whole before a split, the first one of those joined
  role text,
  before text, -- the words on both sides of a cut, or of a seam
  after text,
  coder text not null,
  created text not null,
  origin text not null default 'hand' check (origin in ('hand', 'rule')),
  check ((kind = 'role') = (role is not null)),
  check ((kind = 'role') = (before is null and after is null))
) strict;
create index corrections_article on corrections (article);
create index corrections_paragraph on corrections (paragraph) where paragraph is not null;

drop trigger paragraphs_history_update; -- it is made anew below, with the page
"""

_RECORDED = {
    "articles": RECORDED["articles"] + " by_hand",
    "paragraphs": RECORDED["paragraphs"] + " page",
    "old_slugs": "id slug article",
    "addresses": "id article source url sha256 retrieved",
    "corrections": "id article kind paragraph key role before after coder created origin",
}

CORRECTING = (
    (
        "m008_corrections",
        M008_CORRECTIONS + triggers.dropped(("articles",)) + triggers.created(_RECORDED),
    ),
)
"""Name and SQL of each."""
