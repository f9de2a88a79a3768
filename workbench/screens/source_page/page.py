"""The page, put together from what its fragments show."""

from flask import make_response, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, time_zone
from workbench.screens.source_page.arranged import arranged
from workbench.screens.source_page.bearing import bearing
from workbench.screens.source_page.confidential import confidants
from workbench.screens.source_page.described import described
from workbench.screens.source_page.kept import kept, proposed
from workbench.screens.source_page.outside import outside
from workbench.sources.forms import ProposalsForm, SnapshotForm, SourceForm, WatchForm
from workbench.sources.models import Source
from workbench.sources.sight import as_seen, sees_whole
from workbench.web.forms import Form
from workbench.web.trouble import Trouble


def show(
    session: Session,
    source: Source,
    trouble: Trouble[SourceForm] | None = None,
    upload: Trouble[SnapshotForm] | None = None,
    watching: Trouble[WatchForm] | None = None,
    naming: Trouble[Form] | None = None,
    proposing: Trouble[ProposalsForm] | None = None,
) -> Response:
    """The source with what is kept of it and what it bears on, and perhaps a form in trouble.

    Of a confidential one others than its confidants get what its row says, and its claims.
    """
    faulty = trouble or upload or watching or naming or proposing
    if faulty is not None:
        faulty.form.renew_key()
    seen = as_seen(session, current_actor(), source)
    shown = {
        **bearing(session, source, whole=sees_whole(seen)),
        **arranged(session, source),
        **outside(session, source, watching),
        **confidants(session, seen, source, naming),
    }
    if sees_whole(seen):
        shown |= described(session, seen, source, trouble)
        shown |= kept(session, source, upload) | proposed(session, seen, source, proposing)
    page = render_template(
        "sources/detail.html",
        source=seen,
        whole=sees_whole(seen),
        time_zone=time_zone(),
        **shown,
    )
    return make_response(page, faulty.status if faulty else 200)
