"""The record as pages and files: of the desk, of an article, of a claim, of a person."""
