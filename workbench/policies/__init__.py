"""What a desk asks of a verdict before it stands."""
