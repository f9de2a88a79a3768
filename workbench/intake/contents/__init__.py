"""What can be read in a file that is kept as it is: all of its words, and where they stand.

An article is read for what it says (`intake.reading`); a source's file so that whatever stands in
it can be quoted: a table, a caption, a footnote, the page's navigation too. `reading` is the door.
"""
