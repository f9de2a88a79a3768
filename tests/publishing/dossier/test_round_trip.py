"""What is dumped and loaded elsewhere is the same dossier when it is dumped again."""

from hypothesis import HealthCheck, given, settings
from sqlalchemy.orm import Session

from tests.publishing.dossier.newsroom import Act, Newsroom, blocks, stories
from workbench.accounts.rules import Actor, command_line
from workbench.accounts.service import make_desk
from workbench.intake.draft import DraftBlock
from workbench.publishing.dossier import dump_bytes, load, parse


def elsewhere(session: Session) -> Actor:
    """Somebody who may load, on a desk that is empty."""
    return command_line(make_desk(session, name="Elsewhere", time_zone="UTC").id)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(blocks, stories)
def test_an_article_in_any_state_survives_the_journey(
    session: Session, draft: list[DraftBlock], story: list[Act]
) -> None:
    with session.begin_nested() as here:
        written = dump_bytes(session, Newsroom(session, draft).play(story))
        here.rollback()
    with session.begin_nested() as there:
        article = load(session, parse(written), by=elsewhere(session))
        assert dump_bytes(session, article).decode() == written.decode()
        there.rollback()
