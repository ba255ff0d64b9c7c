"""News as XML, one file a kind: what an element is, and what the head says of the article."""
