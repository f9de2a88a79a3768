"""The newsroom, for tests of an article that is rewritten."""

from tests.builders import room

__all__ = ["room"]
