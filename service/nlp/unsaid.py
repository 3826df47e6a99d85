"""Contents that nobody claims: denied, wished for, demanded, not said, or only supposed."""

from itertools import takewhile

from spacy.tokens import Doc, Span

from service.nlp.extensions import AttributionData

_DENYING = frozenset("deny doubt dispute disbelieve reject refute contest disagree".split())
_WISHING = frozenset("hope wish pray dream".split())
_NEGATIONS = frozenset("not n't n’t never no neither nor".split())
_SUPPOSING = frozenset("if whether unless lest".split())
_NOT_ALONE = frozenset({"only", "just"})
_DEMANDING = frozenset("demand request order require encourage ensure".split())
_SEEMING = frozenset({"seem", "appear"})
_GUESSING = frozenset("maybe perhaps possibly".split())
_NO_LONGER = frozenset({"originally", "initially"})
_MODALS = frozenset("would could might may should can".split())
_MODEST = frozenset("say tell add note argue suggest think guess imagine like go put call".split())
"""Verbs with which "would" tells of a habit, or of modesty: "I would say that it failed"."""


def is_supposed(doc: Doc, attribution: AttributionData) -> bool:
    """Say whether it is only supposed that somebody says it: "if Lee says …", "maybe Lee hopes"."""
    span = _cue(doc, attribution)
    if span is None or (span.root.pos_ not in ("VERB", "AUX") and span.root.tag_[:2] != "VB"):
        return False
    if any(t.lower_ in _GUESSING for t in (*span, *span.root.lefts)):
        return True
    verbs = [span.root, *takewhile(lambda t: t.dep_ == "conj", span.root.ancestors)]
    verbs.append(verbs[-1].head if verbs[-1].dep_ in ("conj", "xcomp") else verbs[-1])
    return any(c.dep_ == "mark" and c.lower_ in _SUPPOSING for v in verbs for c in v.lefts)


def is_not_said(doc: Doc, attribution: AttributionData) -> bool:
    """Say whether the content is denied, wished, or not said: "no evidence that …".

    What somebody "would show" or "originally said" is not said now.
    """
    cue = attribution["cue_lemma"]
    if cue in _WISHING | _DEMANDING or _is_another_times(doc, attribution):
        return True
    return (cue in _DENYING) != _is_negated(doc, attribution)


def _is_another_times(doc: Doc, attribution: AttributionData) -> bool:
    """Say whether somebody could say it, seems to, or said it until he thought better of it."""
    span = _cue(doc, attribution)
    if span is None:
        return False
    words = (*span, *span.root.lefts)
    if any(t.lower_ in _NO_LONGER for t in words):
        return True
    if span.root.dep_ == "xcomp" and span.root.head.lemma_ in _SEEMING:
        return True
    modal = any(t.tag_ == "MD" and t.lower_ in _MODALS for t in words)
    return modal and span.root.lemma_.lower() not in _MODEST


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
