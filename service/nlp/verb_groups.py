"""The words of a cue: a verb with its auxiliaries, negation, particle and preposition."""

from spacy.tokens import Token

from service.nlp.clauses import Run, name_before, own_subject, subject_of

_LEFT = frozenset({"aux", "auxpass", "neg"})
_QUOTING = frozenset({"quote", "cite"})


def verb_group(verb: Token, last: Token | None = None) -> Run:
    """Give the run of a verb with what belongs to it, up to `last` (a preposition) if given.

    "has called for": auxiliaries join on the left while they are adjacent (an adverb between them
    is taken along); a particle joins on the right.
    """
    start = _leftmost(verb)
    end = verb.i + 1
    for child in verb.rights:
        if child.dep_ in ("prt", "neg") and child.i <= end:
            end = child.i + 1
    if last is not None and end <= last.i <= end + 6:
        end = last.i + 1
    quoting = quoting_verb(verb)
    if quoting is not None:
        start = _leftmost(quoting)
    return start, end


def quoting_verb(verb: Token) -> Token | None:
    """Give "quoted" for the "saying" of "was quoted as saying"."""
    if verb.dep_ not in ("pcomp", "advcl", "xcomp") or verb.tag_ != "VBG":
        return None
    above = verb.head.head if verb.head.dep_ == "prep" else verb.head
    return above if above.lemma_ in _QUOTING and above.i < verb.i else None


def _leftmost(verb: Token) -> int:
    start = verb.i
    parts = {child.i for child in verb.lefts if child.dep_ in _LEFT}
    for i in sorted(parts, reverse=True):
        between = verb.doc[i + 1 : start]
        if all(t.i in parts or t.pos_ in ("ADV", "PART") for t in between):
            start = i
        else:
            break
    return start


def doer_of(verb: Token) -> Token | None:
    """Give who does what an active verb says: its subject, the name before it, one it shares."""
    subject = own_subject(verb)
    if subject is None:
        subject = name_before(verb, verb_group(verb)[0])
    return subject if subject is not None else subject_of(verb)


def is_negated(verb: Token) -> bool:
    """Say whether the verb is negated ("did not say")."""
    return any(child.dep_ == "neg" for child in verb.children)
