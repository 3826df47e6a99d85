"""Whether a clause, with what is replaced in it, can stand alone: whole, and of what is told."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from service.nlp import clauses, mentions
from service.nlp.clause_division import Proposition

_LONGEST = 120
"""Tokens of a claim; a longer clause is a list or a misread text, and claims no one thing."""
_SHORT = 4  # words that say too little to be checked, unless one is a name or a number
_SOME = 2  # common nouns by which what a named subject does is told: not "Lee will tell the truth"
_FEW = 6  # common nouns without which a sentence that names nothing says too little
_DEEPEST = 6  # heads between a pronoun and the verb of the claim
_OPEN = frozenset("which who whose whom that".split())
_HANGING = frozenset("whether since because though although as while than".split())
_UNFINISHED = frozenset({"POS", "DT", "TO", "CC", "PRP$", "WDT"})
_MANY = frozenset({"they", "them", "their", "theirs"})
_ANYBODY = frozenset("nobody anybody everybody somebody one anyone everyone someone who".split())
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr")
_SOMETHING = frozenset("something somebody someone".split())
_TIMES = ("DATE", "TIME")
_COUNTS = ("ORDINAL", "CARDINAL")


def is_whole(doc: Doc, proposition: Proposition) -> bool:
    """Say whether a clause has its own verb, an opening and an end."""
    words = [doc[i] for i in proposition.words]
    verb = proposition.verb
    if len(words) > _LONGEST or verb.tag_ == "MD":
        return False
    first = words[0].lower_
    comma = next((t.i for t in words if t.text == ","), words[-1].i)
    opens = first in _OPEN and words[0].tag_ != "DT"  # "that is bad"
    if opens or (first in _HANGING and verb.i <= comma):
        return False
    subject = proposition.subject
    if first == "what" and (subject is None or subject.dep_ != "csubj"):
        return False
    said = [t for t in words if t.is_alpha or t.like_num or t.tag_ == "POS"]
    return bool(said) and said[-1].tag_ not in _UNFINISHED


@dataclass(frozen=True, slots=True)
class Unclear:
    """What nothing resolves in a clause, by first word.

    new: what the article has for the first time and takes for known, as "the port". about: whether
    the subject is one that a name has taken the place of.
    """

    words: Mapping[Token, str]
    new: Collection[Token]
    about: bool


def is_told(doc: Doc, proposition: Proposition, unclear: Unclear) -> bool:
    """Say whether what a clause is about is told: not in "that is a mistake", "they will come".

    A pronoun that nothing resolves may be part of what tells more of a noun, a description ("after
    the fair") stand beside the point, but not two. What is new may be the subject of a clause that
    counts something, the object of one that counts or tells a day: "the port lost ninety workers".
    """
    words = [doc[i] for i in proposition.words]
    subject = proposition.subject
    if subject is not None and subject.lower_ in _SOMETHING:
        return False
    if not any(t.pos_ in ("NOUN", "PROPN", "NUM") for t in words):
        return False
    named = any(_is_particular(t) for t in words)
    counted = any(t.like_num for t in words)
    dated = counted or any(t.ent_type_ in _TIMES for t in words)
    if len({unclear.words[t] for t in unclear.words if t not in unclear.new}) > 1:
        return False
    for token in unclear.words:
        if token in unclear.new:
            if not (counted if token.head.dep_ in clauses.SUBJECTS else dated):
                return False
        elif token.dep_ in ("det", "predet", "amod"):
            if not named or token.head.dep_ in _ARGUMENTS:
                return False
        elif _is_essential(token, proposition):
            return False
    nouns = [t for t in words if t.pos_ == "NOUN"]
    if named or (unclear.about and len(nouns) >= _SOME) or (dated and unclear.new):
        return True
    if len([t for t in words if t.is_alpha]) <= _SHORT:
        return False
    return len(nouns) >= _FEW or _is_general(proposition)


def _is_particular(token: Token) -> bool:
    """Say whether a word is a name or a figure; "first" and "last year" are none."""
    if token.pos_ == "PROPN" and token.ent_type_ not in _TIMES:
        return True
    counted = token.like_num and any(c.isdigit() for c in token.text)
    return counted or (bool(token.ent_type_) and token.ent_type_ not in (*_TIMES, *_COUNTS))


def _is_general(proposition: Proposition) -> bool:
    """ "Parents want schools", "many schools will close": of all of them, or of a share.

    What happened, happened to somebody in particular.
    """
    subject, verb = proposition.subject, proposition.verb
    if subject is None or subject.pos_ != "NOUN" or subject.lemma_.lower() == "thing":
        return False
    helpers = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    finite = helpers[0] if helpers else verb
    perfect = any(c.lemma_ == "have" for c in helpers)
    if finite.tag_ not in ("VBZ", "VBP", "MD") or perfect:
        return False
    first = subject.left_edge
    return first.pos_ != "DET" or first.lower_ in ("all", "most", "many", "some", "no", "every")


def _is_essential(token: Token, proposition: Proposition) -> bool:
    """Say whether a pronoun is no mere part of what tells more of a noun."""
    if token.tag_ not in ("PRP", "PRP$", "DT"):
        return False
    if token == proposition.subject or token.lower_ in ("we", "us"):
        return True
    above = token
    for _ in range(_DEEPEST):
        if above.dep_ in ("relcl", "acl", "advmod"):
            return False
        above = above.head
        if above == proposition.verb:
            return True
    return False


def is_within(proposition: Proposition, token: Token, named: Sequence[str]) -> bool:
    """Say whether a claim may itself have what a pronoun takes up: a noun before it.

    named: who is named in the claim before the pronoun, whom it may be.
    """
    word = token.lower_
    if token.tag_ not in ("PRP", "PRP$") or word in ("you", "your", "we", "our", "i", "my"):
        return False
    doc = token.doc
    around = (token.head, token.head.head) if token.tag_ == "PRP" else ()
    before = [doc[i] for i in proposition.words if i < token.i]
    # A pronoun and another part of the same verb are two.
    before = [t for t in before if t.head not in around and t not in around]
    if word in mentions.PRONOUNS:
        return bool(named) or any(t.ent_type_ == "PERSON" for t in before)
    wanted = ("NNS", "NNPS") if word in _MANY else ("NN", "NNP")
    return any(
        (t.tag_ in wanted and t.ent_type_ not in ("PERSON", *_TIMES))
        or (word in _MANY and t.lower_ in _ANYBODY)
        for t in before
    )
