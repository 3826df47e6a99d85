"""Make the examples of the documentation anew, with the shipped pipeline and the seed articles.

``python docs/make_examples.py`` draws docs/extract.svg, which shows what `onrecord extract` prints,
and writes what the curl command above the mark <!-- example --> of README.md answers.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from service.app import close, create_app
from service.config import from_environment

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
ARTICLE = "talks-near-conclusion"
WIDTH = 96
_CALL = re.compile(r"^curl -s '127\.0\.0\.1:8000(/[^']*)'$", re.MULTILINE)
_FONTS = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)  # they would be fetched from elsewhere


def main() -> None:
    """Write the picture and the example."""
    rows = map(json.loads, (ROOT / "seeds" / "articles.jsonl").open(encoding="utf-8"))
    text = next(row["text"] for row in rows if row["id"] == ARTICLE)
    call = _CALL.findall(README.read_text(encoding="utf-8").partition("<!-- example -->")[0])[-1]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "talks.txt").write_text(text, encoding="utf-8")
        draw(_onrecord("extract", "talks.txt", "--format", "table", folder=folder))
        answer = _answer(call, folder)
    fill(README, "example", f"```json\n{written(pruned(answer))}\n```")


def _onrecord(*arguments: str, folder: str, environment: Mapping[str, str] | None = None) -> str:
    return subprocess.run(  # noqa: S603
        [str(Path(sys.executable).parent / "onrecord"), *arguments],
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    ).stdout


def _answer(call: str, folder: str) -> Any:
    url = f"sqlite:///{folder}/examples.sqlite3"
    _onrecord("seed", folder=folder, environment={"ONRECORD_DATABASE_URL": url})
    app = create_app(from_environment(database_url=url))
    try:
        return json.loads(app.test_client().get(call).data)
    finally:
        close(app)


def draw(table: str) -> None:
    """Draw what a terminal shows."""
    with Path(os.devnull).open("w") as nowhere:
        console = Console(record=True, width=80, file=nowhere, highlight=False)
        console.print(Text("$ onrecord extract talks.txt --format table", style="bold green"))
        console.print(Text(table.rstrip()))
    picture = _FONTS.sub("", console.export_svg(title="onrecord", unique_id="onrecord"))
    picture = re.sub(r"[ \t]+$", "", picture, flags=re.MULTILINE)
    (ROOT / "docs" / "extract.svg").write_text(picture + "\n", encoding="utf-8")


def pruned(value: Any) -> Any:
    """Leave out what is null or empty."""
    if isinstance(value, list):
        return [pruned(item) for item in value]
    if isinstance(value, dict):
        return {name: pruned(item) for name, item in value.items() if item not in (None, [], {})}
    return value


def written(value: Any, indent: str = "", before: int = 0) -> str:
    """Write JSON with an object or list on one line where it fits."""
    line = json.dumps(value, ensure_ascii=False)
    if len(indent) + before + len(line) <= WIDTH or not isinstance(value, dict | list) or not value:
        return line
    deeper = indent + "  "
    if isinstance(value, list):
        parts = [deeper + written(item, deeper) for item in value]
    else:
        keys = [f"{json.dumps(name)}: " for name in value]
        parts = [
            deeper + key + written(item, deeper, len(key))
            for key, item in zip(keys, value.values(), strict=True)
        ]
    marks = "[]" if isinstance(value, list) else "{}"
    return marks[0] + "\n" + ",\n".join(parts) + f"\n{indent}{marks[1]}"


def fill(path: Path, name: str, content: str) -> None:
    """Replace what stands between the marks of a name."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, _, rest = path.read_text(encoding="utf-8").partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise SystemExit(f"{path}: the marks {begin} and {end} are missing.")
    path.write_text(f"{before}{begin}\n{content}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
