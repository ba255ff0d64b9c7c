"""Publishing: from the working database to a folder that a host can serve."""
