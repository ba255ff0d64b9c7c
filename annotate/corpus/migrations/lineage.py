"""
m006 and m007: what becomes of paragraphs and annotations in new versions.
"""

from annotate.corpus.migrations import triggers
from annotate.corpus.migrations.first import RECORDED

__all__ = ["LINEAGE"]

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

-- how an annotation stood in earlier versions, where a version changed that
create table placements (
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
create index placements_tagging on placements (tagging, to_version) where tagging is not null;
create index placements_note on placements (note, to_version) where note is not null;
create index placements_paragraph on placements (paragraph);

create index articles_url on articles (url) where url is not null;

-- annotations whose words a new version does not have, or not for sure
create table reviews (
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
create index reviews_article on reviews (article);
create index reviews_paragraph on reviews (paragraph);
create index reviews_tagging on reviews (tagging) where tagging is not null;
create index reviews_note on reviews (note) where note is not null;
create index reviews_open on reviews (id) where answer is null;
"""

_RECORDED = {
    "taggings": RECORDED["taggings"] + " gone",
    "notes": RECORDED["notes"] + " gone",
    "reviews": "id article version paragraph tagging note candidates answer",
    "lineage": "id article version move from_paragraph to_paragraph score",
}

_PLACEMENTS = {
    "placements": "id tagging note to_version paragraph exact prefix suffix start",
}

LINEAGE = (
    (
        "m006_lineage",
        M006_LINEAGE + triggers.dropped(("taggings", "notes")) + triggers.created(_RECORDED),
    ),
    # else an answer to a review that is undone, or a tag that is back, has those of another life
    ("m007_placements_in_the_history", triggers.created(_PLACEMENTS)),
)
"""Name and SQL of each."""
