"""A desk's logo as it was uploaded: told by its content, and drawn anew if it is a drawing.

`pictures.py` tells what stays of a photograph or the like, `drawings.py` what of an SVG.
"""

from dataclasses import dataclass

from workbench.accounts.errors import LogoRefused
from workbench.accounts.pictures import bare_picture
from workbench.errors import message as _
from workbench.intake.formats.signatures import signature_of

LARGEST = 200_000  # bytes
LONGEST_EDGE = 2_000  # pixels
SVG = "image/svg+xml"
ENDINGS = {SVG: "svg", "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


@dataclass(frozen=True)
class Logo:
    """A picture that can be kept and shown."""

    content: bytes
    media_type: str


def read_logo(data: bytes) -> Logo:
    """The picture in a file. Raises `LogoRefused`, which says what would be taken."""
    if len(data) > LARGEST:
        raise LogoRefused(
            _("This file has more than 200 kB. Nothing was saved. Send a smaller picture.")
        )
    media_type = signature_of(data)
    if not media_type:
        from workbench.accounts.drawings import drawn_anew  # noqa: PLC0415 - a parser to load

        return Logo(drawn_anew(data), SVG)
    content, size = bare_picture(data, media_type)
    if not all(0 < edge <= LONGEST_EDGE for edge in size):
        raise LogoRefused(
            _("This picture has more than 2,000 pixels a side. Nothing was saved. Make it smaller.")
        )
    return Logo(content, media_type)
