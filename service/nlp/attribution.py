"""Pipeline component: statements by the learned model, completed by page layout and bare quotes.

The encoder reads many sentences and articles at once, on a thread of its own while the base
pipeline works on the next ones.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from importlib.resources import files
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from service.nlp import onnx_network, rules, turns
from service.nlp.attribution_model import Found, probabilities
from service.nlp.block_quotations import block_quotations
from service.nlp.brackets import with_brackets
from service.nlp.by_place import ByPlace
from service.nlp.cited_bodies import cites_body
from service.nlp.cue_relations import head_word
from service.nlp.extensions import AttributionData, text_of
from service.nlp.found import length, overlap
from service.nlp.joined_sources import with_joined_sources
from service.nlp.merging import closed_quotations
from service.nlp.misplaced_sources import uncrossed, well_placed
from service.nlp.model_statements import statement, utterances
from service.nlp.own_parts import own_parts, with_all_quotations
from service.nlp.plain_reports import plain_reports
from service.nlp.relays import is_of_outlet, relayed
from service.nlp.reported_speech import blocked_tokens, blocking_patterns
from service.nlp.shared_quotations import unshared
from service.nlp.shared_subjects import with_shared_subject
from service.nlp.talks import is_talk
from service.nlp.word_features import Words, words_of

_MARKS = " \t\r\n\"'“‘«„"
_LEADS_UP = 60  # characters between a statement and the colon after it
_ADDRESSED = (" to", " at")
_TOGETHER = 2
"""Articles whose words are encoded while the next ones are parsed."""


@Language.factory(
    "attribution",
    requires=[
        "doc._.quotations",
        "doc._.attributions",
        "token.tag",
        "token.dep",
        "token.head",
        "token.lemma",
        "token.ent_type",
    ],
    assigns=["doc._.attributions"],
    default_config={"folder": None, "min_score": 0.3, "threads": 1},
)
def make_attribution(
    nlp: Language, name: str, folder: str | None, min_score: float, threads: int
) -> "Attribution":
    """Build the component (spaCy factory).

    folder: of a packaged model, None for the shipped one. min_score: statements less sure are left
    out. threads: for one encoding.
    """
    return Attribution(Path(folder) if folder else shipped(), min_score, threads)


def shipped() -> Path:
    """Give the folder of the shipped model."""
    return Path(str(files("service.nlp") / "model" / "attribution"))


class Attribution:
    """Finds statements of every type, and keeps of the rules' ones what the model cannot see."""

    def __init__(self, folder: Path, min_score: float, threads: int) -> None:
        packaged = onnx_network.load(folder, threads)
        self._made_from = (folder, min_score, threads)
        self.about = packaged.about
        self.min_score = min_score
        self.model = packaged.model
        self._weights = packaged.weights
        self._lexicon = rules.cues()
        self._blocking = blocking_patterns(self._lexicon)
        self._titles = rules.titles()
        self._outlets = rules.outlets()

    def __reduce__(self) -> tuple[type["Attribution"], tuple[Path, float, int]]:
        """Let another process load the network from its files; a session cannot be copied."""
        return Attribution, self._made_from

    def __call__(self, doc: Doc) -> Doc:
        """Rewrite doc._.attributions and return the Doc."""
        words = [words_of(doc)]
        self.set_annotations([doc], self.predict([doc], words, self.model.predict(words)))
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
        """Rewrite doc._.attributions of many Docs, encoding some while others are parsed."""
        remaining = iter(stream)
        size = max(1, min(batch_size, _TOGETHER))
        with ThreadPoolExecutor(max_workers=1) as encoder:
            waiting: tuple[list[Doc], list[Words], Future[list[list[Found]]]] | None = None
            while docs := list(islice(remaining, size)):
                words = [words_of(doc) for doc in docs]
                encoding = encoder.submit(self.model.predict, words)
                if waiting is not None:
                    yield from self._finish(*waiting)
                waiting = (docs, words, encoding)
            if waiting is not None:
                yield from self._finish(*waiting)

    def _finish(
        self, docs: list[Doc], words: list[Words], encoding: "Future[list[list[Found]]]"
    ) -> Iterator[Doc]:
        self.set_annotations(docs, self.predict(docs, words, encoding.result()))
        yield from docs

    def predict(
        self, docs: Sequence[Doc], words: Sequence[Words], found: Sequence[Sequence[Found]]
    ) -> list[list[AttributionData]]:
        """Give the statements of each Doc in text order."""
        return [
            self._statements(doc, own, here)
            for doc, own, here in zip(docs, words, found, strict=True)
        ]

    def set_annotations(
        self, docs: Sequence[Doc], attributions: Sequence[list[AttributionData]]
    ) -> None:
        """Put the statements on the Docs."""
        for doc, own in zip(docs, attributions, strict=True):
            doc._.attributions = own

    def _statements(self, doc: Doc, words: Words, found: Sequence[Found]) -> list[AttributionData]:
        quotations = doc._.quotations or ()
        marks, quoted = closed_quotations(quotations), utterances(quotations)
        scores = probabilities([one.signs for one in found], self._weights)
        blocked = blocked_tokens(doc, self._blocking)
        learned = [
            statement(doc, words, one, float(score), marks, quoted, self._lexicon)
            for one, score in zip(found, scores, strict=True)
            if score >= self.min_score and not _never(words, one, blocked)
        ]
        others: list[AttributionData] = doc._.attributions or []
        learned = [with_source(one, others) for one in unlabelled(learned, others)]
        learned = with_all_quotations(text_of(doc), learned, others)
        learned = [own_parts(doc, one, self._lexicon) for one in learned]
        placed = [well_placed(doc, one, self._lexicon) for one in learned]
        learned = list(uncrossed(doc, [with_shared_subject(doc, one) for one in placed]))
        learned = list(with_joined_sources(doc, learned))
        learned = [one for one in learned if not cites_body(doc, one, self._titles, self._outlets)]
        learned = [one for one in learned if not is_talk(doc, one)]
        learned += relayed(doc, learned, self._lexicon, blocked, self._titles, self._outlets)
        learned += plain_reports(doc, learned, self._lexicon, blocked)
        learned += block_quotations(doc, learned, self._lexicon)
        learned = unshared(text_of(doc), learned)
        of_outlet = partial(is_of_outlet, doc, titles=self._titles, outlets=self._outlets)
        left = completing(learned, others, of_outlet)
        rest = [introduced(text_of(doc), one, learned) for one in left]
        whole = [with_brackets(text_of(doc), one) for one in (*learned, *rest)]
        return sorted(whole, key=lambda a: (a["content"][0][0], -a["content"][-1][1]))


def _never(words: Words, found: Found, blocked: Mapping[int, str]) -> bool:
    """Say whether the cue is one that by definition makes no statement ("decided to", "banned").

    A negated cue with a content ("did not say that …") conveys it nevertheless, and so does
    "reported to the board that …".
    """
    phrase = blocked.get(int(words.tokens[head_word(words, found.cue)]))
    if phrase is None or phrase.startswith("not "):
        return False
    that = words.texts[found.content[0][0]].lower() == "that"
    return not (that and phrase.endswith(_ADDRESSED))


def unlabelled(
    learned: Iterable[AttributionData], others: Iterable[AttributionData]
) -> list[AttributionData]:
    """Leave out what takes the label of an interview's turn for words that were said."""
    labels = [one["source"] for one in others if one["detail"] == turns.DETAIL]
    places = ByPlace((start, end, True) for start, end in filter(None, labels))
    return [one for one in learned if not any(places.near(s, e) for s, e in one["content"])]


def with_source(learned: AttributionData, others: Iterable[AttributionData]) -> AttributionData:
    """Give a statement without a source that of the rules' quotation with the same content."""
    if learned["source"] is not None:
        return learned
    for other in others:
        same = any(span in learned["content"] for span in other["content"])
        if same and other["source"] is not None and other["cue"] in (learned["cue"], None):
            return {**learned, "source": other["source"]}
    return learned


def introduced(
    text: str, quotation: AttributionData, learned: Iterable[AttributionData]
) -> AttributionData:
    """Give a bare quotation after a colon the source of the statement that leads up to it."""
    if quotation["source"] is not None or quotation["cue"] is not None:
        return quotation
    start = quotation["content"][0][0]
    before = start - 20 + len(text[max(0, start - 20) : start].rstrip(_MARKS)) if start > 20 else 0
    if text[before - 1 : before] != ":":
        return quotation
    leading = [
        one
        for one in learned
        if one["source"] is not None and before - _LEADS_UP <= one["content"][-1][1] <= before
    ]
    if not leading:
        return quotation
    nearest = max(leading, key=lambda one: one["content"][-1][1])
    return {**quotation, "source": nearest["source"]}


def completing(
    learned: Sequence[AttributionData],
    others: Iterable[AttributionData],
    of_outlet: Callable[[AttributionData], bool],
) -> list[AttributionData]:
    """Give those of the rules' statements that no learned statement says too.

    One that lies inside a rule's statement, as in an interview turn, does not take its place. Of
    what closes a sentence ("…, the agency reported") only an outlet's is kept that has one inside.
    """
    places = ByPlace((s, e, one) for one in learned for s, e in one["content"])
    kept = []
    for other in others:
        near = [one for start, end in other["content"] for one in places.near(start, end)]
        relays = any(_holds(other, one["cue"]) for one in near)
        if other["detail"] == "postposed" and not (relays and of_outlet(other)):
            continue
        if not any(_says_too(one, other) for one in near):
            kept.append(other)
    return kept


def _holds(other: AttributionData, cue: tuple[int, int] | None) -> bool:
    return cue is not None and any(start <= cue[0] < end for start, end in other["content"])


def _says_too(learned: AttributionData, other: AttributionData) -> bool:
    shared = overlap(learned["content"], other["content"])
    if shared and learned["cue"] == other["cue"] and other["cue"] is not None:
        return True
    return shared * 2 >= length(other["content"]) and not _holds(other, learned["cue"])
