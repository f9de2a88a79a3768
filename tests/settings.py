"""Settings for tests: a fixed key, and Argon2 at the lowest cost it accepts."""

from pathlib import Path

from sqlalchemy import URL

from workbench.config import Argon2Cost, Settings


def settings_for(instance: Path, database: URL) -> Settings:
    """Return settings of an application with its files in `instance`."""
    return Settings(
        instance=instance,
        database_url=database.render_as_string(hide_password=False),
        secret_key="for tests only",
        argon2=Argon2Cost(time=1, memory=8, lanes=1),
    )
