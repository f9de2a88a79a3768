"""What filters make of words is safe to show."""

import pytest
from markupsafe import Markup

from workbench.web.filters import whole_dates


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("<b> & 2019-05", "&lt;b&gt; &amp; <time>2019-05</time>"),
        (Markup("<b>2019-05-15</b>"), "<b><time>2019-05-15</time></b>"),
        ("12019-05, 2019-055, 2019", "12019-05, 2019-055, 2019"),
    ],
)
def test_dates_and_nothing_else_are_kept_from_breaking(words: str, shown: str) -> None:
    assert str(whole_dates(words)) == shown
