"""The source of a quotation: the subject of its cue, or the noun phrase beside the cue."""

from spacy.tokens import Token

from service.nlp import clauses
from service.nlp.found import Chars
from service.nlp.verb_groups import quoting_verb

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"})
_LINKS = frozenset({"of", "'s", "’s", "'", "’", "for", "-", "at", "in"})


def source_near(verb: Token, tokens: list[Token], position: int) -> Chars | None:
    """The subject by the parse where it stands in the same stretch, else the noun phrase beside."""
    doc = verb.doc
    inside = {t.i for t in tokens}
    quoting = quoting_verb(verb)
    subject = clauses.own_subject(quoting if quoting is not None else verb)
    if subject is None and verb.tag_ in ("VBG", "VBD", "VBN", "VBZ"):
        inherited = clauses.subject_of(verb)
        subject = inherited if verb.dep_ in ("conj", "advcl", "pcomp", "acl", "relcl") else None
        if inherited is not None and subject is not None and subject.i > verb.i:
            subject = None
    earlier = verb.dep_ in ("conj", "advcl", "acl") and not _quoted(subject)
    if subject is not None and (subject.i in inside or earlier):
        run = clauses.noun_phrase(subject)
        start, end = run
        if start <= verb.i < end:
            start, end = (start, verb.i) if subject.i < verb.i else (verb.i + 1, end)
        if subject.i in inside:
            start, end = max(start, tokens[0].i), min(end, tokens[-1].i + 1)
        trimmed = clauses.trim(doc, start, end)
        return clauses.char_span(doc, trimmed) if trimmed else None
    left = _phrase(tokens[:position], from_right=True)
    right = _with_apposition(_phrase(tokens[position + 1 :], from_right=False), tokens)
    chosen = left or right
    if not chosen:
        return None
    trimmed = clauses.trim(doc, chosen[0].i, chosen[-1].i + 1)
    return clauses.char_span(doc, trimmed) if trimmed else None


def _phrase(tokens: list[Token], *, from_right: bool) -> list[Token]:
    """Read off the noun phrase that begins (or ends) a stretch of tokens, by part of speech."""
    chosen: list[Token] = []
    for token in reversed(tokens) if from_right else tokens:
        if token.pos_ in _NOMINAL or (chosen and token.lower_ in _LINKS):
            chosen.append(token)
        elif token.pos_ in ("AUX", "ADV", "PART") and not chosen:
            continue
        else:
            break
    if from_right:
        chosen.reverse()
    if not any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in chosen):
        return []
    return chosen


def _quoted(token: Token | None) -> bool:
    """Say whether a token stands inside quotation marks; a quotation is nobody's source."""
    if token is None:
        return False
    return any(q["start"] <= token.idx < q["end"] for q in token.doc._.quotations or ())


def _with_apposition(phrase: list[Token], tokens: list[Token]) -> list[Token]:
    """Take along the name that a comma adds: "said the clerk, Adaeze Nwokolo"."""
    if not phrase or any(t.ent_type_ == "PERSON" for t in phrase[-1:]):
        return phrase
    following = [t for t in tokens if t.i > phrase[-1].i]
    if len(following) < 2 or following[0].text != "," or following[1].ent_type_ != "PERSON":
        return phrase
    end = next((i for i, t in enumerate(following[1:], 1) if t.ent_type_ != "PERSON"), None)
    return [*phrase, *following[:end]]
