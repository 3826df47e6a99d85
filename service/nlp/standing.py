"""Whether a clause, with what is replaced in it, can stand alone: whole, and of what is told."""

from collections.abc import Collection, Mapping, Sequence

from spacy.tokens import Doc, Token

from service.nlp import clauses, mentions
from service.nlp.claim_words import Put
from service.nlp.clause_division import Proposition
from service.nlp.clause_forms import first_of
from service.nlp.fragments import is_fragment
from service.nlp.rules.open_nouns import understood_nouns

_LONGEST = 120
"""Tokens of a claim; a longer clause is a list or a misread text, and claims no one thing."""
_SOME = 2  # names, or common nouns and numbers, without which a claim tells too little
_MANY_WORDS = 4  # telling words beside one name, of what is said by nobody in particular
_OPEN = frozenset("which who whose whom that".split())
_HANGING = frozenset(
    "whether since because though although as while than how why when where if unless until once "
    "after before".split()
)
_UNFINISHED = frozenset({"POS", "DT", "TO", "CC", "PRP$", "WDT"})
_MANY = frozenset({"they", "them", "their", "theirs"})
_ANYBODY = frozenset("nobody anybody everybody somebody one anyone everyone someone who".split())
_ANY = frozenset("a an any every each no".split())
_SOMETHING = frozenset("something somebody someone".split())
_A_FEW = frozenset({"a", "an", "some", "many"})
_SHARES = frozenset("a an all most many some no every".split())
TELLING = ("NOUN", "PROPN", "NUM", "ADJ", "VERB")
_OF_ANYTHING = frozenset(
    "other same such own many much more most new good bad right do go get come make follow "
    "happen continue seem".split()
)
_ARTICLES = frozenset({"a", "an"})
_TIMES = ("DATE", "TIME")
_COUNTS = ("ORDINAL", "CARDINAL", "QUANTITY", "PERCENT", "MONEY")


def is_whole(doc: Doc, proposition: Proposition) -> bool:
    """Say whether a clause has its own verb, an opening and an end."""
    words = [doc[i] for i in proposition.words]
    verb = proposition.verb
    if is_fragment(words, proposition):
        return False
    if proposition.cut or len(words) > _LONGEST or verb.tag_ == "MD":
        return False
    first = words[0].lower_
    comma = next((t.i for t in words if t.text == ","), words[-1].i)
    opens = first in _OPEN and words[0].tag_ != "DT"  # "that is bad"
    if opens or (first in _HANGING and verb.i <= comma):
        return False
    subject = proposition.subject
    if subject is not None and subject.i + 1 < verb.i and subject.nbor().tag_ == "POS":
        return False  # "Lee's was in May": what of Lee's
    if words[0] == verb and verb.tag_ in ("VBD", "VBZ", "VBN"):
        return False  # its subject is cut off
    comma_before = any(t.text == "," and t.i < verb.i for t in words)
    if words[0].tag_ in ("VBN", "VBD") and words[0].head == verb and not comma_before:
        return False  # "Conducted with Roos shows that …"
    if first in ("a", "an", "every", "each") and verb.tag_ == "VBP" and _opens(proposition):
        return False  # "a politics play": a noun that is read as a verb
    if first in ("do", "does", "did") and words[0].dep_ in ("aux", "dep"):
        return False  # a question without its mark
    if any(t.lower_ == "only" and t.i and t.nbor(-1).lower_ == "not" for t in words) and not any(
        t.lower_ == "but" for t in words
    ):
        return False  # what "not only" stands against is cut off
    second = words[1] if len(words) > 1 else verb
    if (first == "that" and (second.lower_ == "of" or second.is_punct)) or (
        first == "to" and second.pos_ == "NUM"
    ):
        return False  # "that of three ships, one …", "to 160 ships" after "up"
    if _is_bare(proposition):
        return False
    if first == "what" and (subject is None or subject.dep_ != "csubj"):
        return False
    if words[0].tag_ == "RB" and len(words) > 1 and words[1].lower_ in ("as", "before", "after"):
        return False  # "just as Lee did"
    said = [t for t in words if t.is_alpha or t.like_num or t.tag_ == "POS"]
    if not said or said[-1].tag_ in _UNFINISHED:
        return False
    if said[-1].lower_ == "of" and said[-1].i and said[-1].nbor(-1).lower_ in clauses.BEFORE_OF:
        return False
    compound = any(t.lower_ in clauses.BEFORE_OF for t in said[-1].lefts)
    left = said[-1].dep_ == "prep" and (compound or not list(said[-1].lefts))
    return not left or said[-1].head.dep_ == "relcl"  # "the world we live in"


def _is_bare(proposition: Proposition) -> bool:
    """ "… helped the Board build a port": an infinitive that is read as a verb with a tense."""
    subject, verb = proposition.subject, proposition.verb
    if subject is None or subject.tag_ != "NNP" or verb.tag_ != "VBP" or verb.pos_ != "VERB":
        return False
    joined = any(c.dep_ in ("conj", "appos") for c in subject.rights)
    helped = any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    return not joined and not helped and verb.lower_ == verb.lemma_ and verb.lemma_ != "have"


def _opens(proposition: Proposition) -> bool:
    """Say whether a clause begins with its own subject."""
    subject = proposition.subject
    return subject is not None and subject.left_edge.i == proposition.words[0]


def is_told(doc: Doc, proposition: Proposition, *, put: Mapping[int, Put], least: int) -> bool:
    """Say whether what a clause is about is told: not in "changes were needed".

    It has a name, or one took the place of a word (put, by index), and something to tell of; or it
    holds of all or of a share of many. A number alone does not tell what is counted. least: names
    that it needs, or many other words with one: what somebody says whom the article does not name
    ("a source") is often of what only the article tells.
    """
    words = [doc[i] for i in proposition.words]
    subject, verb = proposition.subject, proposition.verb
    if subject is not None and subject.lower_ in _SOMETHING:
        return False
    if any(t.lower_ in _SOMETHING and t.head == verb and t.dep_ == "dobj" for t in words):
        return False  # "sees someone without a plan"
    about = set() if subject is None else {t.i for t in subject.subtree}
    if verb.i not in about and not any(
        t.pos_ in TELLING and t.i not in about and t != verb for t in words
    ):
        return False  # "Lee left"
    if subject is not None and _is_anybody(subject) and _is_event(verb):
        return False
    nouns = [t for t in words if t.pos_ == "NOUN"]
    dated = any(t.like_num or t.ent_type_ in _TIMES for t in words)
    names = count_names(words, put)
    general = _is_general(proposition)
    described = [t for t in words if _describes(t) and t != verb]
    several = len(nouns) >= _SOME or dated or (nouns and (described or general or is_kind(verb)))
    many = names and len(nouns) + len(described) >= _MANY_WORDS
    if (names < least and not many) or (names < _SOME and not several):
        return False  # "Lee will tell the truth"
    if any(is_particular(t) for t in words):
        return True
    return bool(put) and len(nouns) + len(described) + dated >= _SOME


def _is_anybody(subject: Token) -> bool:
    """ "Operators lost money", "troops left": some of whom, is not told."""
    if subject.tag_ != "NNS" or subject.ent_type_ or list(subject.children):
        return False
    return subject.lemma_.lower() not in understood_nouns()


def _is_event(verb: Token) -> bool:
    """Say whether a verb tells what happened or goes on, not what is always so."""
    return verb.tag_ == "VBG" or first_of(verb).tag_ == "VBD"


def _describes(token: Token) -> bool:
    """Say whether a word tells something of its own: an adjective, or a further verb."""
    if token.pos_ == "VERB":
        return token.dep_ not in ("aux", "auxpass", "conj") and token.lemma_ not in _OF_ANYTHING
    return token.pos_ == "ADJ" and token.lower_ not in _OF_ANYTHING


def is_kind(verb: Token) -> bool:
    """ "Lee is a sailor": what the subject is, is told by the noun."""
    noun = clauses.child_with(verb, "attr")
    return (
        verb.lemma_ == "be" and noun is not None and any(c.lower_ in _ARTICLES for c in noun.lefts)
    )


def count_names(words: Sequence[Token], put: Mapping[int, Put]) -> int:
    """Count the names of a claim, with those that took the place of other words, once each."""
    proper = [t for t in words if t.pos_ == "PROPN" and t.ent_type_ not in _TIMES]
    first = [t for t in proper if not t.i or t.nbor(-1).pos_ != "PROPN"]
    put_in = [put[t.i] for t in words if t.i in put and t.pos_ != "PROPN"]
    texts = {p.text.removesuffix("'s") for p in put_in if p.link not in ("agreement", "again")}
    return len(first) + len(
        {text for text in texts if not text.islower()}
        | {text for text in texts if text.islower() and " " in text}
    )


def is_particular(token: Token) -> bool:
    """Say whether a word is of a name; "first", "90 percent" and "last year" are of none."""
    if token.ent_type_ in (*_TIMES, *_COUNTS):
        return False
    return token.pos_ == "PROPN" or bool(token.ent_type_)


def _is_general(proposition: Proposition) -> bool:
    """ "Parents want schools", "many schools will close": of all of them, or of a share.

    What happened, happened to somebody in particular.
    """
    subject, verb = proposition.subject, proposition.verb
    if subject is None or subject.lemma_.lower() == "thing":
        return False
    if subject.pos_ != "NOUN" and subject.ent_type_ != "NORP":
        return False
    helpers = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    perfect = any(c.lemma_ == "have" for c in helpers)
    if first_of(verb).tag_ not in ("VBZ", "VBP", "MD") or perfect:
        return False
    first = subject.left_edge
    alone = all(c == first or c.is_punct for c in subject.children)
    if first.lower_ in _A_FEW and alone:
        return False  # "some buyers wait": of what, is not told
    if any(c.dep_ == "relcl" for c in subject.rights):
        return True
    return first.pos_ != "DET" or first.lower_ in _SHARES


def is_within(
    proposition: Proposition, token: Token, named: Sequence[str], people: Collection[int] = ()
) -> bool:
    """Say whether a claim may itself have what a pronoun takes up: a noun before it.

    named: who is named in the claim before the pronoun, whom it may be. people: words, by index,
    that name persons, whom "it" is not.
    """
    word = token.lower_
    if word in ("that", "this") and token.tag_ == "DT" and token.dep_ in clauses.SUBJECTS:
        return _sums_up(proposition, token)
    if token.tag_ not in ("PRP", "PRP$") or word in ("you", "your", "we", "our", "i", "my"):
        return False
    if word == "it" and token.dep_ in ("dobj", "pobj"):
        return False  # "would undo it": a whole clause as often as a noun
    doc = token.doc
    around = (token.head, token.head.head) if token.tag_ == "PRP" else ()
    before = [doc[i] for i in proposition.words if i < token.i]
    # A pronoun and another part of the same verb are two.
    before = [t for t in before if t.head not in around and t not in around]
    if word in mentions.PRONOUNS:
        return bool(named) or any(t.ent_type_ == "PERSON" for t in before)
    wanted = ("NNS", "NNPS") if word in _MANY else ("NN", "NNP")
    subject = proposition.subject
    return any(
        (
            t.tag_ in wanted
            and t.ent_type_ not in ("PERSON", *_TIMES)
            and t.i not in people
            and (token.tag_ == "PRP$" or t == subject or t.dep_ in clauses.SUBJECTS or t.ent_type_)
        )
        or (word in _MANY and (t.lower_ in _ANYBODY or t.ent_type_ == "NORP" or _is_any(t)))
        for t in before
    )


def _sums_up(proposition: Proposition, token: Token) -> bool:
    """Say whether "that" takes up a whole clause of the claim: "Aden lost, and that is bad"."""
    doc = token.doc
    i = token.i - 1
    while i >= proposition.words[0] and doc[i].dep_ == "advmod":
        i -= 1
    if i not in proposition.words or doc[i].dep_ != "cc" or token.head.lemma_ != "be":
        return False
    subjects = [j for j in proposition.words if j < i and doc[j].dep_ in clauses.SUBJECTS]
    return any(doc[j].pos_ in ("NOUN", "PROPN") for j in subjects)


def _is_any(noun: Token) -> bool:
    """Say whether a noun is of anybody of a kind, whom "they" takes up: "any candidate"."""
    if noun.tag_ != "NN" or noun.dep_ not in clauses.SUBJECTS:
        return False
    return any(c.lower_ in _ANY for c in noun.lefts)
