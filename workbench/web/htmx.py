"""htmx, as views see it."""

from flask import request


def is_htmx() -> bool:
    """Whether a fragment is wanted. A history restoration or a boosted link wants a page."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in headers
