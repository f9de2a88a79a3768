"""What the pieces of an article are, by general rules of how articles are set."""
