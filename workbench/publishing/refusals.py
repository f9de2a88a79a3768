"""What keeps an edition from going out."""

from collections.abc import Sequence
from typing import Never

from workbench.errors import message as _
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.edition.substance import is_repetition, state_of
from workbench.publishing.errors import (
    NothingNew,
    NothingToPublish,
    ReasonMissing,
    SeenOtherwise,
    VerdictsStale,
)


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


def refuse_unfit(content: EditionContent, previous: EditionContent | None) -> None:
    """Let no edition go out that readers can do nothing with.

    Raises `NothingToPublish`, `NothingNew`, `ReasonMissing`.
    """
    if not content.claims:
        _refuse_empty()
    if previous and is_repetition(content, previous):
        _refuse_repeated(previous.number)
    if content.new_changes and not content.note:
        _refuse_unexplained()


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
            "This edition changes what was published. Say in its note what changed and why; "
            "readers see it beside the old verdict. Nothing was published."
        )
    )
