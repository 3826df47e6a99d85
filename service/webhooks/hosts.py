"""Where webhooks may be sent to: public hosts over https, and what the operator has named."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from service.errors import InvalidSetting, InvalidWebhook
from service.webhooks.addresses import Address, is_public

_URL = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9a-f:.]+\]|[^\[\]@:/?#\\\s]+)(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<path>[/?][!-~]*)?",
    re.ASCII | re.IGNORECASE,
)
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)
_USUAL_PORTS = {"https": 443, "http": 80}
_LOWEST_FREE_PORT = 1024
# Above it, what browsers keep from as well, since other protocols listen there.
_BAD_PORTS = frozenset(
    (1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, *range(6665, 6670))
) | {6679, 6697, 10080}


@dataclass(frozen=True, slots=True)
class Receiver:
    """An address of the web, in parts that nothing needs to parse again.

    host: a name in lower case without a final dot, or an IP address without brackets.
    path: from the first slash, with the query.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The host, with its port where that is not the usual one: the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _USUAL_PORTS[self.scheme] else f"{host}:{self.port}"


def read_url(url: str) -> Receiver:
    """Take a URL apart.

    Raises InvalidWebhook for what has several readings: only one form of each address is taken.
    """
    if "#" in url or "@" in url.partition("://")[2].partition("/")[0]:
        raise InvalidWebhook("The url may hold neither a user nor a password nor a fragment.")
    found = _URL.fullmatch(url)
    if found is None:
        raise InvalidWebhook("The url is not of the form https://host/path, in ASCII.")
    scheme = found["scheme"].lower()
    host = _host(found["host"].lower())
    port = int(found["port"] or _USUAL_PORTS[scheme])
    path = found["path"] or "/"
    if not 0 < port < 65536:
        raise InvalidWebhook(f"The port of the url is {port}; allowed is 1 to 65535.")
    return Receiver(scheme, host, port, path if path.startswith("/") else f"/{path}")


def _host(written: str) -> str:
    if written.startswith("["):
        return str(_literal(written[1:-1]))
    name = written.removesuffix(".")
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):  # an IPv4 address, which C libraries read in many forms
        return str(_literal(name))
    if len(name) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise InvalidWebhook(f"'{written[:80]}' is not the name of a host.")
    return name


def _literal(written: str) -> Address:
    try:
        return ip_address(written)
    except ValueError:
        raise InvalidWebhook(f"'{written[:80]}' is not an IP address in its usual form.") from None


@dataclass(frozen=True, slots=True)
class Hosts:
    """What may be sent to: public hosts, and those of the setting ONRECORD_WEBHOOK_HOSTS.

    names: host names; one that begins with a dot stands for all below it.
    """

    names: tuple[str, ...] = ()
    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    @classmethod
    def read(cls, setting: str) -> "Hosts":
        """Read a list with commas of names (`hooks.local`, `*.local`), addresses and networks.

        Raises InvalidSetting.
        """
        names, networks = [], []
        for entry in filter(None, map(str.strip, setting.lower().split(","))):
            try:
                networks.append(ip_network(entry))
                continue
            except ValueError:
                name = entry.removeprefix("*").removesuffix(".")
            labels = name.removeprefix(".").split(".")
            if not all(map(_LABEL.fullmatch, labels)) or _NUMBER.fullmatch(labels[-1]):
                raise InvalidSetting(
                    f"ONRECORD_WEBHOOK_HOSTS names '{entry}'; allowed are host names, '*.' before "
                    "one, IP addresses and networks such as 10.1.0.0/16, with commas between."
                )
            names.append(name)
        return cls(tuple(names), tuple(networks))

    def check(self, receiver: Receiver) -> None:
        """Raise InvalidWebhook for a receiver that can be refused before its name is looked up."""
        named = self._names(receiver.host)
        address = _address(receiver.host)
        if address is not None:
            named = any(address in network for network in self.networks)
            if not named and not is_public(address):
                raise InvalidWebhook(f"{address} is not an address of the public internet.")
        elif not named and receiver.host.rpartition(".")[2] == "localhost":
            raise InvalidWebhook(f"'{receiver.host}' is not a host of the public internet.")
        if named:
            return
        if receiver.scheme != "https":
            raise InvalidWebhook("The url must begin with https://.")
        if receiver.port != 443 and (
            receiver.port < _LOWEST_FREE_PORT or receiver.port in _BAD_PORTS
        ):
            raise InvalidWebhook(
                f"The port of the url is {receiver.port}; allowed are 443, and from 1024 those "
                "that no other protocol uses."
            )

    def admitted(self, host: str, found: Iterable[str]) -> Sequence[str]:
        """Choose of the addresses that a host's name was found to have those to connect to."""
        if self._names(host):
            return [*found]
        return [one for one in found if self._admits(ip_address(one))]

    def _admits(self, address: Address) -> bool:
        return is_public(address) or any(address in network for network in self.networks)

    def _names(self, host: str) -> bool:
        return any(
            host.endswith(name) if name.startswith(".") else host == name for name in self.names
        )


def _address(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
