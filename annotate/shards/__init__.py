"""A corpus made in parts on many machines: shards, each a database of its own."""
