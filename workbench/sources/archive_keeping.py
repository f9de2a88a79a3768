"""Asking a web archive to keep a source's page as it is now, in the background."""

from dataclasses import replace

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.errors import message as _
from workbench.intake.fetching import ANYTHING, LIMITS_OF_A_SNAPSHOT, FetchError, fetch
from workbench.intake.fetching.errors import TooManyRedirects
from workbench.jobs.models import Job
from workbench.jobs.service import ask
from workbench.jobs.work import Work
from workbench.sources.addresses import same_page
from workbench.sources.archive_answers import kept_copy, request_to_keep
from workbench.sources.archiving import SEALED, MayEdit, policy_for, settle
from workbench.sources.errors import PageMoved
from workbench.sources.fetching import not_fetched
from workbench.sources.models import Source
from workbench.sources.queries import hold_page, standing
from workbench.sources.rules import how_far

KEEP = _("keep a page in the web archive")
# It answers when it has the page, so it may take as long as a page may; it is followed nowhere.
LIMITS = replace(LIMITS_OF_A_SNAPSHOT, redirects=0)


def keeping_key(source_id: int) -> str:
    """By which two who ask for the same page to be kept get one job."""
    return f"page of source {source_id} kept by an archive"


def ask_to_keep(session: Session, *, source: Source, by: Actor) -> Job:
    """Have the web archive asked to keep the source's page: what it keeps everybody may read.

    Raises `AddressMissing`, also for a confidential source: no archive learns of it.
    """
    hold_page(session, source, if_sealed=SEALED)
    return ask(
        session, desk_id=source.desk_id, kind=KEEP, key=keeping_key(source.id), by=by,
        about=source.title, payload={"source_id": source.id, "url": source.url},
    )  # fmt: skip


def keep_in_archive(work: Work, *, archive: str, user_agent: str, may_edit: MayEdit) -> None:
    """The handler. The copy becomes the source's archived one if it has none, else it is offered.

    Raises `PageMoved`, and tells the archive nothing, if the source is confidential by then.
    """
    _refuse_what_is_not_asked_for_now(work)
    asked = request_to_keep(archive, work.payload["url"])
    settle(work, kept_copy(_leads_to(work, asked, archive, user_agent), archive), may_edit)


def _refuse_what_is_not_asked_for_now(work: Work) -> None:
    with work.reading() as session:
        source = standing(session, session.get_one(Source, work.payload["source_id"]))
        if not same_page(source.url, work.payload["url"]):  # a confidential one has no address
            raise PageMoved(
                _("The source has another web address by now. The archive was not asked.")
            )


def _leads_to(work: Work, url: str, archive: str, user_agent: str) -> str:
    """Where the archive says the copy is; nowhere if it does not say."""

    def tell(received: int, total: int | None) -> None:
        work.progress(received, total, how_far(received, total))

    try:
        page = fetch(
            url, user_agent=user_agent, limits=LIMITS, policy=policy_for(archive),
            wanted=ANYTHING, watch=tell,
        )  # fmt: skip
    except TooManyRedirects as answer:
        return answer.leads_to
    except FetchError as error:
        raise not_fetched(error) from error
    return dict(page.headers).get("content-location", "")
