"""The live server against its own description, with cases made by schemathesis."""

import subprocess
import sys
from pathlib import Path

from tests.e2e.conftest import Server

CONFIGURATION = Path(__file__).with_name("schemathesis.toml")


def test_the_server_keeps_to_its_description(server: Server, tmp_path: Path) -> None:
    command = [
        str(Path(sys.executable).parent / "schemathesis"),
        f"--config-file={CONFIGURATION}",
        "run",
        f"{server.url}/openapi.json",
        "--seed=20211120",
        "--max-examples=15",
        "--workers=1",
        "--no-color",
    ]
    done = subprocess.run(command, capture_output=True, check=False, timeout=240, cwd=tmp_path)
    assert done.returncode == 0, done.stdout.decode()[-8000:] + done.stderr.decode()[-2000:]
