"""The command line, thin over the same services as the screens.

`program` knows the commands by name, each in the module of its group; `instance` opens what they
work on; `complaints` turns whatever goes wrong into one line.
"""

from workbench.cli.program import main

__all__ = ["main"]
