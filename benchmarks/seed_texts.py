"""Write the seed articles as text files: `python -m benchmarks.seed_texts FOLDER`."""

import argparse
import json
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds" / "articles.jsonl"


def main() -> None:
    """Write a file for each article."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for line in SEEDS.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        (folder / f"{article['id']}.txt").write_text(article["text"], encoding="utf-8")


if __name__ == "__main__":
    main()
