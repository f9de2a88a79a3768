"""How well passages are found in a changed text, and quotes in their source: `make eval`."""
