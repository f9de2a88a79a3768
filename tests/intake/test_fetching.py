"""Fetching, against a real server on the loopback interface that a policy takes for public."""

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import pytest
from httpcore2 import NetworkStream, Response
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.web_server import (
    HTML,
    LOOPBACK,
    Handler,
    Names,
    Server,
    loopback_counts_as_public,
    page,
    raw,
    redirect,
    running,
)
from workbench.intake.fetching import AddressPolicy, FetchLimits, IPAddress, fetch
from workbench.intake.fetching.addresses import is_globally_routable
from workbench.intake.fetching.client import Fetched
from workbench.intake.fetching.connection import MeteredStream
from workbench.intake.fetching.errors import (
    AddressRefused,
    BrokenAnswer,
    CertificateRefused,
    FetchError,
    FetchTimedOut,
    HostNotFound,
    PageTooLarge,
    PageUnavailable,
    PrivateAddress,
    ServerUnreachable,
    TooManyRedirects,
    UnreadableMediaType,
)
from workbench.intake.fetching.headers import Headers
from workbench.intake.fetching.limits import Meter
from workbench.intake.fetching.urls import parse_url

USER_AGENT = "workbench-tests"
QUICK = FetchLimits(body=200_000, deadline=5.0, connect=1.0)


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as found:
        yield found


def get(
    server: Server, path: str, *, names: Names | None = None, limits: FetchLimits = QUICK
) -> Fetched:
    policy = loopback_counts_as_public(server.port, names)
    return fetch(server.url(path), user_agent=USER_AGENT, limits=limits, policy=policy)


# What is fetched


def test_a_page_comes_with_what_was_said_about_it(server: Server) -> None:
    server.pages["/article"] = page("Žluťoučký kůň".encode(), x_served="by hand")
    fetched = get(server, "/article#top")
    assert fetched.url == server.url("/article")
    assert (fetched.status, fetched.media_type, fetched.charset) == (200, "text/html", "utf-8")
    assert fetched.body.decode() == "Žluťoučký kůň"
    assert ("x-served", "by hand") in fetched.headers
    assert timedelta() <= datetime.now(UTC) - fetched.fetched_at < timedelta(seconds=5)


def test_the_server_is_told_the_name_and_who_asks(server: Server) -> None:
    server.pages["/"] = page(b"x")
    get(server, "/")
    _, headers = server.asked[0]
    assert headers["host"] == f"news.example:{server.port}"
    assert headers["user-agent"] == USER_AGENT


def test_redirects_are_followed_and_the_last_address_is_kept(server: Server) -> None:
    server.pages["/old"] = redirect("/newer", 301)
    server.pages["/newer"] = redirect(server.url("/new", "other.example"), 308)
    server.pages["/new"] = page(b"here")
    assert get(server, "/old").url == server.url("/new", "other.example")


def test_an_international_name_is_looked_up_in_ascii(server: Server) -> None:
    server.pages["/"] = page(b"x")
    names = Names()
    policy = loopback_counts_as_public(server.port, names)
    fetched = fetch(server.url("/", "Bücher.example"), user_agent="t", policy=policy)
    assert names.looked_up == ["xn--bcher-kva.example"]
    assert fetched.url == server.url("/", "xn--bcher-kva.example")


def test_a_final_dot_of_the_name_is_dropped(server: Server) -> None:
    server.pages["/"] = page(b"x")
    policy = loopback_counts_as_public(server.port)
    fetched = fetch(server.url("/", "news.example."), user_agent="t", policy=policy)
    assert fetched.url == server.url("/")


@pytest.mark.parametrize("members", [1, 3])
def test_a_compressed_page_is_decompressed_whole(server: Server, members: int) -> None:
    text = b"".join(b"line %d\n" % number for number in range(5000))
    server.pages["/"] = page(gzip.compress(text) * members, content_encoding="gzip")
    assert get(server, "/", limits=FetchLimits(deadline=5.0)).body == text * members


def test_a_page_of_an_undeclared_type_is_left_to_the_reader(server: Server) -> None:
    server.pages["/"] = lambda handler: handler.answer(200, b"%PDF-1.7")
    fetched = get(server, "/")
    assert (fetched.media_type, fetched.charset) == ("application/octet-stream", None)


def test_cookies_are_neither_sent_back_nor_kept(server: Server) -> None:
    server.pages["/a"] = lambda handler: handler.answer(302, location="/b", set_cookie="id=1")
    server.pages["/b"] = page(b"x", set_cookie="id=2")
    fetched = get(server, "/a")
    assert all("cookie" not in headers for _, headers in server.asked)
    assert all(name != "set-cookie" for name, _ in fetched.headers)


def test_proxies_of_the_environment_are_not_asked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    server.pages["/"] = page(b"direct")
    assert get(server, "/").body == b"direct"


# Where it may not go


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """All addresses a connection is opened to, without opening any."""
    opened: list[object] = []

    def note(address: object, *_: object, **__: object) -> socket.socket:
        opened.append(address)
        raise OSError("no connections in this test")

    monkeypatch.setattr(socket, "create_connection", note)
    return opened


BAD_URLS = [
    "",
    "news.example/article",
    "//news.example/",
    "file:///etc/passwd",
    "ftp://news.example/",
    "gopher://news.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://",
    "http:///path",
    "http://user@news.example/",
    "http://user:secret@news.example/",
    "http://news.example@127.0.0.1/",
    "http://news.example\\@127.0.0.1/",
    "http://news.example:22/",
    "http://news.example:8080/",
    "https://news.example:6379/",
    "http://news.example:99999/",
    "http://news.example:http/",
    "http://localhost/",
    "http://localhost./",
    "http://LOCALHOST/",
    "http://app.localhost/",
    "http://printer.local/",
    "http://wiki.internal/",
    "http://router.home.arpa/",
    "http://intranet/",
    "http://127.0.0.1/",
    "http://127.0.0.1./",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://127.0.0.0x1/",
    "http://127。0。0。1/",
    "http://①②⑦.0.0.1/",
    "http://1.2.3.4.5/",
    "http://256.256.256.256/",
    "http://0/",
    "http://0.0.0.0/",
    "http://10.1.2.3/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[2606:4700::1%25lo]/",
    "http://[fc00::1]/",
    "http://[fd12:3456::1]/",
    "http://[ff02::1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::]/",
    "http://[::1/",
    "http://news%2eexample/",
    "http://news example/",
    "http://news..example/",
    "http://-news.example/",
    f"http://{'a' * 64}.example/",
    f"http://{'abc.' * 70}example/",
    "http://news.example/\r\nHost: other",
]


@pytest.mark.parametrize("url", BAD_URLS)
def test_a_bad_address_is_refused_before_anything_is_looked_up_or_connected_to(
    url: str, connections: list[object]
) -> None:
    names = Names()
    with pytest.raises(AddressRefused) as refusal:
        fetch(url, user_agent=USER_AGENT, policy=AddressPolicy(resolve=names))
    assert "Paste the text or upload a file instead." in str(refusal.value)
    assert (connections, names.looked_up) == ([], [])


PRIVATE = ["127.0.0.1", "10.0.0.7", "169.254.169.254", "100.100.100.200", "::1", "fd00::1"]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_to_a_private_address_is_refused(
    address: str, connections: list[object]
) -> None:
    names = Names(news_example=[[address]])
    with pytest.raises(PrivateAddress, match="private network"):
        fetch("http://news.example/", user_agent="t", policy=AddressPolicy(resolve=names))
    assert connections == []


@pytest.mark.parametrize("answer", [["93.184.216.34", "10.0.0.7"], ["2606:4700::1111", "::1"]])
def test_one_private_address_among_public_ones_is_enough_to_refuse(
    answer: list[str], connections: list[object]
) -> None:
    names = Names(news_example=[answer])
    with pytest.raises(PrivateAddress):
        fetch("https://news.example/", user_agent="t", policy=AddressPolicy(resolve=names))
    assert connections == []


def test_public_addresses_are_tried_in_turn(connections: list[object]) -> None:
    names = Names(news_example=[["2606:4700::1111", "93.184.216.34"]])
    with pytest.raises(ServerUnreachable):
        fetch("https://news.example/", user_agent="t", policy=AddressPolicy(resolve=names))
    assert connections == [("2606:4700::1111", 443), ("93.184.216.34", 443)]


@pytest.mark.parametrize(
    "location",
    [
        "http://10.0.0.7/",
        "http://127.0.0.2/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost/",
        "http://inside.example/",
        "//2130706433/",
        "file:///etc/passwd",
        "http://user@news.example/",
        "http://news.example:22/",
    ],
)
def test_a_redirect_to_a_forbidden_address_is_refused(server: Server, location: str) -> None:
    server.pages["/"] = redirect(location)
    with pytest.raises(AddressRefused):
        get(server, "/", names=Names(inside_example=[["192.168.0.9"]]))
    assert len(server.asked) == 1


def test_the_connection_goes_to_the_address_that_was_checked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    system = socket.getaddrinfo

    def note(host: str, *rest: int, **options: int) -> object:
        asked.append(host)
        return system(host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", note)
    server.pages["/"] = page(b"x")
    names = Names(news_example=[["127.0.0.1"], ["10.0.0.7"]])
    assert get(server, "/", names=names).body == b"x"
    assert names.looked_up == ["news.example"]
    assert asked == ["127.0.0.1"]


def test_a_name_that_changes_its_mind_between_redirects_is_refused(server: Server) -> None:
    server.pages["/"] = redirect("/again")
    server.pages["/again"] = page(b"reached")
    with pytest.raises(PrivateAddress):
        get(server, "/", names=Names(news_example=[["127.0.0.1"], ["10.0.0.7"]]))
    assert [path for path, _ in server.asked] == ["/"]


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::1", "64:ff9b::808:808"],
)
def test_public_addresses_may_be_reached(address: str) -> None:
    assert is_globally_routable(ip_address(address))


def test_who_watches_ends_a_fetch_between_two_addresses_at_which_nobody_answers(
    connections: list[object],
) -> None:
    class Enough(Exception):
        pass

    def watch(_received: int, _total: int | None) -> None:
        if connections:
            raise Enough

    names = Names(news_example=[["2606:4700::1111", "93.184.216.34"]])
    with pytest.raises(Enough):
        fetch("https://news.example/", user_agent="t", policy=AddressPolicy(names), watch=watch)
    assert connections == [("2606:4700::1111", 443)]


TRICKY = st.text(alphabet="xn-.a0x1ü。:[]%@/\\#?İßﬁ٣ ", max_size=20)


@given(st.one_of(st.text(), TRICKY.map("http://{}/".format), TRICKY.map("https://xn--{}.a".format)))
def test_any_text_is_refused_or_becomes_an_address_in_one_spelling(text: str) -> None:
    ports = {80, 443}
    try:
        url = parse_url(text, ports)
    except AddressRefused:
        return
    assert url.scheme in {"http", "https"}
    assert parse_url(str(url), ports) == url


@given(st.ip_addresses())
def test_nothing_the_standard_library_calls_special_may_be_reached(address: IPAddress) -> None:
    if address.is_private or address.is_multicast or address.is_link_local:
        assert not is_globally_routable(address)


@given(st.ip_addresses(v=4))
def test_an_embedded_address_is_no_way_around(address: IPv4Address) -> None:
    number = int(address)
    assert not is_globally_routable(IPv6Address(0xFFFF << 32 | number))
    assert not is_globally_routable(IPv6Address(0x2002 << 112 | number << 80))
    nat64 = IPv6Address(0x64FF9B << 96 | number)
    assert is_globally_routable(nat64) == is_globally_routable(address)


def test_a_name_nobody_knows_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(HostNotFound, match=r"news\.example"):
        fetch("https://news.example/", user_agent="t")


def test_the_system_resolver_is_checked_like_any_other(
    monkeypatch: pytest.MonkeyPatch, connections: list[object]
) -> None:
    answer = [(socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("fe80::1%2", 0, 0, 2))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer)
    with pytest.raises(PrivateAddress):
        fetch("https://news.example/", user_agent="t")
    assert connections == []


def test_a_resolver_that_hangs_is_cut_off_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()

    def hang(*_: object, **__: object) -> list[object]:
        done.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    with pytest.raises(FetchTimedOut):
        fetch("https://news.example/", user_agent="t", limits=FetchLimits(deadline=0.1))
    done.set()


# What it costs


def test_a_circle_of_redirects_ends_after_five(server: Server) -> None:
    server.pages["/a"] = redirect("/b")
    server.pages["/b"] = redirect("/a")
    with pytest.raises(TooManyRedirects, match="5"):
        get(server, "/a")
    assert len(server.asked) == 6


@pytest.mark.parametrize("part", ["status", "headers", "body", "redirect body"])
def test_a_server_that_trickles_is_cut_off_at_the_deadline(server: Server, part: str) -> None:
    openings = {
        "status": b"HTTP/1.1",
        "headers": b"HTTP/1.1 200 OK\r\nX-Slow: ",
        "body": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n",
        "redirect body": b"HTTP/1.1 404 No\r\nContent-Length: 9999\r\n\r\n",
    }

    def trickle(handler: Handler) -> None:
        handler.wfile.write(openings[part])
        while time.monotonic() < started + 3 and not handler.server.stopping.wait(0.02):
            handler.wfile.write(b" ")

    server.pages["/"] = trickle
    started = time.monotonic()
    # The body of an answer that is refused anyway is not waited for at all.
    with pytest.raises(PageUnavailable if part == "redirect body" else FetchTimedOut):
        get(server, "/", limits=FetchLimits(deadline=0.3))
    assert time.monotonic() - started < 1.5


def test_the_deadline_holds_over_all_redirects_together(server: Server) -> None:
    def slowly(handler: Handler) -> None:
        handler.server.stopping.wait(0.12)
        handler.answer(302, location="/")

    server.pages["/"] = slowly
    with pytest.raises(FetchTimedOut):
        get(server, "/", limits=FetchLimits(deadline=0.3))


def endless(handler: Handler, chunk: bytes) -> None:
    while not handler.server.stopping.is_set():
        handler.wfile.write(chunk)


def test_a_page_without_end_is_cut_off(server: Server) -> None:
    def flood(handler: Handler) -> None:
        handler.head(200, content_type=HTML)
        endless(handler, b"x" * 65536)

    server.pages["/"] = flood
    with pytest.raises(PageTooLarge, match="MB"):
        get(server, "/")


def test_a_page_that_announces_gigabytes_is_not_read_at_all(server: Server) -> None:
    server.pages["/"] = lambda handler: handler.head(
        200, content_type=HTML, content_length=str(5 * 10**9)
    )
    with pytest.raises(PageTooLarge):
        get(server, "/")


def test_a_page_of_exactly_the_limit_is_taken_and_one_byte_more_is_not(server: Server) -> None:
    server.pages["/fits"] = page(b"x" * QUICK.body)
    server.pages["/more"] = page(b"x" * (QUICK.body + 1))
    assert len(get(server, "/fits").body) == QUICK.body
    with pytest.raises(PageTooLarge):
        get(server, "/more")


def test_a_small_page_that_unpacks_to_a_huge_one_is_cut_off(server: Server) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    bomb = b"".join(packer.compress(bytes(2**20)) for _ in range(256)) + packer.flush()
    assert len(bomb) < 300_000
    server.pages["/"] = page(bomb, content_encoding="gzip", content_length=str(len(bomb)))
    with pytest.raises(PageTooLarge):
        get(server, "/", limits=FetchLimits(body=10**6, deadline=5.0))


def test_bytes_that_decompress_to_nothing_are_counted_too(server: Server) -> None:
    def flood(handler: Handler) -> None:
        handler.head(200, content_type=HTML, content_encoding="gzip")
        endless(handler, gzip.compress(b"") * 1000)

    server.pages["/"] = flood
    with pytest.raises(PageTooLarge):
        get(server, "/")


@pytest.mark.parametrize("size", [70_000, 500_000])
def test_headers_that_are_far_too_long_are_refused(server: Server, size: int) -> None:
    lines = {f"x_{number}": "y" * 1000 for number in range(size // 1000)}
    server.pages["/"] = page(b"x", 200, **lines)
    with pytest.raises(BrokenAnswer):
        get(server, "/")


def test_interim_answers_without_end_are_cut_off(server: Server) -> None:
    server.pages["/"] = lambda handler: endless(handler, b"HTTP/1.1 103 Early Hints\r\n\r\n" * 500)
    with pytest.raises(PageTooLarge):
        get(server, "/")


# What is no article


@pytest.mark.parametrize("status", [204, 304, 401, 403, 404, 410, 429, 451, 500, 503])
def test_an_answer_that_is_not_the_page_is_an_error_with_its_number(
    server: Server, status: int
) -> None:
    server.pages["/"] = page(b"", status)
    with pytest.raises(PageUnavailable, match=f"HTTP {status}") as error:
        get(server, "/")
    assert error.value.answered == status


def test_a_redirect_to_nowhere_is_an_error(server: Server) -> None:
    server.pages["/"] = page(b"", 302)
    with pytest.raises(PageUnavailable):
        get(server, "/")


@pytest.mark.parametrize("location", ["http://[::1", "http://a b/\x01", "https://[nonsense]/"])
def test_a_redirect_to_nonsense_is_an_error(server: Server, location: str) -> None:
    server.pages["/"] = redirect(location)
    with pytest.raises(FetchError):
        get(server, "/")


@pytest.mark.parametrize("media_type", ["image/png", "video/mp4", "application/zip", "text/css"])
def test_a_file_no_article_is_read_from_is_refused(server: Server, media_type: str) -> None:
    server.pages["/"] = page(b"x", content_type=media_type)
    with pytest.raises(UnreadableMediaType, match=media_type):
        get(server, "/")


@pytest.mark.parametrize("coding", ["br", "zstd", "deflate", "gzip, gzip", "gzip, identity"])
def test_a_compression_nobody_asked_for_is_refused(server: Server, coding: str) -> None:
    server.pages["/"] = page(b"x", content_encoding=coding)
    with pytest.raises(BrokenAnswer):
        get(server, "/")


@pytest.mark.parametrize("damage", [lambda b: b[:-9], lambda b: b + b"junk", lambda _: b"junk"])
def test_a_damaged_compression_is_an_error(
    server: Server, damage: Callable[[bytes], bytes]
) -> None:
    body = damage(gzip.compress(b"a text" * 100))
    server.pages["/"] = page(body, content_encoding="gzip")
    with pytest.raises(BrokenAnswer):
        get(server, "/")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 10\r\n\r\nshort",
    ],
)
def test_an_answer_that_is_not_http_is_an_error(server: Server, answer: bytes) -> None:
    server.pages["/"] = raw(answer)
    with pytest.raises(BrokenAnswer):
        get(server, "/")


def test_a_server_that_is_not_there_is_an_error(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closing:
        port = closing.getsockname()[1]
    policy = AddressPolicy(Names(), lambda address: address == LOOPBACK, frozenset({port}))
    with pytest.raises(ServerUnreachable):
        fetch(f"http://news.example:{port}/", user_agent="t", policy=policy)


# TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate with its key, for `news.example` and nobody else."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    names = ["-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"]
    files = ["-keyout", str(folder / "key"), "-out", str(folder / "certificate")]
    new = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    subprocess.run([*new, *names, *files], check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_bytes((folder / "key").read_bytes() + (folder / "certificate").read_bytes())
    return both


@pytest.fixture
def secure(server: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Let the server speak TLS with a certificate this process trusts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_name("certificate")))
    return server


def securely(server: Server, path: str = "/", host: str = "news.example") -> Fetched:
    url = f"https://{host}:{server.port}{path}"
    policy = loopback_counts_as_public(server.port)
    return fetch(url, user_agent=USER_AGENT, limits=QUICK, policy=policy)


def test_a_page_is_fetched_over_tls(secure: Server) -> None:
    secure.pages["/"] = page(b"secret")
    assert securely(secure).body == b"secret"


def test_a_certificate_for_another_name_is_refused(secure: Server) -> None:
    with pytest.raises(CertificateRefused, match=r"other\.example"):
        securely(secure, host="other.example")
    assert secure.asked == []


def test_a_certificate_nobody_vouches_for_is_refused(
    secure: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(CertificateRefused):
        securely(secure)


def test_a_redirect_from_secure_to_insecure_is_refused(secure: Server) -> None:
    secure.pages["/"] = redirect("http://news.example/")
    with pytest.raises(AddressRefused, match="insecure"):
        securely(secure)


class Connection(NetworkStream):
    """One that only notes whether it was closed."""

    closed = False

    def close(self) -> None:
        self.closed = True


def test_a_connection_made_at_the_last_moment_is_closed() -> None:
    connection = Connection()
    stream = MeteredStream(connection, Meter(FetchLimits(deadline=0)))
    with pytest.raises(FetchTimedOut):
        stream.start_tls(ssl.create_default_context())
    assert connection.closed


def test_a_handshake_that_never_ends_is_cut_off_at_the_deadline(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, ThreadPoolExecutor() as threads:
        accepted = threads.submit(silent.accept)
        port = silent.getsockname()[1]
        policy = AddressPolicy(Names(), lambda address: address == LOOPBACK, frozenset({port}))
        url = f"https://news.example:{port}/"
        with pytest.raises(FetchTimedOut):
            fetch(url, user_agent="t", limits=FetchLimits(deadline=0.2), policy=policy)
        accepted.result()[0].close()


# What headers say


ODD = st.binary(max_size=60).filter(lambda value: not set(b"\r\n\0") & set(value))
ODDLY_SAID = st.one_of(ODD, ODD.map(b"text/html; charset=".__add__), ODD.map(b"a/b; c*=".__add__))


@given(st.lists(st.tuples(st.sampled_from([b"Content-Type", b"Content-Encoding"]), ODDLY_SAID)))
def test_whatever_headers_say_something_is_made_of_it(fields: list[tuple[bytes, bytes]]) -> None:
    headers = Headers.of(Response(200, headers=fields), 10_000)
    assert "/" in headers.media_type
    assert isinstance(headers.charset, str | None)
    assert isinstance(headers.content_coding, str)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/a/Minutes%20of%20May.pdf?x=1", "Minutes of May.pdf"),
        ("/a/b/", "b"),
        ("/", "news.example"),
        ("/%D0%BC%D0%B0%D0%B9", "май"),
        ("/a%00b%0D%0A%E2%80%AEc%FF", "abc\ufffd"),
        ("/..%2F..%2Fetc%2Fpasswd", "passwd"),
    ],
)
def test_a_page_is_called_by_the_end_of_its_address(path: str, name: str) -> None:
    headers = ()
    page = Fetched(f"http://news.example{path}", 200, HTML, None, headers, b"", datetime.now(UTC))
    assert page.name == name
