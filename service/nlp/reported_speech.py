"""Statements whose content the grammar gives: clauses, infinitives and objects of cue words.

Which constructions ("frames") a cue takes is data: service/nlp/rules/cues.json, with the share of
cases in which each one is a statement. The constructions follow PARC and PolNeAR (Pareti 2016;
Newell et al. 2018).
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from service.nlp import clauses
from service.nlp.found import Found, chars
from service.nlp.rules import Cue, CueLexicon
from service.nlp.verb_groups import is_negated, quoting_verb, verb_group

_CLAUSAL = ("ccomp", "parataxis")
_WH = frozenset({"whether", "if", "how", "why", "what", "where", "when", "who", "which"})
_OBJECT_WEIGHT = 0.75  # a bare object is a statement's content less often than any clause
_LIGHT = frozenset({"express", "voice", "convey"})
Frame = tuple[str, list[clauses.Run], Token, Token | None]
_COPULAS = frozenset({"be", "feel", "remain", "seem", "sound", "become"})


def find_reported(doc: Doc, lexicon: CueLexicon) -> Iterator[Found]:
    """Yield the statements that cue verbs, nouns and adjectives introduce by grammar."""
    for token in doc:
        if token.pos_ == "VERB" or token.tag_.startswith("VB"):
            cue = _lexical(token, lexicon)
            if cue is not None:
                yield from _of_verb(token, cue, lexicon)
        elif token.pos_ == "NOUN":
            cue = lexicon.noun(token.lemma_.lower())
            if cue is not None:
                yield from _of_noun(token, cue)
        elif token.pos_ == "ADJ":
            cue = lexicon.adjective(token.lemma_.lower())
            if cue is not None:
                yield from _of_adjective(token, cue)


def _lexical(verb: Token, lexicon: CueLexicon) -> Cue | None:
    """Look a verb up together with its particle ("rule out") before it is looked up alone."""
    particle = clauses.child_with(verb, "prt")
    if particle is not None:
        with_particle = lexicon.verb(f"{verb.lemma_.lower()} {particle.lower_}")
        if with_particle is not None:
            return with_particle
    return lexicon.verb(verb.lemma_.lower())


def _is_complemented(noun: Token, lexicon: CueLexicon) -> bool:
    """Say whether an object is a cue itself: "renewed his call for …" is the call's statement."""
    if lexicon.noun(noun.lemma_.lower()) is None:
        return False
    return any(c.dep_ in ("prep", "acl", "relcl", "ccomp", "xcomp") for c in noun.rights)


def _of_verb(verb: Token, cue: Cue, lexicon: CueLexicon) -> Iterator[Found]:
    if clauses.is_passive(verb) and quoting_verb(verb) is None:
        yield from _of_passive(verb, cue)
        return
    subject = clauses.subject_of(verb)
    if quoting_verb(verb) is not None:
        quoting = quoting_verb(verb)
        subject = clauses.own_subject(quoting) if quoting is not None else subject
    if subject is None:
        subject = _adjacent(verb)
    for frame, content, head, last in [*_frames(verb), *_rest_of_sentence(verb, subject)]:
        score = cue.frames.get(frame)
        if frame == "rest" and cue.frames.get("ccomp", 0.0) >= 0.85:
            score = 0.7 * cue.frames["ccomp"]
        if score is None:
            continue
        if frame in ("ccomp", "wh") and verb.dep_ == "parataxis":
            score *= 0.9
        if subject is not None and subject.lower_ == "you":
            continue
        if frame == "obj":
            if head.pos_ in ("PRON", "DET") or head.ent_type_ in ("DATE", "TIME"):
                continue
            if last is None and _is_complemented(head, lexicon):
                continue
            score = max(score, 0.7) if last is not None else score * _OBJECT_WEIGHT
        if subject is None:
            score *= 0.6 if frame in ("ccomp", "wh") else 0.4
        elif frame == "obj" and not _asserts(verb):
            score *= 0.5
        elif subject.dep_ in clauses.SUBJECTS and head in subject.subtree:
            continue
        if is_negated(verb) and frame not in ("ccomp", "wh"):
            score *= 0.7
        source_runs = _source(subject, verb)
        yield Found(
            content=chars(verb.doc, content),
            cue=clauses.char_span(verb.doc, verb_group(verb, last)),
            source=source_runs,
            detail=frame,
            score=score,
            cue_lemma=cue.lemma,
            cue_class=cue.cue_class,
            verb=verb,
            head=head,
        )
        return


def _adjacent(verb: Token) -> Token | None:
    """The noun right before the verb group, where the parse gives the verb no subject."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    position = verb_group(verb)[0] - 1
    doc = verb.doc
    while position > verb.sent.start and doc[position].pos_ == "ADV":
        position -= 1
    if position < verb.sent.start:
        return None
    token = doc[position]
    if token.pos_ == "PROPN" or token.lower_ in ("he", "she", "they", "it"):
        return token
    return None


def _rest_of_sentence(verb: Token, subject: Token | None) -> Iterator[Frame]:
    """ "The minister said …": all that follows a verb of speech, where the parse found no clause."""
    if subject is None or subject.i > verb.i or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return
    if verb.dep_ in ("relcl", "acl", "amod", "parataxis") or verb.i + 4 > verb.sent.end:
        return
    rest = verb.doc[verb.i + 1 : verb.sent.end]
    if rest[0].pos_ in ("ADP", "PUNCT", "ADV", "VERB") or rest[0].lower_ in ("to", "and"):
        return
    run = clauses.trim(verb.doc, rest.start, rest.end)
    if run is not None and any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in rest):
        yield "rest", [run], rest.root, None


def _asserts(verb: Token) -> bool:
    """Say whether a verb tells of an act done, not of one intended ("to discuss the plan")."""
    return verb.tag_ != "VB" or not _has_to(verb)


def _source(subject: Token | None, verb: Token) -> tuple[int, int] | None:
    if subject is None:
        return None
    start, end = clauses.noun_phrase(subject)
    if (
        subject.ent_type_ == "PERSON"
        and subject.head != verb
        and subject.i == verb_group(verb)[0] - 1
    ):
        start = subject.i  # taken from beside the verb: the name with what is capitalised before it
        while start > 0 and subject.doc[start - 1].pos_ == "PROPN":
            start -= 1
        end = subject.i + 1
    if start <= verb.i < end:  # a participle after its noun: the noun is what stands before it
        end = verb.i
        while end > start and (subject.doc[end - 1].is_punct or subject.doc[end - 1].dep_ == "aux"):
            end -= 1
    run = clauses.trim(subject.doc, start, end)
    return clauses.char_span(subject.doc, run) if run else None


def _frames(verb: Token) -> Iterator[Frame]:
    """Yield the constructions at hand, the most telling first: name, content, its head, last word.

    The last word is the preposition or particle that belongs to the cue.
    """
    if verb.dep_ == "parataxis" and verb.head.i != verb.i and not _has_clause(verb):
        content = clauses.subtree_runs(verb.head, without=[verb])
        yield "ccomp", content, verb.head, None
    rights = list(verb.children)
    obj = next((c for c in rights if c.dep_ in ("dobj", "dative") and c.i > verb.i), None)
    for child in rights:
        if child.dep_ in _CLAUSAL and child.i != verb.i:
            if child.dep_ == "parataxis" and not _finite(child):
                continue
            kind = "wh" if _is_wh(child) else "ccomp"
            if kind == "ccomp" and not _finite(child) and obj is None:
                kind = "xcomp" if _has_to(child) else "ccomp"
            if not _finite(child) and clauses.own_subject(child) is not None:
                kind = "obj_xcomp"
            yield kind, clauses.subtree_runs(child), child, None
            if kind == "wh":
                yield "ccomp", clauses.subtree_runs(child), child, None
    for child in rights:
        if child.dep_ == "xcomp" or (child.dep_ == "advcl" and _has_to(child) and obj is not None):
            if child.tag_ == "VBG":
                yield "gerund", clauses.subtree_runs(child), child, None
            elif obj is not None and obj.i < child.i:
                runs = _joined(verb.doc, obj, child)
                yield "obj_xcomp", runs, child, None
            if _has_to(child):
                yield "xcomp", clauses.subtree_runs(child), child, None
            elif child.dep_ == "xcomp":
                yield "obj_oprd", clauses.subtree_runs(child), child, None
    if obj is not None:
        asked = next((c for c in obj.rights if c.dep_ == "acl" and _has_to(c)), None)
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


def _attitude(verb: Token, obj: Token) -> Frame | None:
    """ "expressed his respect for X": the content is what the attitude is about."""
    if verb.lemma_.lower() not in _LIGHT:
        return None
    for child in obj.rights:
        inside = [t.i for t in child.subtree if t.i > child.i]
        runs = clauses.trimmed_runs(verb.doc, inside)
        if child.dep_ == "prep" and runs:
            return "obj", runs, child, child
    return None


def _joined(doc: Doc, first: Token, last: Token) -> list[clauses.Run]:
    run = clauses.trim(doc, first.left_edge.i, last.right_edge.i + 1)
    return [run] if run else []


def _has_clause(verb: Token) -> bool:
    return clauses.child_with(verb, "ccomp", "xcomp") is not None


def _finite(clause: Token) -> bool:
    if clause.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(
        c.tag_ in ("MD", "VBD", "VBZ", "VBP") and c.dep_ in ("aux", "auxpass", "cop")
        for c in clause.children
    )


def _has_to(clause: Token) -> bool:
    return any(c.tag_ == "TO" and c.dep_ in ("aux", "mark") for c in clause.children)


def _is_wh(clause: Token) -> bool:
    first = clause.left_edge
    return first.lower_ in _WH or any(
        c.dep_ in ("mark", "advmod", "nsubj", "dobj", "attr", "det") and c.lower_ in _WH
        for c in clause.lefts
    )


def _of_passive(verb: Token, cue: Cue) -> Iterator[Found]:
    """Passives: "is believed to be …" (no source) and "was praised by the minister"."""
    subject = clauses.subject_of(verb)
    agent = clauses.agent_of(verb)
    group = verb_group(verb)
    doc = verb.doc
    clause = clauses.child_with(verb, "xcomp", "ccomp", "oprd")
    source = clauses.char_span(doc, clauses.noun_phrase(agent)) if agent is not None else None
    if subject is None:
        return
    runs = clauses.subtree_runs(subject)
    frame = "obj"
    if clause is not None and "passive_ccomp" in cue.frames:
        frame = "passive_ccomp"
        runs = runs if subject.dep_ != "expl" and subject.lower_ != "it" else []
        runs = sorted(runs + clauses.subtree_runs(clause))
    elif agent is None:
        return
    score = cue.frames.get(frame)
    if score is None or not runs or (agent is not None and subject.dep_ not in clauses.SUBJECTS):
        return
    yield Found(
        content=chars(doc, runs),
        cue=clauses.char_span(doc, group),
        source=source,
        detail=f"passive {frame}",
        score=score,
        cue_lemma=cue.lemma,
        cue_class=cue.cue_class,
        verb=verb,
        head=clause if clause is not None else subject,
    )


def _of_noun(noun: Token, cue: Cue) -> Iterator[Found]:
    """Nominal cues: "his claim that …", "the group's call for …", "made a pledge to …"."""
    holder, first = _noun_holder(noun)
    for child in noun.rights:
        frame = None
        runs: list[clauses.Run] = []
        last: Token | None = None
        if child.dep_ in ("acl", "ccomp", "relcl") and child.left_edge.lower_ == "that":
            frame, runs = "noun_that", clauses.subtree_runs(child)
        elif child.dep_ in ("acl", "relcl", "xcomp") and _has_to(child):
            frame, runs = "noun_to", clauses.subtree_runs(child)
        elif child.dep_ == "prep":
            frame, last = f"noun_{child.lower_}", child
            frame = "noun_to_np" if frame == "noun_to" else frame
            inside = [i for s, e in clauses.subtree_runs(child) for i in range(s, e) if i > child.i]
            runs = clauses.trimmed_runs(noun.doc, inside)
        score = cue.frames.get(frame) if frame else None
        if frame is None or score is None or not runs:
            continue
        if holder is None:
            score *= 0.5
        end = last.i + 1 if last is not None else noun.i + 1
        start = first.i if first is not None else noun.i
        yield Found(
            content=chars(noun.doc, runs),
            cue=clauses.char_span(noun.doc, (start, max(end, noun.i + 1))),
            source=clauses.char_span(noun.doc, holder) if holder else None,
            detail=frame,
            score=score,
            cue_lemma=cue.lemma,
            cue_class=cue.cue_class,
            verb=noun,
            head=child,
        )
        return


def _noun_holder(noun: Token) -> tuple[clauses.Run | None, Token | None]:
    """Who makes the claim: a possessor, else the subject of the verb that it is the object of.

    Also gives the verb where that begins the cue ("renewed his call for").
    """
    possessor = clauses.child_with(noun, "poss")
    verb = noun.head if noun.dep_ == "dobj" else None
    if verb is not None and (possessor is None or possessor.pos_ == "PRON"):
        subject = clauses.subject_of(verb)
        if subject is not None:
            return clauses.noun_phrase(subject), verb
    if possessor is not None:
        return clauses.noun_phrase(possessor), None
    return None, None


def _of_adjective(adjective: Token, cue: Cue) -> Iterator[Found]:
    """Adjectival cues: "was confident that …", "is open to …"."""
    verb = adjective.head
    if adjective.dep_ not in ("acomp", "attr", "conj") or verb.lemma_ not in _COPULAS:
        return
    subject = clauses.subject_of(verb)
    if subject is None:
        return
    children = [*adjective.rights, *(c for c in verb.rights if c.i > adjective.i)]
    for child in children:
        last: Token | None = None
        if child.dep_ in ("ccomp", "advcl", "acl") and _finite(child):
            frame = "adj_that"
        elif child.dep_ in ("xcomp", "advcl", "acl") and _has_to(child):
            frame = "adj_to"
        elif child.dep_ == "prep" and child.head == adjective:
            frame, last = f"prep:{child.lower_}", child
        else:
            continue
        frame = (
            frame
            if frame in cue.frames
            else {"adj_that": "ccomp", "adj_to": "xcomp"}.get(frame, frame)
        )
        score = cue.frames.get(frame)
        runs = clauses.subtree_runs(child)
        if last is not None:
            inside = [i for s, e in runs for i in range(s, e) if i > last.i]
            runs = clauses.trimmed_runs(adjective.doc, inside)
        if score is None or not runs:
            continue
        group = verb_group(verb)
        end = last.i + 1 if last is not None else adjective.i + 1
        yield Found(
            content=chars(adjective.doc, runs),
            cue=clauses.char_span(adjective.doc, (group[0], end)),
            source=clauses.char_span(adjective.doc, clauses.noun_phrase(subject)),
            detail=frame,
            score=score,
            cue_lemma=cue.lemma,
            cue_class=cue.cue_class,
            verb=adjective,
            head=child,
        )
        return
