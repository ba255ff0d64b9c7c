"""From files, folders and addresses to stored articles; what there is to tell comes as values."""
