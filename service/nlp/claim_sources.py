"""Who makes a claim, as far as a reader is told: by name, or as somebody that nobody can find."""

from collections.abc import Sequence
from itertools import takewhile

from spacy.tokens import Doc, Span

from service.nlp.claim_reading import Said
from service.nlp.clause_division import Proposition
from service.nlp.holder_names import SINGLE
from service.nlp.rules.known import is_known_surname

_NAMED = frozenset({"PERSON", "ORG", "GPE", "FAC", "EVENT"})
_KINDS = frozenset(
    "the a an super pac party group agency organisation organization company firm committee panel "
    "commission board council department ministry university campaign team network union bank club "
    "court newspaper magazine audit report poll survey study".split()
)
"""Words of which names of bodies are made, that alone name none."""
_DATA = frozenset("poll survey study report audit average count analysis review paper".split())


def is_known(doc: Doc, said: Said) -> bool:
    """Say whether it is told who speaks: by name, or with one: "the mayor of Aden", "Lee aides"."""
    name = said.holder["name"] or ""
    words = name.split()
    kind = said.holder["kind"]
    body = kind == "government" and len(words) > 1 and words[-1].islower()
    called = _is_called_only_by_kind(words) and kind in ("organisation", "government", "document")
    if kind == "person" and said.holder["role"] is None and _is_called_by_surname(name):
        return False  # "Roos" of whom the article tells no more
    if kind not in ("unnamed", "group", "document") and not body and not called:
        return True
    span = source_of(doc, said)
    if span is not None and kind in ("unnamed", "group") and _is_definite(span):
        return False
    if span is not None and not called:
        many = any(t.tag_ in ("NNS", "NNPS") for t in span)
        comma = next((t.i for t in span if t.text == ","), span.end)
        span = doc[span.start : max(comma, span.start + 1)]
        named = _NAMED | {"NORP"} if many or body else _NAMED
        return any(t.ent_type_ in named and t.pos_ != "NUM" for t in span)
    return not called and any(word[:1].isupper() for word in words[1:])


def _is_definite(span: Span) -> bool:
    """ "The Lenne researchers", "the former minister": the article tells which, and this does not.

    An owner, or what follows, may tell it: "Lenne's minister", "the officials of Aden".
    """
    root = span.root
    before = [c for c in root.lefts if c.i >= span.start]
    if not before or before[0].lower_ != "the" or root.pos_ != "NOUN":
        return False
    told = any(c.dep_ in ("prep", "relcl", "acl", "conj") and c in span for c in root.rights)
    told = told or any(t.ent_type_ in ("PERSON", "ORG") for t in span)
    named = any(c.dep_ == "poss" or c.ent_type_ in _NAMED for c in before)
    former = any(c.lower_ == "former" for c in before)
    return not told and (former or not named)


def is_anyone(doc: Doc, said: Said) -> bool:
    """ "A Lee supporter", "one board": what somebody like that did, nobody can look up.

    A poll has a date, and "one of the Lenne ferries" tells of which.
    """
    words = (said.holder["name"] or "").lower().split(" ")
    span = source_of(doc, said)
    first = words[0] if span is None else span[0].lower_
    kind = said.holder["kind"]
    source_of_data = any(word.rstrip("s") in _DATA for word in words)
    unnamed = kind in ("unnamed", "organisation", "group") and not source_of_data
    before = takewhile(lambda t: t.text != ",", span or ())
    named = any(t.ent_type_ in ("ORG", "GPE", "PERSON") for t in before)
    called = named and kind != "unnamed"  # "a desperate Lenne Ferry Company"
    return unnamed and not called and "of" not in words and first in SINGLE


def source_of(doc: Doc, said: Said) -> Span | None:
    """Give the words of the source, None where there are none."""
    source = said.attribution["source"]
    span = None if source is None else doc.char_span(*source, alignment_mode="expand")
    return span if span is not None and len(span) else None


def is_timed(doc: Doc, proposition: Proposition) -> bool:
    """Say whether a clause has a date or a time of day."""
    return any(doc[i].ent_type_ in ("DATE", "TIME") for i in proposition.words)


def _is_called_only_by_kind(words: Sequence[str]) -> bool:
    """ "Super PAC", "the party": a kind of body, and no one's name."""
    return all(word.lower() in _KINDS for word in words)


def least_names(doc: Doc, said: Said, proposition: Proposition) -> int:
    """Give how many names a claim needs: none where it is told who makes it.

    What nobody is told to say needs two, or one and a time.
    """
    if not is_known(doc, said):
        return 2
    if said.holder["kind"] == "person" and _is_called_by_surname(said.holder["name"] or ""):
        return 2
    if said.holder["kind"] != "unknown":
        return 0
    return 1 if is_timed(doc, proposition) else 2


def _is_called_by_surname(name: str) -> bool:
    """Say whether one word is all that the article tells of a name, and not everybody knows it."""
    return " " not in name and not is_known_surname(name.lower())
