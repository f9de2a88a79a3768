"""What the running application remembers of pages."""

from flask import current_app

from workbench.remembering import Memory

__all__ = ["EXTENSION", "Memory", "memory"]

EXTENSION = "workbench.memory"


def memory() -> Memory:
    """The running application's memory."""
    found: Memory = current_app.extensions[EXTENSION]
    return found
