"""Tag, note and cite the paragraphs of a pile of articles, in one SQLite file."""
