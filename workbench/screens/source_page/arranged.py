"""Where a source stands in the library: `_origin.html`, `_tags.html`, `_merged.html`."""

from typing import Any

from sqlalchemy.orm import Session

from workbench.sources.forms import OriginForm, TagsForm
from workbench.sources.models import Source
from workbench.sources.origins import repeated_by, ultimate_origins
from workbench.sources.queries import merged_into
from workbench.sources.tags import tags_of_desk

MOST_REPEATING = 10  # of those that go back to it


def arranged(session: Session, source: Source) -> dict[str, Any]:
    """Its origin and what goes back to it, the desk's tags, and what went into it."""
    return {
        "origin": session.get(Source, source.origin_id) if source.origin_id else None,
        "first_hand": ultimate_origins(session, [source])[source.id],
        "repeated_by": repeated_by(session, source, limit=MOST_REPEATING + 1),
        "most_repeating": MOST_REPEATING,
        "origin_form": OriginForm(formdata=None),
        "tags_of_desk": tags_of_desk(session, source.desk_id),
        "tags_form": TagsForm(formdata=None),
        "merged": merged_into(session, source),
    }
