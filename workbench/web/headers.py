"""Headers that every answer carries."""

from flask import Flask
from werkzeug.wrappers import Response

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors ",
    )
)
CONTENT_SECURITY_POLICY = f"{_POLICY}'none'"


def register_headers(app: Flask) -> None:
    """Send the strict policy with every answer."""
    app.after_request(_secure)


def let_be_framed(response: Response) -> Response:
    """Let every other site show this answer in a frame."""
    response.headers["Content-Security-Policy"] = f"{_POLICY}*"
    return response


def _secure(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if not headers.get("Cache-Control"):
        headers["Cache-Control"] = "private, no-store"
    # The same address answers htmx with a fragment and everybody else with a page.
    response.vary.add("HX-Request")
    return response
