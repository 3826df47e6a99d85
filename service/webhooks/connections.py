"""Connections that go where they were allowed to, and end when their time is up.

A name is looked up once, and the connection made to an address that was looked at: what the name
means a moment later does not matter. TLS still asks for a certificate of the name.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from service.webhooks.hosts import Hosts

Resolve = Callable[[str, int], Iterable[str]]
_MOST_ADDRESSES = 4  # that are tried
_AT_ONCE = 16 * 1024  # bytes


class Unreachable(Exception):
    """Nothing may be connected to; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def look_up(host: str, port: int) -> list[str]:
    """Give the addresses of a host. Raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Deadline:
    """A moment by which everything must be over."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, error: type[Exception]) -> float:
        """Give the seconds that are left. Raises the error where there are none."""
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise error
        return seconds


class Pinned(httpcore.NetworkBackend):
    """Connects to admitted addresses alone, until a deadline."""

    def __init__(self, hosts: Hosts, resolve: Resolve, deadline: Deadline) -> None:
        self._hosts = hosts
        self._resolve = resolve
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect. Raises Unreachable, or httpcore's errors."""
        try:
            found = list(self._resolve(host, port))
        except (OSError, UnicodeError):
            raise Unreachable("unknown-host") from None
        addresses = self._hosts.admitted(host, found)[:_MOST_ADDRESSES]
        if not addresses:
            raise Unreachable("forbidden-address" if found else "unknown-host")
        failure: Exception = Unreachable("unknown-host")
        for address in addresses:
            left = self._deadline.left(httpcore.ConnectTimeout)
            try:
                stream = self._plain.connect_tcp(address, port, left / 2)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        raise failure


class _Stream(httpcore.NetworkStream):
    """A stream whose every step ends by the deadline, so that slow drops do not add up."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), _AT_ONCE):
            left = self._deadline.left(httpcore.WriteTimeout)
            self._stream.write(buffer[start : start + _AT_ONCE], left)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(httpcore.ConnectTimeout)
        try:
            secured = self._stream.start_tls(ssl_context, server_hostname, left)
        except httpcore.ConnectError:
            raise Unreachable("tls-failed") from None
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
