"""What a source is: `_facts.html`, `_edit.html`, `_citation.html`."""

from typing import Any

from sqlalchemy.orm import Session

from workbench.sources.citing.rendering import cite
from workbench.sources.citing.service import style_of
from workbench.sources.forms import SourceForm
from workbench.sources.models import Source
from workbench.sources.sight import SeenSource
from workbench.web.trouble import Trouble


def described(
    session: Session, seen: SeenSource, source: Source, trouble: Trouble[SourceForm] | None
) -> dict[str, Any]:
    """What is said of it, in its form and as a citation."""
    return {
        "citation": cite(style_of(session, source.desk_id).csl, seen),
        "form": trouble.form if trouble else SourceForm.of(seen),
        "trouble": trouble,
    }
