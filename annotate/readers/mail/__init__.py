"""Messages of mail: their parts, and what of their words was written by whom."""
