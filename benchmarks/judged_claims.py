"""Print the claims that were judged by hand, with their verdicts, from texts that are not ours.

usage: python -m benchmarks.judged_claims GOLD.jsonl …

judged_claims.jsonl names claims by article, offsets of their statement's content and of the words
that they are made of, and says whether a reader who has not seen the article could check each. The
texts are in the files given. A claim that the present code does not make any more is told as gone.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from service.analysis import load_analyser
from service.config import Settings
from service.records import Analysis, Document

JUDGED = Path(__file__).with_suffix(".jsonl")
Key = tuple[str, str]


def main() -> None:
    """Print a line for each judged claim, then the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    judged = _lines(JUDGED)
    wanted = {row["article"] for row in judged}
    articles = [a for path in parser.parse_args().gold for a in _lines(path) if a["id"] in wanted]
    analyser = load_analyser(Settings(database_url="sqlite:///unused"))
    results = analyser.analyse_many(Document(a["text"], language="en") for a in articles)
    made: dict[Key, str] = {}
    for article, result in zip(articles, results, strict=True):
        if isinstance(result, Analysis):
            made |= _claims(article["id"], result)
    counts: Counter[str] = Counter()
    for row in judged:
        text = made.get((row["article"], json.dumps([row["statement"], row["claim"]])))
        verdict = row["verdict"] if text is not None else "gone"
        counts[verdict] += 1
        print(verdict, row.get("why", ""), text or "", sep="\t")
    print(", ".join(f"{count} {verdict}" for verdict, count in counts.most_common()))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _claims(article: str, analysis: Analysis) -> dict[Key, str]:
    found = {}
    for statement in analysis.statements:
        content = [[span.start, span.end] for span in statement.content.spans]
        for claim in statement.claims:
            words = [[span.start, span.end] for span in claim.spans]
            found[article, json.dumps([content, words])] = claim.text
    return found


if __name__ == "__main__":
    main()
