"""What can go wrong with a fetch. `status` is what the workbench answers, not what it got."""

from workbench.errors import WorkbenchError

INSTEAD = (
    "Nothing was imported, and what you typed was kept. Paste the text or upload a file instead."
)


class FetchError(WorkbenchError):
    """The page could not be fetched; the message says why and what to do."""

    status = 502

    def __init__(self, what_happened: str) -> None:
        super().__init__(f"{what_happened} {INSTEAD}")


class AddressRefused(FetchError):
    """The address is not one the workbench asks for: not public, or not a plain web address."""

    status = 422


class PrivateAddress(AddressRefused):
    """The name or number leads to a machine that is not on the public internet."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"The address leads to a private network ({host}), "
            "and the workbench fetches from the public internet only."
        )


class HostNotFound(FetchError):
    """The domain name system knows no address for the name."""

    status = 422

    def __init__(self, host: str) -> None:
        super().__init__(f"There is no server called {host}. Check the address for a slip.")


class ServerUnreachable(FetchError):
    """No connection came about, or it broke."""

    def __init__(self, host: str) -> None:
        super().__init__(f"{host} could not be reached, or the connection broke off.")


class CertificateRefused(FetchError):
    """The server could not prove that it is the one the address names."""

    def __init__(self, host: str) -> None:
        super().__init__(f"{host} could not prove its identity: its certificate is not valid.")


class FetchTimedOut(FetchError):
    """The whole fetch, redirects included, took longer than its deadline."""

    status = 504

    def __init__(self) -> None:
        super().__init__("The server took too long to answer.")


class TooManyRedirects(FetchError):
    """The address leads on and on, perhaps in a circle."""

    def __init__(self, redirects: int) -> None:
        super().__init__(f"The address was still redirecting after {redirects} redirects.")


class PageUnavailable(FetchError):
    """The server answered with something other than the page. `answered` is its HTTP status."""

    def __init__(self, answered: int) -> None:
        super().__init__(_reason(answered))
        self.answered = answered


class PageTooLarge(FetchError):
    """The page is larger than an import may be, counted after decompression."""

    status = 413

    def __init__(self, limit: int) -> None:
        megabytes = f"{limit / 2**20:.3g}"
        super().__init__(f"The page is larger than {megabytes} MB, more than can be imported.")


class UnreadableMediaType(FetchError):
    """The page is of a kind no article is read from."""

    status = 415

    def __init__(self, media_type: str) -> None:
        super().__init__(
            f"The address leads to a file of the type {media_type}. "
            "Articles are read from HTML, plain text, Markdown, PDF and DOCX."
        )


class BrokenAnswer(FetchError):
    """What the server sent is not a well-formed answer."""


def _reason(answered: int) -> str:
    if answered in {404, 410}:
        return f"The server has no page at this address (HTTP {answered})."
    if answered in {401, 402, 403, 407, 451}:
        return f"The server does not let the workbench read this page (HTTP {answered})."
    if answered == 429:
        return "The server was asked too often and wants a pause (HTTP 429)."
    if answered >= 500:
        return f"The server is in trouble (HTTP {answered}). It may work again later."
    return f"The server did not send the page (HTTP {answered})."
