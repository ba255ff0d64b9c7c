"""The site as plain files: the same pages, for a host that runs no program."""
