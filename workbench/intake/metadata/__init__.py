"""What a file says of itself, where it says it: title, authors, date, publisher, DOI, licence.

Nothing is guessed from the text, as an article's import does: these are proposals for a source,
and a person compares them with what stands there.
"""
