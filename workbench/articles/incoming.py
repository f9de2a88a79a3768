"""What comes in to be imported: the bytes, and what is known of them before they are read."""

from dataclasses import dataclass

from workbench.intake.draft import Draft
from workbench.intake.fetching import fetch
from workbench.intake.reading import read

PASTED = "pasted.txt"


@dataclass(frozen=True)
class Incoming:
    """Bytes as they came, and hints of what they are. `url` is where the article is found."""

    data: bytes
    name: str = ""
    media_type: str = ""
    url: str = ""

    def read(self) -> Draft:
        """The article in it. Raises a subclass of `UnreadableInput`."""
        return read(self.data, name=self.name, media_type=self.media_type, url=self.url)


def pasted(text: str, url: str = "") -> Incoming:
    """Text from the clipboard. A browser sends line ends as CRLF, whatever was pasted."""
    return Incoming(text.replace("\r\n", "\n").encode(), name=PASTED, url=url)


def user_agent(public_url: str) -> str:
    """As whom an address is asked, so that its owner can tell who looks."""
    return f"workbench (+{public_url})"


def fetched(url: str, *, user_agent: str) -> Incoming:
    """The page at a public address. Raises a subclass of `FetchError`."""
    page = fetch(url, user_agent=user_agent)
    charset = f"; charset={page.charset}" if page.charset else ""
    return Incoming(page.body, name=page.name, media_type=page.media_type + charset, url=page.url)


@dataclass(frozen=True)
class ReadFile:
    """An article that was read, and where what it was read from is kept, if it is."""

    draft: Draft
    sha256: str | None = None
    name: str = ""
