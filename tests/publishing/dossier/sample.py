"""Dossiers to be loaded, and what becomes of them."""

from typing import Any

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor, command_line
from workbench.accounts.service import make_desk
from workbench.articles.models import Article
from workbench.publishing.dossier import BadDossier, load
from workbench.verdicts.presets import FIVE_STEP
from workbench.verdicts.scales import set_scale

Record = dict[str, Any]

TEXT = "A title\n\nIt rained. It rained again 😀 today.\n\nNobody saw the sun."


def desk(session: Session) -> Actor:
    """The command line on a desk that has the usual scale and nothing else."""
    boss = command_line(make_desk(session, name="Desk", time_zone="UTC").id)
    set_scale(session, name="Five-step", ratings=FIVE_STEP, by=boss)
    return boss


def dossier(**parts: Any) -> Record:
    """The least a dossier has, with these parts besides."""
    return {"article": {"title": "A title"}, "versions": [{"text": TEXT}], **parts}


def claim(exact: str = "Nobody saw the sun.", **fields: Any) -> Record:
    """The least a claim has, with these fields besides."""
    return {"statement": "Nobody saw it.", "passages": [{"exact": exact}], **fields}


def loaded(session: Session, data: Record) -> Article:
    """The article that a dossier becomes."""
    return load(session, data, by=desk(session))


def faults(session: Session, data: object) -> dict[str, str]:
    """The faults of a dossier that is refused, as messages by path."""
    try:
        load(session, data, by=desk(session))
    except BadDossier as error:
        return {fault.path: fault.message for fault in error.faults}
    return {}
