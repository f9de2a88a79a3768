"""How well passages are found again when the text has changed: `make eval`."""
