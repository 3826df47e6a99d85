"""Settings of an installation: the only place that reads the environment."""

import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import platformdirs

from service.errors import InvalidSetting

PREFIX = "ONRECORD_"


def default_database_url() -> str:
    """Give the URL of the SQLite file in the user's data folder."""
    folder = Path(platformdirs.user_data_dir("onrecord", appauthor=False))
    return f"sqlite:///{folder / 'onrecord.sqlite3'}"


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set; each field is the environment variable ONRECORD_<NAME>.

    database_url: SQLAlchemy URL of the store.
    host, port: where `onrecord serve` listens.
    pipeline: "onrecord" for the shipped base pipeline, else the name of an installed spaCy package.
    workers: analysis processes.
    queue: analyses that may wait before further ones are refused.
    threads: web threads; above workers + queue, so that reads are answered while analyses wait.
    readers: processes that answer reads once several come at once; 0: the web process alone.
    article_seconds: hard limit on the analysis of one text.
    max_chars: longest accepted text, in code points.
    background: 1 where `onrecord serve` also does the work in the background, 0 where it is left
    to `onrecord work`.
    lease_seconds: how long a worker that is gone keeps its articles from others.
    attempts: how often the analysis of an article is begun in the background at most.
    drain_seconds: how long analyses in the background may go on when the process is to end.
    event_days: how long the log of events is kept.
    streams: streams of events that may be open at once; each has a web thread of its own.
    public_url: the address under which readers reach the service, for links in feeds; without it
    the request tells, as far as it can be trusted.
    api_keys: whether callers need an API key: "required", "off", or "auto", which is required
    unless the host is this machine's own.
    limits: whether callers may call only so often: "on", "off", or "auto", which is on where keys
    are required or the host is not this machine's own.
    limits_url: where calls are counted: in this process, or in Redis for several.
    analyses_per_minute, requests_per_minute: how many analyses, and how many other calls, one
    caller may make in any minute; 0: any number.
    webhook_hosts: hosts, addresses and networks of one's own that webhooks may be sent to, with
    commas; public hosts need not be named.
    webhook_seconds: how long sending a message to a webhook may take.
    webhook_days: how long sending to a webhook may go on failing before it is disabled.
    """

    database_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    pipeline: str = "onrecord"
    workers: int = 1
    queue: int = 32
    threads: int = 48
    readers: int = 2
    article_seconds: float = 60.0
    max_chars: int = 500_000
    background: int = 1
    lease_seconds: float = 30.0
    attempts: int = 5
    drain_seconds: float = 20.0
    event_days: int = 30
    streams: int = 16
    public_url: str = ""
    api_keys: str = "auto"
    limits: str = "auto"
    limits_url: str = "memory://"
    analyses_per_minute: int = 600
    requests_per_minute: int = 3000
    webhook_hosts: str = ""
    webhook_seconds: float = 15.0
    webhook_days: float = 5.0

    def __post_init__(self) -> None:
        if not self.database_url:
            object.__setattr__(self, "database_url", default_database_url())
        for name, low, high in _BOUNDS:
            value = getattr(self, name)
            if not low <= value <= high:
                raise InvalidSetting(
                    f"{PREFIX}{name.upper()} is {value}; allowed is {low} to {high}."
                )
        if self.public_url:
            object.__setattr__(self, "public_url", _address(self.public_url))
        for name, allowed in CHOICES.items():
            if getattr(self, name) not in allowed:
                raise InvalidSetting(
                    f"{PREFIX}{name.upper()} is '{getattr(self, name)}'; "
                    f"allowed is {', '.join(allowed)}."
                )

    @property
    def exposed(self) -> bool:
        """Whether others than this machine can reach the address; a name is taken to be one's."""
        if self.host == "localhost":
            return False
        try:
            return not ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return True

    @property
    def keys_required(self) -> bool:
        """Whether callers need an API key."""
        return self.exposed if self.api_keys == "auto" else self.api_keys == "required"

    @property
    def limited(self) -> bool:
        """Whether it is counted how often callers call."""
        return self.exposed or self.keys_required if self.limits == "auto" else self.limits == "on"


CHOICES: Mapping[str, tuple[str, ...]] = {
    "api_keys": ("auto", "required", "off"),
    "limits": ("auto", "on", "off"),
}
"""The settings that are one of a few words."""
_BOUNDS: tuple[tuple[str, float, float], ...] = (
    ("port", 0, 65535),
    ("workers", 1, 256),
    ("queue", 0, 10_000),
    ("threads", 1, 10_000),
    ("readers", 0, 64),
    ("article_seconds", 0.1, 3600),
    ("max_chars", 1, 5_000_000),
    ("background", 0, 1),
    ("lease_seconds", 1, 3600),
    ("attempts", 1, 100),
    ("drain_seconds", 0, 3600),
    ("event_days", 1, 3650),
    ("streams", 0, 1000),
    ("analyses_per_minute", 0, 1_000_000),
    ("requests_per_minute", 0, 1_000_000),
    ("webhook_seconds", 0.1, 300),
    ("webhook_days", 0.01, 365),
)
_CONVERTERS: Mapping[Any, Callable[[str], Any]] = {str: str, int: int, float: float}


def _address(url: str) -> str:
    """Give a public address without a slash at its end. Raises InvalidSetting."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
        usable = usable and not (parts.query or parts.fragment or parts.username or parts.password)
        usable = usable and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or re.search(r"[^!-~]|[\"<>\\^`{|}]", url):
        shown = re.sub("//[^/]*@", "//***@", url)
        raise InvalidSetting(
            f"{PREFIX}PUBLIC_URL is '{shown}'; allowed is an http or https address without query, "
            "such as https://onrecord.example or https://newsroom.example/onrecord."
        )
    return url.rstrip("/")


def from_environment(environment: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Read the settings from environment variables; an override that is not None wins.

    Raises InvalidSetting for a value of the wrong type or outside its range.
    """
    environment = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    for field in fields(Settings):
        name = PREFIX + field.name.upper()
        if overrides.get(field.name) is not None:
            values[field.name] = overrides[field.name]
        elif environment.get(name):
            convert = _CONVERTERS[field.type]
            try:
                values[field.name] = convert(environment[name])
            except ValueError:
                kind = getattr(field.type, "__name__", field.type)
                raise InvalidSetting(
                    f"{name} is '{environment[name]}'; a value of type {kind} is needed."
                ) from None
    return Settings(**values)


def behind_a_server(settings: Settings) -> Settings:
    """Give the settings for a server that is not ours, whose address they do not tell.

    The host is then unknown, and what is "auto" is as where others can call.
    """
    return replace(settings, host="")


class Origin(NamedTuple):
    """A setting as `onrecord config` lists it: the variable, its value, where that is from."""

    name: str
    value: Any
    origin: str


def overview(environment: Mapping[str, str] | None = None) -> list[Origin]:
    """List every setting; the password in a database's URL is not shown.

    Raises InvalidSetting as from_environment does.
    """
    environment = os.environ if environment is None else environment
    settings = from_environment(environment)
    return [
        Origin(
            PREFIX + field.name.upper(),
            _without_password(getattr(settings, field.name)),
            "environment" if environment.get(PREFIX + field.name.upper()) else "default",
        )
        for field in fields(Settings)
    ]


def _without_password(value: Any) -> Any:
    if not isinstance(value, str) or "://" not in value:
        return value
    password = urlsplit(value).password
    return value.replace(f":{password}@", ":***@") if password else value
