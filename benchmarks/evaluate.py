"""Measure extraction against gold annotation, beside textacy's direct_quotations.

usage: python -m benchmarks.evaluate [GOLD.jsonl …] [--errors N] [--pipeline NAME]

Without arguments the articles of seeds/ are measured, which come with the project. Both systems
read the same Docs in the same run. The measures are those of benchmarks/score.py.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token
from textacy.extract.triples import direct_quotations

from benchmarks import score
from service import ids
from service.api.schemas.statements import StatementSchema
from service.nlp import extract, pipeline
from service.records import PreparedText
from service.text import prepare

SEEDS = Path(__file__).parent.parent / "seeds" / "articles.jsonl"
LONGEST = 1_000_000
_JSON = StatementSchema()


def main() -> None:
    """Print a table of figures, and with --errors what was missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("gold", nargs="*", type=Path, default=[SEEDS])
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--pipeline", default=pipeline.OURS)
    arguments = parser.parse_args()
    nlp = pipeline.load(arguments.pipeline)
    print(
        "| set | system | statements P / R / F1 | attributed F1 | direct recall | speaker recall "
        "| words/s |"
    )
    print("|---|---|---|---|---|---|---|")
    for path in arguments.gold:
        rows = [json.loads(line) for line in path.open(encoding="utf-8") if line.strip()]
        start = time.perf_counter()
        both = list(pipeline.run(nlp, (prepare(r["text"], max_chars=LONGEST) for r in rows), _read))
        words = sum(len(row["text"].split()) for row in rows) / (time.perf_counter() - start)
        name = "own seeds" if path.resolve() == SEEDS.resolve() else path.stem
        for system, number in (("onrecord", 0), ("textacy", 1)):
            predictions = {
                row["id"]: {"quotes": quotes[number]}
                for row, quotes in zip(rows, both, strict=True)
            }
            result, missed = score.score(rows, predictions, arguments.errors)
            print(_line(name, system, result, words))
            if system == "onrecord":
                for error in missed:
                    print(*error, sep=" | ", file=sys.stderr)


def _read(doc: Doc, prepared: PreparedText) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    found = extract.statements(doc, prepared, ids.article_id(prepared.text))
    return [_JSON.dump(statement) for statement in found], list(_textacy(doc))


def _textacy(doc: Doc) -> Iterator[dict[str, Any]]:
    try:
        triples = list(direct_quotations(doc))
    except ValueError:  # an odd number of marks: it gives up the whole text
        return
    for speaker, cue, content in triples:
        source = _span(speaker)
        yield {
            "kind": "direct",
            "content": {"spans": [{"start": content.start_char, "end": content.end_char}]},
            "cue": _span(cue),
            "source": source,
            "speaker": {"name": doc.text[source["start"] : source["end"]]},
            "via": [],
            "stance": None,
            "commitment": None,
            "act": None,
        }


def _span(tokens: list[Token]) -> dict[str, int]:
    return {"start": tokens[0].idx, "end": tokens[-1].idx + len(tokens[-1])}


def _line(name: str, system: str, result: dict[str, Any], words: float) -> str:
    statements = result["statements"]
    figures = " / ".join(f"{statements[key]:.3f}" for key in ("p", "r", "f1"))
    speaker = result.get("speaker", {}).get("recall")
    return (
        f"| {name} | {system} | {figures} | {result['attributed']['f1']:.3f} "
        f"| {_number(result['direct_recall'])} | {_number(speaker)} "
        f"| {f'{words:,.0f}' if system == 'onrecord' else ''} |"
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    main()
