"""
m023: who has read which paragraph, so that "nothing applies" can be told from "not read yet".
"""

from annotate.corpus.migrations import triggers

__all__ = ["READINGS"]

M023_READINGS = """
create table readings (
  id text primary key, -- UUIDv7
  paragraph integer not null references paragraphs (id) on delete restrict,
  key text not null, -- of the words that were read
  coder text not null,
  created text not null,
  revision integer not null -- of the codebook
) strict;

create unique index readings_once on readings (paragraph, coder, key, revision);

-- who knows the words of a paragraph as they are: by reading them, or tagging them by hand
create view seen as
select r.paragraph, r.coder from readings r join paragraphs p on p.id = r.paragraph
where r.key = p.key
union all
select paragraph, coder from taggings where origin = 'hand';
"""

_RECORDED = {"readings": "id paragraph key coder created revision"}

READINGS = (("m023_readings", M023_READINGS + triggers.created(_RECORDED)),)
"""Name and SQL of each."""
