"""The live server against its own description, with cases made by schemathesis."""

import subprocess
import sys
from pathlib import Path

from service.store import open_store
from tests.e2e.conftest import serving

CONFIGURATION = Path(__file__).with_name("schemathesis.toml")


def test_the_server_keeps_to_its_description(tmp_path: Path) -> None:
    """With a key for everything; that each call is refused without one is checked, too."""
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    store = open_store(url)
    _, key = store.keys.create("contract", ["admin"])
    store.close()
    with serving(url, "--api-keys", "required", "--limits", "off") as server:
        server.wait_until_ready()
        command = [
            str(Path(sys.executable).parent / "schemathesis"),
            f"--config-file={CONFIGURATION}",
            "run",
            f"{server.url}/openapi.json",
            f"--header=Authorization: Bearer {key}",
            "--seed=20211120",
            "--max-examples=15",
            "--workers=1",
            "--no-color",
        ]
        done = subprocess.run(command, capture_output=True, check=False, timeout=240, cwd=tmp_path)
    assert done.returncode == 0, done.stdout.decode()[-8000:] + done.stderr.decode()[-2000:]
