"""Contacts: whom the desk asked, what came of it, and what of that stands still with the claim."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.builders import Newsroom, events_of_article
from workbench.claims.errors import CannotUndo, ClaimLocked
from workbench.claims.service import withdraw_claim
from workbench.errors import EditedMeanwhile
from workbench.evidence.contact_log import (
    WAITING,
    LogFilter,
    LogKey,
    contacts_of_desk,
    count_waiting,
    people_who_asked,
)
from workbench.evidence.contacts import (
    AnswerFile,
    ContactFields,
    edit_contact,
    fields_of,
    file_of,
    keep_answer_file,
    remove_contact,
)
from workbench.evidence.errors import ContactUnknown
from workbench.evidence.models import Contact
from workbench.evidence.queries import contacts_of, get_contact
from workbench.evidence.rearranging import merge_claims
from workbench.evidence.rules import ContactState, Means
from workbench.verdicts.undo import undo_last

ASKED = ContactFields("The mayor", Means.E_MAIL, "2019-05-03")
ANSWERED = replace(
    ASKED, means=Means.TELEPHONE, question="What did it cost?", due_on="2019-05-10",
    state=ContactState.ANSWERED, answer="32 million.", answered_on="2019-05-07",
    wording="The mayor told us that it was 32 million.",
)  # fmt: skip
LETTER = AnswerFile("a" * 64, "letter.pdf")


def edit(room: Newsroom, contact: Contact, fields: ContactFields, revision: int = 1) -> None:
    edit_contact(
        room.session, claim=contact.claim, contact=contact, fields=fields, revision=revision,
        by=room.ana,
    )  # fmt: skip


def remove(room: Newsroom, contact: Contact) -> None:
    remove_contact(room.session, claim=contact.claim, contact=contact, by=room.ana)


def attach(room: Newsroom, contact: Contact, file: AnswerFile = LETTER) -> None:
    keep_answer_file(room.session, claim=contact.claim, contact=contact, file=file, by=room.ana)


def undo(room: Newsroom) -> None:
    undo_last(room.session, article=room.article, by=room.ana)
    room.session.expire_all()


def test_everything_said_of_a_contact_is_kept(room: Newsroom) -> None:
    contact = room.contact(room.claim())
    edit(room, contact, ANSWERED)
    attach(room, contact)
    room.session.expire_all()
    [found] = contacts_of(room.session, contact.claim)
    assert (fields_of(found), file_of(found)) == (ANSWERED, LETTER)


def test_the_second_of_two_people_who_save_a_contact_is_told(room: Newsroom) -> None:
    contact = room.contact(room.claim())
    edit(room, contact, ANSWERED)
    with pytest.raises(EditedMeanwhile):
        edit(room, contact, ASKED)
    assert fields_of(contact) == ANSWERED


def test_a_contact_that_somebody_removed_is_no_more_to_be_had(room: Newsroom) -> None:
    contact = room.contact(room.claim())
    remove(room, contact)
    assert contacts_of(room.session, contact.claim) == []
    with pytest.raises(ContactUnknown):
        get_contact(room.session, contact.claim, contact.id)
    for act in (remove, attach):
        with pytest.raises(ContactUnknown):
            act(room, contact)
    with pytest.raises(ContactUnknown):
        edit(room, contact, ANSWERED)


def test_a_contact_about_another_claim_is_not_found(room: Newsroom) -> None:
    contact, other = room.contact(room.claim()), room.claim("The mayor")
    with pytest.raises(ContactUnknown):
        get_contact(room.session, other, contact.id)


def test_an_answer_is_logged_while_the_claim_stands_still(room: Newsroom) -> None:
    contact = room.contact(room.claim(), wording="We asked the mayor.")
    room.propose(contact.claim)
    room.contact(contact.claim)
    edit(room, contact, replace(ANSWERED, wording="We asked the mayor."))
    attach(room, contact)
    assert contact.state is ContactState.ANSWERED


@pytest.mark.parametrize(
    "act",
    [
        lambda room, contact: edit(room, contact, replace(ASKED, wording="He said no.")),
        lambda room, contact: edit(room, contact, ASKED),
        remove,
        lambda room, contact: room.contact(contact.claim, wording="We asked his wife."),
    ],
    ids=["other words", "no words", "removed", "another one"],
)
def test_what_readers_are_told_stands_still_with_the_claim(
    room: Newsroom, act: Callable[[Newsroom, Contact], None]
) -> None:
    contact = room.contact(room.claim(), wording="We asked the mayor.")
    room.propose(contact.claim)
    with pytest.raises(ClaimLocked):
        act(room, contact)
    assert contact.removed_at is None


def test_each_act_on_a_contact_is_taken_back_in_turn(room: Newsroom) -> None:
    contact = room.contact(room.claim())
    edit(room, contact, ANSWERED)
    attach(room, contact)
    attach(room, contact, AnswerFile("b" * 64, "second.pdf"))
    remove(room, contact)
    undo(room)
    assert contact.removed_at is None
    undo(room)
    assert file_of(contact) == LETTER
    undo(room)
    assert file_of(contact) == AnswerFile(None, "")
    undo(room)
    assert (fields_of(contact), contact.revision) == (ASKED, 3)
    undo(room)
    assert contact.removed_at is not None


def test_what_somebody_else_built_on_is_not_taken_back(room: Newsroom) -> None:
    contact = room.contact(room.claim())
    edit_contact(
        room.session, claim=contact.claim, contact=contact, fields=ANSWERED, revision=1, by=room.bo
    )
    with pytest.raises(CannotUndo):
        undo(room)


def test_a_merged_claims_contacts_go_along_and_come_back(room: Newsroom) -> None:
    claim, into = room.claim(), room.claim("The mayor")
    contact, gone = room.contact(claim), room.contact(claim)
    remove(room, gone)
    merge_claims(room.session, claim=claim, into=into, by=room.ana)
    assert contacts_of(room.session, into) == [contact]
    undo(room)
    assert contacts_of(room.session, claim) == [contact]
    assert gone.claim_id == claim.id


def test_the_record_names_nobody_who_was_asked(room: Newsroom) -> None:
    contact = room.contact(room.claim())
    edit(room, contact, ANSWERED)
    attach(room, contact)
    remove(room, contact)
    told = [event.details for event in events_of_article(room.session, room.article.id)][-4:]
    assert told == [
        {"number": 1, "means": means, "state": state}
        for means, state in [("e-mail", "waiting"), *[("telephone", "answered")] * 3]
    ]


@pytest.mark.parametrize(
    ("state", "due_on", "overdue"),
    [
        (ContactState.WAITING, "2019-05-09", True),
        (ContactState.WAITING, "2019-05-10", False),
        (ContactState.WAITING, "", False),
        (ContactState.NO_ANSWER, "2019-05-09", False),
    ],
)
def test_what_waits_beyond_its_deadline_is_overdue(
    state: ContactState, due_on: str, *, overdue: bool
) -> None:
    assert Contact(state=state, due_on=due_on).overdue("2019-05-10") is overdue


def test_a_desk_waits_for_the_earliest_deadline_first(room: Newsroom) -> None:
    claim, withdrawn = room.claim(), room.claim("The mayor")
    some_day, late, soon = (
        room.contact(claim, due_on=due) for due in ("", "2019-06-01", "2019-05-10")
    )
    room.contact(claim, state=ContactState.DECLINED)
    remove(room, room.contact(claim))
    room.contact(withdrawn)
    withdraw_claim(room.session, claim=withdrawn, by=room.ana)
    found = contacts_of_desk(room.session, room.desk_id, WAITING, limit=10)
    assert found == [soon, late, some_day]
    assert contacts_of_desk(room.session, room.desk_id, WAITING, limit=1) == [soon]
    assert contacts_of_desk(room.session, room.desk_id + 1, WAITING, limit=1) == []


def test_the_log_goes_on_behind_each_of_its_lines(room: Newsroom) -> None:
    """Two of a day, two without a deadline: nothing is shown twice, and nothing left out."""
    claim = room.claim()
    days = ("", "2019-06-01", "2019-05-10", "", "2019-06-01")
    every = [room.contact(claim, due_on=due) for due in days]
    for wanted, order in ((WAITING, (2, 1, 4, 0, 3)), (LogFilter(), (4, 3, 2, 1, 0))):
        expected = [every[i] for i in order]
        for at, contact in enumerate(expected):
            after = LogKey(contact.due_on, contact.id)
            rest = contacts_of_desk(room.session, room.desk_id, wanted, after=after, limit=9)
            assert rest == expected[at + 1 :]


def test_the_log_is_narrowed_to_what_is_overdue_answered_or_asked_by_somebody(
    room: Newsroom,
) -> None:
    claim = room.claim()
    overdue, today = (room.contact(claim, due_on=f"2019-06-{day}") for day in ("01", "02"))
    undated = room.contact(claim, by=room.bo)
    answered = room.contact(claim, due_on="2019-06-01", state=ContactState.ANSWERED)
    for wanted, expected in (
        (LogFilter(ContactState.WAITING, due_before="2019-06-02"), [overdue]),
        (LogFilter(ContactState.ANSWERED), [answered]),
        (LogFilter(asked_by=room.bo.person_id), [undated]),
        (LogFilter(), [answered, undated, today, overdue]),
    ):
        assert contacts_of_desk(room.session, room.desk_id, wanted, limit=9) == expected
    assert count_waiting(room.session, room.desk_id, "2019-06-02") == (3, 1)
    assert list(people_who_asked(room.session, room.desk_id)) == [
        room.ana.person_id, room.bo.person_id,
    ]  # fmt: skip
