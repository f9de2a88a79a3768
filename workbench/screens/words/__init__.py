"""Choosing a piece of evidence's words in a snapshot of its source, beside the claim."""
