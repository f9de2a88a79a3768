"""What some tests need of the machine: where it is missing they are skipped, in CI they fail."""

import os
from typing import NoReturn

import pytest


def in_ci() -> bool:
    """Whether nothing may be missing."""
    return os.environ.get("CI") == "true"


def missing(message: str) -> NoReturn:
    """Give up the running test. `message` says what is missing and how to get it."""
    if in_ci():
        pytest.fail(message)
    pytest.skip(message)
