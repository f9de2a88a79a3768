"""Whose confidential source is named in comments is told where."""

from tests.builders import Newsroom
from tests.discussion.hiding import read_blind, seal
from workbench.accounts.rules import Actor
from workbench.discussion.naming import comments_naming
from workbench.discussion.service import begin_thread, remove_comment
from workbench.sources.models import Source


def named(room: Newsroom, source: Source, viewer: Actor) -> list[tuple[str, int]]:
    """In what of which claims the name stands."""
    found = comments_naming(
        room.session, source_id=source.id, names={"Erika Muster", "Bo"}, viewer=viewer, limit=9
    )
    return [(mention.written_in.value, mention.number) for mention in found]


def test_a_name_in_a_comment_is_found_but_for_those_behind_its_seal(room: Newsroom) -> None:
    claim, other, source = room.claim(), room.claim("The mayor was ill"), room.source()
    piece = room.evidence(claim, source=source)
    begin_thread(room.session, claim=claim, on=piece, text="Erika Muster said so.", by=room.ana)
    begin_thread(room.session, claim=other, text="Bo, ask ERIKA MUSTER.", by=room.bo)
    gone = begin_thread(room.session, claim=claim, text="Erika Muster?", by=room.bo)
    remove_comment(room.session, comment=gone, by=room.bo)
    seal(room, source)
    assert named(room, source, room.ana) == [("comment", 2)]


def test_a_name_in_a_comment_that_waits_for_two_readers_is_not_told(room: Newsroom) -> None:
    claim, source = room.claim(), room.source()
    seal(room, source)
    read_blind(room, claim)
    begin_thread(room.session, claim=claim, text="Erika Muster says no.", by=room.ana)
    assert named(room, source, room.eve) == []
