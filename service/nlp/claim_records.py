"""Claims as records, with what is counted and dated in their words, and whether to check them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from service import ids
from service.nlp import checkworthiness, dates, quantities
from service.nlp.extensions import ClaimData
from service.records import (
    Claim,
    ClaimChange,
    ClaimEntity,
    DateMention,
    PreparedText,
    Quantity,
    Span,
    Statement,
)


def claims_of(
    statement: Statement, found: Sequence[ClaimData], doc: Doc, prepared: PreparedText
) -> tuple[Claim, ...]:
    """Give the claims of a statement, whose day and labels are known; each id once."""
    made = (_claim(statement, one, doc, prepared) for one in found)
    return tuple({claim.id: claim for claim in made}.values())


def _claim(statement: Statement, found: ClaimData, doc: Doc, prepared: PreparedText) -> Claim:
    words, text, spans = found["text"], prepared.text, found["spans"]
    return Claim(
        id=ids.claim_id(statement.id, spans),
        text=words,
        subject=found["subject"],
        predicate=found["predicate"],
        object=found["object"],
        negated=found["negated"],
        modality=found["modality"],
        condition=found["condition"],
        spans=tuple(_span(text, span) for span in spans),
        changes=tuple(
            ClaimChange(
                change["start"],
                change["end"],
                words[change["start"] : change["end"]],
                _span(text, change["original"]),
                None if change["source"] is None else _span(text, change["source"]),
                change["link"],
            )
            for change in found["changes"]
        ),
        entities=tuple(
            ClaimEntity(start, end, words[start:end], label)
            for start, end, label in found["entities"]
        ),
        quantities=tuple(_quantities(doc, spans, text)),
        dates=tuple(_dates(doc, spans, statement, prepared)),
        checkworthy=checkworthiness.assess(doc, spans, statement.act, statement.commitment),
        reported=found["reported"],
        standalone=not found["flags"],
        flags=tuple(found["flags"]),
    )


def _span(text: str, at: tuple[int, int]) -> Span:
    return Span(*at, text[slice(*at)])


def _quantities(doc: Doc, spans: Sequence[tuple[int, int]], text: str) -> Iterator[Quantity]:
    """Give the quantities as the submitted text words them; the Doc's may differ in spaces."""
    for start, end in spans:
        for one in quantities.find(doc, start, end):
            yield replace(one, text=text[one.start : one.end])


def _dates(
    doc: Doc, spans: Sequence[tuple[int, int]], statement: Statement, prepared: PreparedText
) -> Iterator[DateMention]:
    for start, end in spans:
        reference = _reference(statement, start, prepared.written_on)
        for one in dates.find(doc, start, end, reference):
            yield replace(one, text=prepared.text[one.start : one.end])


def _reference(statement: Statement, at: int, written_on: dt.date | None) -> dt.date | None:
    """Give the day to read "yesterday" by: in quoted words when they were said, else the article's.

    None where that is not known to the day.
    """
    if not any(s.verbatim and s.start <= at < s.end for s in statement.content.spans):
        return written_on
    said = statement.said_on
    return said.date if said is not None and said.precision == "day" else None
