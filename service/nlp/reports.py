"""Statements without a clause of their own: "urged Seoul to wait", "praised the plan".

What can be checked of them is that the holder did so: the claim is the article's own sentence,
from the source through the cue to the content.
"""

from spacy.tokens import Doc, Span, Token

from service.nlp import clauses
from service.nlp.clause_division import Proposition
from service.nlp.clause_forms import is_finite
from service.nlp.extensions import AttributionData
from service.nlp.standing import is_particular

_SEVERAL = 3  # words by which a content is told that names nothing
_LONGEST_REST = 30  # words after a content in the same clause
_BETWEEN = 6  # words that may stand between the parts, such as whom somebody told

_LEADING = frozenset("even just only so not".split())
"""Words that belong to what follows them: "even though"."""
_EMPTY = frozenset({"WP", "WDT", "PRP", "DT", "WRB"})


def report(doc: Doc, attribution: AttributionData) -> Proposition | None:
    """Give the clause in which a holder says, asks or thinks something, if there is one."""
    if attribution["cue"] is None:
        return None
    places = [attribution["cue"], *attribution["content"]]
    if attribution["source"] is not None:
        places.append(attribution["source"])
    spans = [doc.char_span(*place, alignment_mode="expand") for place in places]
    parts = sorted((s for s in spans if s is not None and len(s)), key=lambda s: s.start)
    cue = spans[0]
    if attribution["source"] is not None and parts and parts[0] != spans[-1]:
        return None  # "the target that Lee set": a noun phrase, or words in another order
    if cue is None or len(parts) < len(places) or not _is_one_sentence(doc, parts):
        return None
    said = [span for span in spans[1 : 1 + len(attribution["content"])] if span is not None]
    if all(_is_empty(span) for span in said):
        return None
    words = _filled(doc, parts)
    verb = _verb_of(cue)
    if words is None or verb is None or _is_second(doc, words[0]) or _goes_on(doc, words[0]):
        return None
    words += _rest(doc, words, verb)
    if doc[words[0]].tag_ in ("WP", "WRB"):
        return None  # "what she called a rant" is a noun phrase
    known = frozenset(words)
    subject = clauses.subject_of(verb)
    if subject is None or subject.i not in known or not is_finite(verb, known):
        return None
    if subject.tag_ in ("WDT", "WP") and attribution["source"] != _place(subject):
        return None
    return Proposition(verb, subject, tuple(words))


def tells(doc: Doc, attribution: AttributionData, *, known: bool) -> bool:
    """Say whether what somebody said or did is told: by a name, or by several words.

    known: whether it is told by name who did; of "a source" there must be a name in it.

    Not in "spoke about trade"; and nobody says a noun alone, as in "told Harbour Hour".
    """
    spans = [doc.char_span(*place, alignment_mode="expand") for place in attribution["content"]]
    words = [token for span in spans if span is not None for token in span]
    if attribution["cue_lemma"] in ("say", "tell"):
        return any(t.pos_ == "VERB" for t in words)
    telling = [t for t in words if t.pos_ in ("NOUN", "ADJ", "VERB", "NUM")]
    named = any(is_particular(t) for t in words)
    return named or (known and len(telling) >= _SEVERAL and any(t.pos_ == "NOUN" for t in words))


def _is_second(doc: Doc, first: int) -> bool:
    """Say whether a clause begins with the second of several: "Lee, Roos differ on ports"."""
    if not first or doc[first - 1].text not in (",", "and", "&"):
        return False
    i = first - 2
    while i >= 0 and doc[i].pos_ == "PROPN" and not doc[i].is_sent_start:
        i -= 1
    return i >= 0 and doc[i].pos_ == "PROPN"


def _goes_on(doc: Doc, first: int) -> bool:
    """Say whether a source is the end of a longer phrase: "the row around the port shows"."""
    before = doc[first - 1] if first else None
    if before is None or doc[first].is_sent_start or before.dep_ == "mark":
        return False
    return before.pos_ in ("VERB", "DET") or (before.pos_ == "ADP" and before.dep_ == "prep")


def _rest(doc: Doc, words: list[int], verb: Token) -> list[int]:
    """Give what follows the content in the clause of the cue: "… the fair since Monday"."""
    own = {t.i for t in verb.subtree}
    rest: list[int] = []
    for token in doc[words[-1] + 1 : words[-1] + _LONGEST_REST]:
        if token.i not in own or token.is_punct or token.is_space or token.is_sent_start:
            break
        if token.dep_ in ("cc", "mark") or token.tag_ in ("WDT", "WP", "WP$", "WRB"):
            break
        rest.append(token.i)
    while rest and doc[rest[-1]].lower_ in _LEADING:
        rest.pop()
    return rest


def _is_empty(span: Span) -> bool:
    """Say whether a content names nothing by itself: "it", "what", "the remark"."""
    return (
        len(span) <= 2
        and all(t.tag_ in (*_EMPTY, "NN", "NNS") for t in span)
        and (span[0].tag_ in _EMPTY)
    )


def _place(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token)


def _verb_of(cue: Span) -> Token | None:
    verbs = [t for t in cue if t.pos_ in ("VERB", "AUX")]
    return next((t for t in verbs if t.head == t or t.head not in verbs), None)


def _is_one_sentence(doc: Doc, parts: list[Span]) -> bool:
    return not any(t.is_sent_start for t in doc[parts[0].start + 1 : parts[-1].end])


def _filled(doc: Doc, parts: list[Span]) -> list[int] | None:
    """Give the words of the parts and the few between them, None where a clause comes between."""
    words: list[int] = []
    for span in parts:
        gap = [] if not words else list(doc[words[-1] + 1 : span.start])
        if len(gap) > _BETWEEN or any(t.is_punct and t.text in ",;:—–()" for t in gap):
            return None
        first = words[-1] + 1 if words else span.start
        words += range(first, span.end)
    while words and (doc[words[-1]].is_space or doc[words[-1]].text in (",", ".", ";")):
        words.pop()
    return words
