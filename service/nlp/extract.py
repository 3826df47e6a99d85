"""The only exit of the pipeline: from an analysed Doc to records."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from service import ids
from service.nlp.by_place import ByPlace
from service.nlp.claim_records import claims_of
from service.nlp.extensions import (
    AttributionData,
    ClaimData,
    HolderData,
    LabelData,
    QuotationData,
    SaidOnData,
)
from service.nlp.on_behalf import principal
from service.nlp.pull_quotes import DETAIL as PULL_QUOTE
from service.records import (
    Content,
    ContentSpan,
    Cue,
    Evidence,
    PreparedText,
    SaidOn,
    Span,
    SpeakerCandidate,
    SpeakerEvidence,
    Stance,
    Statement,
    StatementKind,
    StatementSpeaker,
    Via,
)

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
Quoted = ByPlace[tuple[int, int]]
_IDENTIFIED = frozenset({"person", "organisation", "government", "group", "document"})


def statements(doc: Doc, prepared: PreparedText, article_id: str) -> tuple[Statement, ...]:
    """Give the statements of a Doc in text order, all spans verbatim from the submitted text."""
    quotations: list[QuotationData] = [q for q in doc._.quotations or [] if _is_verbatim(q)]
    posts = [tuple(post["content"]) for post in doc._.posts or ()]
    attributions: list[AttributionData] = doc._.attributions or []
    pulled = [span for a in attributions if a["detail"] == PULL_QUOTE for span in a["content"]]
    inside = [*((q["inner_start"], q["inner_end"]) for q in quotations), *posts, *pulled]
    quoted = Quoted((start, end, (start, end)) for start, end in inside)
    labels: list[LabelData | None] = doc._.labels or [None] * len(attributions)
    days: list[SaidOnData | None] = doc._.said_on or [None] * len(attributions)
    claims: list[list[ClaimData]] = doc._.claims or [[] for _ in attributions]
    found = []
    for attribution, link, day, label, said in zip(
        attributions, doc._.holders or [], days, labels, claims, strict=True
    ):
        one = _statement(
            attribution, link["holder"], link["via"], prepared.text, quoted, article_id
        )
        one = _labelled(replace(one, said_on=_said_on(day, prepared.text)), label)
        found.append(replace(one, claims=claims_of(one, said, doc, prepared)))
    unique = {statement.id: statement for statement in found}
    return tuple(sorted(unique.values(), key=lambda s: (s.content.spans[0].start, s.id)))


def _is_verbatim(quotation: QuotationData) -> bool:
    return quotation["certainty"] >= 0.3 and quotation["kind"] != "title"


def _statement(
    attribution: AttributionData,
    holder: HolderData,
    via: list[str],
    text: str,
    quoted: Quoted,
    article_id: str,
) -> Statement:
    spans = tuple(_content_span(text, start, end, quoted) for start, end in attribution["content"])
    cue = attribution["cue"]
    return Statement(
        id=ids.statement_id(article_id, attribution["content"], cue),
        article_id=article_id,
        kind=kind_of(text, attribution["content"], quoted),
        content=Content(" ".join(span.text for span in spans), spans),
        cue=None
        if cue is None
        else Cue(*cue, text[slice(*cue)], attribution["cue_lemma"], attribution["cue_class"]),
        source=_span(text, attribution["source"]),
        speaker=_speaker(holder, text),
        score=attribution["score"],
        evidence=Evidence(attribution["finder"], attribution["detail"]),
        via=tuple(Via(name, ids.speaker_id(name)) for name in via),
        on_behalf_of=_on_behalf_of(holder),
        flags=tuple(attribution["flags"]),
    )


def _labelled(statement: Statement, label: LabelData | None) -> Statement:
    if label is None:
        return statement
    stance = None
    if label["target"] is not None:
        stance = Stance(label["stance"], label["target"], label["stance_score"])
    return replace(statement, stance=stance, commitment=label["commitment"], act=label["act"])


def _said_on(day: SaidOnData | None, text: str) -> SaidOn | None:
    if day is None:
        return None
    date = dt.date.fromisoformat(day["date"])
    return SaidOn(date, day["precision"], day["source"], _span(text, day["evidence"]))


def _span(text: str, at: tuple[int, int] | None) -> Span | None:
    return None if at is None else Span(*at, text[slice(*at)])


def _content_span(text: str, start: int, end: int, quoted: Quoted) -> ContentSpan:
    inside, total = _words_inside(text, start, end, quoted)
    return ContentSpan(start, end, text[start:end], verbatim=total > 0 and inside == total)


def kind_of(text: str, content: Sequence[tuple[int, int]], quoted: Quoted) -> StatementKind:
    """Say how many of the content's words stand in quotation marks: all, none or some."""
    counts = [_words_inside(text, start, end, quoted) for start, end in content]
    inside, total = (sum(column) for column in zip(*counts, strict=True))
    if inside == 0:
        return "indirect"
    return "direct" if inside == total else "mixed"


def _words_inside(text: str, start: int, end: int, quoted: Quoted) -> tuple[int, int]:
    near = quoted.near(start, end)
    inside = total = 0
    for match in _WORD.finditer(text, start, end):
        total += 1
        inside += any(s <= match.start() and match.end() <= e for s, e in near)
    return inside, total


def _on_behalf_of(holder: HolderData) -> str | None:
    """A spokesperson's principal: by the title of a person, or the description of one unnamed."""
    if holder["kind"] == "unnamed" and holder["name"] is not None:
        return principal(holder["name"])
    return principal(holder["role"]) if holder["role"] is not None else None


def _speaker(holder: HolderData, text: str) -> StatementSpeaker:
    name = holder["name"]
    # "the ministry" names nobody beyond its article
    described = any(e["link"] == "description" for e in holder["evidence"])
    identified = holder["kind"] in _IDENTIFIED and not described
    return StatementSpeaker(
        id=ids.speaker_id(name) if name is not None and identified else None,
        name=name,
        kind=holder["kind"],
        role=holder["role"],
        score=round(holder["score"], 3),
        also=tuple(holder["also"]),
        evidence=tuple(
            SpeakerEvidence(e["start"], e["end"], text[e["start"] : e["end"]], e["link"])
            for e in holder["evidence"]
        ),
        alternatives=tuple(SpeakerCandidate(n, round(s, 3)) for n, s in holder["alternatives"]),
        reason=holder["reason"],
    )
