"""The site as readers know it, whatever a request calls its host."""

from flask import current_app

from workbench.config import Settings

EXTENSION = "workbench.settings"


def public_url() -> str:
    """The site's public address as it is set: a request's host anybody could have chosen."""
    settings: Settings = current_app.extensions[EXTENSION]
    return settings.public_url
