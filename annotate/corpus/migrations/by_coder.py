"""
m022: taggings are found by who put them there.
"""

__all__ = ["BY_CODER"]

M022_BY_CODER = """
create index taggings_coder on taggings (coder);
"""

BY_CODER = (("m022_by_coder", M022_BY_CODER),)
"""Name and SQL of each."""
