"""What people send to import articles: the ways in, corrections, a list to confirm."""
