"""The evidence pack: an edition in all formats as one signed ZIP, in the form of BagIt (RFC 8493).

`bag` writes it, `contents` says what is in it, `signing` has the desk's keys, `verifying` reads one
that came from anywhere.
"""
