"""What readers write to a desk: errors they found, claims they suggest."""
