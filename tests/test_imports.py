"""Layers are kept, and nothing heavy loads before it is needed."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ("spacy", "textacy", "numpy", "flask", "marshmallow", "sqlalchemy", "alembic")

LIGHT = {
    "import service": "import service",
    "import service.records": "import service.records, service.ids, service.config",
    "import service.store": "import service.store",
    "import service.text": "import service.text",
    "onrecord --help": "import sys; sys.argv = ['onrecord', '--help']; "
    "from service.cli import main; main()",
    "onrecord serve --help": "import sys; sys.argv = ['onrecord', 'serve', '--help']; "
    "from service.cli import main; main()",
    "onrecord config": "import sys; sys.argv = ['onrecord', 'config']; "
    "from service.cli import main; main()",
}


def test_layers_are_kept() -> None:
    """The contracts are in pyproject.toml."""
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


@pytest.mark.parametrize("code", LIGHT.values(), ids=LIGHT.keys())
def test_loads_nothing_heavy(code: str) -> None:
    program = (
        "import atexit, sys\n"
        f"heavy = {HEAVY}\n"
        "atexit.register(lambda: print('LOADED', *[m for m in heavy if m in sys.modules]))\n"
        f"{code}\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].split() == ["LOADED"]
