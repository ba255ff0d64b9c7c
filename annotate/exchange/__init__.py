"""Carrying what people put on a corpus out, to other tools, and back in."""
