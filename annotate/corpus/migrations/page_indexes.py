"""
m034: what pages look up often has indexes of its own, which nothing but they pays for.
"""

__all__ = ["PAGES"]

M034_PAGES = """
-- which places of the codebook have tags under them
create index tags_nested on tags (folded) where instr(folded, '/');

-- of the taggings on a paragraph those by which nobody has read it, which are few
create index taggings_unread on taggings (paragraph) where origin in ('rule', 'import');
"""

PAGES = (("m034_pages", M034_PAGES),)
"""Name and SQL of each."""
