"""How a verdict was reached goes along in a dossier: rounds, votes, decisions, points, reasons."""

from tests.builders import Newsroom, open_newsroom
from tests.publishing.dossier.reviewed import review
from workbench.publishing.dossier import dump_bytes, load, parse


def test_everything_of_a_review_survives_the_journey(room: Newsroom) -> None:
    review(room)
    written = dump_bytes(room.session, room.article)
    other = open_newsroom(room.session, name="Other desk")
    article = load(room.session, parse(written), by=other.ana)
    assert dump_bytes(room.session, article).decode() == written.decode()
