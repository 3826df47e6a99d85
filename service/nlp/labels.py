"""Pipeline component: stance with its target, commitment and act of each statement.

Labels and settled cases are those of the annotation guidelines; how the network was trained is in
training/labels.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from service.nlp.described import of_thing
from service.nlp.extensions import AttributionData, LabelData
from service.nlp.label_input import LabelInput, LabelReader
from service.nlp.label_model import Floats, Judged, LabelModel, load
from service.nlp.target_search import Target, search
from service.nlp.targets import Likely, likely

Span = tuple[int, int]


@Language.factory(
    "labels",
    requires=["doc._.attributions", "token.tag", "token.lemma", "token.ent_type"],
    assigns=["doc._.labels"],
    default_config={"folder": None},
)
def make_labels(nlp: Language, name: str, folder: str | None) -> "Labels":
    """Build the component (spaCy factory). folder: of a packaged model, None for the shipped."""
    return Labels(Path(folder) if folder else shipped())


def shipped() -> Path:
    """Give the folder of the shipped model."""
    return Path(str(files("service.nlp") / "model" / "labels"))


@dataclass(frozen=True, slots=True)
class Label:
    """A label with its chance; words: those that decided, by offset, the weightiest first.

    weights: the share of each of these words in what speaks for the label.
    """

    label: str
    score: float
    words: tuple[Span, ...]
    weights: tuple[float, ...]


class Labels:
    """Labels the statements of a Doc."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._model: LabelModel = load(folder)
        self.version = self._model.version

    def __reduce__(self) -> tuple[type["Labels"], tuple[Path]]:
        """Let another process load the network from its files; a session cannot be copied."""
        return Labels, (self._folder,)

    def __call__(self, doc: Doc) -> Doc:
        """Write doc._.labels and return the Doc."""
        doc._.labels = self.predict(doc)
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
        """Write doc._.labels of many Docs, running the network while others are parsed."""
        with ThreadPoolExecutor(max_workers=1) as network:
            waiting: tuple[Doc, list[LabelInput | None], Future[list[Floats | None]]] | None = None
            for doc in stream:
                given = self.inputs(doc)
                running = network.submit(self._states, given)
                if waiting is not None:
                    yield self._finish(*waiting)
                waiting = (doc, given, running)
            if waiting is not None:
                yield self._finish(*waiting)

    def _finish(
        self,
        doc: Doc,
        given: Sequence[LabelInput | None],
        running: "Future[list[Floats | None]]",
    ) -> Doc:
        doc._.labels = self._labelled(doc, given, running.result())
        return doc

    def predict(self, doc: Doc) -> list[LabelData | None]:
        """Give the labels of each of doc._.attributions, in the same order.

        None for one that is no running text.
        """
        given = self.inputs(doc)
        return self._labelled(doc, given, self._states(given))

    def inputs(self, doc: Doc) -> list[LabelInput | None]:
        """Give what the network reads of each of doc._.attributions."""
        reader = self.reader(doc)
        return [reader.input(one) for one in doc._.attributions or []]

    def reader(self, doc: Doc) -> LabelReader:
        """Give what reads the statements of a Doc."""
        return LabelReader(doc, self._model.pieces)

    def _states(self, given: Sequence[LabelInput | None]) -> list[Floats | None]:
        read = iter(self._model.states([one for one in given if one is not None]))
        return [None if one is None else next(read) for one in given]

    def _labelled(
        self, doc: Doc, given: Sequence[LabelInput | None], states: Sequence[Floats | None]
    ) -> list[LabelData | None]:
        targets = search(doc, given, self._likely(doc, given, states))
        return [
            None if one is None or own is None else self._label_all(doc, one, own, target)
            for one, own, target in zip(given, states, targets, strict=True)
        ]

    def likely(self, doc: Doc) -> tuple[list[LabelInput | None], list[Likely | None]]:
        """Give what the network reads of each of doc._.attributions, and its likely targets."""
        given = self.inputs(doc)
        return given, self._likely(doc, given, self._states(given))

    def _likely(
        self, doc: Doc, given: Sequence[LabelInput | None], states: Sequence[Floats | None]
    ) -> list[Likely | None]:
        return [
            None
            if one is None or own is None
            else likely(doc, one.tokens.tolist(), of_thing(doc, one, self._model.targets(one, own)))
            for one, own in zip(given, states, strict=True)
        ]

    def toward(
        self, doc: Doc, reader: LabelReader, attribution: AttributionData, target: Sequence[Span]
    ) -> Label | None:
        """Give the stance of a statement toward a stretch of its content, by offset.

        None where it is no running text.
        """
        given = reader.input(attribution)
        if given is None:
            return None
        places = [
            place
            for place, token in enumerate(given.tokens.tolist())
            if any(s < doc[token].idx + len(doc[token]) and doc[token].idx < e for s, e in target)
        ]
        span = (min(places), max(places)) if places else None
        (states,) = self._model.states([given])
        judged = self._model.judge(given, states, span)["stance"]
        return _label(doc, given, judged)

    def _label_all(
        self, doc: Doc, given: LabelInput, states: Floats, target: Target | None
    ) -> LabelData:
        judged = self._model.judge(given, states, target.own if target else None)
        labels = {task: _label(doc, given, one) for task, one in judged.items()}
        return cast(
            LabelData,
            {
                **{task: label.label for task, label in labels.items()},
                "target": target.phrase if target else None,
                "target_at": target.at if target else None,
                "scores": {
                    **{task: label.score for task, label in labels.items()},
                    **({"target": round(target.score, 3)} if target else {}),
                },
                "words": {task: list(label.words) for task, label in labels.items()},
            },
        )


def _label(doc: Doc, given: LabelInput, judged: Judged) -> Label:
    found = zip(
        (doc[int(given.tokens[place])] for place in judged.words), judged.weights, strict=True
    )
    told = [(token, weight) for token, weight in found if any(c.isalnum() for c in token.text)]
    return Label(
        judged.label,
        round(judged.score, 3),
        tuple((token.idx, token.idx + len(token)) for token, _ in told),
        tuple(weight for _, weight in told),
    )
