"""What a file says of itself, where it says it: title, authors, date, publisher, DOI, licence.

What is declared goes first. Where nothing is, title, authors, date and language are read from the
head of the text by the rules of an article's import, and are said to be read (`standing.py`). All
of these are proposals for a source, and a person compares them with what stands there.
"""
