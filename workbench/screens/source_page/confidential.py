"""Who sees a confidential source, and where its name is told all the same: `_confidential.html`."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor
from workbench.accounts.queries import members
from workbench.accounts.rules import Act
from workbench.discussion.naming import comments_naming
from workbench.publishing.naming import editions_naming
from workbench.sources.confidants import confidants_of
from workbench.sources.forms import BreakSealForm, ConfidantsForm
from workbench.sources.models import Source
from workbench.sources.sight import SeenSource, may_name, names_of, sees_whole
from workbench.verdicts.mentions import Mention, mentions
from workbench.web.forms import Form
from workbench.web.trouble import Trouble

MOST_TOLD = 10  # of editions, and of words, that have its name


def confidants(
    session: Session, seen: SeenSource, source: Source, trouble: Trouble[Form] | None
) -> dict[str, Any]:
    """Who sees a confidential source, and the forms for those who may change that."""
    actor, named = current_actor(), confidants_of(session, source) if source.confidential else []
    asked = source.confidential or actor.may(Act.RESEARCH)
    told = _told_elsewhere(session, seen, source) if asked and sees_whole(seen) else {}
    if not may_name(actor, seen, named):
        return told | {"confidants": named if sees_whole(seen) else []}
    own = [each for each in members(session, source.desk_id) if each.person_id == actor.person_id]
    forms: dict[str, Any] = {
        "naming": ConfidantsForm.of(seen, named or own),
        "breaking": BreakSealForm(formdata=None, data={"revision": source.revision}),
    }
    if trouble is not None:
        forms[trouble.name] = trouble.form
    forms["naming"].offer(members(session, source.desk_id))
    for name, form in forms.items():
        form.set_apart(name)
    return told | {"confidants": named, "naming_trouble": trouble, **forms}


def _told_elsewhere(session: Session, seen: SeenSource, source: Source) -> dict[str, Any]:
    """What has its name all the same: editions, and of a confidential one members’ own words."""
    found = editions_naming(session, source.id, names_of(seen))
    words: Sequence[Mention] = []
    if source.confidential:
        names = {seen.title, seen.url, *seen.author_names} - {""}
        words = [
            *mentions(
                session, source_id=source.id, names=names, viewer=current_actor(),
                limit=MOST_TOLD + 1,
            ),
            *comments_naming(
                session, source_id=source.id, names=names, viewer=current_actor(),
                limit=MOST_TOLD + 1,
            ),
        ][: MOST_TOLD + 1]  # fmt: skip
    return {"editions_naming": found, "mentions": words, "most_told": MOST_TOLD}
