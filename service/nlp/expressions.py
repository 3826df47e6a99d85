"""Statements by predicates of several words: "made the case for X", "is against X"."""

from collections.abc import Container, Iterator

from spacy.tokens import Doc, Token

from service.nlp import clauses
from service.nlp.found import Found, chars
from service.nlp.lemma_patterns import LemmaPatterns
from service.nlp.rules import Cue, CueLexicon
from service.nlp.verb_groups import doer_of, verb_group

_PREPOSITIONS = frozenset({"ADP", "SCONJ"})


def expression_patterns(lexicon: CueLexicon) -> LemmaPatterns[Cue]:
    """Index the expressions of the lexicon for searching."""
    return LemmaPatterns((cue.lemma, cue) for cue in lexicon.expressions if "X" not in cue.lemma)


def find_expressions(
    doc: Doc, patterns: LemmaPatterns[Cue], blocked: Container[int]
) -> Iterator[Found]:
    """Yield the statements that expressions introduce; blocked: tokens of what never is a cue."""
    for start, end, cue in patterns.matches(doc):
        if start in blocked:
            continue
        found = _complement(doc, start, end, cue)
        if found is not None:
            yield found


def _complement(doc: Doc, start: int, end: int, cue: Cue) -> Found | None:
    verb, last = doc[start], doc[end - 1]
    subject = doer_of(verb)
    if subject is None or subject.i >= start:
        return None
    for frame, token, preposition in _following(doc, verb, last):
        score = cue.frames.get(frame)
        if score is None:
            continue
        cue_end = preposition.i + 1 if preposition is not None else end
        runs = clauses.subtree_runs(token, after=cue_end - 1)
        if not runs:
            continue
        return Found(
            content=chars(doc, runs),
            cue=clauses.char_span(doc, (verb_group(verb)[0], cue_end)),
            source=clauses.char_span(doc, clauses.noun_phrase(subject)),
            detail=f"expression {frame}",
            score=score,
            cue_lemma=cue.lemma,
            cue_class=cue.cue_class,
            verb=verb,
            head=token,
        )
    return None


def _following(doc: Doc, verb: Token, last: Token) -> Iterator[tuple[str, Token, Token | None]]:
    """Yield what may complete the expression: frame, content head, preposition of the cue."""
    if last.pos_ in _PREPOSITIONS:
        target = clauses.child_with(last, "pobj", "pcomp")
        if target is not None:
            yield "obj", target, last
    candidates = [c for t in {last.i: last, verb.i: verb}.values() for c in t.rights]
    for child in sorted(candidates, key=lambda c: c.i):
        if child.i <= last.i and child.right_edge.i <= last.i:
            continue
        if child.dep_ == "prep" and child.i > last.i:
            if clauses.child_with(child, "pobj", "pcomp") is not None:
                yield f"prep:{child.lower_}", child, child
        elif child.dep_ in ("ccomp", "acl", "relcl", "advcl") and _is_that(child):
            yield "ccomp", child, None
        elif child.dep_ in ("xcomp", "acl", "advcl") and any(c.tag_ == "TO" for c in child.lefts):
            yield "xcomp", child, None
        elif child.dep_ == "ccomp":
            yield "ccomp", child, None
        elif child.dep_ == "dobj" and child.i > last.i:
            yield "obj", child, None


def _is_that(clause: Token) -> bool:
    return clause.left_edge.lower_ == "that"
