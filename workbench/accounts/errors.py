"""What can go wrong with people and their signing in."""

from workbench.errors import Conflict, Invalid, NotFound, Refused, TooOften
from workbench.errors import message as _


class MayNot(Refused):
    """The role does not allow the act."""


class WrongCredentials(Invalid):
    """Said alike for an unknown address and a wrong password, so that neither is given away."""


class TooManyAttempts(TooOften):
    """Signing in failed too often from here or for this address."""


class LinkSpent(NotFound):
    """A one-time link that was used, has expired or never was."""


class AddressTaken(Conflict):
    """Somebody with this e-mail address is a member already."""


class LastAdmin(Conflict):
    """A desk must keep one admin."""


class OnOtherDesks(Conflict):
    """A desk's admin may not open the account of somebody whom other desks let in too."""


class OtherAddress(Conflict):
    """The invitation was made for another e-mail address."""


class SignedOut(Refused):
    """The session was revoked while the request was on its way."""

    status = 401


class LogoRefused(Invalid):
    """The file is no picture that can be shown as a logo."""


class NoPicture(LogoRefused):
    """Nothing that can be read as a picture."""

    def __init__(self) -> None:
        super().__init__(
            _("This is no SVG, PNG, JPEG or WebP picture, or a damaged one. Nothing was saved.")
        )


class KeptTooMuch(Invalid):
    """More was typed into forms and not sent than is kept."""
