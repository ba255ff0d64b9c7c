-- Generated: `python -m annotate.corpus.schema > db/schema.sql`; a test keeps it equal.

CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE TABLE originals (
  sha256 text primary key,
  size integer not null,
  bytes blob -- as read, compressed with zlib; null: the version's text in UTF-8
) strict;

CREATE TABLE articles (
  id integer primary key autoincrement,
  slug text not null unique,
  title text not null, -- in [brackets]: its first words, for want of a title
  byline text,
  site text,
  published text,
  url text,
  language text,
  version integer not null default 1 -- the current one
, by_hand text not null default '') strict;

CREATE TABLE versions (
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

CREATE TABLE paragraphs (
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
, page integer, seconds integer) strict;

CREATE TABLE wordings (
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
, page integer, seconds integer) strict;

CREATE TABLE tags (
  id integer primary key autoincrement,
  name text not null collate nocase unique, -- a path: actor/isis is under actor
  definition text not null default '',
  use_when text not null default '',
  do_not_use_when text not null default '',
  colour text check (colour glob '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]')
, folded text, hue integer check (hue between 0 and 11), taggings integer not null default 0, paragraphs integer not null default 0, gone integer not null default 0, removed integer not null default 0, key text check (length(key) = 1)) strict;

CREATE TABLE taggings (
  id text primary key, -- UUIDv7
  paragraph integer not null references paragraphs (id) on delete restrict,
  tag integer not null references tags (id) on delete restrict,
  coder text not null,
  created text not null,
  origin text not null default 'hand' check (origin in ('hand', 'rule', 'model', 'import')),
  exact text, -- the quote; null: the whole paragraph
  prefix text,
  suffix text,
  start integer, gone integer check (gone is null or exact is not null), revision integer, -- code points into the paragraph's text
  check ((exact is null) = (start is null))
) strict;

CREATE TABLE notes (
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
  start integer, gone integer check (gone is null or exact is not null), changed_by text,
  check ((article is not null) + (paragraph is not null) + (tag is not null) = 1),
  check ((exact is null) = (start is null)),
  check (exact is null or paragraph is not null)
) strict;

CREATE TABLE state (
  id integer primary key check (id = 1),
  command integer,
  at text,
  unindexed integer
, parted integer not null default 0, revision integer not null default 0, closed integer not null default 0 check (closed in (0, 1))) strict;

CREATE VIRTUAL TABLE paragraphs_fts using fts5 (
  text, content="paragraphs", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);

CREATE VIRTUAL TABLE notes_fts using fts5 (
  text, content="notes", content_rowid="number", tokenize="unicode61 remove_diacritics 2"
);

CREATE TABLE commands (
  id integer primary key, -- only ever added to
  at text not null,
  coder text not null,
  words text not null, -- as typed: tag mosul:3 actor/isis
  undone integer references commands (id) on delete set null -- the command that took it back
, undoes integer references commands (id) on delete set null, forgot integer references commands (id) on delete set null, changes integer, tables text) strict;

CREATE TABLE history (
  id integer primary key, -- only ever added to
  command integer references commands (id) on delete restrict, -- null: another program wrote
  at text not null,
  what text not null, -- the table
  row text not null, -- its id there
  before text, -- JSON; null: it is new
  after text -- JSON; null: it was deleted
) strict;

CREATE TABLE lineage (
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

CREATE TABLE placements (
  id integer primary key autoincrement,
  tagging text references taggings (id) on delete cascade,
  note text references notes (id) on delete cascade,
  to_version integer not null, -- the last one in which it stood so
  paragraph integer not null references paragraphs (id) on delete cascade,
  exact text,
  prefix text,
  suffix text,
  start integer,
  check ((tagging is null) + (note is null) = 1)
) strict;

CREATE TABLE reviews (
  id integer primary key autoincrement,
  article integer not null references articles (id) on delete cascade,
  version integer not null, -- the one that does not have the words
  paragraph integer not null references paragraphs (id) on delete cascade, -- that had them
  tagging text references taggings (id) on delete cascade, -- a quote; null with note null:
  note text references notes (id) on delete cascade, -- all that is on a removed paragraph
  candidates text not null, -- JSON: [[paragraph, how likely], ...], the likeliest first
  answer text check (answer in ('accepted', 'moved', 'gone')), -- null: nobody has said yet
  check (tagging is null or note is null)
) strict;

CREATE TABLE old_slugs (
  id integer primary key autoincrement,
  slug text not null unique,
  article integer not null references articles (id) on delete cascade
) strict;

CREATE TABLE addresses (
  id integer primary key autoincrement,
  article integer not null references articles (id) on delete cascade,
  source text not null,
  url text,
  sha256 text not null, -- of the bytes there
  retrieved text not null
, site text) strict;

CREATE TABLE corrections (
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

CREATE TABLE roles (
  role text primary key,
  citable integer not null check (citable in (0, 1)) -- whether its paragraphs are numbered
) strict;

CREATE TABLE taken_out (
  id integer primary key autoincrement,
  command integer not null references commands (id) on delete cascade, -- the undo
  what text not null check (what in ('versions', 'addresses')), -- the table
  row integer not null, -- its id there
  rows blob not null, -- of which tables, JSON, compressed with zlib
  original blob -- as in originals
) strict;

CREATE TABLE unspaced (
  paragraph integer primary key references paragraphs (id) on delete cascade,
  text text -- null: to be looked at anew
) strict;

CREATE VIRTUAL TABLE unspaced_fts using fts5 (
  text, content="unspaced", content_rowid="paragraph",
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);

CREATE TABLE readings (
  id text primary key, -- UUIDv7
  paragraph integer not null references paragraphs (id) on delete restrict,
  key text not null, -- of the words that were read
  coder text not null,
  created text not null,
  revision integer not null -- of the codebook
) strict;

CREATE TABLE codebook_revisions (
  number integer primary key autoincrement, -- state.revision is the last
  command integer references commands (id) on delete set null, -- null: another program
  at text not null
) strict;

CREATE TABLE examples (
  id integer primary key autoincrement,
  tag integer not null references tags (id) on delete cascade,
  paragraph integer not null references paragraphs (id) on delete cascade,
  counter integer not null default 0 check (counter in (0, 1)), -- 1: what it is not for
  unique (tag, paragraph)
) strict;

CREATE TABLE stops (
  id integer primary key autoincrement,
  coder text not null,
  query text not null, -- as typed; empty: none
  sorted text not null, -- how the queue is: unread, all, random
  paragraph integer not null references paragraphs (id) on delete cascade, -- shown last
  at text not null,
  unique (coder, query, sorted)
) strict;

CREATE TABLE opened (
  id integer primary key autoincrement,
  coder text not null unique,
  article integer references articles (id) on delete set null, -- null: it is not there any more
  at text not null
) strict;

CREATE TABLE rules (
  id integer primary key autoincrement,
  name text not null unique,
  definition text not null, -- JSON: pattern, words or query, and how
  place integer -- 1, 2, 3 ... in the file that was applied last; null: it is not in that
) strict;

CREATE TABLE rule_tags (
  id integer primary key autoincrement,
  rule integer not null references rules (id) on delete cascade,
  tag integer not null references tags (id) on delete cascade,
  unique (rule, tag)
) strict;

CREATE TABLE rule_taggings (
  id integer primary key autoincrement,
  rule integer references rules (id) on delete set null, -- null: it was forgotten
  tagging text not null unique, -- its id; where it is not any more, a person took it off
  tag integer not null references tags (id) on delete cascade,
  -- where it stood when it was taken off; null before
  paragraph integer references paragraphs (id) on delete cascade,
  key text, -- of the paragraph's words then
  exact text,
  start integer
) strict;

CREATE TABLE suggestions (
  id integer primary key autoincrement,
  tag integer not null references tags (id) on delete cascade,
  paragraph integer not null references paragraphs (id) on delete cascade,
  key text not null, -- of the words: when they change, it is suggested no more
  score real not null, -- how far above the line from which on it is suggested
  model text not null, -- by what: words, or a model of vectors by its name
  at text not null,
  answer text check (answer in ('accepted', 'rejected')), -- null: nobody has said yet
  coder text, -- who answered
  answered text,
  unique (tag, paragraph, key),
  check ((answer is null) = (coder is null) and (answer is null) = (answered is null))
) strict;

CREATE TABLE unsure (
  id integer primary key,
  tag integer not null references tags (id) on delete cascade,
  paragraph integer not null references paragraphs (id) on delete cascade,
  key text not null, -- of the words that were looked at
  score real not null, -- how far above the line, below 0: under it
  unique (tag, paragraph)
) strict;

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE INDEX versions_sha256 on versions (sha256);

CREATE INDEX versions_source on versions (source);

CREATE INDEX paragraphs_article on paragraphs (article, removed, position);

CREATE INDEX paragraphs_number on paragraphs (article, number)
  where number is not null and removed is null;

CREATE INDEX paragraphs_key on paragraphs (key, article);

CREATE INDEX wordings_paragraph on wordings (paragraph);

CREATE INDEX wordings_article on wordings (article, from_version);

CREATE INDEX wordings_key on wordings (key);

CREATE UNIQUE INDEX taggings_once
  on taggings (paragraph, tag, coder, coalesce(start, -1), coalesce(exact, ''));

CREATE INDEX notes_article on notes (article) where article is not null;

CREATE INDEX notes_paragraph on notes (paragraph) where paragraph is not null;

CREATE INDEX notes_tag on notes (tag) where tag is not null;

CREATE INDEX commands_undone on commands (undone) where undone is not null;

CREATE INDEX history_command on history (command);

CREATE INDEX lineage_article on lineage (article, version);

CREATE INDEX lineage_from on lineage (from_paragraph) where from_paragraph is not null;

CREATE INDEX lineage_to on lineage (to_paragraph) where to_paragraph is not null;

CREATE INDEX placements_tagging on placements (tagging, to_version) where tagging is not null;

CREATE INDEX placements_note on placements (note, to_version) where note is not null;

CREATE INDEX placements_paragraph on placements (paragraph);

CREATE INDEX articles_url on articles (url) where url is not null;

CREATE INDEX reviews_article on reviews (article);

CREATE INDEX reviews_paragraph on reviews (paragraph);

CREATE INDEX reviews_tagging on reviews (tagging) where tagging is not null;

CREATE INDEX reviews_note on reviews (note) where note is not null;

CREATE INDEX reviews_open on reviews (id) where answer is null;

CREATE INDEX old_slugs_article on old_slugs (article);

CREATE INDEX addresses_article on addresses (article);

CREATE INDEX addresses_sha256 on addresses (sha256);

CREATE INDEX corrections_article on corrections (article);

CREATE INDEX corrections_paragraph on corrections (paragraph) where paragraph is not null;

CREATE UNIQUE INDEX tags_folded on tags (folded) where folded is not null;

CREATE INDEX tags_unfolded on tags (id) where folded is null;

CREATE INDEX taggings_tag on taggings (tag, paragraph, gone);

CREATE INDEX paragraphs_removed on paragraphs (id) where removed is not null;

CREATE INDEX commands_undoes on commands (undoes) where undoes is not null;

CREATE INDEX taken_out_command on taken_out (command);

CREATE INDEX unspaced_waiting on unspaced (paragraph) where text is null;

CREATE INDEX commands_forgot on commands (forgot) where forgot is not null;

CREATE INDEX tags_without_hue on tags (id) where hue is null;

CREATE INDEX taggings_coder on taggings (coder);

CREATE UNIQUE INDEX readings_once on readings (paragraph, coder, key, revision);

CREATE INDEX codebook_revisions_command on codebook_revisions (command);

CREATE INDEX examples_paragraph on examples (paragraph);

CREATE UNIQUE INDEX tags_key on tags (key) where key is not null;

CREATE INDEX stops_paragraph on stops (paragraph);

CREATE INDEX opened_article on opened (article);

CREATE INDEX rule_tags_tag on rule_tags (tag);

CREATE INDEX rule_taggings_rule on rule_taggings (rule);

CREATE INDEX rule_taggings_tag on rule_taggings (tag);

CREATE INDEX rule_taggings_paragraph on rule_taggings (paragraph) where paragraph is not null;

CREATE INDEX suggestions_paragraph on suggestions (paragraph);

CREATE INDEX suggestions_answered on suggestions (tag, key) where answer is not null;

CREATE INDEX history_suggestions on history (row) where what = 'suggestions';

CREATE INDEX unsure_paragraph on unsure (paragraph);

CREATE INDEX addresses_source on addresses (source);

CREATE INDEX tags_nested on tags (folded) where instr(folded, '/');

CREATE INDEX taggings_unread on taggings (paragraph) where origin in ('rule', 'import');

CREATE INDEX history_codebook on history (command, row)
  where what = 'tags' or what = 'examples' or what = 'state';

CREATE TRIGGER paragraphs_fts_insert after insert on paragraphs
when (select unindexed from state) is null begin
  insert into paragraphs_fts (rowid, text) values (new.id, new.text);
end;

CREATE TRIGGER paragraphs_fts_delete after delete on paragraphs
when old.id < coalesce((select unindexed from state), 9223372036854775807) begin
  insert into paragraphs_fts (paragraphs_fts, rowid, text) values ('delete', old.id, old.text);
end;

CREATE TRIGGER paragraphs_fts_update after update of text on paragraphs
when old.id < coalesce((select unindexed from state), 9223372036854775807) begin
  insert into paragraphs_fts (paragraphs_fts, rowid, text) values ('delete', old.id, old.text);
  insert into paragraphs_fts (rowid, text) values (new.id, new.text);
end;

CREATE TRIGGER notes_fts_insert after insert on notes begin
  insert into notes_fts (rowid, text) values (new.number, new.text);
end;

CREATE TRIGGER notes_fts_delete after delete on notes begin
  insert into notes_fts (notes_fts, rowid, text) values ('delete', old.number, old.text);
end;

CREATE TRIGGER notes_fts_update after update of text on notes begin
  insert into notes_fts (notes_fts, rowid, text) values ('delete', old.number, old.text);
  insert into notes_fts (rowid, text) values (new.number, new.text);
end;

CREATE TRIGGER versions_history_insert after insert on versions begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'versions', new.id,
    null,
    json_object('id', new."id", 'article', new."article", 'number', new."number", 'sha256', new."sha256", 'source', new."source")
  from state;
end;

CREATE TRIGGER versions_history_update after update on versions begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'versions', new.id,
    json_object('id', old."id", 'article', old."article", 'number', old."number", 'sha256', old."sha256", 'source', old."source"),
    json_object('id', new."id", 'article', new."article", 'number', new."number", 'sha256', new."sha256", 'source', new."source")
  from state;
end;

CREATE TRIGGER versions_history_delete after delete on versions begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'versions', old.id,
    json_object('id', old."id", 'article', old."article", 'number', old."number", 'sha256', old."sha256", 'source', old."source"),
    null
  from state;
end;

CREATE TRIGGER reviews_history_insert after insert on reviews begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'reviews', new.id,
    null,
    json_object('id', new."id", 'article', new."article", 'version', new."version", 'paragraph', new."paragraph", 'tagging', new."tagging", 'note', new."note", 'candidates', new."candidates", 'answer', new."answer")
  from state;
end;

CREATE TRIGGER reviews_history_update after update on reviews begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'reviews', new.id,
    json_object('id', old."id", 'article', old."article", 'version', old."version", 'paragraph', old."paragraph", 'tagging', old."tagging", 'note', old."note", 'candidates', old."candidates", 'answer', old."answer"),
    json_object('id', new."id", 'article', new."article", 'version', new."version", 'paragraph', new."paragraph", 'tagging', new."tagging", 'note', new."note", 'candidates', new."candidates", 'answer', new."answer")
  from state;
end;

CREATE TRIGGER reviews_history_delete after delete on reviews begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'reviews', old.id,
    json_object('id', old."id", 'article', old."article", 'version', old."version", 'paragraph', old."paragraph", 'tagging', old."tagging", 'note', old."note", 'candidates', old."candidates", 'answer', old."answer"),
    null
  from state;
end;

CREATE TRIGGER lineage_history_insert after insert on lineage begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'lineage', new.id,
    null,
    json_object('id', new."id", 'article', new."article", 'version', new."version", 'move', new."move", 'from_paragraph', new."from_paragraph", 'to_paragraph', new."to_paragraph", 'score', new."score")
  from state;
end;

CREATE TRIGGER lineage_history_update after update on lineage begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'lineage', new.id,
    json_object('id', old."id", 'article', old."article", 'version', old."version", 'move', old."move", 'from_paragraph', old."from_paragraph", 'to_paragraph', old."to_paragraph", 'score', old."score"),
    json_object('id', new."id", 'article', new."article", 'version', new."version", 'move', new."move", 'from_paragraph', new."from_paragraph", 'to_paragraph', new."to_paragraph", 'score', new."score")
  from state;
end;

CREATE TRIGGER lineage_history_delete after delete on lineage begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'lineage', old.id,
    json_object('id', old."id", 'article', old."article", 'version', old."version", 'move', old."move", 'from_paragraph', old."from_paragraph", 'to_paragraph', old."to_paragraph", 'score', old."score"),
    null
  from state;
end;

CREATE TRIGGER placements_history_insert after insert on placements begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'placements', new.id,
    null,
    json_object('id', new."id", 'tagging', new."tagging", 'note', new."note", 'to_version', new."to_version", 'paragraph', new."paragraph", 'exact', new."exact", 'prefix', new."prefix", 'suffix', new."suffix", 'start', new."start")
  from state;
end;

CREATE TRIGGER placements_history_update after update on placements begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'placements', new.id,
    json_object('id', old."id", 'tagging', old."tagging", 'note', old."note", 'to_version', old."to_version", 'paragraph', old."paragraph", 'exact', old."exact", 'prefix', old."prefix", 'suffix', old."suffix", 'start', old."start"),
    json_object('id', new."id", 'tagging', new."tagging", 'note', new."note", 'to_version', new."to_version", 'paragraph', new."paragraph", 'exact', new."exact", 'prefix', new."prefix", 'suffix', new."suffix", 'start', new."start")
  from state;
end;

CREATE TRIGGER placements_history_delete after delete on placements begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'placements', old.id,
    json_object('id', old."id", 'tagging', old."tagging", 'note', old."note", 'to_version', old."to_version", 'paragraph', old."paragraph", 'exact', old."exact", 'prefix', old."prefix", 'suffix', old."suffix", 'start', old."start"),
    null
  from state;
end;

CREATE TRIGGER articles_history_insert after insert on articles begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'articles', new.id,
    null,
    json_object('id', new."id", 'slug', new."slug", 'title', new."title", 'byline', new."byline", 'site', new."site", 'published', new."published", 'url', new."url", 'language', new."language", 'version', new."version", 'by_hand', new."by_hand")
  from state;
end;

CREATE TRIGGER articles_history_update after update on articles begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'articles', new.id,
    json_object('id', old."id", 'slug', old."slug", 'title', old."title", 'byline', old."byline", 'site', old."site", 'published', old."published", 'url', old."url", 'language', old."language", 'version', old."version", 'by_hand', old."by_hand"),
    json_object('id', new."id", 'slug', new."slug", 'title', new."title", 'byline', new."byline", 'site', new."site", 'published', new."published", 'url', new."url", 'language', new."language", 'version', new."version", 'by_hand', new."by_hand")
  from state;
end;

CREATE TRIGGER articles_history_delete after delete on articles begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'articles', old.id,
    json_object('id', old."id", 'slug', old."slug", 'title', old."title", 'byline', old."byline", 'site', old."site", 'published', old."published", 'url', old."url", 'language', old."language", 'version', old."version", 'by_hand', old."by_hand"),
    null
  from state;
end;

CREATE TRIGGER old_slugs_history_insert after insert on old_slugs begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'old_slugs', new.id,
    null,
    json_object('id', new."id", 'slug', new."slug", 'article', new."article")
  from state;
end;

CREATE TRIGGER old_slugs_history_update after update on old_slugs begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'old_slugs', new.id,
    json_object('id', old."id", 'slug', old."slug", 'article', old."article"),
    json_object('id', new."id", 'slug', new."slug", 'article', new."article")
  from state;
end;

CREATE TRIGGER old_slugs_history_delete after delete on old_slugs begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'old_slugs', old.id,
    json_object('id', old."id", 'slug', old."slug", 'article', old."article"),
    null
  from state;
end;

CREATE TRIGGER corrections_history_insert after insert on corrections begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'corrections', new.id,
    null,
    json_object('id', new."id", 'article', new."article", 'kind', new."kind", 'paragraph', new."paragraph", 'key', new."key", 'role', new."role", 'before', new."before", 'after', new."after", 'coder', new."coder", 'created', new."created", 'origin', new."origin")
  from state;
end;

CREATE TRIGGER corrections_history_update after update on corrections begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'corrections', new.id,
    json_object('id', old."id", 'article', old."article", 'kind', old."kind", 'paragraph', old."paragraph", 'key', old."key", 'role', old."role", 'before', old."before", 'after', old."after", 'coder', old."coder", 'created', old."created", 'origin', old."origin"),
    json_object('id', new."id", 'article', new."article", 'kind', new."kind", 'paragraph', new."paragraph", 'key', new."key", 'role', new."role", 'before', new."before", 'after', new."after", 'coder', new."coder", 'created', new."created", 'origin', new."origin")
  from state;
end;

CREATE TRIGGER corrections_history_delete after delete on corrections begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'corrections', old.id,
    json_object('id', old."id", 'article', old."article", 'kind', old."kind", 'paragraph', old."paragraph", 'key', old."key", 'role', old."role", 'before', old."before", 'after', old."after", 'coder', old."coder", 'created', old."created", 'origin', old."origin"),
    null
  from state;
end;

CREATE TRIGGER tags_added after insert on tags
when new.folded is null and new.name not glob '*[^ -~]*' begin
  update or ignore tags set folded = lower(new.name) where id = new.id;
end;

CREATE TRIGGER tags_renamed after update of name on tags
when new.folded is old.folded begin
  update tags set folded = null where id = new.id;
  update or ignore tags set folded = lower(new.name)
  where id = new.id and new.name not glob '*[^ -~]*';
end;

CREATE TRIGGER notes_history_insert after insert on notes begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'notes', new.id,
    null,
    json_object('id', new."id", 'article', new."article", 'paragraph', new."paragraph", 'tag', new."tag", 'text', new."text", 'private', new."private", 'coder', new."coder", 'created', new."created", 'updated', new."updated", 'exact', new."exact", 'prefix', new."prefix", 'suffix', new."suffix", 'start', new."start", 'gone', new."gone", 'changed_by', new."changed_by")
  from state;
end;

CREATE TRIGGER notes_history_update after update on notes begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'notes', new.id,
    json_object('id', old."id", 'article', old."article", 'paragraph', old."paragraph", 'tag', old."tag", 'text', old."text", 'private', old."private", 'coder', old."coder", 'created', old."created", 'updated', old."updated", 'exact', old."exact", 'prefix', old."prefix", 'suffix', old."suffix", 'start', old."start", 'gone', old."gone", 'changed_by', old."changed_by"),
    json_object('id', new."id", 'article', new."article", 'paragraph', new."paragraph", 'tag', new."tag", 'text', new."text", 'private', new."private", 'coder', new."coder", 'created', new."created", 'updated', new."updated", 'exact', new."exact", 'prefix', new."prefix", 'suffix', new."suffix", 'start', new."start", 'gone', new."gone", 'changed_by', new."changed_by")
  from state;
end;

CREATE TRIGGER notes_history_delete after delete on notes begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'notes', old.id,
    json_object('id', old."id", 'article', old."article", 'paragraph', old."paragraph", 'tag', old."tag", 'text', old."text", 'private', old."private", 'coder', old."coder", 'created', old."created", 'updated', old."updated", 'exact', old."exact", 'prefix', old."prefix", 'suffix', old."suffix", 'start', old."start", 'gone', old."gone", 'changed_by', old."changed_by"),
    null
  from state;
end;

CREATE TRIGGER unspaced_fts_insert after insert on unspaced when new.text is not null begin
  insert into unspaced_fts (rowid, text) values (new.paragraph, new.text);
end;

CREATE TRIGGER unspaced_fts_delete after delete on unspaced when old.text is not null begin
  insert into unspaced_fts (unspaced_fts, rowid, text)
  values ('delete', old.paragraph, old.text);
end;

CREATE TRIGGER unspaced_fts_update after update of text on unspaced begin
  insert into unspaced_fts (unspaced_fts, rowid, text)
  select 'delete', old.paragraph, old.text where old.text is not null;
  insert into unspaced_fts (rowid, text)
  select new.paragraph, new.text where new.text is not null;
end;

CREATE TRIGGER paragraphs_unspaced_insert after insert on paragraphs
when new.id <= (select parted from state) begin
  insert into unspaced (paragraph) values (new.id);
end;

CREATE TRIGGER paragraphs_unspaced_update after update of text on paragraphs
when new.text <> old.text and new.id <= (select parted from state) begin
  insert into unspaced (paragraph) values (new.id)
  on conflict (paragraph) do update set text = null;
end;

CREATE TRIGGER paragraphs_unspaced_delete after delete on paragraphs begin
  delete from unspaced where paragraph = old.id;
end;

CREATE TRIGGER taggings_counted_insert after insert on taggings
when not exists (select 1 from paragraphs where id = new.paragraph and removed is not null) begin
  update tags set
    taggings = taggings + 1, gone = gone + (new.gone is not null),
    paragraphs = paragraphs + not exists (
      select 1 from taggings where tag = new.tag and paragraph = new.paragraph
        and rowid <> new.rowid
    )
  where id = new.tag;
end;

CREATE TRIGGER taggings_removed_insert after insert on taggings
when exists (select 1 from paragraphs where id = new.paragraph and removed is not null) begin
  update tags set removed = removed + 1 where id = new.tag;
end;

CREATE TRIGGER taggings_counted_delete after delete on taggings
when not exists (select 1 from paragraphs where id = old.paragraph and removed is not null) begin
  update tags set
    taggings = taggings - 1, gone = gone - (old.gone is not null),
    paragraphs = paragraphs - not exists (
      select 1 from taggings where tag = old.tag and paragraph = old.paragraph
    )
  where id = old.tag;
end;

CREATE TRIGGER taggings_removed_delete after delete on taggings
when exists (select 1 from paragraphs where id = old.paragraph and removed is not null) begin
  update tags set removed = removed - 1 where id = old.tag;
end;

CREATE TRIGGER taggings_counted_update after update of tag, paragraph, gone on taggings
when new.tag <> old.tag or new.paragraph <> old.paragraph
  or (new.gone is null) <> (old.gone is null)
begin
  update tags set
    taggings = taggings - 1, gone = gone - (old.gone is not null),
    paragraphs = paragraphs - not exists (
      select 1 from taggings where tag = old.tag and paragraph = old.paragraph
        and rowid <> old.rowid
    )
  where id = old.tag and not exists (select 1 from paragraphs where id = old.paragraph and removed is not null);
  update tags set removed = removed - 1 where id = old.tag and exists (select 1 from paragraphs where id = old.paragraph and removed is not null);
  update tags set
    taggings = taggings + 1, gone = gone + (new.gone is not null),
    paragraphs = paragraphs + not exists (
      select 1 from taggings where tag = new.tag and paragraph = new.paragraph
        and rowid <> new.rowid
    )
  where id = new.tag and not exists (select 1 from paragraphs where id = new.paragraph and removed is not null);
  update tags set removed = removed + 1 where id = new.tag and exists (select 1 from paragraphs where id = new.paragraph and removed is not null);
end;

CREATE TRIGGER paragraphs_counted after update of removed on paragraphs
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

CREATE TRIGGER readings_history_insert after insert on readings begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'readings', new.id,
    null,
    json_object('id', new."id", 'paragraph', new."paragraph", 'key', new."key", 'coder', new."coder", 'created', new."created", 'revision', new."revision")
  from state;
end;

CREATE TRIGGER readings_history_update after update on readings begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'readings', new.id,
    json_object('id', old."id", 'paragraph', old."paragraph", 'key', old."key", 'coder', old."coder", 'created', old."created", 'revision', old."revision"),
    json_object('id', new."id", 'paragraph', new."paragraph", 'key', new."key", 'coder', new."coder", 'created', new."created", 'revision', new."revision")
  from state;
end;

CREATE TRIGGER readings_history_delete after delete on readings begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'readings', old.id,
    json_object('id', old."id", 'paragraph', old."paragraph", 'key', old."key", 'coder', old."coder", 'created', old."created", 'revision', old."revision"),
    null
  from state;
end;

CREATE TRIGGER tags_revised_insert after insert on tags begin
  insert into codebook_revisions (command, at)
  select command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')) from state
  where command is null or command is not (
    select command from codebook_revisions order by number desc limit 1
  );
  update state set revision = (select max(number) from codebook_revisions);
end;

CREATE TRIGGER tags_revised_delete after delete on tags begin
  insert into codebook_revisions (command, at)
  select command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')) from state
  where command is null or command is not (
    select command from codebook_revisions order by number desc limit 1
  );
  update state set revision = (select max(number) from codebook_revisions);
end;

CREATE TRIGGER tags_revised_update after update of name, definition, use_when, do_not_use_when on tags
when new.name <> old.name or new.definition <> old.definition or new.use_when <> old.use_when or new.do_not_use_when <> old.do_not_use_when begin
  insert into codebook_revisions (command, at)
  select command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')) from state
  where command is null or command is not (
    select command from codebook_revisions order by number desc limit 1
  );
  update state set revision = (select max(number) from codebook_revisions);
end;

CREATE TRIGGER examples_revised_insert after insert on examples begin
  insert into codebook_revisions (command, at)
  select command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')) from state
  where command is null or command is not (
    select command from codebook_revisions order by number desc limit 1
  );
  update state set revision = (select max(number) from codebook_revisions);
end;

CREATE TRIGGER examples_revised_delete after delete on examples begin
  insert into codebook_revisions (command, at)
  select command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')) from state
  where command is null or command is not (
    select command from codebook_revisions order by number desc limit 1
  );
  update state set revision = (select max(number) from codebook_revisions);
end;

CREATE TRIGGER examples_revised_update after update of counter on examples
when new.counter <> old.counter begin
  insert into codebook_revisions (command, at)
  select command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')) from state
  where command is null or command is not (
    select command from codebook_revisions order by number desc limit 1
  );
  update state set revision = (select max(number) from codebook_revisions);
end;

CREATE TRIGGER state_revised_update after update of closed on state
when new.closed <> old.closed begin
  insert into codebook_revisions (command, at)
  select command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')) from state
  where command is null or command is not (
    select command from codebook_revisions order by number desc limit 1
  );
  update state set revision = (select max(number) from codebook_revisions);
end;

CREATE TRIGGER taggings_history_insert after insert on taggings begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'taggings', new.id,
    null,
    json_object('id', new."id", 'paragraph', new."paragraph", 'tag', new."tag", 'coder', new."coder", 'created', new."created", 'origin', new."origin", 'exact', new."exact", 'prefix', new."prefix", 'suffix', new."suffix", 'start', new."start", 'gone', new."gone", 'revision', new."revision")
  from state;
end;

CREATE TRIGGER taggings_history_update after update on taggings begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'taggings', new.id,
    json_object('id', old."id", 'paragraph', old."paragraph", 'tag', old."tag", 'coder', old."coder", 'created', old."created", 'origin', old."origin", 'exact', old."exact", 'prefix', old."prefix", 'suffix', old."suffix", 'start', old."start", 'gone', old."gone", 'revision', old."revision"),
    json_object('id', new."id", 'paragraph', new."paragraph", 'tag', new."tag", 'coder', new."coder", 'created', new."created", 'origin', new."origin", 'exact', new."exact", 'prefix', new."prefix", 'suffix', new."suffix", 'start', new."start", 'gone', new."gone", 'revision', new."revision")
  from state;
end;

CREATE TRIGGER taggings_history_delete after delete on taggings begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'taggings', old.id,
    json_object('id', old."id", 'paragraph', old."paragraph", 'tag', old."tag", 'coder', old."coder", 'created', old."created", 'origin', old."origin", 'exact', old."exact", 'prefix', old."prefix", 'suffix', old."suffix", 'start', old."start", 'gone', old."gone", 'revision', old."revision"),
    null
  from state;
end;

CREATE TRIGGER examples_history_insert after insert on examples begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'examples', new.id,
    null,
    json_object('id', new."id", 'tag', new."tag", 'paragraph', new."paragraph", 'counter', new."counter")
  from state;
end;

CREATE TRIGGER examples_history_update after update on examples begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'examples', new.id,
    json_object('id', old."id", 'tag', old."tag", 'paragraph', old."paragraph", 'counter', old."counter"),
    json_object('id', new."id", 'tag', new."tag", 'paragraph', new."paragraph", 'counter', new."counter")
  from state;
end;

CREATE TRIGGER examples_history_delete after delete on examples begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'examples', old.id,
    json_object('id', old."id", 'tag', old."tag", 'paragraph', old."paragraph", 'counter', old."counter"),
    null
  from state;
end;

CREATE TRIGGER state_history_update after update of closed on state begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'state', new.id,
    json_object('id', old."id", 'closed', old."closed"),
    json_object('id', new."id", 'closed', new."closed")
  from state;
end;

CREATE TRIGGER tags_history_insert after insert on tags begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'tags', new.id,
    null,
    json_object('id', new."id", 'name', new."name", 'definition', new."definition", 'use_when', new."use_when", 'do_not_use_when', new."do_not_use_when", 'colour', new."colour", 'hue', new."hue", 'key', new."key")
  from state;
end;

CREATE TRIGGER tags_history_update after update of id, name, definition, use_when, do_not_use_when, colour, key on tags begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'tags', new.id,
    json_object('id', old."id", 'name', old."name", 'definition', old."definition", 'use_when', old."use_when", 'do_not_use_when', old."do_not_use_when", 'colour', old."colour", 'hue', old."hue", 'key', old."key"),
    json_object('id', new."id", 'name', new."name", 'definition', new."definition", 'use_when', new."use_when", 'do_not_use_when', new."do_not_use_when", 'colour', new."colour", 'hue', new."hue", 'key', new."key")
  from state;
end;

CREATE TRIGGER tags_history_delete after delete on tags begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'tags', old.id,
    json_object('id', old."id", 'name', old."name", 'definition', old."definition", 'use_when', old."use_when", 'do_not_use_when', old."do_not_use_when", 'colour', old."colour", 'hue', old."hue", 'key', old."key"),
    null
  from state;
end;

CREATE TRIGGER taggings_taken_off after delete on taggings when old.origin = 'rule' begin
  update rule_taggings set
    paragraph = old.paragraph, exact = old.exact, start = old.start,
    key = (select key from paragraphs where id = old.paragraph)
  where tagging = old.id;
end;

CREATE TRIGGER rules_history_insert after insert on rules begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'rules', new.id,
    null,
    json_object('id', new."id", 'name', new."name", 'definition', new."definition", 'place', new."place")
  from state;
end;

CREATE TRIGGER rules_history_update after update on rules begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'rules', new.id,
    json_object('id', old."id", 'name', old."name", 'definition', old."definition", 'place', old."place"),
    json_object('id', new."id", 'name', new."name", 'definition', new."definition", 'place', new."place")
  from state;
end;

CREATE TRIGGER rules_history_delete after delete on rules begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'rules', old.id,
    json_object('id', old."id", 'name', old."name", 'definition', old."definition", 'place', old."place"),
    null
  from state;
end;

CREATE TRIGGER rule_tags_history_insert after insert on rule_tags begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'rule_tags', new.id,
    null,
    json_object('id', new."id", 'rule', new."rule", 'tag', new."tag")
  from state;
end;

CREATE TRIGGER rule_tags_history_update after update on rule_tags begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'rule_tags', new.id,
    json_object('id', old."id", 'rule', old."rule", 'tag', old."tag"),
    json_object('id', new."id", 'rule', new."rule", 'tag', new."tag")
  from state;
end;

CREATE TRIGGER rule_tags_history_delete after delete on rule_tags begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'rule_tags', old.id,
    json_object('id', old."id", 'rule', old."rule", 'tag', old."tag"),
    null
  from state;
end;

CREATE TRIGGER rule_taggings_history_insert after insert on rule_taggings begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'rule_taggings', new.id,
    null,
    json_object('id', new."id", 'rule', new."rule", 'tagging', new."tagging", 'tag', new."tag", 'paragraph', new."paragraph", 'key', new."key", 'exact', new."exact", 'start', new."start")
  from state;
end;

CREATE TRIGGER rule_taggings_history_update after update on rule_taggings begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'rule_taggings', new.id,
    json_object('id', old."id", 'rule', old."rule", 'tagging', old."tagging", 'tag', old."tag", 'paragraph', old."paragraph", 'key', old."key", 'exact', old."exact", 'start', old."start"),
    json_object('id', new."id", 'rule', new."rule", 'tagging', new."tagging", 'tag', new."tag", 'paragraph', new."paragraph", 'key', new."key", 'exact', new."exact", 'start', new."start")
  from state;
end;

CREATE TRIGGER rule_taggings_history_delete after delete on rule_taggings begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'rule_taggings', old.id,
    json_object('id', old."id", 'rule', old."rule", 'tagging', old."tagging", 'tag', old."tag", 'paragraph', old."paragraph", 'key', old."key", 'exact', old."exact", 'start', old."start"),
    null
  from state;
end;

CREATE TRIGGER suggestions_history_insert after insert on suggestions when new.answer is not null begin
  insert into history (command, at, what, row, before, after)
  select command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'suggestions',
    new.id, null, json_object('id', new.id, 'tag', new.tag, 'paragraph', new.paragraph, 'key', new.key, 'score', new.score, 'model', new.model, 'at', new.at, 'answer', new.answer, 'coder', new.coder, 'answered', new.answered)
  from state;
end;

CREATE TRIGGER suggestions_history_update after update on suggestions when old.answer is not null or new.answer is not null begin
  insert into history (command, at, what, row, before, after)
  select command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'suggestions',
    new.id, json_object('id', old.id, 'tag', old.tag, 'paragraph', old.paragraph, 'key', old.key, 'score', old.score, 'model', old.model, 'at', old.at, 'answer', old.answer, 'coder', old.coder, 'answered', old.answered), json_object('id', new.id, 'tag', new.tag, 'paragraph', new.paragraph, 'key', new.key, 'score', new.score, 'model', new.model, 'at', new.at, 'answer', new.answer, 'coder', new.coder, 'answered', new.answered)
  from state;
end;

CREATE TRIGGER suggestions_history_delete after delete on suggestions when old.answer is not null begin
  insert into history (command, at, what, row, before, after)
  select command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'suggestions',
    old.id, json_object('id', old.id, 'tag', old.tag, 'paragraph', old.paragraph, 'key', old.key, 'score', old.score, 'model', old.model, 'at', old.at, 'answer', old.answer, 'coder', old.coder, 'answered', old.answered), null
  from state;
end;

CREATE TRIGGER paragraphs_history_update after update on paragraphs begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'paragraphs', new.id,
    json_object('id', old."id", 'article', old."article", 'key', old."key", 'occurrence', old."occurrence", 'position', old."position", 'number', old."number", 'role', old."role", 'text', old."text", 'start', old."start", 'end', old."end", 'version', old."version", 'removed', old."removed", 'page', old."page", 'seconds', old."seconds"),
    json_object('id', new."id", 'article', new."article", 'key', new."key", 'occurrence', new."occurrence", 'position', new."position", 'number', new."number", 'role', new."role", 'text', new."text", 'start', new."start", 'end', new."end", 'version', new."version", 'removed', new."removed", 'page', new."page", 'seconds', new."seconds")
  from state;
end;

CREATE TRIGGER addresses_history_insert after insert on addresses begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'addresses', new.id,
    null,
    json_object('id', new."id", 'article', new."article", 'source', new."source", 'url', new."url", 'sha256', new."sha256", 'retrieved', new."retrieved", 'site', new."site")
  from state;
end;

CREATE TRIGGER addresses_history_update after update on addresses begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'addresses', new.id,
    json_object('id', old."id", 'article', old."article", 'source', old."source", 'url', old."url", 'sha256', old."sha256", 'retrieved', old."retrieved", 'site', old."site"),
    json_object('id', new."id", 'article', new."article", 'source', new."source", 'url', new."url", 'sha256', new."sha256", 'retrieved', new."retrieved", 'site', new."site")
  from state;
end;

CREATE TRIGGER addresses_history_delete after delete on addresses begin
  insert into history (command, at, what, row, before, after)
  select
    command, coalesce(at, strftime('%Y-%m-%dT%H:%M:%fZ')), 'addresses', old.id,
    json_object('id', old."id", 'article', old."article", 'source', old."source", 'url', old."url", 'sha256', old."sha256", 'retrieved', old."retrieved", 'site', old."site"),
    null
  from state;
end;

CREATE VIEW citations as
select
  paragraphs.key, articles.slug as article, paragraphs.number, articles.byline, articles.title,
  articles.site, articles.published, articles.url, paragraphs.text,
  '/cite/' || articles.slug || '/' || paragraphs.key as link, paragraphs.id as paragraph
from paragraphs
join articles on articles.id = paragraphs.article
where paragraphs.number is not null and paragraphs.removed is null;

CREATE VIEW tagged_paragraphs as
select
  articles.slug as article,
  case when paragraphs.removed is null then paragraphs.number end as number,
  paragraphs.key, tags.name as tag,
  taggings.exact as quote, taggings.coder, taggings.created, paragraphs.text,
  '/cite/' || articles.slug || '/' || paragraphs.key as link, taggings.id as tagging,
  -- the version since which the words, of the quote or the paragraph, are not in the article
  coalesce(taggings.gone, paragraphs.removed) as gone
from taggings
join tags on tags.id = taggings.tag
join paragraphs on paragraphs.id = taggings.paragraph
join articles on articles.id = paragraphs.article;

CREATE VIEW tag_counts as
select
  tags.name as tag, tags.definition, count(standing.tag) as taggings,
  count(distinct standing.paragraph) as paragraphs,
  count(distinct standing.article) as articles,
  count(standing.gone) as gone, -- of these, on quotes whose words are not there any more
  -- further ones, on paragraphs that are not
  (select count(*) from taggings where tag = tags.id) - count(standing.tag) as removed
from tags
left join (
  select taggings.tag, taggings.paragraph, taggings.gone, paragraphs.article
  from taggings join paragraphs on paragraphs.id = taggings.paragraph
  where paragraphs.removed is null
) standing on standing.tag = tags.id
group by tags.id;

CREATE VIEW coding as
select
  a.slug || ':' || iif(p.removed is null and p.number is not null, p.number,
    p.key || iif(p.occurrence > 1, '~' || p.occurrence, '')) as ref,
  p.key || iif(p.occurrence > 1, '~' || p.occurrence, '') as key,
  a.slug as article, a.title, a.published as date, a.site,
  iif(p.removed is null, p.number, null) as number,
  tags.name as tag, t.exact as quote, t.coder, t.created,
  ( -- what the same coder says of the same words, oldest first; never what is private
    select group_concat(text, char(10, 10) || '---' || char(10, 10)) from (
      select n.text from notes n
      where n.paragraph = t.paragraph and n.coder = t.coder and n.private = 0
        and n.start is t.start and n.exact is t.exact
      order by n.created, n.number
    )
  ) as note,
  p.text, t.prefix, t.suffix, t.start, t.origin,
  t.gone, -- the version since which the words of the quote are not in the paragraph
  p.removed, -- the version that removed the paragraph
  t.id, t.paragraph
from taggings t
join tags on tags.id = t.tag
join paragraphs p on p.id = t.paragraph
join articles a on a.id = p.article;

CREATE VIEW seen as
select r.paragraph, r.coder from readings r join paragraphs p on p.id = r.paragraph
where r.key = p.key
union all
select paragraph, coder from taggings where origin in ('hand', 'model');

CREATE VIEW stood as
select
  p.id as paragraph, p.article, a.slug, p.key, p.occurrence, p.version as from_version,
  -- the casts give both halves the same types: else SQLite computes the whole view before it looks
  cast(coalesce(p.removed - 1, a.version) as integer) as to_version,
  p.removed is null as stands, p.position, p.number, p.role, p.text, p.start, p."end", p.page, p.seconds,
  p.removed, -- the version that removed the paragraph
  cast(null as integer) as wording -- its row in wordings; null: it is the paragraph's own
from paragraphs p
join articles a on a.id = p.article
union all
select
  w.paragraph, w.article, a.slug, w.key, w.occurrence, w.from_version, w.to_version,
  0, w.position, w.number, w.role, w.text, w.start, w."end", w.page, w.seconds,
  (select removed from paragraphs where id = w.paragraph), w.id
from wordings w
join articles a on a.id = w.article;

