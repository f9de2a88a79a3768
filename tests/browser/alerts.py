"""What was noticed at a source, of every kind, for the pages to show."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.claims.models import Claim
from workbench.claims.rules import PUBLIC
from workbench.evidence.alerting import Noticed, raise_alerts
from workbench.evidence.models import Evidence
from workbench.evidence.rules import AlertKind
from workbench.sources.models import ArchivedCopy
from workbench.sources.rules import Every
from workbench.sources.watching import watch_source


def some_alerts(session: Session, by: Actor) -> None:
    """Watch the source that a published claim quotes: its text changed, it is gone, all at once.

    And a web archive has a copy.
    """
    quoting = select(Evidence).join(Evidence.claim).where(Claim.status.in_(PUBLIC))
    piece = session.scalars(quoting.order_by(Evidence.id)).first()
    assert piece is not None
    quoted = {AlertKind.CHANGED_QUOTE: piece.id}
    noticed = [Noticed(kind, quoted.get(kind)) for kind in AlertKind]
    raise_alerts(session, source=piece.source, noticed=noticed)
    watch_source(session, source=piece.source, every=Every.DAILY, by=by)
    copy = "https://web.archive.example/web/20190517093000/https://harbour.example/minutes"
    session.add(ArchivedCopy(source_id=piece.source_id, url=copy, day="2019-05-17"))
