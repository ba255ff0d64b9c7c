"""
m031: originals may be packed with the text of a version, and the search index is merged less often.
"""

__all__ = ["PACKED"]

M031_PACKED = """
-- from here on bytes in originals may be packed with the text of a version as zlib's dictionary,
-- which the second byte tells (FDICT, RFC 1950): an annotate that does not know of it stays away

-- sixteen pieces of the search index are merged at once, and not four: of a few articles more in a
-- large corpus the merging was a fifth of the work; step by step, as long as there are fewer than
-- 64: at 16 of them, as SQLite has it by itself, all would be one transaction of minutes
insert into paragraphs_fts (paragraphs_fts, rank) values ('automerge', 16);
insert into paragraphs_fts (paragraphs_fts, rank) values ('crisismerge', 64);
"""

PACKED = (("m031_packed", M031_PACKED),)
"""Name and SQL of each."""
