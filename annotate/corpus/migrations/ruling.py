"""
m028: the rules that put tags, and what each put where.
"""

from annotate.corpus.migrations import triggers

__all__ = ["RULES"]

M028_RULES = """
create table rules (
  id integer primary key autoincrement,
  name text not null unique,
  definition text not null, -- JSON: pattern, words or query, and how
  place integer -- 1, 2, 3 ... in the file that was applied last; null: it is not in that
) strict;

create table rule_tags (
  id integer primary key autoincrement,
  rule integer not null references rules (id) on delete cascade,
  tag integer not null references tags (id) on delete cascade,
  unique (rule, tag)
) strict;

create index rule_tags_tag on rule_tags (tag);

create table rule_taggings (
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

create index rule_taggings_rule on rule_taggings (rule);
create index rule_taggings_tag on rule_taggings (tag);
create index rule_taggings_paragraph on rule_taggings (paragraph) where paragraph is not null;

create trigger taggings_taken_off after delete on taggings when old.origin = 'rule' begin
  update rule_taggings set
    paragraph = old.paragraph, exact = old.exact, start = old.start,
    key = (select key from paragraphs where id = old.paragraph)
  where tagging = old.id;
end;
"""

_RECORDED = {
    "rules": "id name definition place",
    "rule_tags": "id rule tag",
    "rule_taggings": "id rule tagging tag paragraph key exact start",
}

RULES = (("m028_rules", M028_RULES + triggers.created(_RECORDED)),)
"""Name and SQL of each."""
