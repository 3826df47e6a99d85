"""Pipeline component: the claims of each statement, worded so that each stands alone.

A content is divided into clauses; in each, what refers to the rest of the article is replaced by a
name or a fuller phrase where the article gives one surely, and told of where it does not. A claim
without such a flag can be understood by whoever has not seen the article.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from service.nlp import claim_sources, doubtful_speakers, occasions, standing, unsaid
from service.nlp.claim_reading import ClaimReading, Said
from service.nlp.claim_times import with_time
from service.nlp.claim_words import Put, Wording, runs, worded
from service.nlp.clarity import is_clear
from service.nlp.clarity_signs import Signs, signs_of
from service.nlp.clause_division import Proposition
from service.nlp.discourse import entity_of
from service.nlp.extensions import AttributionData, ClaimData, HolderData, LabelData
from service.nlp.lexicons import Lexicons
from service.nlp.propositions import propositions, sentences_of, undivided
from service.nlp.reading import Chars
from service.nlp.reports import report, tells
from service.nlp.triples import triple

INCOMPLETE = "incomplete"
"""The flag of a part that is no sentence by itself."""
UNDIVIDED = "undivided"
"""The flag of a sentence in which no clause was found that is claimed by itself."""
DENIED = "denied"
"""The flag of a claim whose holder says that it is not so, or does not say it."""
SPEAKER = "speaker"
"""The flag of a claim whose source may well be another than its holder."""
NOTHING_NAMED = "nothing named"
"""The flag of a claim that tells of nobody and nothing in particular."""
UNSURE = "unsure"
"""The flag of a claim of which nothing is known to be unclear, but too many like it are."""
Clear = Callable[[Proposition, Signs, str], bool]
"""Says of a clause, with its signs and its wording, whether the article is not needed for it."""


@Language.factory(
    "claims",
    requires=[
        "doc._.quotations",
        "doc._.attributions",
        "doc._.holders",
        "doc._.people",
        "doc.ents",
        "token.dep",
        "token.tag",
        "token.lemma",
    ],
    assigns=["doc._.claims"],
    default_config={},
)
def make_claims(nlp: Language, name: str) -> "Claims":
    """Build the component (spaCy factory)."""
    return Claims()


class Claims:
    """Finds the claims of the statements of a Doc. clear: judges what rules find no fault with."""

    def __init__(self, clear: Clear | None = None) -> None:
        self.clear = clear or is_clear
        self._lexicons = Lexicons()

    def __call__(self, doc: Doc) -> Doc:
        """Write doc._.claims and return the Doc."""
        doc._.claims = self.predict(doc)
        return doc

    def predict(self, doc: Doc) -> list[list[ClaimData]]:
        """Give the claims of each of doc._.attributions, in the same order."""
        attributions: list[AttributionData] = doc._.attributions or []
        labels: list[LabelData | None] = doc._.labels or [None] * len(attributions)
        if not attributions:
            return []
        reader = _Reader(doc, self._lexicons, self.clear)
        order = sorted(range(len(attributions)), key=lambda i: attributions[i]["content"][0])
        found: dict[int, list[ClaimData]] = {}
        for i in order:
            label = labels[i]
            found[i] = reader.claims(
                attributions[i],
                doc._.holders[i]["holder"],
                asked=label is not None and label["act"] == "question",
            )
        return [found[i] for i in range(len(attributions))]


class _Reader:
    """Words the claims of one article, in text order."""

    def __init__(self, doc: Doc, lexicons: Lexicons, clear: Clear) -> None:
        self._doc = doc
        self._reading = ClaimReading(doc, lexicons)
        self._clear = clear

    def claims(
        self, attribution: AttributionData, holder: HolderData, *, asked: bool
    ) -> list[ClaimData]:
        """Give the claims of one statement; asked: it is a question, and claims nothing.

        A part that is no sentence by itself is a claim only where no other part is one.
        """
        said = self._reading.heard(attribution, holder)
        if asked:
            return []
        content = attribution["content"]
        if unsaid.is_supposed(self._doc, attribution):
            return self._divided(said, (DENIED,))
        if unsaid.is_not_said(self._doc, attribution):
            return self._report(said) or self._divided(said, (DENIED,))
        made = self._divided(said)
        whole = [claim for claim in made if INCOMPLETE not in claim["flags"]]
        if whole or (made := self._report(said) or made[:1]):
            return whole or made
        opened = [self._worded(one, said) for one in undivided(self._doc, content)]
        if opened:
            return opened
        left = sentences_of(self._doc, content) or undivided(self._doc, content, opened=False)
        return [self._worded(one, said, (UNDIVIDED,)) for one in left]

    def _divided(self, said: Said, flagged: Sequence[str] = ()) -> list[ClaimData]:
        """Give the claims of the clauses of a statement."""
        found = propositions(self._doc, said.attribution["content"])
        return [self._worded(one, said, flagged) for one in found]

    def _report(self, said: Said) -> list[ClaimData]:
        """Give the one claim that a holder says, does or denies something, if it is a clause."""
        told = report(self._doc, said.attribution)
        if told is None:
            return []
        known = claim_sources.is_known(self._doc, said)
        timed = said.holder["kind"] != "unnamed" and claim_sources.is_timed(self._doc, told)
        anyone = claim_sources.is_anyone(self._doc, said) and not timed
        enough = known and not anyone and tells(self._doc, said.attribution, told)
        return [self._worded(told, said, () if enough else (NOTHING_NAMED,), reported=True)]

    def _worded(
        self,
        proposition: Proposition,
        said: Said,
        flagged: Sequence[str] = (),
        *,
        reported: bool = False,
    ) -> ClaimData:
        """Word a claim; flagged: what is known to be unclear of it. reported: that it was said."""
        proposition = with_time(proposition, said.attribution, reported=reported)
        puts, unclear = self._reading.read(proposition, said)
        lacking = (f"unresolved: {words}" for words in unclear.values())
        flags = list(dict.fromkeys((*flagged, *lacking)))
        known_of = doubtful_speakers.is_only_known(said)
        told_of = known_of and self._reading.is_told_by_another(said.attribution)
        if told_of or doubtful_speakers.is_doubtful(self._doc, said):
            flags.append(SPEAKER)
        if not standing.is_whole(self._doc, proposition):
            flags.append(INCOMPLETE)
        elif not flags and not self._is_told(proposition, puts, said):
            flags.append(NOTHING_NAMED)
        elif not flags and reported:
            flags += self._undone(proposition)
        elif not flags:
            flags += self._undecided(proposition, puts)
        wording = worded(self._doc, proposition.words, puts)
        if not flags:
            signs = signs_of(self._doc, proposition, puts, said, reported=reported)
            flags += [] if self._clear(proposition, signs, wording.text) else [UNSURE]
        return self._claim(proposition, wording, flags, reported=reported)

    def _is_told(self, proposition: Proposition, puts: Mapping[int, Put], said: Said) -> bool:
        least = claim_sources.least_names(self._doc, said, proposition)
        return standing.is_told(self._doc, proposition, put=puts, least=least)

    def _undecided(self, proposition: Proposition, puts: Mapping[int, Put]) -> Iterator[str]:
        """Give the flag of what no source can decide, though it is told of whom it is said."""
        words = [self._doc[i] for i in proposition.words]
        if occasions.is_untold(words, proposition, puts):
            yield occasions.NO_OCCASION
        elif occasions.tells_little(words, proposition, puts):
            yield NOTHING_NAMED

    def _undone(self, proposition: Proposition) -> Iterator[str]:
        """Give the flag of a report that nobody can look up."""
        if occasions.is_undone([self._doc[i] for i in proposition.words], proposition):
            yield occasions.NO_OCCASION

    def _claim(
        self, proposition: Proposition, wording: Wording, flags: list[str], *, reported: bool
    ) -> ClaimData:
        parts = triple(proposition)
        return ClaimData(
            text=wording.text,
            subject=wording.part(parts.subject),
            predicate=parts.predicate,
            object=wording.part(parts.object),
            negated=parts.negated,
            modality=parts.modality,
            condition=wording.part(parts.condition),
            spans=runs(self._doc, proposition.words),
            changes=wording.changes,
            entities=sorted({*wording.entities, *_entities(self._doc, proposition, wording)}),
            reported=reported,
            flags=flags,
        )


def _entities(
    doc: Doc, proposition: Proposition, wording: Wording
) -> Iterator[tuple[int, int, str]]:
    changed = [(c["start"], c["end"]) for c in wording.changes]
    seen = -1
    for i in proposition.words:
        if i <= seen or not doc[i].ent_type_:
            continue
        entity = entity_of(doc[i])
        if entity is None:
            continue
        seen = entity.end - 1
        places = [wording.places.get(j) for j in range(entity.start, entity.end)]
        found: list[Chars] = [p for p in places if p is not None]
        if found and len(found) == len(places):
            at = (min(s for s, _ in found), max(e for _, e in found))
            if not any(at[0] < e and s < at[1] for s, e in changed):
                yield (*at, entity.label_)
