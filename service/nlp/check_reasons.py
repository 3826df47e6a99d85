"""Why a claim is worth a check, or cannot be checked: what its form shows."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from service.nlp import quantities, rules
from service.nlp.check_features import head_of
from service.nlp.extensions import text_of
from service.records import Act, CheckReason, Commitment

AGAINST: frozenset[CheckReason] = frozenset(
    {
        "opinion",
        "wish",
        "call",
        "pledge",
        "prediction",
        "question",
        "rhetorical",
        "hypothetical",
        "no predicate",
    }
)
"""With one of these, words cannot be held against evidence today."""
_BY_ACT: dict[str, CheckReason] = {
    "call": "call",
    "pledge": "pledge",
    "refusal": "pledge",
    "threat": "pledge",
    "prediction": "prediction",
    "question": "question",
}
_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_COMPARING = frozenset({"JJR", "RBR", "JJS", "RBS"})
_CAUSES = frozenset("cause because trigger prompt provoke".split())
_CAUSING = frozenset({("lead", "to"), ("result", "in"), ("due", "to"), ("thank", "to")})
_VERBS = frozenset({"VERB", "AUX"})
_DUTIES = frozenset("should must ought".split())
_FUTURES = frozenset("will 'll ’ll shall wo".split())
_UNREAL = frozenset("would could might may".split())
_FIRST = frozenset({"i", "we"})
_INTERJECTED = frozenset("look see listen remember mind say".split())
_RHETORICAL = (
    "why would",
    "why should",
    "who would",
    "who wants",
    "what kind of",
    "how can anyone",
)


def reasons(
    doc: Doc,
    spans: Sequence[tuple[int, int]],
    tokens: Sequence[Token],
    act: Act | None,
    commitment: Commitment | None,
) -> tuple[CheckReason, ...]:
    """Give what speaks for a check, then what against one, each once and in a fixed order.

    act, commitment: those of the statement, None where nothing has labelled it.
    """
    for_it = tuple(_for(doc, spans, tokens))
    against = tuple(dict.fromkeys(_against(doc, spans, tokens, act, commitment)))
    if not against and not set(for_it) & {"number", "cause"} and _is_opinion(tokens):
        against = ("opinion",)
    return (*for_it, *against)


def _for(
    doc: Doc, spans: Sequence[tuple[int, int]], tokens: Sequence[Token]
) -> Iterator[CheckReason]:
    found = [one for start, end in spans for one in quantities.find(doc, start, end)]
    if found:
        yield "number"
    changes = any(one.comparison is not None and " " in one.comparison for one in found)
    if changes or any(token.tag_ in _COMPARING for token in tokens):
        yield "comparison"
    if any(t.dep_ in ("nsubj", "nsubjpass") and t.ent_type_ in _ACTORS for t in tokens):
        yield "named actor"
    if any(_is_past_event(token) for token in tokens):
        yield "past event"
    if any(_is_cause(token) for token in tokens):
        yield "cause"


def _is_past_event(token: Token) -> bool:
    if token.pos_ != "VERB":
        return False
    helping = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
    if any(child.tag_ == "MD" for child in helping):
        return False
    perfect = any(child.lemma_.lower() == "have" for child in helping)
    return token.tag_ == "VBD" or perfect or any(child.tag_ == "VBD" for child in helping)


def _is_cause(token: Token) -> bool:
    lemma = token.lemma_.lower()
    after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    return lemma in _CAUSES or (lemma, after) in _CAUSING


def _against(
    doc: Doc,
    spans: Sequence[tuple[int, int]],
    tokens: Sequence[Token],
    act: Act | None,
    commitment: Commitment | None,
) -> Iterator[CheckReason]:
    asked = _question(doc, spans, tokens)
    if asked is not None:
        yield asked
    elif act == "question" or commitment == "questioned":
        yield "question"
    elif act is not None and act in _BY_ACT:
        yield _BY_ACT[act]
    head = head_of(tokens)
    verb = head if head is not None and head.pos_ in _VERBS else None
    if not any(token.pos_ in _VERBS for token in tokens):
        yield "no predicate"
    elif verb is not None:
        yield from _of_verb(verb)
        if commitment == "uncommitted" and act in (None, "statement"):
            yield "hypothetical"


def _question(
    doc: Doc, spans: Sequence[tuple[int, int]], tokens: Sequence[Token]
) -> CheckReason | None:
    """Read a content that is one question; one that expects no answer is rhetorical."""
    end = spans[-1][1] if spans else 0
    shown = text_of(doc)[max(0, end - 1) : end + 1]
    if "?" not in shown or sum(bool(token.is_sent_start) for token in tokens[1:]):
        return None
    words = " ".join(token.lower_ for token in tokens[:4])
    negated = len(tokens) > 1 and tokens[0].pos_ == "AUX" and tokens[1].dep_ == "neg"
    return "rhetorical" if negated or words.startswith(_RHETORICAL) else "question"


def _of_verb(verb: Token) -> Iterator[CheckReason]:
    helping = [child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")]
    subject = next((c.lower_ for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    lemma = verb.lemma_.lower()
    wishes = lemma in rules.evaluation().wishes or (lemma == "like" and "would" in helping)
    if wishes and subject in _FIRST:
        yield "wish"
    obliged = lemma in ("have", "need") and any(
        child.dep_ == "xcomp" and child.tag_ == "VB" for child in verb.children
    )
    bare = verb.tag_ == "VB" and subject is None and not helping
    imperative = bare and verb.is_sent_start and lemma not in _INTERJECTED
    lets = lemma == "let" and subject is None
    if _DUTIES.intersection(helping) or obliged or imperative or lets:
        yield "call"
    if _FUTURES.intersection(helping) or _going_to(verb):
        yield "prediction"
    conditional = any(c.dep_ == "advcl" and _has_if(c) for c in verb.children)
    if _UNREAL.intersection(helping) and conditional:
        yield "hypothetical"


def _going_to(verb: Token) -> bool:
    return verb.lower_ == "going" and any(
        child.dep_ == "xcomp" and any(c.lower_ == "to" for c in child.children)
        for child in verb.children
    )


def _has_if(clause: Token) -> bool:
    return any(child.lower_ == "if" for child in clause.children)


def _is_opinion(tokens: Sequence[Token]) -> bool:
    """A judgement ("the bill is unfair") or a feeling ("I love this city") heads the words."""
    head = head_of(tokens)
    if head is None:
        return False
    words = rules.evaluation()
    subject = next((c.lower_ for c in head.children if c.dep_ == "nsubj"), None)
    if head.lemma_.lower() in words.feelings and subject in _FIRST:
        told = (child for child in head.children if child.dep_ == "ccomp")
        return not any(_is_past_event(clause) for clause in told)  # "I believe they lied"
    judged = [c for c in head.children if c.dep_ in ("acomp", "attr", "oprd")]
    if head.pos_ in ("ADJ", "NOUN"):
        judged.append(head)
    return any(_judges(word) for word in judged)


def _judges(word: Token) -> bool:
    words = rules.evaluation()
    adjectives = [word, *(child for child in word.children if child.dep_ == "amod")]
    return word.lemma_.lower() in words.nouns or any(
        a.lower_ in words.adjectives or a.lemma_.lower() in words.adjectives for a in adjectives
    )
