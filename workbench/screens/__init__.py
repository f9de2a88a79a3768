"""Pages that look across rooms."""
