"""Messages arrive at real servers, and nowhere else."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from service.webhooks.hosts import Hosts
from service.webhooks.sending import Sender
from tests.webhooks.receiving import CERTIFICATES, Receiver, receiving

LOCAL = Hosts.read("127.0.0.1")
BODY = b'{"type": "ping"}'


def never(host: str, port: int) -> list[str]:
    raise AssertionError(f"{host} was looked up")


def always(*addresses: str) -> Callable[[str, int], list[str]]:
    return lambda host, port: list(addresses)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as started:
        yield started


def test_a_message_arrives(receiver: Receiver) -> None:
    outcome = Sender(LOCAL, 5).send(receiver.url + "?a=b", {"webhook-id": "m_1"}, BODY)
    assert (outcome.status, outcome.problem) == (204, None)
    (message,) = receiver.messages
    assert (message.path, message.body) == ("/hook?a=b", BODY)
    assert message.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert message.headers["content-type"] == "application/json"
    assert message.headers["webhook-id"] == "m_1"
    assert message.headers["user-agent"].startswith("Onrecord/")


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (200, None),
        (202, None),
        (301, "redirected"),
        (307, "redirected"),
        (404, "refused"),
        (410, "gone"),
        (429, "refused"),
        (500, "refused"),
    ],
)
def test_the_status_decides(receiver: Receiver, status: int, problem: str | None) -> None:
    receiver.answer = lambda message: (status, {"Location": receiver.url, "Retry-After": "120"})
    outcome = Sender(LOCAL, 5).send(receiver.url, {}, BODY)
    assert (outcome.status, outcome.problem, outcome.retry_after) == (status, problem, 120)
    assert len(receiver.messages) == 1  # no redirect is followed


@pytest.mark.parametrize(("said", "pause"), [("9" * 9, 3600), ("soon", None), ("-1", None)])
def test_a_pause_is_bounded(receiver: Receiver, said: str, pause: int | None) -> None:
    receiver.answer = lambda message: (503, {"Retry-After": said})
    assert Sender(LOCAL, 5).send(receiver.url, {}, BODY).retry_after == pause


def test_no_proxy_of_the_environment_is_used(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert Sender(LOCAL, 5).send(receiver.url, {}, BODY).problem is None


@pytest.mark.parametrize(
    "url",
    ["http://hooks.example/", "https://127.0.0.1/", "https://localhost./", "https://2130706433/"],
)
def test_what_was_allowed_once_may_be_forbidden_now(url: str) -> None:
    assert Sender(Hosts(), 5, never).send(url, {}, BODY).problem == "forbidden-url"


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 10.0.0.1 169.254.169.254 0.0.0.0 ::1 ::ffff:127.0.0.1 64:ff9b::7f00:1 fe80::1%lo "
    "fd00:ec2::254".split(),
)
def test_a_name_of_an_inner_address_is_not_connected_to(receiver: Receiver, address: str) -> None:
    url = f"https://hooks.example:{receiver.port}/"
    outcome = Sender(Hosts(), 5, always(address)).send(url, {}, BODY)
    assert (outcome.status, outcome.problem) == (None, "forbidden-address")
    assert receiver.messages == []


@pytest.mark.parametrize("host", ["0x7f000001.nip.example", "localtest.example"])
def test_the_forms_that_a_resolver_understands_change_nothing(
    receiver: Receiver, host: str
) -> None:
    # What a C library would make of a number is what it answers, and that is looked at.
    found = [str(info[4][0]) for info in socket.getaddrinfo("0x7f000001", receiver.port)]
    outcome = Sender(Hosts(), 5, always(*found)).send(f"https://{host}:8443/", {}, BODY)
    assert outcome.problem == "forbidden-address"


def test_a_name_that_changes_its_address_gains_nothing() -> None:
    """The name is public when it is looked at, and would be ours when it is connected to."""
    answers = [["192.0.2.1"], ["127.0.0.1"], ["127.0.0.1"]]
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return answers[len(asked) - 1]

    with receiving(tls=True) as inner:
        # 192.0.2.1 stands for a public address; nothing answers there.
        sender = Sender(Hosts.read("192.0.2.0/24"), 1, rebinding, trusted())
        outcome = sender.send(f"https://hooks.example:{inner.port}/", {}, BODY)
        assert outcome.problem in {"timed-out", "connection-failed"}
        assert asked == ["hooks.example"]
        assert inner.messages == []
        # And the other way round: what is looked up next is looked at again.
        assert (
            Sender(Hosts(), 1, rebinding)
            .send(f"https://hooks.example:{inner.port}/", {}, BODY)
            .problem
            == "forbidden-address"
        )
    assert inner.messages == []


def trusted() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(CERTIFICATES / "authority.pem"))


def test_tls_asks_for_a_certificate_of_the_name_not_of_the_address() -> None:
    with receiving(tls=True) as receiver:

        def send(host: str, trust: ssl.SSLContext | None) -> str | None:
            sender = Sender(LOCAL, 5, always("127.0.0.1"), trust)
            return sender.send(f"https://{host}:{receiver.port}/hook", {}, BODY).problem

        assert send("hooks.example", trusted()) is None
        assert receiver.messages[0].headers["host"] == f"hooks.example:{receiver.port}"
        assert send("other.example", trusted()) == "tls-failed"
        assert send("127.0.0.1", trusted()) == "tls-failed"
        assert send("hooks.example", None) == "tls-failed"
        assert len(receiver.messages) == 1


def test_the_next_address_is_tried_where_one_does_not_answer(receiver: Receiver) -> None:
    hosts = Hosts.read("hooks.local")
    sender = Sender(hosts, 5, always("127.0.0.9", "127.0.0.1"))
    assert sender.send(f"http://hooks.local:{receiver.port}/", {}, BODY).problem is None


@contextmanager
def talking(speak: Callable[[socket.socket], Any]) -> Iterator[str]:
    """A server that speaks as it likes, once somebody has connected."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            try:
                connection, _ = listening.accept()
                with connection:
                    heard = b""
                    while BODY not in heard:  # what is left unread would cut the connection
                        heard += connection.recv(65536)
                    speak(connection)
            except OSError:
                pass

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        thread.join(10)


def say(said: bytes) -> Callable[[socket.socket], None]:
    return lambda connection: connection.sendall(said)


def drip(first: bytes) -> Callable[[socket.socket], None]:
    def speak(connection: socket.socket) -> None:
        connection.sendall(first)
        for _ in range(100):
            connection.sendall(b"x")
            time.sleep(0.1)

    return speak


@pytest.mark.parametrize(
    ("speak", "status", "problem"),
    [
        (lambda connection: time.sleep(3), None, "timed-out"),
        (drip(b""), None, "timed-out"),
        (drip(b"HTTP/1.1 200 OK\r\nX-Slow: "), None, "timed-out"),
        (drip(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"), 200, None),
        (drip(b"HTTP/1.1 500 No\r\n\r\n"), 500, "refused"),
        (say(b"SSH-2.0-x\r\n\r\n"), None, "not-http"),
        (say(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 99999), None, "not-http"),
        (say(b"HTTP/1.1 100 Go on\r\n\r\n" * 9999), None, "not-http"),
        (lambda connection: None, None, "not-http"),
    ],
)
def test_whatever_is_answered_is_over_in_time(
    speak: Callable[[socket.socket], Any], status: int | None, problem: str | None
) -> None:
    with talking(speak) as url:
        began = time.monotonic()
        outcome = Sender(LOCAL, 1).send(url, {}, BODY)
        assert time.monotonic() - began < 2.5
    assert outcome.status == status
    assert outcome.problem == problem


def test_an_endless_answer_is_not_read_to_its_end() -> None:
    sent = 0

    def pour(connection: socket.socket) -> None:
        nonlocal sent
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            sent += connection.send(b"x" * 65536)

    with talking(pour) as url:
        outcome = Sender(LOCAL, 5).send(url, {}, BODY)
    assert (outcome.status, outcome.problem) == (200, None)
    assert outcome.seconds < 3
    assert sent < 64 << 20


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    assert Sender(LOCAL, 5).send(url, {}, BODY).problem == "connection-failed"


def test_an_unknown_host() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    for resolve in (unknown, always()):
        outcome = Sender(Hosts(), 5, resolve).send("https://hooks.example/", {}, BODY)
        assert outcome.problem == "unknown-host"
