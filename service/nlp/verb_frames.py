"""The constructions around a verb that can hold a statement's content: its frames.

The names of the frames are those of service/nlp/rules/cues.json, after PARC and PolNeAR (Pareti
2016; Newell et al. 2018).
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from service.nlp import clauses

Frame = tuple[str, list[clauses.Run], Token, Token | None]
"""Name, content, head of the content, and the preposition that belongs to the cue."""

_CLAUSAL = ("ccomp", "parataxis")
_WH = frozenset({"whether", "if", "how", "why", "what", "where", "when", "who", "which"})
_LIGHT = frozenset({"express", "voice", "convey"})


def verb_frames(verb: Token) -> Iterator[Frame]:
    """Yield the constructions at hand, the most telling first."""
    if verb.dep_ == "parataxis" and verb.head.i != verb.i and not _has_clause(verb):
        content = clauses.subtree_runs(verb.head, without=[verb])
        yield "ccomp", content, verb.head, None
    rights = list(verb.children)
    obj = next((c for c in rights if c.dep_ in ("dobj", "dative") and c.i > verb.i), None)
    for child in rights:
        if child.dep_ in _CLAUSAL and child.i != verb.i:
            if child.dep_ == "parataxis" and (
                not is_finite(child) or any(c.dep_ in ("ccomp", "xcomp") for c in rights)
            ):
                continue
            kind = "wh" if _is_wh(child) else "ccomp"
            if kind == "ccomp" and not is_finite(child) and obj is None:
                kind = "xcomp" if is_infinitive(child) else "ccomp"
            if not is_finite(child) and clauses.own_subject(child) is not None:
                kind = "obj_xcomp"
            yield kind, _whole_clause(child), child, None
            if kind == "wh":
                yield "ccomp", _whole_clause(child), child, None
    for child in rights:
        if child.dep_ == "xcomp" or (
            child.dep_ == "advcl" and is_infinitive(child) and obj is not None
        ):
            if child.tag_ == "VBG":
                yield "gerund", clauses.subtree_runs(child), child, None
            elif obj is not None and obj.i < child.i:
                runs = _joined(verb.doc, obj, child)
                yield "obj_xcomp", runs, child, None
            asked_for = any(
                c.dep_ == "prep" and verb.i < c.i < child.i and c.lower_ in ("for", "on", "upon")
                for c in rights
            )
            if is_infinitive(child) and not asked_for:
                yield "xcomp", clauses.subtree_runs(child), child, None
            elif child.dep_ == "xcomp":
                yield "obj_oprd", clauses.subtree_runs(child), child, None
    if obj is not None:
        asked = next((c for c in obj.rights if c.dep_ == "acl" and is_infinitive(c)), None)
        if asked is not None:
            yield "obj_xcomp", _joined(verb.doc, obj, asked), asked, None
        predicate = next((c for c in rights if c.dep_ in ("oprd", "acomp") and c.i > obj.i), None)
        if predicate is not None:
            yield "obj_oprd", _joined(verb.doc, obj, predicate), obj, None
        for child in rights:
            if child.dep_ == "prep" and child.i > obj.i:
                target = clauses.child_with(child, "pobj", "pcomp")
                if target is not None:
                    name = f"obj_prep:{child.lower_}"
                    yield name, _joined(verb.doc, obj, child), obj, None
    for child in rights:
        if child.dep_ == "prep" and child.i > verb.i:
            target = clauses.child_with(child, "pobj", "pcomp")
            if target is not None:
                wanted = next((c for c in rights if c.dep_ == "xcomp" and c.i > target.i), None)
                last = wanted if wanted is not None else child
                runs = clauses.trimmed_runs(verb.doc, range(child.i + 1, last.right_edge.i + 1))
                if runs:
                    yield f"prep:{child.lower_}", runs, target, child
    if obj is not None:
        attitude = _attitude(verb, obj)
        if attitude is not None:
            yield attitude
        yield "obj", clauses.subtree_runs(obj), obj, None


def _whole_clause(head: Token) -> list[clauses.Run]:
    """A clause; one with "that" but without a finite verb was cut short, and goes to the end."""
    doc = head.doc
    runs = clauses.subtree_runs(head)
    if runs and doc[runs[0][0]].lower_ == "that":
        inside = doc[runs[0][0] : runs[-1][1]]
        relative = next((t.i for t in inside if t.lower_ in ("who", "which")), runs[-1][1])
        main = doc[runs[0][0] : relative]
        if not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in main) and relative > head.i - 1:
            run = clauses.trim(doc, runs[0][0], head.sent.end)
            return [run] if run is not None else runs
    return runs


def rest_of_sentence(verb: Token, subject: Token | None) -> Iterator[Frame]:
    """All that follows a verb of speech ("The minister said …"), where the parse has no clause."""
    if subject is None or subject.i > verb.i or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return
    if verb.dep_ in ("acl", "amod", "parataxis") or verb.i + 4 > verb.sent.end:
        return
    goes_on = verb.nbor().tag_ in ("MD", "VBZ", "VBD", "VBP")  # "which it hopes will help"
    if verb.dep_ == "relcl" and not (goes_on and subject.i == verb.i - 1):
        return
    rest = verb.doc[verb.i + 1 : verb.sent.end]
    if rest[0].lower_ in ("to", "and"):
        return
    if rest[0].pos_ in ("ADP", "PUNCT", "ADV", "VERB") and not goes_on:
        return
    that = next((t.i for t in rest[:5] if t.lower_ == "that" and t.pos_ == "SCONJ"), rest.start)
    dated = all(t.ent_type_ in ("DATE", "TIME") for t in verb.doc[rest.start : that])
    run = clauses.trim(verb.doc, that if dated else rest.start, rest.end)
    if run is not None and any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in rest):
        yield "rest", [run], rest.root, None


def _attitude(verb: Token, obj: Token) -> Frame | None:
    """The object of an attitude: in "expressed his respect for X" the content is X."""
    if verb.lemma_.lower() not in _LIGHT:
        return None
    for child in obj.rights:
        inside = [t.i for t in child.subtree if t.i > child.i]
        inside += _purpose_after(verb, inside[-1]) if inside else []
        runs = clauses.trimmed_runs(verb.doc, inside)
        if child.dep_ == "prep" and runs:
            return "obj", runs, child, child
    return None


def _purpose_after(verb: Token, last: int) -> list[int]:
    """The to-infinitive right behind a noun that hangs on the verb: "efforts to improve …"."""
    for child in verb.rights:
        if child.dep_ in ("xcomp", "advcl") and child.left_edge.i == last + 1:
            return [t.i for t in child.subtree] if is_infinitive(child) else []
    return []


def _joined(doc: Doc, first: Token, last: Token) -> list[clauses.Run]:
    run = clauses.trim(doc, first.left_edge.i, last.right_edge.i + 1)
    return [run] if run else []


def _has_clause(verb: Token) -> bool:
    return clauses.child_with(verb, "ccomp", "xcomp") is not None


def is_finite(clause: Token) -> bool:
    """Say whether a clause has a finite verb."""
    if clause.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(
        c.tag_ in ("MD", "VBD", "VBZ", "VBP") and c.dep_ in ("aux", "auxpass", "cop")
        for c in clause.children
    )


def is_infinitive(clause: Token) -> bool:
    """Say whether a clause is a to-infinitive."""
    return any(c.tag_ == "TO" and c.dep_ in ("aux", "mark") for c in clause.children)


def _is_wh(clause: Token) -> bool:
    first = clause.left_edge
    return first.lower_ in _WH or any(
        c.dep_ in ("mark", "advmod", "nsubj", "dobj", "attr", "det") and c.lower_ in _WH
        for c in clause.lefts
    )
