"""Readers: bytes in, a draft out; one file a format."""
