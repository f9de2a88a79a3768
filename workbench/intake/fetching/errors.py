"""What can go wrong with a fetch. `status` is what the workbench answers, not what it got."""

from workbench.errors import message as _
from workbench.intake.errors import NotImported


class FetchError(NotImported):
    """The page could not be fetched; the message says why and what to do."""

    status = 502

    def __init__(self, what_happened: str) -> None:
        super().__init__(what_happened, _("Paste the text or upload a file instead."))


class AddressRefused(FetchError):
    """The address is not one the workbench asks for: not public, or not a plain web address."""

    status = 422


class PrivateAddress(AddressRefused):
    """The name or number leads to a machine that is not on the public internet."""

    def __init__(self, host: str) -> None:
        super().__init__(
            _(
                "The address leads to a private network (%(host)s), "
                "and the workbench fetches from the public internet only.",
                host=host,
            )
        )


class HostNotFound(FetchError):
    """The domain name system knows no address for the name."""

    status = 422

    def __init__(self, host: str) -> None:
        super().__init__(
            _("There is no server called %(host)s. Check the address for a slip.", host=host)
        )


class ServerUnreachable(FetchError):
    """No connection came about, or it broke."""

    def __init__(self, host: str) -> None:
        super().__init__(
            _("%(host)s could not be reached, or the connection broke off.", host=host)
        )


class CertificateRefused(FetchError):
    """The server could not prove that it is the one the address names."""

    def __init__(self, host: str) -> None:
        super().__init__(
            _("%(host)s could not prove its identity: its certificate is not valid.", host=host)
        )


class FetchTimedOut(FetchError):
    """The whole fetch, redirects included, took longer than its deadline."""

    status = 504

    def __init__(self) -> None:
        super().__init__(_("The server took too long to answer."))


class TooManyRedirects(FetchError):
    """The address leads on and on, perhaps in a circle; `leads_to` is where it led last."""

    def __init__(self, redirects: int, leads_to: str) -> None:
        self.leads_to = leads_to
        super().__init__(
            _(
                "The address was still redirecting after %(redirects)s redirects.",
                redirects=redirects,
            )
        )


class PageUnavailable(FetchError):
    """The server answered with something other than the page. `answered` is its HTTP status."""

    def __init__(self, answered: int) -> None:
        super().__init__(_reason(answered))
        self.answered = answered


class PageTooLarge(FetchError):
    """The page is larger than what is fetched may be, counted after decompression."""

    status = 413

    def __init__(self, limit: int) -> None:
        megabytes = f"{limit / 2**20:.3g}"
        super().__init__(
            _(
                "The page is larger than %(megabytes)s MB, more than is fetched.",
                megabytes=megabytes,
            )
        )


class UnreadableMediaType(FetchError):
    """The page is of a kind no article is read from."""

    status = 415

    def __init__(self, media_type: str) -> None:
        super().__init__(
            _(
                "The address leads to a file of the type %(media_type)s. "
                "Articles are read from HTML, plain text, Markdown, PDF and DOCX.",
                media_type=media_type,
            )
        )


class BrokenAnswer(FetchError):
    """What the server sent is not a well-formed answer."""


def _reason(answered: int) -> str:
    if answered in {404, 410}:
        return _("The server has no page at this address (HTTP %(answered)s).", answered=answered)
    if answered in {401, 402, 403, 407, 451}:
        return _(
            "The server does not let the workbench read this page (HTTP %(answered)s).",
            answered=answered,
        )
    if answered == 429:
        return _("The server was asked too often and wants a pause (HTTP 429).")
    if answered >= 500:
        return _(
            "The server is in trouble (HTTP %(answered)s). It may work again later.",
            answered=answered,
        )
    return _("The server did not send the page (HTTP %(answered)s).", answered=answered)
