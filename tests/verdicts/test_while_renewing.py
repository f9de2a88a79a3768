"""Somebody works on an article, having seen a version that another has followed meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.builders import HARBOUR, Newsroom
from tests.rewriting import Rewrite
from workbench.articles.errors import TextMovedOn
from workbench.claims.dispositions import clear_dispositions, set_aside
from workbench.claims.errors import PassageGone
from workbench.claims.models import Claim, Disposition, Passage
from workbench.claims.passages import add_passage, adjust_passage, remove_passage
from workbench.claims.rules import Reason
from workbench.claims.service import mark_claim
from workbench.claims.settling import settle
from workbench.evidence.rearranging import split_claim
from workbench.verdicts.errors import WordsUnread
from workbench.verdicts.models import Verdict
from workbench.verdicts.queries import current_verdict
from workbench.verdicts.rules import VerdictState
from workbench.verdicts.service import propose_verdict

HEADLINE, FIRST, CAPTION, SECOND, SHARE = HARBOUR
DEARER = "The quay cost 43 million. Nobody 😀 asked why. It opened in May."
SWAPPED = (HEADLINE, SECOND, CAPTION, FIRST, SHARE)


def rewritten(room: Newsroom) -> tuple[Claim, dict[str, Any]]:
    """A claim of a text that was rewritten, and how somebody who did not see that acts on it."""
    claim = room.claim("It opened in May")
    room.set_aside("Nobody")
    seen = {"version": room.version, "by": room.ana, **room.place("The quay cost 41 million.")}
    Rewrite.of(room, SWAPPED).make()
    return claim, seen


def marking(room: Newsroom, _claim: Claim, seen: dict[str, Any]) -> None:
    mark_claim(room.session, article=room.article, **seen)


def adding(room: Newsroom, claim: Claim, seen: dict[str, Any]) -> None:
    add_passage(room.session, claim=claim, **seen)


def setting_aside(room: Newsroom, _claim: Claim, seen: dict[str, Any]) -> None:
    del seen["exact"]
    set_aside(room.session, article=room.article, reason=Reason.OPINION, **seen)


def clearing(room: Newsroom, _claim: Claim, seen: dict[str, Any]) -> None:
    seen = {**seen, "start": 0, "end": len(room.text)}
    del seen["exact"]
    clear_dispositions(room.session, article=room.article, **seen)


@pytest.mark.parametrize("act", [marking, adding, setting_aside, clearing])
def test_nothing_is_done_to_a_version_that_was_followed(
    room: Newsroom, act: Callable[..., None]
) -> None:
    claim, seen = rewritten(room)
    counted = [select(func.count(table.id)) for table in (Claim, Passage, Disposition)]
    before = [room.session.scalar(count) for count in counted]
    with pytest.raises(TextMovedOn, match="Version 2 of the text was made"):
        act(room, claim, seen)
    assert [room.session.scalar(count) for count in counted] == before


def test_a_claim_is_not_split_by_where_it_stood(room: Newsroom) -> None:
    claim = room.claim("It opened in May")
    seen = room.passage(claim, "Nobody")
    Rewrite.of(room, SWAPPED).make()
    with pytest.raises(PassageGone):
        split_claim(
            room.session, claim=claim, statement="Nobody did.", passage_ids=[seen.id],
            attached={}, by=room.bo,
        )  # fmt: skip
    assert len(claim.passages) == 2


def test_a_passage_that_went_is_not_settled(room: Newsroom) -> None:
    claim = room.claim("It opened in May")
    passage = room.passage(claim, "Nobody")
    waiting, made = Rewrite.of(room, SWAPPED), Rewrite.of(room, SWAPPED)
    seen = waiting.items.of(passage.id)
    made.make()
    with pytest.raises(PassageGone):
        settle(
            room.session, draft=waiting.draft, revision=1, item=seen, text=waiting.text,
            words=None, by=room.bo,
        )  # fmt: skip


def test_a_verdict_is_not_proposed_for_words_that_its_author_has_not_read(room: Newsroom) -> None:
    changed, same = room.claim("The quay cost 41 million."), room.claim("It opened in May")
    for claim in (changed, same):
        room.draft(claim, room.ana)
    rewrite = Rewrite.of(room, (HEADLINE, DEARER, CAPTION, SECOND, SHARE))
    rewrite.settle(changed, "The quay cost 43 million.")
    rewrite.make()
    with pytest.raises(WordsUnread, match="other words"):
        propose(room, changed, read_in=1)
    stale = current_verdict(room.session, changed)
    assert stale is not None
    assert (stale.state, stale.stale_since is None) == (VerdictState.DRAFT, False)
    assert propose(room, same, read_in=1).state is VerdictState.PROPOSED
    read = propose(room, changed, read_in=2)
    assert (read.state, read.stale_since) == (VerdictState.PROPOSED, None)


def test_a_first_verdict_is_not_proposed_for_a_claim_that_has_gone_meanwhile(
    room: Newsroom,
) -> None:
    claim = room.claim("The quay cost 41 million.")
    rewrite = Rewrite.of(room, (HEADLINE, "It opened in May.", CAPTION, SECOND, SHARE))
    rewrite.settle(claim, None)
    rewrite.make()
    with pytest.raises(WordsUnread):
        propose(room, claim, read_in=1)
    assert propose(room, claim, read_in=2).state is VerdictState.PROPOSED


def propose(room: Newsroom, claim: Claim, read_in: int) -> Verdict:
    return propose_verdict(
        room.session, claim=claim, fields=room.fields(), revision=room.revision(claim),
        read_in=read_in, by=room.ana,
    )  # fmt: skip


def test_where_a_claim_stood_is_not_changed_any_more(room: Newsroom) -> None:
    claim = room.claim("It opened in May")
    room.passage(claim, "Nobody")
    stood, place = claim.passages[0], room.place("opened in May")
    Rewrite.of(room, SWAPPED).make()
    with pytest.raises(PassageGone):
        adjust_passage(room.session, passage=stood, revision=1, by=room.bo, **place)
    with pytest.raises(PassageGone):
        remove_passage(room.session, passage=stood, by=room.bo)
    assert (stood.exact, len(claim.passages)) == ("It opened in May", 2)
