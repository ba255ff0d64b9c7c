"""The database: the only place with SQL; takes and returns values."""
