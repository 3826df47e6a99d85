"""Clauses that are no sentence, though the parse shows a subject and a verb in them.

A text that is cut, or that was misread, leaves a mark: a preposition without what it stands before,
a "while" without its verb, a quotation that begins within a word.
"""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from spacy.tokens import Token

from service.nlp.clause_division import Proposition
from service.nlp.clause_forms import SUBJECTS, is_set_off_participle
from service.nlp.clause_joints import FINITE

_QUOTES = frozenset("\"'“”‘’`")
_SETTING_OFF = frozenset("while although though whereas unless because".split())
_SAYING = frozenset({"say", "tell", "think"})
_SAID_IN_CLAUSES = frozenset({"say", "think"})
_ANSWERS = frozenset("yes no so goodbye hello nothing little much more".split())
_COMPARATIVE = frozenset({"JJR", "RBR"})
_UNLIKE = frozenset("rather other else otherwise different differently sooner less fewer".split())
_PAIRS = {"both": "and", "either": "or", "neither": "nor"}
_PARTING = frozenset({"and", "but", "so", "yet"})
_BEFORE_NOUNS = frozenset("amod compound nmod poss nummod".split())
_CLOSING = frozenset('"”»')
_STOPS = frozenset(".!?")
_OPENERS = frozenset("He She It His Her They Their We You".split())
_TIMES_BEFORE = frozenset("before after until since when while".split())
_ADVERBS = frozenset({"RB", "UH"})


def is_fragment(words: Sequence[Token], proposition: Proposition) -> bool:
    """Say whether the words of a clause are the remains of another, or two run into one."""
    return (
        _asks_what(words)
        or _has_bare_opening(words)
        or _is_run_together(words)
        or _says_nothing(words, proposition)
        or _lacks_neither(words, proposition)
        or _has_two_tenses(proposition)
        or _lacks_its_head(words)
        or _has_loose_colon(words)
        or _goes_on_after_end(words)
        or _is_noun_phrase(words, proposition)
        or _is_set_off(proposition)
        or _compares_with_nothing(words)
        or _is_two_clauses(words, proposition)
        or any(_lacks_its_other(t, words) or _opens_nothing(t, words) for t in words)
        or any(_lacks_its_noun(words, n) for n in range(len(words)))
    )


def _asks_what(words: Sequence[Token]) -> bool:
    """ "Actually, what the port needs, because …": a noun phrase that is begun again."""
    n = 0
    while n < len(words) and (words[n].tag_ in _ADVERBS or words[n].is_punct):
        n += 1
    opening = n and n + 1 < len(words) and words[n].lower_ == "what"
    return bool(opening) and words[n].dep_ != "nsubj" and words[n].head.dep_ != "csubj"


def _has_bare_opening(words: Sequence[Token]) -> bool:
    """ "… while her opponent, Jan Roos": what "while" opens has no verb."""
    at = [n for n, t in enumerate(words) if t.lower_ in _SETTING_OFF and n]
    if not at:
        return False
    rest = words[at[-1] + 1 :]
    of = bool(rest) and rest[0].lower_ == "of"  # "because of the rain"
    return not of and not any(t.pos_ in ("VERB", "AUX", "ADJ", "ADP") for t in rest)


def _is_run_together(words: Sequence[Token]) -> bool:
    """ "he stopped … 'We must win": a quotation after what is left out; a mark at the beginning."""
    if words[0].text[:1] == "." and len(words[0]) > 1:
        return True
    marked = [*words, words[-1]]
    return any(
        not _is_next(first, second)
        and (second.text[:1] in _QUOTES or (second.text == "," and third.text[:1] in _QUOTES))
        for first, second, third in zip(words, words[1:], marked[2:], strict=False)
    )


def _is_next(first: Token, second: Token) -> bool:
    return all(t.is_space for t in first.doc[first.i + 1 : second.i])


def _says_nothing(words: Sequence[Token], proposition: Proposition) -> bool:
    """ "Lee said this week, peaceful ships", "Lee says Roos's call to sail": nothing is said."""
    verb = proposition.verb
    lemma = verb.lemma_.lower()
    if lemma not in _SAYING or verb.tag_ not in FINITE:
        return False
    after = [t for t in words if t.i > verb.i and t.dep_ not in ("amod", "compound")]
    about = any(c.dep_ in ("prep", "neg") and c.i > verb.i for c in verb.children)
    if lemma not in _SAID_IN_CLAUSES or (about and lemma != "say"):
        return not about and not any(t.pos_ in ("VERB", "AUX") for t in after)
    if any(t.lower_ in _ANSWERS and t.head == verb for t in after) or _is_headline(words):
        return False
    if any(t.lower_ == "that" and t.dep_ == "mark" for t in after):
        return False  # a clause, however it is read
    return not any(_has_tense(t) and not _is_of_noun(t) for t in after)


def _has_tense(verb: Token) -> bool:
    """Say whether a form may have a tense; a tagger also takes "sank" for a participle."""
    if verb.tag_ == "VB":
        return not any(c.tag_ in ("TO", "MD") for c in verb.lefts) and verb.dep_ != "conj"
    return verb.tag_ in FINITE or verb.tag_ == "VBN"


def _is_of_noun(verb: Token) -> bool:
    """Say whether a verb has "that" or "who" as its subject, right after a noun: "ships that sank".

    Without them parsers take the verb of a clause for one that tells of its subject, too.
    """
    clause = _clause_of(verb)
    first = clause.left_edge
    relative = first.tag_ in ("WDT", "WP") and first.head == clause and first.dep_ in SUBJECTS
    return clause.dep_ == "relcl" and relative and first.nbor(-1).pos_ in ("NOUN", "PROPN", "NUM")


def _is_headline(words: Sequence[Token]) -> bool:
    return sum(t.text[:1].isupper() for t in words) * 2 > len(words)


def _lacks_neither(words: Sequence[Token], proposition: Proposition) -> bool:
    """ "Lee nor Roos sold it": "neither" is cut off."""
    nor = next((n for n, t in enumerate(words) if t.lower_ == "nor"), None)
    before = words[:nor]
    if nor is None or any(t.lower_ == "neither" or t.dep_ == "neg" for t in before):
        return False
    return not any(t.lower_ == "neither" or t.dep_ == "neg" for t in proposition.verb.children)


def _has_two_tenses(proposition: Proposition) -> bool:
    """ "Aden's port is in decline is telling tales": a second tense that nothing joins."""
    return any(
        c.dep_ == "advcl"
        and any(h.tag_ in FINITE for h in c.lefts)
        and all(h.dep_ in ("aux", "auxpass", "neg") for h in c.lefts)
        for c in proposition.verb.rights
    )


def _lacks_its_noun(words: Sequence[Token], n: int) -> bool:
    """ "the port run by is closed": a preposition, and then the verb with its tense."""
    token = words[n]
    if token.dep_ not in ("agent", "prep") or token.tag_ != "IN" or list(token.children):
        return False
    following = words[n + 1] if n + 1 < len(words) else None
    return following is not None and following.i == token.i + 1 and following.tag_ in FINITE


def _lacks_its_head(words: Sequence[Token]) -> bool:
    """ "Lee opposed the state's harbour": a last word that stands before a noun that is cut off."""
    said = [t for t in words if t.is_alpha or t.like_num]
    last = said[-1] if said else words[-1]
    between = last.doc[last.i + 1 : last.head.i]
    apart = last.head.i <= last.i or any(t.is_punct or t.is_space for t in between)
    return last.dep_ in _BEFORE_NOUNS and not apart and last.head not in words


def _has_loose_colon(words: Sequence[Token]) -> bool:
    """ "Lee came to Aden: support for ports": what stood before or after a colon is left out."""
    return any(
        second.text == ":" and not (_is_next(first, second) and _is_next(second, third))
        for first, second, third in zip(words, words[1:], words[2:], strict=False)
    )


def _goes_on_after_end(words: Sequence[Token]) -> bool:
    """ "… 'a ruin.' Jan Roos", "the port Her ships": the beginning of another sentence."""
    if _is_headline(words):
        return False
    ended = any(
        second.text in _CLOSING and first.text in _STOPS and third.text[:1].isupper()
        for first, second, third in zip(words, words[1:], words[2:], strict=False)
    )
    return ended or any(
        second.text in _OPENERS and first.is_alpha and not first.text[:1].isupper()
        for first, second in pairwise(words)
    )


def _is_noun_phrase(words: Sequence[Token], proposition: Proposition) -> bool:
    """ "A plan for the port that Lee called bold": the verb belongs to a noun before it.

    So does "almost certainly before the mayor leaves" to a clause that is cut off.
    """
    verb = proposition.verb
    if verb.dep_ == "relcl" and verb.head in words and verb.head.i < verb.i:
        subject = proposition.subject
        noun = verb.head.left_edge
        own = subject is not None and subject.i > verb.head.i
        return own and noun.pos_ in ("DET", "NUM")
    opening = next((t for t in words if t.tag_ not in _ADVERBS and not t.is_punct), words[0])
    later = opening != words[0] and opening.lower_ in _TIMES_BEFORE and opening.dep_ == "mark"
    return later and opening.head == verb


def _is_set_off(proposition: Proposition) -> bool:
    """ "Captain Lee, killed in May": a participle after a comma, read as a verb with a tense."""
    subject, verb = proposition.subject, proposition.verb
    if subject is None or not is_set_off_participle(subject, verb):
        return False
    return not any(c.dep_ == "conj" and c.i in proposition.words for c in verb.rights)


def _compares_with_nothing(words: Sequence[Token]) -> bool:
    """ "Lee's ships are too old than": what is "more" or "rather" is left out."""
    before = list(takewhile(lambda t: t.lower_ != "than", words))
    return len(before) < len(words) and not any(
        t.tag_ in _COMPARATIVE or t.lower_ in _UNLIKE or t.lower_.endswith("er") for t in before
    )


def _is_two_clauses(words: Sequence[Token], proposition: Proposition) -> bool:
    """ "Lee leads by three votes [, …, but] the mayor has sold": the "but" between is left out."""
    for first, second in pairwise(words):
        if _is_next(first, second):
            continue
        further = second.tag_ == "VBG" and second != proposition.verb
        if further and first.i < second.head.i < second.i:
            return True  # "said, calling …": a further thing that is said
        before = [t for t in second.doc[first.i + 1 : second.i] if not t.is_quote]
        if before and before[-1].text == ":":
            return True
        if second.nbor(-1).lower_ not in _PARTING:
            continue
        subject = next((t for t in (second, *second.ancestors) if t.dep_ in SUBJECTS), None)
        if subject is None or subject.left_edge != second or subject.head == proposition.verb:
            continue
        if second.i - 2 > first.i and second.nbor(-2).text == ",":
            return True
    return False


def _lacks_its_other(first: Token, words: Sequence[Token]) -> bool:
    """ "Lee sold both his ship's mast": the "and" that "both" stands before is left out."""
    second = _PAIRS.get(first.lower_)
    if second is None or first.dep_ not in ("preconj", "cc") or first.head not in words:
        return False
    if first.lower_ == "both" and first.head.tag_ not in ("NN", "NNP"):
        return False  # "both our ports", "both failed"
    return not any(t.lower_ == second and t.i > first.i for t in words)


def _opens_nothing(that: Token, words: Sequence[Token]) -> bool:
    """ "Lee was told that to pay for the ships he bought": what "that" opens has no verb."""
    if that.lower_ != "that" or that.dep_ not in ("mark", "nsubj", "dobj") or that == words[0]:
        return False
    after = [t for t in words if t.i > that.i]
    if not after or after[0].tag_ != "TO":
        return False
    return not any(_has_tense(t) and _clause_of(t).dep_ != "relcl" for t in after)


def _clause_of(verb: Token) -> Token:
    return verb.head if verb.dep_ in ("aux", "auxpass") else verb
