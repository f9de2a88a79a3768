"""Sensible words for an edition, for editors to change and for commands that were told none."""

from collections.abc import Iterator

from workbench.accounts.rules import command_line
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.edition.counts import verdict_counts
from workbench.publishing.edition.model import Change, EditionContent, Site
from workbench.publishing.edition.substance import NOTHING_CHANGED, says_as_much
from workbench.publishing.next_edition import NextEdition
from workbench.publishing.rules import default_summary, default_title, is_day
from workbench.web.dates import partial_date


def suggested_fields(following: NextEdition) -> EditionFields:
    """Title, summary and note, and the text as it was shown last.

    Excerpts for the first edition: whoever has a right to the whole text says so. Why a report that
    was withdrawn comes back only an editor can say.
    """
    previous, article = following.previous, following.material.article
    title = previous.title if previous else default_title(article.title)
    content = following.content(EditionFields(title), Site("", ""), command_line(article.desk_id))
    return EditionFields(
        title=title,
        summary=_summary(content, previous),
        note="" if following.brings_back else _note(content, previous),
        whole_text=previous.whole_text if previous else False,
    )


def _summary(content: EditionContent, previous: EditionContent | None) -> str:
    """The verdicts counted; an editor's own words stay while they are true of the same claims."""
    if previous and says_as_much(content, previous):
        return previous.summary
    counts = verdict_counts(content.claims, content.scales)
    return default_summary([(rating.label, number) for rating, number in counts])


def _note(content: EditionContent, previous: EditionContent | None) -> str:
    if previous is None:
        return "First edition."
    changes = map(_in_a_sentence, content.new_changes)
    sentences = [*_amended(content, previous), *changes, *_added(content, previous)]
    return " ".join(sentences) or NOTHING_CHANGED


def _amended(content: EditionContent, previous: EditionContent) -> Iterator[str]:
    """What the outlet changed since the previous edition, and when as far as that is known."""
    new = [each for each in content.amendments if previous.amendment(each.version) is None]
    days = " and ".join(_when(each.made_on) for each in new if each.made_on)
    if new:
        yield f"The article was changed {days}." if days else "The article was changed."


def _when(made_on: str) -> str:
    return f"{'on' if is_day(made_on) else 'in'} {partial_date(made_on, 'en')}"


def _in_a_sentence(change: Change) -> str:
    """In words that fit whatever kind of change the editor says it is."""
    if change.new is None:
        return f"Claim {change.claim} withdrawn."
    if not change.rerated:
        return f"Claim {change.claim} revised."
    return f"Claim {change.claim} changed from {change.old.label} to {change.new.label}."


def _added(content: EditionContent, previous: EditionContent) -> Iterator[str]:
    known = {claim.number for claim in previous.claims}
    added = [str(claim.number) for claim in content.claims if claim.number not in known]
    if added:
        yield f"{'Claim' if len(added) == 1 else 'Claims'} {', '.join(added)} added."
