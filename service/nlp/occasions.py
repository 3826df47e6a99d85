"""Whether a source could decide a claim: it tells of which event it is, or enough of what is so.

"Lee had his hands up" may be any time at all, and "Lee is like a pirate" is nothing to look up: a
reader who knows only who says it, and on which day, finds no source for it.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from spacy.tokens import Token

from service.nlp.claim_words import Put
from service.nlp.clause_division import Proposition
from service.nlp.clause_forms import first_of
from service.nlp.standing import TELLING, count_names, is_kind

NO_OCCASION = "no occasion"
"""The flag of a claim of one past event, of which is told neither when nor with whom it was."""
_NAMES = 2
_FEW = 4  # telling words that leave a clause with one name without a source
_STATES = frozenset("be seem become appear remain look sound mean".split())
_SEEMING = frozenset({"seem", "appear"})
_CONTESTS = frozenset({"win", "lose", "lead", "trail"})
_COMPLEMENTS = frozenset({"dobj", "prep", "ccomp", "xcomp", "advcl"})
_LIGHT = frozenset({"have", "take", "make", "get", "give"})
_ADDING = frozenset({"also", "further"})
_EVER = frozenset("every each daily weekly monthly yearly".split())
_SPANS = frozenset("hour day night week month year decade".split())
_DURING = frozenset({"during", "throughout"})
_FROM_THERE = frozenset("later earlier before after afterward afterwards".split())
_THEN = frozenset({("since", "then"), ("by", "then"), ("until", "then")})
_RANKS = frozenset("first second third fourth fifth last".split())
_CONTESTED = frozenset("poll polls race primary caucus caucuses election vote survey".split())
_AMOUNTS = ("MONEY", "PERCENT")
_TIMES = ("DATE", "TIME")
_COUNTS = ("ORDINAL", "CARDINAL", "QUANTITY", *_AMOUNTS)


def is_of_another_time(words: Sequence[Token]) -> bool:
    """ "The day before", "two weeks later", "since then": what is told before says when.

    "Two weeks after the fair" tells it.
    """
    for first, second in pairwise(words):
        time = first.ent_type_ in _TIMES or first.lemma_.lower() in _SPANS
        if time and second.lower_ in _FROM_THERE and not list(second.rights):
            after = next((t for t in words if t.i == second.i + 1), None)
            if after is None or after.is_punct or after.dep_ == "prep":
                return True
        if (first.lower_, second.lower_) in _THEN or _is_during(first, second):
            return True
    return False


def _is_during(article: Token, span: Token) -> bool:
    """ "During the month", which is told before; "during the month of May" tells it."""
    if article.lower_ != "the" or span.lower_ not in _SPANS or span.lower_ == "day":
        return False
    before = article.nbor(-1).lower_ if article.i else ""
    return before in _DURING and not any(c.dep_ in _COMPLEMENTS for c in span.rights)


def is_place_in_contest(words: Sequence[Token]) -> bool:
    """ "In second place": of which contest, where no place or vote is told."""
    ranked = any(
        t.lower_ == "place" and any(c.tag_ == "JJ" and c.lower_ in _RANKS for c in t.lefts)
        for t in words
    )
    return ranked and not any(
        t.ent_type_ in ("GPE", "EVENT", "LOC") or t.lower_ in _CONTESTED for t in words
    )


def is_untold(words: Sequence[Token], proposition: Proposition, put: Mapping[int, Put]) -> bool:
    """Say whether a claim tells of something past with one name at most, and without a time.

    So does what adds to something else: "Lee also sold ships". put: words, by index, that a name
    takes the place of.
    """
    if is_of_another_time(words) or is_place_in_contest(words):
        return True
    if count_names(words, put) >= _NAMES:
        return False
    verb = proposition.verb
    if any(c.lower_ in _ADDING for c in verb.children):
        return True
    if first_of(verb).tag_ != "VBD" or any(c.lower_ == "never" for c in verb.children):
        return False
    return not any(_is_time(t) or t.ent_type_ in _AMOUNTS for t in words)


def is_undone(words: Sequence[Token], proposition: Proposition) -> bool:
    """Say whether a report tells, at no time, what somebody did not do, or seemed to do.

    "Lee did not name Roos", "Lee seemed to agree". So do one that tells its time by another, one
    whose verb has no tense ("Lee, calling it a ruin"), and what somebody would do.
    """
    if is_of_another_time(words) or is_place_in_contest(words):
        return True
    timed = any(_is_time(t) for t in words)
    verb = proposition.verb
    if not timed and (proposition.helper is not None or _is_only_foreseen(verb)):
        return True
    denied = any(c.dep_ == "neg" and c.lower_ != "never" for c in verb.children)
    past = first_of(verb).tag_ == "VBD" and not timed
    return past and (denied or verb.lemma_ in _SEEMING)


def _is_only_foreseen(verb: Token) -> bool:
    """ "Soon Lee would have to tell Roos": what whoever writes expects."""
    return any(c.tag_ == "MD" and c.lower_ in ("would", "could", "might") for c in verb.lefts)


def _is_time(token: Token) -> bool:
    """Say whether a word is of a date or hour; "every day" is at no time."""
    if token.ent_type_ not in _TIMES:
        return False
    start = token.i
    while start and token.doc[start].ent_iob_ == "I":
        start -= 1
    return token.doc[start].lower_ not in _EVER


def tells_little(words: Sequence[Token], proposition: Proposition, put: Mapping[int, Put]) -> bool:
    """Say whether a judgement or state has one name at most and so few words that none decides it.

    "Lee is a sailor" can be looked up, and so can "Lee sold the port".
    """
    verb = proposition.verb
    if is_kind(verb) and not any(c.dep_ == "neg" for c in verb.children):
        return False
    judged = verb.lemma_ in _STATES or any(c.tag_ == "MD" for c in verb.lefts)
    if verb.lemma_ in _CONTESTS and not any(c.dep_ in _COMPLEMENTS for c in verb.rights):
        return True  # "Lee won tonight": what
    judged = judged or verb.lemma_ in _LIGHT
    if not judged and any(c.dep_ in ("dobj", "dative") for c in verb.rights):
        return False
    counted = any(t.ent_type_ in (*_TIMES, *_COUNTS) or t.like_num for t in words)
    telling = [t for t in words if t.pos_ in TELLING]
    return not counted and count_names(words, put) < _NAMES and len(telling) <= _FEW
