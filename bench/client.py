"""A signed-in client that keeps its connection open and does nothing it is not told to.

It knows nothing of the product, so that a process of it starts at once and costs little.
"""

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, RemoteDisconnected
from types import TracebackType
from urllib.parse import urlencode

_CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
_DURATION = re.compile(r"dur=([\d.]+)")
HTMX = {"HX-Request": "true"}


class Unexpected(Exception):
    """The server answered something else than was measured."""


@dataclass(frozen=True)
class Door:
    """Where a server is, and what a signed-in browser holds: its cookie and its token."""

    port: int
    cookie: str = ""
    csrf_token: str = ""


@dataclass(frozen=True)
class Answer:
    """What came back. Server time and its processor's part of it, where the server tells."""

    status: int
    body: bytes
    location: str
    server_ms: float
    cpu_ms: float


class Client:
    """One connection."""

    def __init__(self, door: Door) -> None:
        self.door = door
        self._connection = HTTPConnection("127.0.0.1", door.port, timeout=120)

    def __enter__(self) -> "Client":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._connection.close()

    def get(self, path: str, *, htmx: bool = False) -> Answer:
        """Ask for a page. Raises `Unexpected` unless it comes."""
        answer = self._ask("GET", path, None, HTMX if htmx else {})
        if answer.status != 200:
            raise Unexpected(f"GET {path}: {answer.status}")
        return answer

    def post(self, path: str, fields: Mapping[str, object], *, htmx: bool = False) -> Answer:
        """Send a form with its token and a key of its own. Raises `Unexpected` if refused."""
        keys = {"csrf_token": self.door.csrf_token, "submission_key": secrets.token_urlsafe(16)}
        body = urlencode({**keys, **fields}, doseq=True).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._post(path, body, {**kind, **(HTMX if htmx else {})})

    def submit(self, path: str, fields: Mapping[str, object], key: str) -> Answer:
        """Send a form under a key, whatever is answered; again if the connection was closed."""
        keys = {"csrf_token": self.door.csrf_token, "submission_key": key}
        body = urlencode({**fields, **keys}, doseq=True).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask_again("POST", path, body, {**kind, **HTMX})

    def put(self, path: str, words: object, headers: Mapping[str, str]) -> Answer:
        """Send words as JSON, with the form's token, whatever is answered."""
        told = {"Content-Type": "application/json", "X-CSRFToken": self.door.csrf_token}
        return self._ask_again("PUT", path, json.dumps(words).encode(), {**told, **headers})

    def see(self, path: str, *, htmx: bool = False) -> Answer:
        """Ask for a page, whatever is answered."""
        return self._ask_again("GET", path, None, HTMX if htmx else {})

    def _ask_again(
        self, method: str, path: str, body: bytes | None, more: Mapping[str, str]
    ) -> Answer:
        """As a browser asks: a kept connection may have been closed while nobody used it."""
        try:
            return self._ask(method, path, body, more)
        except (ConnectionError, RemoteDisconnected):
            self._connection.close()
            return self._ask(method, path, body, more)

    def send(
        self, path: str, fields: Mapping[str, str], name: str, files: Sequence[tuple[str, bytes]]
    ) -> Answer:
        """Send a form with files in a field, each with its name. Raises `Unexpected` if refused."""
        keys = {"csrf_token": self.door.csrf_token, "submission_key": secrets.token_urlsafe(16)}
        boundary = secrets.token_hex(16)
        body = _multipart(boundary, {**keys, **fields}, name, files)
        return self._post(path, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})

    def _post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        answer = self._ask("POST", path, body, headers)
        if answer.status != 303:
            raise Unexpected(f"POST {path}: {answer.status} {answer.body[:2000]!r}")
        return answer

    def _ask(self, method: str, path: str, body: bytes | None, more: Mapping[str, str]) -> Answer:
        headers = {"Cookie": self.door.cookie, **more}
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        self._keep(response.headers.get_all("Set-Cookie") or [])
        return Answer(
            response.status,
            response.read(),
            response.headers.get("Location", ""),
            *_timing(response.headers.get("Server-Timing", "")),
        )

    def _keep(self, cookies: list[str]) -> None:
        for cookie in cookies:
            if cookie.startswith("workbench="):
                name = cookie.partition(";")[0]
                self.door = Door(self.door.port, name, self.door.csrf_token)


def _multipart(
    boundary: str, fields: Mapping[str, str], name: str, files: Sequence[tuple[str, bytes]]
) -> bytes:
    begin = f"--{boundary}\r\nContent-Disposition: form-data; name="
    parts = [f'{begin}"{field}"\r\n\r\n{value}'.encode() for field, value in fields.items()]
    for filename, content in files:
        head = f'{begin}"{name}"; filename="{filename}"\r\nContent-Type: text/plain\r\n\r\n'
        parts.append(head.encode() + content)
    return b"\r\n".join([*parts, f"--{boundary}--\r\n".encode()])


def signed_in(port: int, email: str, password: str) -> Door:
    """Sign in by the form, as a browser does."""
    with Client(Door(port)) as client:
        page = client.get("/sign-in").body.decode()
        client.door = Door(port, client.door.cookie, _token(page))
        client.post("/sign-in", {"email": email, "password": password, "next": "/articles/new"})
        page = client.get("/articles/new").body.decode()
        return Door(port, client.door.cookie, _token(page))


def _token(page: str) -> str:
    found = _CSRF.search(page)
    if found is None:
        raise Unexpected("a page without its token")
    return found[1]


def _timing(value: str) -> tuple[float, float]:
    """From a header such as `app;dur=12.3, cpu;dur=11.5`, in milliseconds."""
    found = [float(figure) for figure in _DURATION.findall(value)]
    return (found[0], found[1]) if len(found) == 2 else (0.0, 0.0)
