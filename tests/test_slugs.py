"""Names as parts of addresses."""

import re
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.slugs import slug_of, slugs_for


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("A thaw on the Black Sea?", "a-thaw-on-the-black-sea"),
        ("Größe & Straße: «été»", "groe-strae-ete"),
        ("What’s  new?", "whats-new"),
        ("見出し", "report"),
        ("", "report"),
    ],
)
def test_a_slug_is_readable_ascii(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@given(st.text())
def test_a_slug_is_always_fit_for_an_address(title: str) -> None:
    slug = slug_of(title)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 60


def test_a_long_slug_ends_with_a_whole_word() -> None:
    assert slug_of("word " * 30) == "-".join(["word"] * 12)


def test_a_taken_slug_is_counted_on() -> None:
    assert list(islice(slugs_for("見出し", "desk"), 3)) == ["desk", "desk-2", "desk-3"]
