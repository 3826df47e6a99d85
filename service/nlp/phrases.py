"""Statements that a phrase or adverb attributes: "according to …", ""reportedly"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from service.nlp import clauses
from service.nlp.found import Found
from service.nlp.rules import Cue, CueLexicon

_LONGEST_SOURCE = 12


def find_phrases(doc: Doc, lexicon: CueLexicon) -> Iterator[Found]:
    """Yield a statement for each attributing phrase: its content is the rest of the sentence."""
    table: dict[str, list[tuple[list[str], Cue]]] = {}
    for cue in lexicon.phrases:
        if "adposition" in cue.frames and "X" not in cue.lemma:
            words = cue.lemma.lower().split()
            table.setdefault(words[0], []).append((words, cue))
    adverbs = {
        cue.lemma: cue
        for cue in lexicon.phrases
        if "adverb" in cue.frames and cue.lemma.endswith("ly")
    }
    for token in doc:
        for words, cue in table.get(token.lower_, ()):
            if [t.lower_ for t in doc[token.i : token.i + len(words)]] == words:
                found = _adposition(doc, token, len(words), cue)
                if found is not None:
                    yield found
                break
        adverb = adverbs.get(token.lower_)
        if adverb is not None:
            found = _adverb(token, adverb, lexicon)
            if found is not None:
                yield found


def _adverb(token: Token, cue: Cue, lexicon: CueLexicon) -> Found | None:
    """ "The striker reportedly failed a medical": the clause without the adverb, holder unknown."""
    verb = token.head
    if verb.pos_ not in ("VERB", "AUX") or lexicon.verb(verb.lemma_.lower()) is not None:
        return None  # "reportedly said": the verb is the cue
    runs = clauses.subtree_runs(verb, without=[token])
    if not runs:
        return None
    return Found(
        content=[clauses.char_span(token.doc, run) for run in runs],
        cue=clauses.char_span(token.doc, (token.i, token.i + 1)),
        source=None,
        detail="adverb",
        score=cue.frames["adverb"],
        cue_lemma=cue.lemma,
        cue_class=cue.cue_class,
        verb=token,
        head=verb,
    )


def _adposition(doc: Doc, first: Token, count: int, cue: Cue) -> Found | None:
    sentence = first.sent
    last = doc[first.i + count - 1]
    source_run = _object(last, sentence.end)
    if source_run is None:
        return None
    inside = range(first.i, source_run[1])
    clause = first
    while clause.head.i in inside and clause.head != clause:
        clause = clause.head
    governor = clause.head if clause.i in inside else sentence.root
    span = _governed(governor, sentence.start, sentence.end, inside)
    runs = clauses.trimmed_runs(doc, [i for i in span if i not in inside])
    runs = [r for r in runs if r[1] - r[0] > 1 or len(runs) == 1]
    if not runs:
        return None
    return Found(
        content=[clauses.char_span(doc, r) for r in _main_part(runs)],
        cue=clauses.char_span(doc, (first.i, last.i + 1)),
        source=clauses.char_span(doc, source_run),
        detail=cue.lemma,
        score=cue.frames.get("adposition", 0.85),
        cue_lemma=cue.lemma,
        cue_class=cue.cue_class,
        verb=first,
        head=governor if governor.i not in inside else None,
    )


def _governed(governor: Token, start: int, end: int, inside: range) -> range:
    """The clause that the phrase belongs to: the sentence, or a subordinate clause of it."""
    if governor.i in inside or governor.pos_ not in ("VERB", "AUX"):
        return range(start, end)
    top = governor
    while top.dep_ in ("conj", "ccomp", "xcomp") and top.head.i > start and top.head != top:
        if top.dep_ == "ccomp" and top.left_edge.lower_ == "that":
            return range(top.left_edge.i, top.right_edge.i + 1)
        top = top.head
    return range(start, end)


def _main_part(runs: list[clauses.Run]) -> list[clauses.Run]:
    """Both sides of a phrase in the middle of a sentence; the longer side where one is a scrap."""
    sizes = [end - start for start, end in runs]
    longest = max(sizes)
    return [run for run, size in zip(runs, sizes, strict=True) if size == longest or size >= 3]


def _object(last: Token, end: int) -> clauses.Run | None:
    """The noun phrase after the phrase's last word."""
    target = clauses.child_with(last, "pobj", "pcomp")
    if target is None:
        target = next((c for c in last.head.children if c.i > last.i and c.dep_ == "pobj"), None)
    if target is not None:
        run = clauses.noun_phrase(target)
        if run[0] > last.i:
            return run
    stop = last.i + 1
    while stop < end and stop - last.i < _LONGEST_SOURCE and not _ends_phrase(last.doc[stop]):
        stop += 1
    return clauses.trim(last.doc, last.i + 1, stop)


def _ends_phrase(token: Token) -> bool:
    return token.is_punct or token.is_space or token.tag_ in ("VBD", "VBZ", "VBP", "MD", "CC")
