"""Connecting to exactly the address that was checked, and metering what comes back."""

import ssl
from collections.abc import Iterable

from httpcore2 import (
    SOCKET_OPTION,
    ConnectError,
    ConnectTimeout,
    NetworkBackend,
    NetworkStream,
    ReadTimeout,
    SyncBackend,
)

from workbench.intake.fetching.addresses import AddressPolicy
from workbench.intake.fetching.errors import FetchTimedOut, ServerUnreachable
from workbench.intake.fetching.limits import Meter

NAP = 1.0  # seconds without a byte until somebody looks whether to go on waiting


class MeteredStream(NetworkStream):
    """A connection that ends at the fetch's deadline, however busily it trickles.

    Who watches the fetch can end it sooner, also while the server is silent.
    """

    def __init__(self, stream: NetworkStream, meter: Meter) -> None:
        self._stream = stream
        self._meter = meter

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - ours is shorter
        received = self._awaited(max_bytes)
        self._meter.count(len(received))
        return received

    def _awaited(self, max_bytes: int) -> bytes:
        while True:
            self._meter.tell()
            try:
                return self._stream.read(max_bytes, self._meter.seconds_left(NAP))
            except ReadTimeout:
                continue  # until there are no seconds left

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._meter.seconds_left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> NetworkStream:
        try:
            seconds = self._meter.seconds_left(timeout)
        except FetchTimedOut:
            self.close()  # nobody else does, where a handshake fails
            raise
        return MeteredStream(
            self._stream.start_tls(ssl_context, server_hostname, seconds), self._meter
        )

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


class PinnedBackend(NetworkBackend):
    """Looks a name up once, checks all its addresses and connects to one of those.

    TLS still sees the name, since the layer above asks for the certificate of the host.
    """

    def __init__(self, policy: AddressPolicy, meter: Meter) -> None:
        self._policy = policy
        self._meter = meter
        self._sockets = SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> NetworkStream:
        """Connect to the first address that answers. Raises what `addresses_of` raises."""
        for address in self._policy.addresses_of(host, self._meter.seconds_left()):
            self._meter.tell()  # a name may have hundreds of addresses at which nobody answers
            seconds = self._meter.seconds_left(timeout)
            try:
                stream = self._sockets.connect_tcp(
                    str(address), port, seconds, local_address, socket_options
                )
            except (ConnectError, ConnectTimeout):
                continue
            return MeteredStream(stream, self._meter)
        raise ServerUnreachable(host)
