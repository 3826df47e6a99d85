"""Statements of cue nouns and adjectives: "his claim that …", "was confident that …"."""

from collections.abc import Iterator

from spacy.tokens import Token

from service.nlp import clauses
from service.nlp.found import Found, chars
from service.nlp.rules import Cue
from service.nlp.verb_frames import is_finite, is_infinitive
from service.nlp.verb_groups import doer_of, verb_group

_COPULAS = frozenset({"be", "feel", "remain", "seem", "sound", "become"})


def of_noun(noun: Token, cue: Cue) -> Iterator[Found]:
    """Nominal cues: "his claim that …", "the group's call for …", "made a pledge to …"."""
    holder, first = _noun_holder(noun)
    followers = list(noun.rights)
    if noun.dep_ == "dobj":  # "reaffirmed his calls for …", with the phrase hung on the verb
        followers += [c for c in noun.head.rights if c.i == noun.i + 1]
    for child in followers:
        frame = None
        runs: list[clauses.Run] = []
        last: Token | None = None
        if child.dep_ in ("acl", "ccomp", "relcl") and child.left_edge.lower_ == "that":
            frame, runs = "noun_that", clauses.subtree_runs(child)
        elif child.dep_ in ("acl", "relcl", "xcomp") and is_infinitive(child):
            frame, runs = "noun_to", clauses.subtree_runs(child)
        elif child.dep_ == "prep":
            frame, last = f"noun_{child.lower_}", child
            frame = "noun_to_np" if frame == "noun_to" else frame
            runs = clauses.subtree_runs(child, after=child.i)
        score = cue.frames.get(frame) if frame else None
        if frame is None or score is None or not runs:
            continue
        if holder is None:
            score *= 0.5
        end = last.i + 1 if last is not None else noun.i + 1
        start = first.i if first is not None else noun.i
        yield Found(
            content=chars(noun.doc, runs),
            cue=clauses.char_span(noun.doc, (start, max(end, noun.i + 1))),
            source=clauses.char_span(noun.doc, holder) if holder else None,
            detail=frame,
            score=score,
            cue_lemma=cue.lemma,
            cue_class=cue.cue_class,
            verb=noun,
            head=child,
        )
        return


def _noun_holder(noun: Token) -> tuple[clauses.Run | None, Token | None]:
    """Who makes the claim: a possessor, else the subject of the verb that it is the object of.

    Also gives the verb where that begins the cue ("renewed his call for").
    """
    possessor = clauses.child_with(noun, "poss")
    verb = noun.head if noun.dep_ == "dobj" else None
    if verb is not None and (possessor is None or possessor.pos_ == "PRON"):
        subject = doer_of(verb)
        if subject is not None:
            return clauses.noun_phrase(subject), verb
    if possessor is not None:
        return clauses.noun_phrase(possessor), None
    return None, None


def of_adjective(adjective: Token, cue: Cue) -> Iterator[Found]:
    """Adjectival cues: "was confident that …", "is open to …"."""
    verb = adjective.head
    if adjective.dep_ not in ("acomp", "attr", "conj") or verb.lemma_ not in _COPULAS:
        return
    subject = clauses.subject_of(verb)
    if subject is None:
        return
    children = [*adjective.rights, *(c for c in verb.rights if c.i > adjective.i)]
    for child in children:
        last: Token | None = None
        if child.dep_ in ("ccomp", "advcl", "acl") and is_finite(child):
            frame = "ccomp"
        elif child.dep_ in ("xcomp", "advcl", "acl") and is_infinitive(child):
            frame = "xcomp"
        elif child.dep_ == "prep" and child.head == adjective:
            frame, last = f"prep:{child.lower_}", child
        else:
            continue
        score = cue.frames.get(frame)
        runs = clauses.subtree_runs(child, after=last.i if last is not None else -1)
        if score is None or not runs:
            continue
        group = verb_group(verb)
        end = last.i + 1 if last is not None else adjective.i + 1
        yield Found(
            content=chars(adjective.doc, runs),
            cue=clauses.char_span(adjective.doc, (group[0], end)),
            source=clauses.char_span(adjective.doc, clauses.noun_phrase(subject)),
            detail=frame,
            score=score,
            cue_lemma=cue.lemma,
            cue_class=cue.cue_class,
            verb=adjective,
            head=child,
        )
        return
