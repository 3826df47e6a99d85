"""Contents that nobody claims: denied, wished for, not said, or said only in a supposition."""

from itertools import takewhile

from spacy.tokens import Doc, Span

from service.nlp.extensions import AttributionData

_DENYING = frozenset("deny doubt dispute disbelieve reject refute contest disagree".split())
_WISHING = frozenset("hope wish pray dream".split())
_NEGATIONS = frozenset("not n't n’t never no neither nor".split())
_SUPPOSING = frozenset("if whether unless lest".split())
_NOT_ALONE = frozenset({"only", "just"})


def is_supposed(doc: Doc, attribution: AttributionData) -> bool:
    """Say whether it is only supposed that somebody says it: "if Lee says …"."""
    span = _cue(doc, attribution)
    if span is None or span.root.pos_ not in ("VERB", "AUX"):
        return False
    verbs = [span.root, *takewhile(lambda t: t.dep_ == "conj", span.root.ancestors)]
    verbs.append(verbs[-1].head if verbs[-1].dep_ in ("conj", "xcomp") else verbs[-1])
    return any(c.dep_ == "mark" and c.lower_ in _SUPPOSING for v in verbs for c in v.lefts)


def is_not_said(doc: Doc, attribution: AttributionData) -> bool:
    """Say whether the content is denied, or wished, or not said: "no evidence that …"."""
    cue = attribution["cue_lemma"]
    return cue in _WISHING or (cue in _DENYING) != _is_negated(doc, attribution)


def _is_negated(doc: Doc, attribution: AttributionData) -> bool:
    """Say whether a cue is negated, "not only" being more than said."""
    span = _cue(doc, attribution)
    if span is None:
        return False
    words = {t.i: t for t in (*span, *span.root.lefts)}
    return any(
        t.lower_ in _NEGATIONS and not (i + 1 < len(doc) and doc[i + 1].lower_ in _NOT_ALONE)
        for i, t in words.items()
    )


def _cue(doc: Doc, attribution: AttributionData) -> Span | None:
    return doc.char_span(*attribution["cue"]) if attribution["cue"] else None
