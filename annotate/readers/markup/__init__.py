"""What readers of marked-up text share: tags cut, elements by how they show, formulas, the walk."""
