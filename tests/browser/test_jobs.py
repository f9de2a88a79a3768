"""The page of work in the background, as somebody who waits for it sees it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.desk import Desk
from workbench.accounts.queries import member_with_email
from workbench.accounts.rules import Actor
from workbench.jobs.models import Job
from workbench.jobs.rules import Lease
from workbench.jobs.service import ask, fail, finish, take, tell_progress

KIND = "count"


def actor(desk: Desk, name: str) -> Actor:
    with desk.site.database.reading() as session:
        member = member_with_email(session, desk.id, f"{name}@{desk.domain}")
        assert member is not None
        return member.actor()


def asked(desk: Desk, about: str = "The minutes") -> Job:
    with desk.site.database.writing() as session:
        return ask(
            session, desk_id=desk.id, kind=KIND, key=about, about=about, payload={},
            by=actor(desk, "ana"),
        )  # fmt: skip


def begun(desk: Desk, done: int) -> Lease:
    with desk.site.database.writing() as session:
        job = take(session, kinds={KIND})
        assert job is not None
        tell_progress(session, lease=job.hold, done=done, total=10, words=f"page {done}")
        return job.hold


def test_the_page_follows_the_work_and_the_focus_stays(desk: Desk, visitor: Visitor) -> None:
    asked(desk)
    lease = begun(desk, 1)
    page = visitor()
    page.goto(desk.link("ana", "/desk/jobs"))
    expect(page.get_by_text("page 1")).to_be_visible()
    cancel = page.get_by_role("button", name="Cancel job")
    cancel.focus()
    with desk.site.database.writing() as session:
        tell_progress(session, lease=lease, done=5, total=10, words="page 5")
    expect(page.get_by_text("page 5")).to_be_visible()
    expect(cancel).to_be_focused()
    with desk.site.database.writing() as session:
        fail(session, lease=lease, trouble="The page is gone.", for_good=True)
    expect(page.get_by_text("The page is gone.")).to_be_visible()
    expect(page.locator("#jobs")).not_to_have_attribute("hx-trigger", "every 2s")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_job_is_cancelled_and_tried_again(
    desk: Desk, visitor: Visitor, *, javascript: bool
) -> None:
    asked(desk)
    page = visitor(javascript=javascript, width=390)
    page.goto(desk.link("ana", "/desk/jobs"))
    page.get_by_role("button", name="Cancel job").click()
    expect(page.get_by_text("The job is cancelled.")).to_be_visible()
    page.get_by_role("button", name="Try job").click()
    expect(page.get_by_text("The job waits to be tried again.")).to_be_visible()
    with desk.site.database.writing() as session:
        job = take(session, kinds={KIND})
        assert job is not None
        finish(session, lease=job.hold)
    page.reload()
    expect(page.locator(".item")).to_contain_text("Done")


def test_it_is_found_from_the_menu(desk: Desk, visitor: Visitor) -> None:
    page = visitor()
    page.goto(desk.link("ana", "/"))
    page.get_by_label("Menu of").click()
    page.get_by_role("link", name="Work in the background").click()
    expect(page.get_by_role("heading", name="Nothing to do")).to_be_visible()
