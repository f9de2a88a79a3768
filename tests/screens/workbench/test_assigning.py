"""What the workbench tells of who works on a claim, and until when."""

import re

import pytest

from tests.builders import Newsroom
from tests.screens.workbench.conftest import Browser, Come
from workbench.screens.workbench import fragments


def test_a_claim_is_marked_late_in_the_list_from_the_day_after_it_was_due(
    come: Come, house: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an article that nothing was done to meanwhile: the list is remembered for a day."""
    ana = come(house.ana)
    ana.send("/claims", house.place("The quay cost 41 million"))
    ana.send("/claims/1/due", {"due_on": "2031-05-15"})
    days = {"2031-05-15": [], "2031-05-16": ["late"]}
    for day, marks in days.items():
        monkeypatch.setattr(fragments, "today", lambda _zone, day=day: day)
        assert marks_in_list(ana) == marks


def marks_in_list(browser: Browser) -> list[str]:
    """What stands out in the lines of the list."""
    listed = browser.see("").text.partition('id="claim-list"')[2].partition("</ol>")[0]
    return re.findall(r'<span class="stale">.*?</svg>\s*(\w+)</span>', listed, re.DOTALL)
