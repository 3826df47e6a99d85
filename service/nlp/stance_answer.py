"""From the parts of a Doc that speak of a target to records."""

from spacy.language import Language
from spacy.tokens import Doc

from service import ids
from service.nlp import extract, stance
from service.nlp.attribution import Attribution
from service.nlp.labels import Labels
from service.nlp.stance import Part
from service.nlp.statement_states import states_in
from service.records import DecidingWord, PreparedText, Span, StancePart, Statement, TargetStance

NOT_MENTIONED = "target-not-mentioned"


def answer(
    nlp: Language, doc: Doc, prepared: PreparedText, target: str, model: str, version: str
) -> TargetStance:
    """Give the stance of a text toward a target; neutral with a reason where it is not mentioned.

    model, version: what to name as the source. Raises KeyError for a pipeline without labels.
    """
    labels = nlp.get_pipe("labels")
    assert isinstance(labels, Labels)  # noqa: S101 - the pipeline is ours
    states: stance.States = _no_states
    if "attribution" in nlp.pipe_names:
        attribution = nlp.get_pipe("attribution")
        assert isinstance(attribution, Attribution)  # noqa: S101
        states = states_in(doc, attribution.model)
    article = ids.article_id(prepared.text)
    known = {one.id: one for one in extract.statements(doc, prepared, article)}
    found = stance.toward(doc, target, labels, states)
    parts = tuple(_part(doc, prepared.text, one, known, article) for one in found)
    if not found:
        return TargetStance(target, "neutral", None, NOT_MENTIONED, (), model, version)
    label, score = stance.overall(found)
    return TargetStance(target, label, score, None, parts, model, version)


def _no_states(_: object) -> bytes:
    return b""


def _part(doc: Doc, text: str, part: Part, known: dict[str, Statement], article: str) -> StancePart:
    statement = None
    if part.statement is not None:
        one = doc._.attributions[part.statement]
        statement = known.get(ids.statement_id(article, one["content"], one["cue"]))
    return StancePart(
        spans=tuple(Span(start, end, text[start:end]) for start, end in part.content),
        label=part.label,
        score=part.score,
        link=part.mention.link,
        opposite=part.mention.opposite,
        words=tuple(
            DecidingWord(word.start, word.end, text[word.start : word.end], word.weight)
            for word in part.words
        ),
        statement=statement,
    )
