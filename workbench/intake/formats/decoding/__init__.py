"""Bytes to text, whatever encoding they are in, or several at once.

`reading` is the door; `legacy` names an encoding older than Unicode, `plausibility` tells whether a
reading can be right, `lines` reads text of several encodings, and `mojibake` undoes a wrong reading
that took place before the text came here.
"""

from workbench.intake.formats.decoding.reading import decode

__all__ = ["decode"]
