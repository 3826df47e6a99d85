"""Statements whose content the grammar gives: clauses, infinitives and objects of cue words.

Which constructions ("frames") a cue takes is data: service/nlp/rules/cues.json, with the share of
cases in which each one is a statement.
"""

from collections.abc import Iterator, Mapping, Set

from spacy.tokens import Doc, Span, Token

from service.nlp import clauses
from service.nlp.clause_joints import FINITE
from service.nlp.found import Found, chars
from service.nlp.lemma_patterns import LemmaPatterns
from service.nlp.nominal_cues import of_adjective, of_noun
from service.nlp.rules import Cue, CueLexicon
from service.nlp.verb_frames import is_infinitive, rest_of_sentence, verb_frames
from service.nlp.verb_groups import doer_of, is_negated, quoting_verb, verb_group

_NEGATED_WEIGHT = 0.85  # "did not rule out a strike" says less often something than it does not
_OBJECT_WEIGHT = 0.75  # a bare object is a statement's content less often than any clause

_OF_A_NOUN = frozenset({"compound", "nmod", "poss"})


def blocking_patterns(lexicon: CueLexicon) -> LemmaPatterns[str]:
    """Index the phrases that never are cues ("decline to comment")."""
    return LemmaPatterns((entry.phrase, entry.phrase) for entry in lexicon.not_cues)


def blocked_tokens(doc: Doc, blocking: LemmaPatterns[str]) -> dict[int, str]:
    """Give the tokens of phrases that never are cues, each with its phrase."""
    return {
        i: phrase
        for start, end, phrase in blocking.matches(doc)
        if not _goes_on(doc[start], doc[end - 1])
        for i in range(start, end)
    }


def _goes_on(first: Token, last: Token) -> bool:
    """Say whether a phrase is part of more: "said no | one was hurt", "called police | shootings a
    scandal".
    """
    if last.dep_ in _OF_A_NOUN:
        return True
    token = last
    while token.i > first.i and token.head.i != token.i:
        if token.head.i == first.i:
            return token.dep_ == "ccomp" and _is_finite(token)
        token = token.head
    return False


def _is_finite(verb: Token) -> bool:
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return any(token.tag_ in FINITE for token in (verb, *helpers))


def find_reported(
    doc: Doc | Span,
    lexicon: CueLexicon,
    blocked: Mapping[int, str],
    beyond: Set[int] = frozenset(),
) -> Iterator[Found]:
    """Yield the statements that cue verbs, nouns and adjectives introduce by grammar.

    blocked: tokens of what never is a cue, with the phrase. beyond: tokens of attributions that
    close their sentences; no content reaches into them.
    """
    for found in _candidates(doc, lexicon, beyond):
        if not _is_blocked(found, blocked):
            yield found


def _is_blocked(found: Found, blocked: Mapping[int, str]) -> bool:
    """A negated cue with a clause ("did not say that …") conveys it nevertheless."""
    phrase = blocked.get(found.verb.i) if found.verb is not None else None
    if phrase is None:
        return False
    return not (phrase.startswith("not ") and found.detail in ("ccomp", "wh"))


def _candidates(doc: Doc | Span, lexicon: CueLexicon, beyond: Set[int]) -> Iterator[Found]:
    for token in doc:
        if token.pos_ == "VERB" or token.tag_.startswith("VB"):
            cue = _lexical(token, lexicon)
            if cue is not None:
                yield from _of_verb(token, cue, lexicon, beyond)
        elif token.pos_ == "NOUN":
            cue = lexicon.noun(token.lemma_.lower())
            if cue is not None:
                yield from of_noun(token, cue)
        elif token.pos_ == "ADJ":
            cue = lexicon.adjective(token.lemma_.lower())
            if cue is not None:
                yield from of_adjective(token, cue)


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
    possessor = clauses.child_with(noun, "poss")
    if possessor is not None and possessor.pos_ != "PRON":
        return False  # "highlighted the allies' commitment": somebody else's
    following = noun.nbor() if noun.i + 1 < len(noun.doc) else None
    return (following is not None and following.dep_ == "prep") or any(
        c.dep_ in ("prep", "acl", "relcl", "ccomp", "xcomp") for c in noun.rights
    )


def _sibling(verb: Token, lexicon: CueLexicon) -> Token | None:
    """The cue that a verb is really coordinated with: "expected that …, and also hoped that …".

    Parsers hang the second verb on the clause of the first; both are finite in one tense.
    """
    if verb.dep_ != "conj" or verb.i + 1 >= verb.sent.end or verb.nbor().lower_ != "that":
        return None
    token = verb.head
    for _ in range(6):
        if token.dep_ == "ccomp" and token.head.tag_ == verb.tag_:
            return token.head if lexicon.verb(token.head.lemma_.lower()) is not None else None
        if token.head == token:
            return None
        token = token.head
    return None


def _own_part(verb: Token, runs: list[clauses.Run], lexicon: CueLexicon) -> list[clauses.Run]:
    """Cut a content where the reporting goes on: "asked for help, saying that …"."""
    result = []
    for start, end in runs:
        for token in verb.doc[max(start, verb.i + 1) : end]:
            cue = lexicon.verb(token.lemma_.lower()) if token.tag_ == "VBG" else None
            if (
                cue is not None
                and cue.quote
                and token.i > start
                and token.nbor(-1).text == ","
                and clauses.own_subject(token) is None
            ):
                end = token.i - 1
                break
            if token.dep_ == "conj" and _sibling(token, lexicon) == verb:
                end = token.i
                while end > start and verb.doc[end - 1].pos_ in ("ADV", "CCONJ", "PUNCT"):
                    end -= 1
                break
        run = clauses.trim(verb.doc, start, end)
        if run is not None:
            result.append(run)
        if run is None or run[1] < end:
            break
    return result


def _of_verb(verb: Token, cue: Cue, lexicon: CueLexicon, beyond: Set[int]) -> Iterator[Found]:
    if clauses.is_passive(verb) and quoting_verb(verb) is None:
        yield from _of_passive(verb, cue)
        return
    quoting = quoting_verb(verb)
    subject = clauses.own_subject(quoting if quoting is not None else verb)
    if subject is None:
        sibling = _sibling(verb, lexicon)
        subject = doer_of(verb) if sibling is None else clauses.subject_of(sibling)
    if quoting is None and _is_bare_participle(verb):
        subject = None  # "he said when asked if …": who asked is not told
    for frame, runs, head, last in [*verb_frames(verb), *rest_of_sentence(verb, subject)]:
        content = _own_part(verb, runs, lexicon)
        score = cue.frames.get(frame)
        if frame == "rest" and cue.frames.get("ccomp", 0.0) >= 0.85:
            score = 0.7 * cue.frames["ccomp"]
        if score is None or not content or head.i in beyond:
            continue
        if subject is not None and subject.lower_ == "it" and verb.tag_ == "VBG":
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
            score *= _NEGATED_WEIGHT
        yield Found(
            content=chars(verb.doc, content),
            cue=clauses.char_span(verb.doc, verb_group(verb, last)),
            source=_source(subject, verb),
            detail=frame,
            score=score,
            cue_lemma=cue.lemma,
            cue_class=cue.cue_class,
            verb=verb,
            head=head,
        )
        return


def _is_bare_participle(verb: Token) -> bool:
    return (
        verb.tag_ == "VBN"
        and verb.dep_ == "advcl"
        and not any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    )


def _asserts(verb: Token) -> bool:
    """Say whether a verb tells of an act done, not of one intended ("to discuss the plan")."""
    return verb.tag_ != "VB" or not is_infinitive(verb)


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
        score=score * (_OBJECT_WEIGHT if frame == "obj" else 1.0),
        cue_lemma=cue.lemma,
        cue_class=cue.cue_class,
        verb=verb,
        head=clause if clause is not None else subject,
    )
