"""
The migrations: plain SQL, numbered, append-only, importing nothing of ours.

Never edit one that was released: add the next.
"""

__all__ = ["MIGRATIONS"]

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
_RECORDED = {
    "articles": "id slug title byline site published url language version",
    "versions": "id article number sha256 source",
    "paragraphs": "id article key occurrence position number role text start end version removed",
    "tags": "id name definition use_when do_not_use_when colour",
    "taggings": "id paragraph tag coder created origin exact prefix suffix start",
    "notes": "id article paragraph tag text private coder created updated"
    " exact prefix suffix start",
}
_EVENTS = {
    "insert": ("null", "{new}", "new"),
    "update": ("{old}", "{new}", "new"),
    "delete": ("{old}", "null", "old"),
}


def _history_triggers(recorded: dict[str, str]) -> str:
    return "".join(
        _history_trigger(table, columns.split(), event)
        for table, columns in recorded.items()
        for event in _EVENTS
        # a paragraph's first and last day are those of its version
        if not (table == "paragraphs" and event != "update")
    )


def _history_trigger(table: str, columns: list[str], event: str) -> str:
    before, after, alias = _EVENTS[event]
    json = {
        row: "json_object({})".format(", ".join(f"'{c}', {row}.\"{c}\"" for c in columns))
        for row in ("old", "new")
    }
    return f"""
create trigger {table}_history_{event} after {event} on {table} begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), '{table}', {alias}.id,
    {before.format(**json)},
    {after.format(**json)}
  from state;
end;
"""


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

M006_LINEAGE = """
-- what became of paragraphs in each version after the first; what stayed as it was has no row
create table lineage (
  id integer primary key autoincrement,
  article integer not null references articles (id) on delete cascade,
  version integer not null, -- the one that brought the move
  move text not null check (
    move in ('same', 'moved', 'edited', 'split', 'merged', 'removed', 'added')
  ), -- same: removed by an earlier version, and back
  from_paragraph integer references paragraphs (id) on delete cascade, -- null: added
  to_paragraph integer references paragraphs (id) on delete cascade, -- null: removed
  score real not null, -- how likely it is right, 0 to 1
  check (from_paragraph is not null or to_paragraph is not null)
) strict;
create index lineage_article on lineage (article, version);
create index lineage_from on lineage (from_paragraph) where from_paragraph is not null;
create index lineage_to on lineage (to_paragraph) where to_paragraph is not null;

insert into lineage (article, version, move, from_paragraph, score)
select article, removed, 'removed', id, 1.0 from paragraphs where removed is not null;
insert into lineage (article, version, move, to_paragraph, score)
select article, min(from_version), 'added', id, 1.0 from (
  select id, article, version as from_version from paragraphs
  union all select paragraph, article, from_version from wordings
) group by id having min(from_version) > 1;

-- the words of a quote are not in its paragraph any more: the version since which
alter table taggings add column gone integer check (gone is null or exact is not null);
alter table notes add column gone integer check (gone is null or exact is not null);

-- annotations whose words a new version does not have, or not for sure
create table reviews (
  id integer primary key autoincrement,
  article integer not null references articles (id) on delete cascade,
  version integer not null, -- the one that does not have the words
  paragraph integer not null references paragraphs (id) on delete cascade, -- that had them
  tagging text references taggings (id) on delete cascade, -- a quote; null with note null:
  note text references notes (id) on delete cascade, -- all that is on a removed paragraph
  score real not null, -- how likely the likeliest candidate is; 0: there is none
  answer text check (answer in ('accepted', 'moved', 'gone')), -- null: nobody has said yet
  check (tagging is null or note is null)
) strict;
create index reviews_article on reviews (article);
create index reviews_paragraph on reviews (paragraph);
create index reviews_tagging on reviews (tagging) where tagging is not null;
create index reviews_note on reviews (note) where note is not null;
create index reviews_open on reviews (id) where answer is null;
"""

_RECORDED_SINCE_6 = {
    "taggings": _RECORDED["taggings"] + " gone",
    "notes": _RECORDED["notes"] + " gone",
    "reviews": "id article version paragraph tagging note score answer",
}


_DROPPED = "".join(
    f"drop trigger {table}_history_{event};\n"
    for table in ("taggings", "notes") for event in _EVENTS
)  # fmt: skip

MIGRATIONS: tuple[tuple[str, str], ...] = (
    ("m001_articles", M001_ARTICLES),
    ("m002_annotations", M002_ANNOTATIONS),
    ("m003_search", M003_SEARCH),
    ("m004_history", M004_HISTORY + _history_triggers(_RECORDED)),
    ("m005_views", M005_VIEWS),
    ("m006_lineage", M006_LINEAGE + _DROPPED + _history_triggers(_RECORDED_SINCE_6)),
)
"""Name and SQL of every migration, in order. Never edit one that was released: add the next."""
