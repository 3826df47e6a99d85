"""What headlines report in the present tense: "Ministry confirms talks with unions".

The learned model read few of them, and their grammar is so short that rules see it.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from service.nlp import clauses
from service.nlp.found import Found
from service.nlp.rules import Cue, CueLexicon
from service.nlp.verb_groups import is_negated, verb_group

DETAIL = "headline report"
_QUOTED = 0.8
_TOLD = 0.6
"""How often a verb must introduce quotations, and say its object, to be one of speech here."""
_SCORE = 0.7
_BREAKS = frozenset({";", ":", "|", ".", "…"})


def find_headline_reports(doc: Doc, lexicon: CueLexicon) -> Iterator[Found]:
    """Yield what the headlines of a page say that somebody says."""
    for block in doc._.blocks or ():
        if block["kind"] != "headline":
            continue
        line = doc.char_span(block["start"], block["end"], alignment_mode="contract")
        for verb in line or ():
            cue = _speech(verb, lexicon)
            found = _report(line, verb, cue) if line is not None and cue is not None else None
            if found is not None:
                yield found


def _speech(verb: Token, lexicon: CueLexicon) -> Cue | None:
    if verb.tag_ != "VBZ" or is_negated(verb):
        return None
    cue = lexicon.verb(verb.lemma_.lower())
    if cue is None or cue.frames.get("quote", 0) < _QUOTED or cue.frames.get("obj", 0) < _TOLD:
        return None
    return cue


def _report(line: Span, verb: Token, cue: Cue) -> Found | None:
    """Read who says what; after a semicolon the subject may be that of the first verb."""
    said = clauses.child_with(verb, "dobj")
    subject = clauses.own_subject(verb)
    if subject is None:
        subject = next((t for t in line[: verb.i - line.start] if t.dep_ == "nsubj"), None)
    if said is None or subject is None or not line.start <= subject.i < verb.i < said.i:
        return None
    doc = verb.doc
    end = next((t.i for t in doc[verb.i + 1 : line.end] if t.text in _BREAKS), line.end)
    content = clauses.trim(doc, verb.i + 1, end)
    source = clauses.trim(doc, *clauses.noun_phrase(subject))
    if content is None or source is None:
        return None
    return Found(
        content=[clauses.char_span(doc, content)],
        cue=clauses.char_span(doc, verb_group(verb)),
        source=clauses.char_span(doc, source),
        detail=DETAIL,
        score=_SCORE,
        cue_lemma=cue.lemma,
        cue_class=cue.cue_class,
        verb=verb,
    )
