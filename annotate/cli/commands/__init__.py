"""One command a file, by its name: `command` is what click runs."""
