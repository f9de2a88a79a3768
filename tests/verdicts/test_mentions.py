"""Where members wrote a name themselves."""

from dataclasses import replace

from tests.builders import Newsroom, open_newsroom
from tests.verdicts.second_readers import ask_for_second_readers
from workbench.accounts.rules import Actor
from workbench.articles.models import Remark
from workbench.articles.queries import current_version
from workbench.evidence.rules import Stance
from workbench.evidence.searches import SearchFields, add_search
from workbench.evidence.service import EvidenceFields, add_evidence, remove_evidence
from workbench.intake.remarks import RemarkKind
from workbench.verdicts.mentions import mentions
from workbench.verdicts.service import return_verdict, save_draft

NAME = "Jäne Doe"


def found(
    room: Newsroom,
    *names: str,
    source_id: int = 0,
    limit: int = 9,
    viewer: Actor | None = None,
) -> list[tuple[str, int]]:
    told = mentions(
        room.session, source_id=source_id, names=names or (NAME,), viewer=viewer or room.ana,
        limit=limit,
    )  # fmt: skip
    return [(each.written_in.value, each.number) for each in told]


def test_a_name_is_found_in_whatever_members_write_of_a_claim(room: Newsroom) -> None:
    first, second = room.claim(), room.claim("Nobody 😀 asked why")
    assert found(room) == []
    room.contact(first, question=f"Did you speak to {NAME}?")
    fields = SearchFields("a permit", (f"the letters of {NAME}",), "2019-05-03", "")
    add_search(room.session, claim=first, fields=fields, by=room.ana)
    said = replace(room.fields(), rationale=f"As {NAME.lower()} told us.")
    verdict = save_draft(room.session, claim=second, fields=said, revision=0, by=room.ana)
    assert found(room) == [("contact", 1), ("search in vain", 1), ("verdict", 2)]
    room.propose(second)
    return_verdict(
        room.session, claim=second, revision=verdict.revision, comment=f"Ask {NAME}.", by=room.ed
    )
    assert found(room) == [("contact", 1), ("search in vain", 1), ("comment of a review", 2)]
    assert found(room, limit=1) == [("contact", 1)]


def test_a_name_is_found_in_what_came_with_a_manuscript(room: Newsroom) -> None:
    version = current_version(room.session, room.article)
    remark = Remark(
        article=room.article, version_id=version.id, kind=RemarkKind.COMMENT, proposed="Says who?",
        text=f"Says who? {NAME}, I hear.",
    )  # fmt: skip
    room.session.add(remark)
    room.session.flush()
    assert found(room) == [("remark of a manuscript", 0)]


def test_notes_count_but_those_on_the_source_itself_and_what_was_removed(room: Newsroom) -> None:
    claim, own, other = room.claim(), room.source("Letter"), room.source("Minutes")
    note = EvidenceFields(Stance.REFUTES, "32 million", "p. 7", f"{NAME} has it")
    for source in (own, other):
        piece = add_evidence(room.session, claim=claim, source=source, fields=note, by=room.ana)
    assert found(room, source_id=own.id) == [("note on evidence", 1)]
    remove_evidence(room.session, claim=claim, evidence=piece, by=room.ana)
    assert found(room, source_id=own.id) == []


def test_nothing_is_told_of_another_desk_nor_for_names_that_tell_nothing(room: Newsroom) -> None:
    other = open_newsroom(room.session, name="Other desk")
    other.contact(other.claim(), question=NAME)
    assert found(room) == []
    room.contact(room.claim(), question="Did it go up 5 %?")
    assert found(room, "Di", "_%_%_", "Doe %") == []


def test_of_a_blind_verdict_nobody_but_its_author_is_told_what_it_names(room: Newsroom) -> None:
    ask_for_second_readers(room)
    room.propose(room.claim(), summary=f"{NAME} says it cost 32 million.")
    assert found(room, viewer=room.ana) == [("verdict", 1)]
    assert found(room, viewer=room.bo) == found(room, viewer=room.ed) == []
