"""
m012: what is counted is what stands; what is on words that are gone is told apart.
"""

__all__ = ["COUNTS"]

M012_COUNTS = """
-- what the codebook counts is read of these alone
drop index taggings_tag;
create index taggings_tag on taggings (tag, paragraph, gone);
create index paragraphs_removed on paragraphs (id) where removed is not null;

drop view tagged_paragraphs;
create view tagged_paragraphs as
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

drop view tag_counts;
create view tag_counts as
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
"""

COUNTS = (("m012_counts", M012_COUNTS),)
"""Name and SQL of each."""
