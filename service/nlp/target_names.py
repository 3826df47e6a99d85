"""Pipeline component: what a target's "he", "her campaign" or "the plan" is called in the article.

A target is to be understood without the article. The network marks words of the content; where
these only refer to something, its name takes their place, read as for the claims.
"""

from spacy.language import Language
from spacy.tokens import Doc, Token

from service.nlp.claim_reading import ClaimReading, Said
from service.nlp.extensions import AttributionData, LabelData
from service.nlp.gerunds import as_noun
from service.nlp.lexicons import Lexicons
from service.nlp.targets import straight

_POSSESSIVE = ("'s", "’s")
_STEPS = frozenset(
    "measure move step proposal idea plan decision action initiative policy demand approach effort "
    "change reform".split()
)
"""Nouns with "this" before them that take up what was spoken of before."""
_NEAR = 250  # characters between two statements of the same thing


@Language.factory(
    "target_names",
    requires=["doc._.attributions", "doc._.holders", "doc._.labels", "doc._.people"],
    assigns=["doc._.labels"],
)
def make_target_names(nlp: Language, name: str) -> "TargetNames":
    """Build the component (spaCy factory)."""
    return TargetNames()


class TargetNames:
    """Names the targets of the statements of a Doc."""

    def __init__(self) -> None:
        self._lexicons = Lexicons()

    def __call__(self, doc: Doc) -> Doc:
        """Rewrite the targets of doc._.labels and return the Doc."""
        doc._.labels = self.predict(doc)
        return doc

    def predict(self, doc: Doc) -> list[LabelData | None]:
        """Give the labels of each of doc._.attributions, with named targets."""
        attributions: list[AttributionData] = doc._.attributions or []
        labels: list[LabelData | None] = list(doc._.labels or [])
        if not any(labels):
            return labels
        reading = ClaimReading(doc, self._lexicons)
        order = sorted(range(len(attributions)), key=lambda i: attributions[i]["content"][0])
        heard: dict[int, Said] = {}
        before: tuple[int, str] | None = None
        for i in order:
            heard[i] = reading.heard(attributions[i], doc._.holders[i]["holder"])
            label = labels[i]
            if label is None or label["target_at"] is None:
                continue
            at = label["target_at"]
            span = doc.char_span(*at, alignment_mode="expand")
            if span is None:
                continue
            tellers = (heard[k] for k in reversed(heard) if _holds(attributions[k], at))
            name = named(reading, list(span), next(tellers, heard[i]))
            if name is None and before is not None and _takes_up(list(span)):
                end, last = before
                name = last if 0 < span.start_char - end < _NEAR else None
            if name is not None:
                labels[i] = {**label, "target": name}
            before = span.end_char, name or label["target"] or ""
        return labels


def _holds(attribution: AttributionData, at: tuple[int, int]) -> bool:
    """Say whether a statement holds words: its own target, or that of a statement after it."""
    return any(start <= at[0] and at[1] <= end for start, end in attribution["content"])


def _takes_up(words: list[Token]) -> bool:
    """Say whether a target is "this measure", which the statement before may have named."""
    noun = words[-1]
    alone = all(t.dep_ == "det" for t in words[:-1])
    return alone and noun.lemma_.lower() in _STEPS and _opening(words).lower_ == "this"


def named(reading: ClaimReading, words: list[Token], said: Said) -> str | None:
    """Give the words of a target with the name of what they begin by referring to.

    None where they name it themselves, or where that is not known. A target takes the likeliest
    name where a claim would leave "her": it is no statement of its own.
    """
    first = _opening(words)
    reference = reading.names(first, said) or reading.supposes(first, said)
    if reference is None or reference.text is None:
        return None
    told = zip(words, as_noun(first.doc, [word.i for word in words]), strict=True)
    rest = [(text, word.whitespace_) for word, text in told if word.i >= reference.end and text]
    owner = f"{reference.text}'s" if reference.possessive and rest else reference.text
    following = "".join(f"{text}{space}" for text, space in rest).strip()
    owned = following.startswith(_POSSESSIVE)  # "the minister's" plan
    return straight(f"{owner}{following}" if owned else f"{owner} {following}".strip())


def _opening(words: list[Token]) -> Token:
    """Give the "the" or "this" that a target's first words belong to, else its first word."""
    first = words[0]
    before = first.doc[max(0, first.i - 1)]
    belongs = before.dep_ == "det" and before.tag_ == "DT" and before.head in words
    return before if belongs else first
