"""One message, sent once: safely, within bounded time, and with one word on how it went."""

import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version

import httpcore
import httpx

from service.errors import InvalidWebhook
from service.webhooks.connections import Deadline, Pinned, Resolve, Unreachable, look_up
from service.webhooks.hosts import Hosts, read_url

_MOST_READ = 64 * 1024  # bytes of an answer, of which nothing is kept
_LONGEST_PAUSE = 3600  # seconds that a receiver may ask for
_AGENT = f"Onrecord/{version('onrecord')}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How sending went.

    status: of the answer, where there was one.
    problem: null where the receiver took it, else why it did not: `unknown-host`,
    `forbidden-address`, `forbidden-url`, `connection-failed`, `tls-failed`, `timed-out`,
    `not-http`, `redirected`, `gone` or `refused`.
    retry_after: seconds that the receiver asks to wait.
    """

    status: int | None
    problem: str | None
    seconds: float
    retry_after: int | None = None


class Sender:
    """Sends messages; safe to use from several threads."""

    def __init__(
        self,
        hosts: Hosts,
        seconds: float,
        resolve: Resolve = look_up,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        """seconds: for all of it, from looking up the name to the last byte of the answer.

        trust: whose certificates are believed; else those that httpx ships, or SSL_CERT_FILE.
        """
        self._hosts = hosts
        self._seconds = seconds
        self._resolve = resolve
        self._trust = trust or httpx.create_ssl_context()

    def send(self, url: str, headers: Mapping[str, str], body: bytes) -> Outcome:
        """Post a body of JSON. No redirect is followed, and no proxy used; nothing is raised."""
        began = time.monotonic()
        status, pause, problem = None, None, None
        try:
            status, pause = self._post(url, headers, body)
        except InvalidWebhook:  # what the operator allowed has changed since
            problem = "forbidden-url"
        except Unreachable as error:
            problem = error.code
        except httpcore.TimeoutException:
            problem = "timed-out"
        except httpcore.ProtocolError:
            problem = "not-http"
        except httpcore.NetworkError:
            problem = "connection-failed"
        else:
            problem = _refusal(status)
        return Outcome(status, problem, time.monotonic() - began, pause)

    def _post(self, url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, int | None]:
        receiver = read_url(url)
        self._hosts.check(receiver)
        deadline = Deadline(self._seconds)
        address = httpcore.URL(
            scheme=receiver.scheme.encode(),
            host=receiver.host.encode(),
            port=receiver.port,
            target=receiver.path.encode(),
        )
        sent = {
            "Host": receiver.authority,
            "User-Agent": _AGENT,
            "Accept": "*/*",
            "Connection": "close",
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            **headers,
        }
        limits = dict.fromkeys(("connect", "read", "write", "pool"), self._seconds)
        backend = Pinned(self._hosts, self._resolve, deadline)
        with (
            httpcore.ConnectionPool(self._trust, network_backend=backend) as pool,
            pool.stream(
                "POST",
                address,
                headers=list(sent.items()),
                content=body,
                extensions={"timeout": limits},
            ) as answer,
        ):
            left = _MOST_READ
            with suppress(httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError):
                for part in answer.iter_stream():
                    left -= len(part)
                    if left <= 0:
                        break
            return answer.status, _pause(answer)


def _refusal(status: int) -> str | None:
    if 200 <= status < 300:
        return None
    if status == 410:
        return "gone"
    return "redirected" if 300 <= status < 400 else "refused"


def _pause(answer: httpcore.Response) -> int | None:
    for name, value in answer.headers:
        if name.lower() == b"retry-after" and value.isdigit() and len(value) < 10:
            return min(int(value), _LONGEST_PAUSE)
    return None
