"""A web server on the loopback interface that does to its visitors whatever a test tells it."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address, ip_address

from workbench.intake.fetching import AddressPolicy, IPAddress
from workbench.intake.fetching.addresses import is_globally_routable

LOOPBACK = IPv4Address("127.0.0.1")
HTML = "text/html; charset=utf-8"


class Server(ThreadingHTTPServer):
    """Answers each path with the function put under it, and notes who asked for what."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, Callable[[Handler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.stopping = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def url(self, path: str, host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent: most of these clients hang up in the middle."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        self.close_connection = True
        self.server.pages[self.path](self)

    def log_message(self, *_: object) -> None:
        """Keep the test output clean."""

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.head(status, **{"content_length": str(len(body))} | headers)
        self.wfile.write(body)

    def head(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()


@contextmanager
def running() -> Iterator[Server]:
    """A server that answers until the block ends."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.stopping.set()
        server.shutdown()
        thread.join()


class Names:
    """A domain name system of our own: each look-up gives the next answer, the last for ever."""

    def __init__(self, **answers: Sequence[Sequence[str]]) -> None:
        self.answers = {host.replace("_", "."): list(given) for host, given in answers.items()}
        self.looked_up: list[str] = []

    def __call__(self, host: str, seconds: float) -> Sequence[IPAddress]:
        self.looked_up.append(host)
        left = self.answers.get(host, [["127.0.0.1"]])
        return [ip_address(address) for address in (left.pop(0) if len(left) > 1 else left[0])]


def loopback_counts_as_public(port: int, names: Names | None = None) -> AddressPolicy:
    """A policy that lets a fetch reach a port of this machine."""
    return AddressPolicy(
        resolve=names or Names(),
        may_reach=lambda address: address == LOOPBACK or is_globally_routable(address),
        ports=frozenset({80, 443, port}),
    )


def page(body: bytes, status: int = 200, **headers: str) -> Callable[[Handler], None]:
    return lambda handler: handler.answer(status, body, **{"content_type": HTML} | headers)


def raw(answer: bytes) -> Callable[[Handler], None]:
    def send(handler: Handler) -> None:
        handler.wfile.write(answer)

    return send


def redirect(location: str, status: int = 302) -> Callable[[Handler], None]:
    return lambda handler: handler.answer(status, location=location)
