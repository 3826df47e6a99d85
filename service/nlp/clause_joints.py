"""How two clauses of a sentence are joined, and whether each is claimed by itself."""

from spacy.tokens import Token

from service.nlp import clauses

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SAYING = frozenset(
    "say add note argue claim insist tell explain warn state stress point write think believe "
    "suggest report".split()
)
_JOINING = frozenset({"and", "but", "yet", "so", "plus", "&"})
_CONDITIONS = frozenset({"if", "unless"})
_SUBORDINATING = frozenset(
    "as although though while if when since because unless until after before whether that".split()
)
_OF_WHAT_HAPPENED = frozenset("mean make show lead cause suggest help allow let prove".split())


def joint(verb: Token, child: Token) -> frozenset[int]:
    """Give the words from "and" to the clause that it joins: they belong to that clause."""
    joining = [c.i for c in verb.rights if c.dep_ == "cc" and c.i < child.left_edge.i]
    return frozenset(range(joining[-1], child.left_edge.i)) if joining else frozenset()


def is_relative(token: Token, clause: Token) -> bool:
    """Say whether a word is the "who" or "which" that is the subject of a clause."""
    return token.head == clause and token.dep_ in clauses.SUBJECTS and token.tag_ in ("WP", "WDT")


def tells_more(noun: Token, clause: Token) -> bool:
    """Say whether a relative clause is set off by a comma and has the noun as its subject."""
    first = clause.left_edge
    subject = next((c for c in clause.children if is_relative(c, clause)), None)
    if subject is None or subject.i != first.i or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    if first.i == 0 or first.doc[first.i - 1].text not in (",", "—", "–", "--"):
        return False
    if subject.lower_ == "who":
        return True
    if subject.lower_ != "which" or clause.lemma_.lower() in _OF_WHAT_HAPPENED:
        return False
    finite = next((c for c in clause.lefts if c.tag_ in FINITE), clause)
    plural = noun.tag_ in ("NNS", "NNPS")
    return finite.tag_ == "VBP" if plural else finite.tag_ == "VBZ" or finite.lower_ == "was"


def is_set_off(verb: Token, child: Token) -> bool:
    """Say whether a clause stands beside another, divided from it by a mark, told by nobody."""
    if verb.lemma_.lower() in SAYING or any(c.dep_ == "mark" for c in child.children):
        return False
    if child.left_edge.lower_ in _SUBORDINATING or child.left_edge.tag_ in ("WDT", "WP", "WRB"):
        return False
    if child.dep_ == "ccomp" and child.i > verb.i:
        return False  # "the fact is, it failed"
    first, second = (child, verb) if child.i < verb.i else (verb, child)
    between = verb.doc[first.i + 1 : second.i]
    marks = (";", "—", "–", "--", ":") if child.dep_ == "parataxis" else (";", "—", "–", "--", ",")
    return any(t.text in marks for t in between)


def is_and(verb: Token, child: Token) -> bool:
    """Say whether two verbs are joined so that both hold: not by "or"."""
    between = [c for c in verb.children if c.dep_ in ("cc", "preconj") and c.i < child.i]
    last = [c for c in child.rights if c.dep_ == "cc"]  # of the third: "a, b or c"
    return all(c.lower_ in _JOINING for c in (*between, *last))


def is_marked(verb: Token, child: Token) -> bool:
    """Say whether "and" or a mark stands between two verbs; else one is half of the other.

    "They are going to have help sail" is misread, or badly written.
    """
    between = verb.doc[verb.i + 1 : child.i]
    return any(t.dep_ == "cc" or t.is_punct or t.is_space for t in between)


def is_conditional(verb: Token) -> bool:
    """Say whether a clause with "if" or "unless" hangs on a verb."""
    return any(
        c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in _CONDITIONS for m in c.children)
        for c in verb.children
    )


def is_complete(verb: Token, child: Token) -> bool:
    """Say whether a verb does without what follows the next one: not "signed and kept the pact"."""
    rest = [c for c in verb.rights if c.dep_ not in ("cc", "conj", "punct") and c.i < child.i]
    return bool(rest) or not any(
        c.dep_ in ("dobj", "prep", "xcomp", "ccomp", "attr", "acomp") for c in child.rights
    )


def shares_passive(verb: Token, child: Token) -> bool:
    """ "should be hanged and the house burned" has its auxiliaries once, for both."""
    alone = not any(c.dep_ in ("aux", "auxpass") for c in child.children)
    being = any(c.lemma_ == "be" for c in verb.lefts if c.dep_ in ("aux", "auxpass"))
    return being and alone and child.tag_ in ("VBD", "VBN")


def is_subordinate(child: Token) -> bool:
    """Say whether "when" or "if" opens a clause that is joined: "but only when it rains".

    "and that it closed" is a further thing that is said.
    """
    opening = (c for c in child.lefts if c.dep_ in ("mark", "advmod"))
    return any(c.lower_ in _SUBORDINATING and c.lower_ != "that" for c in opening)
