"""Static files: addressed by their content, so that browsers may keep them for good."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, request, url_for
from werkzeug.wrappers import Response

FOR_GOOD = "public, max-age=31536000, immutable"


def register_assets(app: Flask) -> None:
    """Add a version to every static address, and tell browsers how long a file may be kept."""
    app.url_defaults(_with_version)
    app.after_request(_keep)
    # A page has many icons, all of one file.
    app.add_template_global(cache(_address), "asset")


def _address(filename: str) -> str:
    return url_for("static", filename=filename)


def _with_version(endpoint: str, values: dict[str, Any]) -> None:
    # A vendored file has its version in its path, and style sheets name fonts by that path.
    if endpoint == "static" and not values["filename"].startswith("vendor/"):
        values.setdefault("v", _version(Path(current_app.static_folder or ""), values["filename"]))


@cache
def _version(folder: Path, filename: str) -> str | None:
    """The beginning of the file's SHA-256; nothing for a file that is not there."""
    path = folder / filename
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else None


def _keep(response: Response) -> Response:
    """A module that another imports has no version in its address, so it is asked for anew."""
    if request.endpoint == "static" and response.status_code in {200, 304}:
        pinned = "v" in request.args or "/vendor/" in request.path
        response.headers["Cache-Control"] = FOR_GOOD if pinned else "public, no-cache"
    return response
