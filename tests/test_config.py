"""What settings accept. Their documentation: test_docs.py."""

import pytest

from service.config import Settings, from_environment
from service.errors import InvalidSetting


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("", ""),
        ("https://onrecord.example", "https://onrecord.example"),
        ("https://onrecord.example/", "https://onrecord.example"),
        ("http://10.0.0.5:8080/onrecord/", "http://10.0.0.5:8080/onrecord"),
    ],
)
def test_a_public_address(given: str, kept: str) -> None:
    assert Settings(public_url=given).public_url == kept
    assert from_environment({"ONRECORD_PUBLIC_URL": given}).public_url == kept


@pytest.mark.parametrize(
    "given",
    [
        "onrecord.example",
        "ftp://onrecord.example",
        "javascript:alert(1)",
        "https://",
        "https://a.example?x=1",
        "https://a.example/#x",
        "https://name:secret@a.example",
        "https://a.example:99999",
        "https://a.example:0",
        'https://a.example/"><b>',
        "https://a.example/a b",
        "https://[::1",
        "https://ä.example",
    ],
)
def test_what_is_no_public_address(given: str) -> None:
    with pytest.raises(InvalidSetting, match="ONRECORD_PUBLIC_URL") as raised:
        Settings(public_url=given)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "value"), [("event_days", 0), ("event_days", 5000), ("streams", -1), ("streams", 9999)]
)
def test_bounds(name: str, value: int) -> None:
    with pytest.raises(InvalidSetting, match=f"ONRECORD_{name.upper()} is {value}; allowed is"):
        Settings(**{name: value})  # type: ignore[arg-type]
