"""The newest edition of a report in its desk's dress, made once into whatever is asked for."""

from collections.abc import Callable

from werkzeug.wrappers import Response

from workbench.publishing.edition.model import EditionContent
from workbench.publishing.pages.answers import Answer, etag_of
from workbench.publishing.pages.dress import Dress, dress_of
from workbench.publishing.public import sent_once
from workbench.publishing.queries import content_of, public_edition
from workbench.web.database import reading

Make = Callable[[EditionContent, Dress], bytes]


def newest_as(slug: str, name: str, media_type: str, make: Make) -> Response:
    """What `make` makes of it, which `name` tells from everything else that is made of it.

    Raises `ReportUnknown` and `EditionWithdrawn`.
    """
    with reading() as session:
        edition = public_edition(session, slug)
        dress = dress_of(session, edition.report.desk_id)
        etag = etag_of(edition.sha256, name, dress.digest)
        return sent_once(etag, lambda: Answer(make(content_of(edition), dress), media_type))
