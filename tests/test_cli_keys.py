"""`onrecord keys`: made, listed, revoked."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.cli import onrecord
from service.errors import KeyRefused
from service.store import open_store


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'new' / 'store.sqlite3'}"


def run(url: str, *arguments: str, status: int = 0) -> Result:
    done = CliRunner().invoke(onrecord, ["keys", *arguments, "--database-url", url])
    assert done.exit_code == status, done.output
    return done


def make(url: str, *arguments: str) -> str:
    done = run(url, "create", *arguments)
    (text,) = done.stdout.splitlines()
    return text


def test_a_key_is_printed_once_and_lets_in(url: str) -> None:
    text = make(url, "--name", "Fact desk", "--scope", "edit", "--scope", "read")
    store = open_store(url)
    found = store.keys.check(text)
    assert (found.name, found.scopes, found.expires_at) == ("Fact desk", ("read", "edit"), None)
    store.close()
    assert text not in run(url, "list").output + run(url, "list", "--json").output


def test_what_it_is_good_for_is_told_beside_it(url: str) -> None:
    done = run(url, "create", "--name", "guest", "--scope", "read", "--expires", "30")
    assert " read, good until 20" in done.stderr
    assert done.stderr.rstrip().endswith("it is not shown again.")


def test_keys_are_listed_with_their_state(url: str) -> None:
    make(url, "--name", "one", "--scope", "admin")
    make(url, "--name", "two", "--scope", "read", "--expires", "1")
    first, second = (json.loads(line) for line in run(url, "list", "--json").stdout.splitlines())
    assert (first["name"], first["scopes"], first["last_used"]) == ("one", ["admin"], None)
    run(url, "revoke", first["id"])
    one, two = run(url, "list").stdout.splitlines()
    assert one.startswith(f"{first['id']}  revoked 20")
    assert one.endswith("admin  never used  one")
    assert two.startswith(f"{second['id']}  good until 20")


def test_a_revoked_key_lets_nobody_in(url: str) -> None:
    text = make(url, "--name", "leaked", "--scope", "read")
    (line,) = run(url, "list", "--json").stdout.splitlines()
    key_id = json.loads(line)["id"]
    assert run(url, "revoke", key_id).stdout == f"{key_id} revoked\n"
    store = open_store(url)
    with pytest.raises(KeyRefused, match="was revoked"):
        store.keys.check(text)
    store.close()


@pytest.mark.parametrize(
    "arguments",
    [
        ["create", "--name", "x"],
        ["create", "--scope", "read"],
        ["create", "--name", "x", "--scope", "sudo"],
        ["create", "--name", "x", "--scope", "read", "--expires", "0"],
        ["revoke"],
    ],
)
def test_wrong_usage(url: str, arguments: list[str]) -> None:
    run(url, *arguments, status=2)


def test_an_unknown_key_cannot_be_revoked(url: str) -> None:
    assert "No API key has the id 'key_x'" in str(run(url, "revoke", "key_x", status=1).exception)
