"""A backup: one ZIP archive that every database can be restored from.

`tables` turns rows into lines of JSON and back, by what the database itself says of its tables;
`archive` is the file, with a manifest of checksums. Neither knows what the tables mean.
"""
