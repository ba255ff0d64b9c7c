"""Pure functions on text: canonical form, keys, splitting, roles, names."""
