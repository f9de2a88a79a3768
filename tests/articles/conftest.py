"""People who are signed in, as the screens' tests have them."""

from tests.screens.conftest import count_queries, desk, enter

__all__ = ["count_queries", "desk", "enter"]
