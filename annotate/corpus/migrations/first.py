"""
m001-m005: articles, annotations, search, history, views.
"""

from annotate.corpus.migrations import triggers

__all__ = ["FIRST", "RECORDED"]

M001_ARTICLES = """
create table originals (
  sha256 text primary key,
  size integer not null,
  bytes blob -- as read, compressed with zlib; null: the version's text in UTF-8
) strict;

create table articles (
  id integer primary key autoincrement,
  slug text not null unique,
  title text not null, -- in [brackets]: its first words, for want of a title
  byline text,
  site text,
  published text,
  url text,
  language text,
  version integer not null default 1 -- the current one
) strict;

create table versions (
  id integer primary key autoincrement,
  article integer not null references articles (id) on delete cascade,
  number integer not null check (number >= 1),
  sha256 text not null references originals (sha256) on delete restrict,
  source text not null, -- the file's path, or '-'
  media_type text not null,
  retrieved text not null,
  text text not null, -- whole; never changed
  unique (article, number)
) strict;
create index versions_sha256 on versions (sha256);
create index versions_source on versions (source);

create table paragraphs (
  id integer primary key autoincrement,
  article integer not null references articles (id) on delete cascade,
  key text not null,
  occurrence integer not null default 1, -- 2: the second of this wording in the article
  position integer not null, -- 1, 2, 3 ... over all paragraphs of the version
  number integer, -- 1, 2, 3 ... over the citable ones; null for the others
  role text not null check (role in (
    'title', 'heading', 'body', 'quote', 'list_item', 'caption',
    'byline', 'dateline', 'comment', 'boilerplate'
  )),
  text text not null,
  start integer not null, -- code points into the version's text
  "end" integer not null,
  version integer not null, -- the version since which the row reads like this
  removed integer -- the version that removed the paragraph
) strict;
create index paragraphs_article on paragraphs (article, removed, position);
create index paragraphs_number on paragraphs (article, number)
  where number is not null and removed is null;
create index paragraphs_key on paragraphs (key, article);

-- how a paragraph stood in earlier versions
create table wordings (
  id integer primary key autoincrement,
  paragraph integer not null references paragraphs (id) on delete cascade,
  article integer not null references articles (id) on delete cascade,
  from_version integer not null,
  to_version integer not null,
  key text not null,
  occurrence integer not null,
  position integer not null,
  number integer,
  role text not null,
  text text not null,
  start integer not null,
  "end" integer not null
) strict;
create index wordings_paragraph on wordings (paragraph);
create index wordings_article on wordings (article, from_version);
create index wordings_key on wordings (key);
"""

M002_ANNOTATIONS = """
create table tags (
  id integer primary key autoincrement,
  name text not null collate nocase unique, -- a path: actor/isis is under actor
  definition text not null default '',
  use_when text not null default '',
  do_not_use_when text not null default '',
  colour text check (colour glob '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]')
) strict;

create table taggings (
  id text primary key, -- UUIDv7
  paragraph integer not null references paragraphs (id) on delete restrict,
  tag integer not null references tags (id) on delete restrict,
  coder text not null,
  created text not null,
  origin text not null default 'hand' check (origin in ('hand', 'rule', 'model', 'import')),
  exact text, -- the quote; null: the whole paragraph
  prefix text,
  suffix text,
  start integer, -- code points into the paragraph's text
  check ((exact is null) = (start is null))
) strict;
create unique index taggings_once
  on taggings (paragraph, tag, coder, coalesce(start, -1), coalesce(exact, ''));
create index taggings_tag on taggings (tag, paragraph);

create table notes (
  number integer primary key, -- for the search index alone: VACUUM keeps it, unlike a bare rowid
  id text not null unique, -- UUIDv7
  article integer references articles (id) on delete restrict,
  paragraph integer references paragraphs (id) on delete restrict,
  tag integer references tags (id) on delete restrict,
  text text not null, -- Markdown
  private integer not null default 0 check (private in (0, 1)),
  coder text not null,
  created text not null,
  updated text not null,
  exact text,
  prefix text,
  suffix text,
  start integer,
  check ((article is not null) + (paragraph is not null) + (tag is not null) = 1),
  check ((exact is null) = (start is null)),
  check (exact is null or paragraph is not null)
) strict;
create index notes_article on notes (article) where article is not null;
create index notes_paragraph on notes (paragraph) where paragraph is not null;
create index notes_tag on notes (tag) where tag is not null;
"""

M003_SEARCH = """
-- one row: which command is writing now, since when, and from which paragraph on the index waits
create table state (
  id integer primary key check (id = 1),
  command integer,
  at text,
  unindexed integer
) strict;
insert into state (id) values (1);

create virtual table paragraphs_fts using fts5 (
  text, content="paragraphs", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
create trigger paragraphs_fts_insert after insert on paragraphs
when (select unindexed from state) is null begin
  insert into paragraphs_fts (rowid, text) values (new.id, new.text);
end;
create trigger paragraphs_fts_delete after delete on paragraphs
when old.id < coalesce((select unindexed from state), 9223372036854775807) begin
  insert into paragraphs_fts (paragraphs_fts, rowid, text) values ('delete', old.id, old.text);
end;
create trigger paragraphs_fts_update after update of text on paragraphs
when old.id < coalesce((select unindexed from state), 9223372036854775807) begin
  insert into paragraphs_fts (paragraphs_fts, rowid, text) values ('delete', old.id, old.text);
  insert into paragraphs_fts (rowid, text) values (new.id, new.text);
end;

create virtual table notes_fts using fts5 (
  text, content="notes", content_rowid="number", tokenize="unicode61 remove_diacritics 2"
);
create trigger notes_fts_insert after insert on notes begin
  insert into notes_fts (rowid, text) values (new.number, new.text);
end;
create trigger notes_fts_delete after delete on notes begin
  insert into notes_fts (notes_fts, rowid, text) values ('delete', old.number, old.text);
end;
create trigger notes_fts_update after update of text on notes begin
  insert into notes_fts (notes_fts, rowid, text) values ('delete', old.number, old.text);
  insert into notes_fts (rowid, text) values (new.number, new.text);
end;
"""

M004_HISTORY = """
create table commands (
  id integer primary key, -- only ever added to
  at text not null,
  coder text not null,
  words text not null, -- as typed: tag mosul:3 actor/isis
  undone integer references commands (id) on delete set null -- the command that took it back
) strict;
create index commands_undone on commands (undone) where undone is not null;

create table history (
  id integer primary key, -- only ever added to
  command integer references commands (id) on delete restrict, -- null: another program wrote
  at text not null,
  what text not null, -- the table
  row text not null, -- its id there
  before text, -- JSON; null: it is new
  after text -- JSON; null: it was deleted
) strict;
create index history_command on history (command);
"""

# Part of m004, never to be edited: what the history keeps of each table,
# enough to put a row back. Texts of versions stay out: they never change.
RECORDED = {
    "articles": "id slug title byline site published url language version",
    "versions": "id article number sha256 source",
    "paragraphs": "id article key occurrence position number role text start end version removed",
    "tags": "id name definition use_when do_not_use_when colour",
    "taggings": "id paragraph tag coder created origin exact prefix suffix start",
    "notes": "id article paragraph tag text private coder created updated"
    " exact prefix suffix start",
}

M005_VIEWS = """
create view tagged_paragraphs as
select
  articles.slug as article, paragraphs.number, paragraphs.key, tags.name as tag,
  taggings.exact as quote, taggings.coder, taggings.created, paragraphs.text,
  '/cite/' || articles.slug || '/' || paragraphs.key as link, taggings.id as tagging
from taggings
join tags on tags.id = taggings.tag
join paragraphs on paragraphs.id = taggings.paragraph
join articles on articles.id = paragraphs.article;

create view tag_counts as
select
  tags.name as tag, tags.definition, count(taggings.id) as taggings,
  count(distinct taggings.paragraph) as paragraphs,
  count(distinct paragraphs.article) as articles
from tags
left join taggings on taggings.tag = tags.id
left join paragraphs on paragraphs.id = taggings.paragraph
group by tags.id;

create view citations as
select
  paragraphs.key, articles.slug as article, paragraphs.number, articles.byline, articles.title,
  articles.site, articles.published, articles.url, paragraphs.text,
  '/cite/' || articles.slug || '/' || paragraphs.key as link, paragraphs.id as paragraph
from paragraphs
join articles on articles.id = paragraphs.article
where paragraphs.number is not null and paragraphs.removed is null;
"""

FIRST: tuple[tuple[str, str], ...] = (
    ("m001_articles", M001_ARTICLES),
    ("m002_annotations", M002_ANNOTATIONS),
    ("m003_search", M003_SEARCH),
    ("m004_history", M004_HISTORY + triggers.created(RECORDED)),
    ("m005_views", M005_VIEWS),
)
"""Name and SQL of each."""
