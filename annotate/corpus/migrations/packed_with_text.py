"""
m031: originals may be packed with the text of a version, and the search index is merged less often.
"""

__all__ = ["PACKED"]

M031_PACKED = """
-- from here on bytes in originals may be packed with the text of a version as zlib's dictionary,
-- which the second byte tells (FDICT, RFC 1950): an annotate that does not know of it stays away

-- sixteen pieces of the search index are merged at once, and not four: of a few articles more in a
-- large corpus the merging was a fifth of the work
insert into paragraphs_fts (paragraphs_fts, rank) values ('automerge', 16);
"""

PACKED = (("m031_packed", M031_PACKED),)
"""Name and SQL of each."""
