"""What the library has already is shown in a browser while somebody types a new source."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.desk import Desk
from workbench.accounts.queries import member_with_email
from workbench.sources.sealing import make_confidential
from workbench.sources.service import SourceFields, add_source


@pytest.mark.parametrize("sealed", [False, True])
def test_what_may_be_the_same_is_shown_while_one_types(
    desk: Desk, visitor: Visitor, *, sealed: bool
) -> None:
    with desk.site.database.writing() as session:
        ana = desk.actor(session, "ana")
        source = add_source(session, fields=SourceFields("Minutes of the council"), by=ana)
        address = f"/sources/{source.id}"
        if sealed:
            member = member_with_email(session, desk.id, f"ana@{desk.domain}")
            assert member is not None
            make_confidential(
                session, source=source, shown_as="a clerk", revision=1, by=ana,
                confidants=[member],
            )  # fmt: skip
    page = visitor()
    page.goto(desk.link("ana", "/sources/new"))
    page.get_by_label("Title", exact=True).press_sequentially("minutes of the council")
    shown = page.get_by_role("link", name="Use this one : Minutes of the council")
    expect(shown).to_have_attribute("href", address)
    expect(page.get_by_text("Confidential", exact=True)).to_have_count(int(sealed))
