"""Pages of printed lines: how they are parted into paragraphs."""
