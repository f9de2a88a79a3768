"""Every test here may take a `room`: a desk with its people and an article."""

from tests.builders import room

__all__ = ["room"]
