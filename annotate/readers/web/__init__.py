"""Web pages: their text in blocks, which of it is the article, and what they say of themselves."""
