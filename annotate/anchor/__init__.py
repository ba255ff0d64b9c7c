"""Finding words again: quotes in a paragraph."""
