"""What a statement says, divided into clauses that each claim one thing.

"The plan failed and, as he said, cost a fortune" is two claims. Clauses that are joined by "or",
asked, or hang on one condition together stay together, for none of them is claimed by itself.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from service.nlp import clauses
from service.nlp.clause_division import MOST, Clause, Proposition
from service.nlp.clause_forms import (
    is_clause,
    is_filler,
    is_finite,
    is_inverted,
    is_main,
    is_parted,
    own_subject,
)
from service.nlp.clause_joints import FINITE, SAYING
from service.nlp.trimming import trimmed

_TELLING = ("NOUN", "PROPN", "NUM", "VERB", "ADJ")
_ASKING = frozenset({"whether", "if"})


def propositions(doc: Doc, content: Sequence[tuple[int, int]]) -> list[Proposition]:
    """Give the clauses of a content in text order, at most MOST; none where nothing is claimed."""
    found: list[Proposition] = []
    for inside in _sentences(doc, content):
        if len(found) >= MOST:
            break
        if not _is_question(doc, inside):
            found += _of_sentence(doc, inside)
    return found[:MOST]


def undivided(
    doc: Doc, content: Sequence[tuple[int, int]], *, opened: bool = True
) -> list[Proposition]:
    """Give the sentences of a content whose parse shows no clause, though they have a tense.

    What a parser misreads is still said: a noun phrase with a verb after it, as one claim each.
    opened: only those whose first words are the subject of the verb.
    """
    found: list[Proposition] = []
    for inside in _sentences(doc, content):
        words = trimmed(doc, inside)
        if not words or _is_question(doc, inside) or len(found) == MOST:
            continue
        verb = next((doc[i] for i in words[1:] if doc[i].tag_ in FINITE), None)
        first = doc[words[0]]
        if (
            verb is None
            or not is_main(verb)
            or first.pos_ not in ("DET", "PROPN", "NOUN", "PRON", "ADJ", "NUM")
        ):
            continue
        if opened and not _opens(doc, words, verb):
            continue
        before = [doc[i] for i in words if i < verb.i]
        if first.tag_ in ("WDT", "WP", "WRB") or any(t.tag_ in ("WDT", "WP") for t in before):
            continue
        if any(t.pos_ in ("PROPN", "NOUN", "PRON") for t in before):
            found.append(Proposition(verb, clauses.own_subject(verb), words))
    return found


def _opens(doc: Doc, words: Sequence[int], verb: Token) -> bool:
    """Say whether a subject opens a sentence, alone or as the last of several ("Lee and Roos").

    Else the words before are the end of another clause: "the firm for its debts, and it failed".
    """
    head = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    subject = own_subject(head, frozenset(words))
    if subject is None or subject.i > verb.i:
        return False
    before = [doc[i] for i in words if i < subject.left_edge.i]
    if not before or all(t.tag_ == "RB" for t in before):
        return True
    return before[-1].dep_ == "cc" and not any(
        t.pos_ in ("VERB", "ADP") or t.text == "," for t in before
    )


def sentences_of(doc: Doc, content: Sequence[tuple[int, int]]) -> list[Proposition]:
    """Give the sentences of a content that hold a clause, however it is built; no questions."""
    found: list[Proposition] = []
    for inside in _sentences(doc, content):
        words = trimmed(doc, inside)
        if not words or _is_question(doc, inside) or len(found) == MOST:
            continue
        known = frozenset(words)
        for i in words:
            verb = doc[i]
            subject = own_subject(verb, known)
            if subject is None or not is_main(verb) or not is_finite(verb, known):
                continue
            if subject.tag_ not in ("WP", "WDT"):
                found.append(Proposition(verb, subject, words))
                break
    return found


def _sentences(doc: Doc, content: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """Give the words of the content by sentence."""
    words: list[int] = []
    for start, end in content:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        for token in span:
            if token.is_sent_start and words and _begins(token):
                yield words
                words = []
            if not words or token.i > words[-1]:
                words.append(token.i)
    if words:
        yield words


def _begins(token: Token) -> bool:
    """Say whether a sentence begins with a word, or is only parsed so: "the PM | 2.5 levels"."""
    before = token.nbor(-1)
    return before.is_punct or before.is_space or not (token.is_lower or token.like_num)


def _is_question(doc: Doc, inside: Sequence[int]) -> bool:
    if any(doc[i].text.startswith("?") for i in inside):
        return True
    for token in doc[inside[-1] + 1 : inside[-1] + 4]:
        if token.text.startswith("?"):
            return True
        if not token.is_punct and not token.is_space:
            break
    return False


def _of_sentence(doc: Doc, inside: Sequence[int]) -> list[Proposition]:
    known = frozenset(inside)
    found: list[Proposition] = []
    for i in inside:
        root = doc[i]
        if root.head.i in known and root.head.i != i:
            continue
        verb = _claimed(root, known)
        if verb is None:
            continue
        if found and not is_parted(verb, known):
            return undivided(doc, [(doc[inside[0]].idx, doc[inside[-1]].idx + 1)])
        found += Clause(verb, known).divided()
    if found and _lost(doc, inside, found):
        whole = undivided(doc, [(doc[inside[0]].idx, doc[inside[-1]].idx + 1)])
        return whole or [replace(one, cut=True) for one in found]
    return sorted(found, key=lambda one: (one.verb.i, one.words))


def _lost(doc: Doc, inside: Sequence[int], found: Sequence[Proposition]) -> bool:
    """Say whether words of a sentence that tell something are in none of its clauses.

    A parser that hangs "since May" or half of a subject on the verb of saying has them lost.
    """
    kept = {i for one in found for i in one.words}
    left = [doc[i] for i in inside if i not in kept]
    return any(
        t.pos_ in _TELLING
        and t.dep_ not in ("intj", "aux", "auxpass")
        and t.lemma_.lower() not in SAYING
        and not is_filler(t)
        for t in left
    )


def _claimed(root: Token, known: Collection[int]) -> Token | None:
    """Give the verb of what the topmost word of a content claims, None if it claims nothing.

    The "saying" of "…, saying that it failed" says nothing itself.
    """
    if is_clause(root, known):
        subject = own_subject(root, known)
        if subject is not None and subject.tag_ in ("WP", "WDT"):
            return None
        if is_inverted(root) or any(c.tag_ == "WRB" and c.dep_ == "advmod" for c in root.lefts):
            return None
        asking = any(c.dep_ == "mark" and c.lower_ in _ASKING for c in root.children)
        meant = clauses.child_with(root, "ccomp") if is_filler(root) else None
        if meant is not None and is_clause(meant, known):
            return meant
        return None if asking else root
    if root.tag_ == "VBG" and root.lemma_.lower() in SAYING:
        inner = clauses.child_with(root, "ccomp")
        if inner is not None and inner.i in known and is_clause(inner, known):
            return inner
    return None
