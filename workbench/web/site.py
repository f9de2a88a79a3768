"""The site as readers know it, whatever a request calls its host."""

from flask import current_app

from workbench.config import Settings

EXTENSION = "workbench.settings"


def has_archive() -> bool:
    """Whether there is a web archive to be asked."""
    settings: Settings = current_app.extensions[EXTENSION]
    return bool(settings.archive_url)


def has_archive_that_keeps() -> bool:
    """Whether there is a web archive that can be asked to keep a page."""
    settings: Settings = current_app.extensions[EXTENSION]
    return bool(settings.archive_save_url)


def public_url() -> str:
    """The site's public address as it is set: a request's host anybody could have chosen."""
    settings: Settings = current_app.extensions[EXTENSION]
    return settings.public_url


def sends_mail() -> bool:
    """Whether there is a mail server to send by."""
    settings: Settings = current_app.extensions[EXTENSION]
    return settings.mail is not None
