"""Measure extraction against gold annotation, beside the rules alone and textacy.

usage: python -m benchmarks.evaluate [GOLD.jsonl …] [--errors N] [--pipeline NAME] [--model FOLDER]

Without arguments the articles of seeds/ are measured, which come with the project. Three systems
read the same texts in the same run: ours, our rules without the learned model (what the first
version had), and textacy's direct_quotations on our parses. The measures are those of
benchmarks/score.py; words/s is of the whole way from text to statements.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
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
OURS_ALONE = [name for name in pipeline.COMPONENTS if name != "attribution"]
Row = dict[str, Any]
Read = Callable[[Doc, PreparedText], list[Row]]


HEAD = (
    "| set | system | statements P / R / F1 | attributed F1 | exact source / cue / content F1 "
    "| content words F1 | direct recall | empty kept empty | speaker recall | words/s |"
)


def main() -> None:
    """Print a table of figures, and with --errors what was missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("gold", nargs="*", type=Path, default=[SEEDS])
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--pipeline", default=pipeline.OURS)
    parser.add_argument("--model", type=Path, help="folder of another attribution model")
    arguments = parser.parse_args()
    learned = pipeline.load(arguments.pipeline, model=arguments.model)
    rules = pipeline.load(arguments.pipeline, learned=False)
    systems = (("onrecord", learned, ours), ("rules", rules, ours), ("textacy", rules, _textacy))
    print(HEAD)
    print("|---" * HEAD.count(" |") + "|")
    for path in arguments.gold:
        rows = [json.loads(line) for line in path.open(encoding="utf-8") if line.strip()]
        name = "own seeds" if path.resolve() == SEEDS.resolve() else path.stem
        for system, nlp, read in systems:
            predictions, speed = predict(nlp, read, rows)
            result, missed = score.score(rows, predictions, arguments.errors)
            print(_line(name, system, result, _kept_empty(rows, predictions), speed), flush=True)
            if system == "onrecord":
                for error in missed:
                    print(*error, sep=" | ", file=sys.stderr)


def predict(nlp: Language, read: Read, rows: list[Row]) -> tuple[dict[str, Row], float]:
    """Give each row's predictions by its id, and words per second."""
    start = time.perf_counter()
    texts = (prepare(row["text"], max_chars=LONGEST) for row in rows)
    with nlp.select_pipes(disable=OURS_ALONE if read is _textacy else []):
        found = list(pipeline.run(nlp, texts, read))
    words = sum(len(row["text"].split()) for row in rows)
    speed = words / (time.perf_counter() - start)
    return {row["id"]: {"quotes": q} for row, q in zip(rows, found, strict=True)}, speed


def _kept_empty(rows: list[Row], predictions: dict[str, Row]) -> str:
    """Of the texts without a statement, say how many were left without one."""
    empty = [row["id"] for row in rows if "statements" in row and not row["statements"]]
    kept = sum(not predictions[name]["quotes"] for name in empty)
    return f"{kept} of {len(empty)}" if empty else "–"


def ours(doc: Doc, prepared: PreparedText) -> list[Row]:
    """Give our statements of a Doc as the scorer takes them."""
    found = extract.statements(doc, prepared, ids.article_id(prepared.text))
    return [_JSON.dump(statement) for statement in found]


def _textacy(doc: Doc, prepared: PreparedText) -> list[Row]:
    try:
        triples = list(direct_quotations(doc))
    except ValueError:  # an odd number of marks: it gives up the whole text
        return []
    return [_triple(doc, *triple) for triple in triples]


def _triple(doc: Doc, speaker: list[Token], cue: list[Token], content: Span) -> Row:
    source = _span(speaker)
    return {
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


def _line(name: str, system: str, result: Row, kept_empty: str, speed: float) -> str:
    statements = result["statements"]
    figures = " / ".join(f"{statements[key]:.3f}" for key in ("p", "r", "f1"))
    exact = " / ".join(f"{result['exact'][r]['f1']:.3f}" for r in ("source", "cue", "content"))
    speaker = result.get("speaker", {}).get("recall")
    return (
        f"| {name} | {system} | {figures} | {result['attributed']['f1']:.3f} | {exact} "
        f"| {result['words']['content']['f1']:.3f} | {_number(result['direct_recall'])} "
        f"| {kept_empty} | {_number(speaker)} | {speed:,.0f} |"
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    main()
