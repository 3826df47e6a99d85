"""What a statement takes a position on, or could: a short noun phrase from its content.

A call or plan is about the action ("to withdraw the troops": "withdrawing the troops"), a judgement
about what it judges ("the plan is unfair": "plan"), another clause about what happens in it
("prices rise": "prices rising"), or its object where the subject is a pronoun.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from service.nlp import clauses, names

_LONGEST = 9
_DEMANDS = frozenset({"should", "must", "ought", "shall"})
_NEEDS = frozenset({"need", "have"})
_COPULAS = frozenset({"be", "seem", "become", "remain", "appear", "look"})
_EMPTY = frozenset("thing something anything nothing one lot kind sort way part".split())
_DOUBLED = frozenset(
    "stop cut put get set run win hit let plan ban begin forget quit drop sit spin rob beg swim "
    "submit commit permit admit rebel control cancel".split()
)


def target(doc: Doc, content: Sequence[tuple[int, int]]) -> str | None:
    """Give the target of a content as a short phrase; None if it holds no word.

    >>> import spacy; target(spacy.blank("en")("  "), [(0, 2)]) is None
    True
    """
    spans = [doc.char_span(s, e, alignment_mode="expand") for s, e in content]
    parts = [span for span in spans if span is not None and any(t.is_alpha for t in span)]
    if not parts:
        return None
    part = max(parts, key=len) if not _is_action(parts[0]) else parts[0]
    found = _of_part(part)
    return found or _short(part)


def _is_action(part: Span) -> bool:
    return part[0].lower_ in ("to", "not") and len(part) > 1


def _of_part(part: Span) -> str | None:
    root = part.root
    if part[0].lower_ == "to" and len(part) > 1:
        verb = next((t for t in part[1:] if t.tag_.startswith("VB")), None)
        if verb is not None:
            return action(verb, part)
    if root.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") and not _clausal(root):
        return _phrase(root, part)
    verb = (
        root if root.pos_ in ("VERB", "AUX") else next((t for t in part if t.pos_ == "VERB"), root)
    )
    demanded = _demanded(verb)
    if demanded is not None:
        return action(demanded, part)
    subject = clauses.own_subject(verb)
    if subject is not None and subject.pos_ in ("NOUN", "PROPN") and subject.lemma_ not in _EMPTY:
        said = _phrase(subject, part)
        if verb.lemma_ in _COPULAS or verb.pos_ == "AUX":
            return said
        whole = f"{said} {action(verb, part)}".split()
        return " ".join(whole[:_LONGEST]) if len(whole) > 1 else said
    for label in ("dobj", "attr", "pobj"):
        found = clauses.child_with(verb, label)
        if found is not None and found.pos_ in ("NOUN", "PROPN"):
            return _phrase(found, part)
    inner = clauses.child_with(verb, "xcomp", "ccomp")
    if inner is not None and inner.pos_ in ("VERB", "AUX") and part.start <= inner.i < part.end:
        return action(inner, part)
    nouns = [t for t in part if t.pos_ in ("NOUN", "PROPN") and t.lemma_ not in _EMPTY]
    return _phrase(nouns[0], part) if nouns else None


def _clausal(root: Token) -> bool:
    return any(child.dep_ in ("nsubj", "cop", "aux") for child in root.children)


def _demanded(verb: Token) -> Token | None:
    """Give the verb of what should be done: "must sign", "needs to sign"."""
    if any(c.dep_ == "aux" and c.lower_ in _DEMANDS for c in verb.children):
        return verb if verb.lemma_ not in _COPULAS else None
    if verb.lemma_ in _NEEDS:
        inner = clauses.child_with(verb, "xcomp")
        return inner if inner is not None and inner.pos_ == "VERB" else None
    return None


def action(verb: Token, part: Span) -> str:
    """Give a verb with its objects as a gerund phrase: "signing the pact"."""
    words = [gerund(verb.lemma_.lower())]
    skipped = {
        t.i for c in verb.children if c.dep_ in ("advcl", "punct", "cc", "conj") for t in c.subtree
    }
    for token in part.doc[verb.i + 1 : part.end]:
        if (
            token.i in skipped
            or token.text in (",", ";", ":", "—", "–", "“", "”", '"')
            or token.is_space
        ):
            break
        words.append(token.text)
        if len(words) >= _LONGEST:
            break
    return (
        names.clean(" ".join(words)).replace(" 's", "'s").replace(" ’s", "’s").replace(" - ", "-")
    )


def gerund(verb: str) -> str:
    """Give the -ing form of an English verb.

    >>> [gerund(v) for v in ("make", "lie", "stop", "see", "withdraw")]
    ['making', 'lying', 'stopping', 'seeing', 'withdrawing']
    """
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and len(verb) > 2:
        return verb[:-1] + "ing"
    if verb in _DOUBLED:
        return verb + verb[-1] + "ing"
    return verb + "ing"


def _phrase(noun: Token, part: Span) -> str:
    """Give a noun phrase without determiner and clauses, short."""
    start, end = clauses.noun_phrase(noun)
    start, end = max(start, part.start), min(end, part.end)
    for child in noun.children:
        if child.dep_ in ("relcl", "acl", "advcl", "appos", "conj", "cc") and child.i > noun.i:
            end = min(end, child.left_edge.i)
    while start < noun.i and part.doc[start].pos_ in ("DET", "ADP", "SCONJ", "CCONJ", "ADV"):
        start += 1
    return names.clean(part.doc[start : max(min(end, start + _LONGEST), noun.i + 1)].text)


def _short(part: Span) -> str | None:
    words = [t.text for t in part if t.is_alpha][:_LONGEST]
    return " ".join(words) or None
