"""Which addresses may receive webhooks: tables of what is refused, and why nothing slips by."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import InvalidSetting, InvalidWebhook
from service.webhooks.addresses import is_public
from service.webhooks.hosts import Hosts, Receiver, read_url

PUBLIC = ("1.1.1.1", "93.184.215.14", "172.32.0.1", "192.0.1.1", "2606:4700:4700::1111", "2a00::1")
NOT_PUBLIC = {
    "loopback": ("127.0.0.1", "127.255.255.254", "::1"),
    "unspecified": ("0.0.0.0", "0.1.2.3", "::"),  # noqa: S104
    "private": ("10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12::1"),
    "shared": ("100.64.0.1", "100.127.255.255"),
    "link-local": ("169.254.0.1", "fe80::1", "fe80::1%eth0", "fec0::1"),
    "cloud metadata": (
        "169.254.169.254",
        "169.254.170.2",
        "100.100.100.200",
        "192.0.0.192",
        "168.63.129.16",
        "fd00:ec2::254",
    ),
    "multicast": ("224.0.0.1", "239.255.255.250", "ff02::1"),
    "broadcast": ("255.255.255.255", "240.0.0.1"),
    "mapped IPv4": ("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:1.1.1.1", "::127.0.0.1"),
    "translated IPv4": ("64:ff9b::7f00:1", "64:ff9b::1.1.1.1", "64:ff9b:1::1", "2002:7f00:1::1"),
    "tunnels": ("2001:0:53aa:64c::1", "192.88.99.1"),
    "documentation": ("192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"),
}


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_public_internet(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", [one for some in NOT_PUBLIC.values() for one in some])
def test_addresses_that_are_not(address: str) -> None:
    assert not is_public(ip_address(address))


@given(st.integers(0, 2**32 - 1))
def test_no_disguise_of_an_ipv4_address_is_public(number: int) -> None:
    assert not is_public(IPv6Address(0xFFFF << 32 | number))
    assert not is_public(IPv6Address(int(IPv6Address("64:ff9b::")) | number))
    assert not is_public(IPv6Address(int(IPv6Address("2002::")) | number << 80))
    assert not is_public(IPv6Address(number))


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_what_is_public_is_global(address: IPv4Address | IPv6Address) -> None:
    if is_public(address):
        assert address.is_global
        assert not address.is_multicast
        assert not address.is_reserved


@pytest.mark.parametrize(
    ("url", "receiver"),
    [
        ("https://hooks.example", Receiver("https", "hooks.example", 443, "/")),
        ("HTTPS://Hooks.Example./a?b=c", Receiver("https", "hooks.example", 443, "/a?b=c")),
        ("https://hooks.example?b=c", Receiver("https", "hooks.example", 443, "/?b=c")),
        ("https://hooks.example:8443/", Receiver("https", "hooks.example", 8443, "/")),
        ("http://hooks.local/", Receiver("http", "hooks.local", 80, "/")),
        ("https://[2606:4700::1]:8443/", Receiver("https", "2606:4700::1", 8443, "/")),
        ("https://1.1.1.1/%2e%2e", Receiver("https", "1.1.1.1", 443, "/%2e%2e")),
    ],
)
def test_a_url_has_one_reading(url: str, receiver: Receiver) -> None:
    assert read_url(url) == receiver
    written = f"{receiver.scheme}://{receiver.authority}{receiver.path}"
    assert read_url(written) == receiver


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hooks.example/a",
        "//hooks.example/",
        "ftp://hooks.example/",
        "file:///etc/passwd",
        "gopher://hooks.example/_x",
        "https:hooks.example",
        "https:///path",
        "https://",
        "https://user@hooks.example/",
        "https://user:word@hooks.example/",
        "https://hooks.example@127.0.0.1/",
        "https://hooks.example#@127.0.0.1/",
        "https://hooks.example/#part",
        "https://hooks.example\\@127.0.0.1/",
        "https://hooks.example /",
        "https://hooks.example/a b",
        "https://hooks.example/\r\nX-Header: 1",
        "https://hooks.example\r\n/",
        "https://hooks.example\t/",
        "https://hooks.example/\x00",
        "https://höoks.example/",
        "https://ⓗooks.example/",
        "https://127。0。0。1/",
        "https://１２７.0.0.1/",
        "https://hooks.example/ü",
        "https://hooks..example/",
        "https://.example/",
        "https://-hooks.example/",
        "https://hooks_-.example-/",
        f"https://{'a' * 64}.example/",
        f"https://{'a.' * 130}example/",
        "https://hooks.example:0/",
        "https://hooks.example:65536/",
        "https://hooks.example:٤٤٣/",
        "https://hooks.example:44:3/",
        "https://hooks.example:-1/",
        # An IPv4 address in the forms that C libraries take.
        "https://2130706433/",
        "https://0x7f000001/",
        "https://017700000001/",
        "https://0x7f.0.0.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://127.0.1/",
        "https://127.0.0.01/",
        "https://127.0.0.0x1/",
        "https://127.0.0.256/",
        "https://1.1.1.1.1/",
        "https://example.1/",
        "https://example.0x/",
        # IPv6
        "https://::1/",
        "https://[::1/",
        "https://[fe80::1%25eth0]/",
        "https://[fe80::1%eth0]/",
        "https://[1.1.1.1]x/",
        "https://[v1.x]/",
    ],
)
def test_urls_of_other_forms_are_refused(url: str) -> None:
    with pytest.raises(InvalidWebhook):
        read_url(url)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for url in (text, f"https://{text}/", f"https://hooks.example/{text}"):
        try:
            receiver = read_url(url)
        except InvalidWebhook:
            continue
        assert receiver.host.isascii()
        assert (receiver.host + receiver.path).isprintable()
        assert " " not in receiver.path


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example/",
        "https://hooks.example:80/",
        "https://hooks.example:22/",
        "https://hooks.example:25/",
        "https://hooks.example:6000/",
        "https://hooks.example:6667/",
        "https://localhost/",
        "https://localhost./",
        "https://LOCALHOST:8443/",
        "https://hooks.localhost/",
        *(f"https://{one}/" for one in ("127.0.0.1", "10.0.0.1", "169.254.169.254", "0.1.2.3")),
        *(f"https://[{one}]/" for one in ("::1", "::", "::ffff:7f00:1", "64:ff9b::7f00:1")),
        "https://[::ffff:127.0.0.1]/",
        "https://[fd00:ec2::254]/",
    ],
)
def test_what_may_not_be_sent_to_is_refused_before_it_is_looked_up(url: str) -> None:
    with pytest.raises(InvalidWebhook):
        Hosts().check(read_url(url))


@pytest.mark.parametrize(
    "url", ["https://hooks.example/", "https://hooks.example:8443/", "https://1.1.1.1/"]
)
def test_public_hosts_may_be_sent_to(url: str) -> None:
    Hosts().check(read_url(url))


@pytest.mark.parametrize(
    ("setting", "allowed", "refused"),
    [
        ("hooks.local", ["http://hooks.local/", "http://hooks.local:81/"], ["http://x.local/"]),
        ("hooks.local", [], ["http://hooks.local.example/", "http://my-hooks.local/"]),
        ("*.desk.local", ["http://a.desk.local/", "http://a.b.desk.local/"], ["http://desk.local"]),
        ("localhost", ["http://localhost:9000/", "http://LOCALHOST./"], ["http://127.0.0.1/"]),
        ("10.1.0.0/16", ["http://10.1.2.3/"], ["https://10.2.0.1/", "http://hooks.example/"]),
        ("127.0.0.1", ["http://127.0.0.1:81/"], ["http://127.0.0.2/", "https://[::1]/"]),
        ("::1, fd12::/16", ["http://[::1]:81/", "https://[fd12::9]/"], ["https://[fd13::1]/"]),
    ],
)
def test_the_operator_names_further_hosts(
    setting: str, allowed: list[str], refused: list[str]
) -> None:
    hosts = Hosts.read(setting)
    for url in allowed:
        hosts.check(read_url(url))
    for url in refused:
        with pytest.raises(InvalidWebhook):
            hosts.check(read_url(url))


@pytest.mark.parametrize(
    "setting", ["http://hooks.local", "hooks.local:80", "10.1.0.0/99", "10.1.0.9/16", "*", "a..b"]
)
def test_a_setting_that_cannot_be_read_is_said(setting: str) -> None:
    with pytest.raises(InvalidSetting, match="ONRECORD_WEBHOOK_HOSTS"):
        Hosts.read(setting)


def test_of_the_addresses_of_a_name_only_those_that_are_allowed_are_connected_to() -> None:
    mixed = ["10.0.0.1", "1.1.1.1", "::1", "169.254.169.254"]
    assert Hosts().admitted("hooks.example", mixed) == ["1.1.1.1"]
    assert Hosts().admitted("hooks.example", ["127.0.0.1"]) == []
    assert Hosts.read("10.0.0.0/8").admitted("hooks.example", mixed) == ["10.0.0.1", "1.1.1.1"]
    assert Hosts.read("hooks.example").admitted("hooks.example", mixed) == mixed
    assert Hosts.read("hooks.example").networks == ()
    assert Hosts.read("10.1.0.0/16").networks == (ip_network("10.1.0.0/16"),)
