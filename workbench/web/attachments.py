"""Files that somebody else made, on their way to a person: to be kept, never to be opened here."""

from io import BytesIO

from flask import send_file
from werkzeug.wrappers import Response

# No script, no form, nothing loaded, whatever the file is taken for.
SANDBOX = "default-src 'none'; sandbox"


def as_attachment(
    content: bytes, name: str, media_type: str = "application/octet-stream"
) -> Response:
    """The bytes as they came, as a file that no browser opens or runs."""
    answer = send_file(
        BytesIO(content),
        mimetype=media_type,
        as_attachment=True,
        download_name=name,
    )
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
