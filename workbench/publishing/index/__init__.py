"""The index: what is public, in rows that lists, searches and feeds are made from.

Each row is made of an edition's content and of nothing else (`entries`), in the unit of work that
stores the edition (`writing`), so that nothing unpublished can be listed or found. It can be made
anew from the editions at any time.
"""
