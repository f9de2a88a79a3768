"""What a member is told of: the notices page, and what was read of it."""

from itertools import groupby

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act
from workbench.discussion.models import Notice
from workbench.discussion.notices import (
    get_notice,
    notices_of,
    read_all_notices,
    read_notices_on,
)
from workbench.discussion.rules import notice_place
from workbench.web.database import reading
from workbench.web.pages import PAGE_SIZE, page_of
from workbench.web.submissions import writes

blueprint = Blueprint("notices", __name__)


@blueprint.get("/notices")
@permit(Act.READ)
def notices() -> ResponseReturnValue:
    """What is new first, then what was read; each claim's together."""
    after = notice_place(request.args.get("after", ""))
    with reading() as session:
        found = notices_of(session, viewer=current_actor(), after=after, limit=PAGE_SIZE + 1)
        page = page_of(found, lambda notice: str(notice.place))
        return render_template(
            "notices/list.html",
            groups=[list(group) for _key, group in groupby(page.items, key=_together)],
            next_key=page.next_key,
            newest=max((notice.id for notice in page.items), default=0),
            further=after is not None,
            time_zone=time_zone(),
        )


def _together(notice: Notice) -> tuple[bool, int]:
    return notice.read_at is None, notice.claim_id


@blueprint.post("/notices/<int:notice_id>/open")
@permit(Act.READ)
@writes
def follow(session: Session, notice_id: int) -> ResponseReturnValue:
    """Go where a notice leads; what it and its neighbours tell of that claim is read by that."""
    notice = get_notice(session, notice_id, viewer=current_actor())
    read_notices_on(session, notice.claim, viewer=current_actor())
    anchor = f"comment-{notice.comment_id}" if notice.comment_id else None
    claim = notice.claim
    there = url_for(
        "workbench.claim", article_id=claim.article_id, number=claim.number, _anchor=anchor
    )
    return redirect(there, 303)


@blueprint.post("/notices/read")
@permit(Act.READ)
@writes
def read_all(session: Session) -> ResponseReturnValue:
    """Note that everything was read which the page could show, up to its newest."""
    newest = request.form.get("newest", 0, type=int)
    read_all_notices(session, newest=newest, viewer=current_actor())
    return redirect(url_for(".notices"), 303)
