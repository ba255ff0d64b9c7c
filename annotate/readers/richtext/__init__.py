"""RTF, cut into control words, groups and letters, and put together as paragraphs."""
