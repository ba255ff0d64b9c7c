"""The role of each paragraph: `steps` holds the table, and what it asks stands beside it."""
