"""What stands in a file that readers take away, whatever it is packed in."""

import io
import zipfile

ZIP = b"PK\x03\x04"


def all_bytes(body: bytes) -> bytes:
    """The bytes of a file; of an archive those of all its members, archives in it included."""
    if not body.startswith(ZIP):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    return b"\n".join(part for name, body in members for part in (name.encode(), all_bytes(body)))
