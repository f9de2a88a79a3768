"""What a worker says is kept so that each reader gets it in their language."""

import pytest
from sqlalchemy.orm import Session

from tests.jobs.builders import a_job, taken
from workbench.errors import Message
from workbench.errors import message as _
from workbench.jobs.models import Job
from workbench.jobs.rules import JobState
from workbench.jobs.service import fail

INNER = _("%(number)s seconds", number=30)


@pytest.mark.parametrize(
    "words",
    [
        _("The server did not answer."),
        _("100 %% of %(pages)s pages", pages=3),
        _("%(host)s did not answer in %(time)s.", host="ledger.example", time=INNER),
        _("It is %(state)s.", state=JobState.FAILED),
    ],
)
def test_a_message_comes_back_with_its_template_and_values(
    session: Session, words: Message
) -> None:
    found = written_down(session, words)
    assert isinstance(found, Message)
    assert (found, found.template) == (words, words.template)
    assert dict(found.values) == dict(words.values)


def test_plain_words_come_back_as_they_were(session: Session) -> None:
    assert written_down(session, "50 % of it") == "50 % of it"


def written_down(session: Session, words: str) -> str:
    job = a_job(session)
    fail(session, lease=taken(session), trouble=words, for_good=True)
    session.expire_all()
    return session.get_one(Job, job.id).trouble
