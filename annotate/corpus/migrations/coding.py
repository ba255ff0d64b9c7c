"""
m026: every tagging as a row that R, pandas and spreadsheets take as it is.
"""

__all__ = ["CODING"]

M026_CODING = """
-- what `annotate export taggings` writes
create view coding as
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
"""

CODING = (("m026_coding", M026_CODING),)
"""Name and SQL of each."""
