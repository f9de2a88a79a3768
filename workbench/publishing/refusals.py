"""What keeps an edition from going out."""

from collections.abc import Iterable, Sequence
from typing import Never

from workbench.errors import message as _
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.edition.substance import NOTHING_CHANGED, is_repetition, state_of
from workbench.publishing.errors import (
    KindUnfit,
    NothingNew,
    NothingToPublish,
    ReasonMissing,
    SeenOtherwise,
    VerdictsStale,
)
from workbench.publishing.rules import ChangeKind


def refuse_unseen(content: EditionContent, seen: str | None) -> None:
    """Let only that go out which the editor has read. Raises `SeenOtherwise`."""
    if seen is None or seen == state_of(content):
        return
    if seen.partition("-")[0] != str(content.number):
        raise SeenOtherwise(
            _(
                "Somebody else published edition %(number)s while this page was open. Nothing was "
                "published now, and your words are kept: compare them with that edition.",
                number=content.number - 1,
            )
        )
    raise SeenOtherwise(
        _(
            "What this edition would hold has changed since this page was opened. Nothing was "
            "published, and your words are kept: look at the preview again, then publish."
        )
    )


def refuse_stale(stale: Sequence[int]) -> None:
    """Let no verdict go out on words that it was not given on. Raises `VerdictsStale`."""
    if stale:
        raise VerdictsStale(
            _(
                "The article says these claims in other words than their verdicts were given on: "
                "%(numbers)s. Confirm each verdict, or reopen the claim and give it anew. "
                "Nothing was published, and your words are kept.",
                numbers=", ".join(map(str, stale)),
            )
        )


def refuse_silent_return(note: str) -> None:
    """Let no report come back without a word on why. Raises `ReasonMissing`."""
    if note in {"", NOTHING_CHANGED}:
        raise ReasonMissing(
            _(
                "The report was withdrawn, and this edition would bring it back. Say in the note "
                "why; readers find it beside the withdrawal. Nothing was published."
            )
        )


def refuse_unfit(
    content: EditionContent, previous: EditionContent | None, told: Iterable[int]
) -> None:
    """Let no edition go out that readers can do nothing with.

    `told`: the claims of whose change the editor says something.
    Raises `NothingToPublish`, `NothingNew`, `ReasonMissing`, `KindUnfit`.
    """
    if not content.claims:
        _refuse_empty()
    if previous and is_repetition(content, previous):
        _refuse_repeated(previous.number)
    _refuse_beside_the_point(content, told)
    if any(not change.why for change in content.new_changes):
        _refuse_unexplained()
    unclear = [c for c in content.new_changes if c.kind == ChangeKind.CLARIFICATION and c.rerated]
    if unclear:
        _refuse_clarified([change.claim for change in unclear])


def _refuse_empty() -> Never:
    raise NothingToPublish(
        _(
            "No verdict of this article is approved yet, so there is nothing to publish. "
            "Propose a verdict, and let another editor approve it."
        )
    )


def _refuse_repeated(number: int) -> Never:
    raise NothingNew(
        _(
            "Nothing has changed since edition %(number)s, and nothing was published. "
            "If readers should get it again, say in the note why.",
            number=number,
        )
    )


def _refuse_unexplained() -> Never:
    raise ReasonMissing(
        _(
            "This edition changes what was published. Say why, beside each change or for all of "
            "them in the note; readers see it with the old verdict. Nothing was published."
        )
    )


def _refuse_beside_the_point(content: EditionContent, told: Iterable[int]) -> None:
    changed = {change.claim for change in content.new_changes}
    unchanged = sorted(set(told) - changed)
    if unchanged:
        raise KindUnfit(
            _(
                "A kind of change is given for claims that this edition does not change: "
                "%(numbers)s. Nothing was published.",
                numbers=", ".join(map(str, unchanged)),
            )
        )


def _refuse_clarified(numbers: Sequence[int]) -> Never:
    raise KindUnfit(
        _(
            "Another verdict is more than a clarification. Say of these claims whether it is a "
            "correction or an update: %(numbers)s. Nothing was published.",
            numbers=", ".join(map(str, numbers)),
        )
    )
