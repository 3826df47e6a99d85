"""The pipeline, assembled from named components: a base pipeline, then what we are here for."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops

import service.nlp.attribution
import service.nlp.attribution_rules
import service.nlp.boundaries
import service.nlp.claims
import service.nlp.labels
import service.nlp.nesting
import service.nlp.people
import service.nlp.person_names
import service.nlp.quotation_marks
import service.nlp.said_on
import service.nlp.speakers
import service.nlp.target_names  # noqa: F401 - the imports register the factories
from service.errors import PipelineUnavailable
from service.nlp.extensions import BlockData, PostData
from service.records import PreparedText

OURS = "onrecord"
NEEDED = ("tagger", "parser", "ner")
COMPONENTS = (
    "quotation_marks",
    "person_names",
    "attribution_rules",
    "attribution",
    "people",
    "speakers",
    "nesting",
    "said_on",
    "labels",
    "target_names",
    "claims",
)
"""Our components in the order in which they follow the base pipeline."""


@dataclass(frozen=True, slots=True)
class PipelineInfo:
    """What runs: name and version of the base pipeline, component names, its meta data."""

    name: str
    version: str
    components: tuple[str, ...]
    meta: dict[str, Any]


def model_path() -> Path:
    """Give the folder of the shipped base pipeline."""
    return Path(str(files("service.nlp") / "model" / "base"))


def load(
    pipeline: str = OURS, *, learned: bool = True, labelled: bool = True, model: Path | None = None
) -> Language:
    """Load the base pipeline and add our components.

    pipeline: "onrecord" for the shipped one, else the name or path of an installed spaCy pipeline
    with the labels of en_core_web_*. learned: False finds statements by rules alone, as the first
    version did (for comparison). labelled: False leaves out stance, commitment and act. model:
    folder of a packaged attribution model instead of the shipped one. Raises PipelineUnavailable
    when it is missing or lacks a component.
    """
    try:
        # numpy multiplies matrices three times as fast as blis where blis does not know the
        # processor, and no slower elsewhere.
        with use_ops("numpy", use_blis=False):
            nlp = spacy.load(model_path() if pipeline == OURS else pipeline)
    except OSError as error:
        raise PipelineUnavailable(
            f"The pipeline '{pipeline}' cannot be loaded; allowed are '{OURS}' and the name or "
            f"path of an installed English spaCy pipeline. ({type(error).__name__})"
        ) from error
    missing = [name for name in NEEDED if name not in nlp.pipe_names]
    if missing:
        raise PipelineUnavailable(
            f"The pipeline '{pipeline}' lacks {', '.join(missing)}; needed are {', '.join(NEEDED)}."
        )
    nlp.add_pipe("paragraph_boundaries", first=True)
    for name in COMPONENTS:
        if name == "attribution_rules":
            nlp.add_pipe(name, config={"reported": not learned})
        elif name in ("labels", "target_names"):
            if labelled:
                nlp.add_pipe(name)
        elif name == "attribution":
            if learned:
                nlp.add_pipe(name, config={"folder": str(model) if model else None})
        else:
            nlp.add_pipe(name)
    return nlp


def info(nlp: Language) -> PipelineInfo:
    """Describe a loaded pipeline; the version names that of the attribution model too."""
    meta = json.loads(json.dumps(nlp.meta, default=str))
    name = f"{meta['lang']}_{meta['name']}"
    version = meta["version"]
    if "attribution" in nlp.pipe_names:
        component: Any = nlp.get_pipe("attribution")
        about: dict[str, Any] = component.about
        version += f"+attribution.{about['version']}"
        meta["attribution"] = about
    if "labels" in nlp.pipe_names:
        labels: Any = nlp.get_pipe("labels")
        version += f"{'.' if '+' in version else '+'}labels.{labels.version}"
    return PipelineInfo(name, version, tuple(nlp.pipe_names), meta)


def make_doc(nlp: Language, prepared: PreparedText) -> Doc:
    """Tokenize a prepared text and put its page layout on the Doc."""
    doc = nlp.make_doc(prepared.analysed)
    doc._.blocks = [BlockData(kind=b.kind, start=b.start, end=b.end) for b in prepared.blocks]
    doc._.aside = " | ".join(
        prepared.text[b.start : b.end] for b in prepared.blocks if b.kind == "furniture"
    )
    doc._.posts = [
        PostData(
            content=(p.content.start, p.content.end),
            author=(p.author.start, p.author.end),
            date=None if p.date is None else p.date.isoformat(),
        )
        for p in prepared.posts
    ]
    doc._.written_on = "" if prepared.written_on is None else prepared.written_on.isoformat()
    return doc


_TOGETHER = 2
"""Texts that go from component to component together; the next ones are parsed meanwhile."""
T = TypeVar("T")
_ONE_AT_A_TIME = threading.Lock()  # spaCy's memory zones are not thread-safe


def run(
    nlp: Language,
    texts: Iterable[PreparedText],
    read: Callable[[Doc, PreparedText], T],
    batch_size: int = 16,
) -> Iterator[T]:
    """Analyse prepared texts and yield what `read` makes of each Doc, in order.

    A Doc does not outlive its batch: its strings are freed then, so that a process that runs for
    months does not grow.
    """
    remaining = iter(texts)
    while batch := list(islice(remaining, batch_size)):
        with _ONE_AT_A_TIME, nlp.memory_zone():
            made = (make_doc(nlp, prepared) for prepared in batch)
            docs = nlp.pipe(made, batch_size=_TOGETHER)
            results = [read(doc, prepared) for doc, prepared in zip(docs, batch, strict=True)]
        yield from results
