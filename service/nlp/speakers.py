"""Pipeline component: the holder of each statement, by full name where the article gives one."""

from spacy.language import Language
from spacy.tokens import Doc

from service.nlp import holders as by_mention
from service.nlp.answers import nobody
from service.nlp.extensions import AttributionData, EvidenceData, HolderData, HolderLink
from service.nlp.lexicons import Lexicons
from service.nlp.mentions import Mention
from service.nlp.resolution import Resolver

_GOES_ON = 1500  # characters after which a quotation no longer goes on with who spoke last
_CERTAIN = 0.5


@Language.factory(
    "speakers",
    requires=["doc._.attributions", "doc._.people", "doc.ents", "token.dep"],
    assigns=["doc._.holders"],
    default_config={},
)
def make_speakers(nlp: Language, name: str) -> "Speakers":
    """Build the component (spaCy factory)."""
    return Speakers()


class Speakers:
    """Resolves source mentions to holders."""

    def __init__(self) -> None:
        self.lexicons = Lexicons()

    def __call__(self, doc: Doc) -> Doc:
        """Write doc._.holders and return the Doc."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def set_annotations(self, doc: Doc, holders: list[HolderLink]) -> None:
        """Put the holders on the Doc."""
        doc._.holders = holders

    def predict(self, doc: Doc) -> list[HolderLink]:
        """Give one holder for each of doc._.attributions, in the same order."""
        resolver = Resolver(doc, self.lexicons)
        attributions: list[AttributionData] = doc._.attributions or []
        order = sorted(range(len(attributions)), key=lambda i: position(attributions[i]))
        result: dict[int, HolderLink] = {}
        for i in order:
            attribution = attributions[i]
            found = holder_of(resolver, attribution)
            result[i] = HolderLink(holder=found, via=[])
            note(resolver, attribution, found)
        return [result[i] for i in range(len(attributions))]


def note(resolver: Resolver, attribution: AttributionData, holder: HolderData) -> None:
    """Remember who holds a statement, for what comes after."""
    speech = resolver.discourse.speech
    direct = all(speech.near(start, end) for start, end in attribution["content"])
    resolver.discourse.add_statement(
        position(attribution), holder, attribution["content"], direct=direct
    )


def position(attribution: AttributionData) -> int:
    """Give where a reader meets the source: its offset, else that of the content."""
    at = attribution["source"] or attribution["cue"]
    return at[0] if at is not None else attribution["content"][0][0]


def holder_of(resolver: Resolver, attribution: AttributionData) -> HolderData:
    """Find the holder of a statement."""
    if attribution["source"] is not None:
        return resolver.resolve(attribution["source"], attribution["content"])
    if attribution["cue"] is None and attribution["detail"].startswith("quotation"):
        return _continued(resolver, attribution)
    return nobody("no source in the text")


def _continued(resolver: Resolver, attribution: AttributionData) -> HolderData:
    """A quotation without a cue goes on with who spoke or acted just before."""
    start = attribution["content"][0][0]
    earlier = [
        h
        for at, h in resolver.discourse.holders
        if at < start
        and start - at < _GOES_ON
        and h["kind"] != "document"
        # "Lee said the findings show …": it is Lee who goes on
        and (h["kind"] == "person" or resolver.discourse.content_around(at) is None)
    ]
    if earlier and earlier[-1]["name"] is not None:
        last = earlier[-1]
        return HolderData(
            name=last["name"],
            kind=last["kind"],
            role=last["role"],
            score=round(last["score"] * 0.7, 2),
            also=last["also"],
            evidence=[
                EvidenceData(start=e["start"], end=e["end"], link="previous speaker")
                for e in last["evidence"][:1]
            ],
            alternatives=[],
            reason=None,
        )
    span = by_mention.whole_span(resolver.doc, (start, start + 1))
    if span is not None:
        resolver.read_to(start)
        mention = Mention(span, "pronoun", own=tuple(attribution["content"]))
        ranked = resolver.rank(mention, resolver.discourse)
        if ranked.person is not None and ranked.score >= _CERTAIN:
            before = [m for m in ranked.person["mentions"] if m[0] < start]
            if before:
                found = by_mention.of_person(
                    ranked.person, max(before), "nearest person", round(ranked.score * 0.6, 2)
                )
                found["alternatives"] = ranked.others
                return found
    return nobody("no source in the text")
