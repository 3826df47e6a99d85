"""Noun phrases that tell too little although they refer to nothing before them.

"Her decision", "the full exchange", "the 125 ships": a reader of one sentence asks which. What
follows ("her decision to sell"), a name or another noun ("the Aden deal", "her tax plan") tells it.
"""

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from service.nlp import clauses
from service.nlp.rules.open_nouns import open_nouns
from service.nlp.subjects import is_explained

_CLOSE = 8  # words from "similar" to what it is like
_WINDOW = 40  # words on each side in which another is looked for
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_ANYBODYS = frozenset("country nation world public people media".split())
_BODIES = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC"})
_PROBES = frozenset({"investigation", "probe", "inquiry"})
_UNSAID = frozenset({"aforementioned", "abovementioned", "respective", "latter", "following"})
_PARTS = frozenset("one some others another both many most few several neither none".split())
_HOW_MANY = frozenset({"many", "several", "few"})
_COMPARING = frozenset("then instead otherwise likewise similarly equally".split())
_BETTER = frozenset({"better", "worse", "faster", "slower"})
_BESIDES = frozenset({"other", "further", "additional"})
_COMPARED = frozenset("as than to that which from including like such".split())
_LIKENING = _BESIDES | {"same", "similar", "different"}
_TELLING = frozenset(
    "of on for between against with to in from about at over under toward towards into behind "
    "across near among around that".split()
)


def untold(token: Token, verb: Token, known: Collection[int]) -> str | None:
    """Give the words that leave open what a claim is about; None where a word leaves nothing so.

    verb: that of the claim. known: the claim's words, for what is left out tells nothing.
    """
    found = _phrase(token, known) or _owner(token, known) or _part(token, known)
    found = found or _taken_up(token, known) or _compared(token, known) or _whatever(token, known)
    return found or (token.lower_ if _compares(token, verb, known) else None)


def _phrase(noun: Token, known: Collection[int]) -> str | None:
    """Give the words of a definite or owned noun that nothing tells more of; None for another."""
    if noun.tag_ not in ("NN", "NNS") or noun.dep_ in ("compound", "nmod") or noun.ent_type_:
        return None
    opening = next((c for c in noun.lefts if c.dep_ == "poss" or c.lower_ in _DEFINITE), None)
    if noun.dep_ in clauses.SUBJECTS and is_explained(noun):
        return None
    if opening is None or opening.left_edge.i not in known:
        return None
    before = [c for c in noun.lefts if c != opening]
    counted = opening.dep_ != "poss" and any(c.dep_ == "nummod" for c in before)
    told = any(c.dep_ in ("compound", "nmod") or c.ent_type_ for c in before) and not counted
    if noun.lemma_.lower() in _PROBES and all(c.ent_type_ == "ORG" for c in before):
        told = False  # "the FBI investigation": of whom
    probe = noun.lemma_.lower() in _PROBES and not told
    if told or (not probe and not counted and any(c.pos_ == "PROPN" for c in before)):
        return None
    if any(_tells(c) for c in noun.rights if c.i in known):
        return None
    if not counted and noun.lemma_.lower() not in open_nouns():
        return None
    start = opening.i if opening.dep_ == "poss" else opening.left_edge.i
    return noun.doc[start : noun.i + 1].text


def _tells(part: Token) -> bool:
    """Say whether what follows a noun tells which is meant."""
    if part.dep_ in ("acl", "relcl", "appos"):
        return True
    return part.dep_ == "prep" and part.lower_ in _TELLING and not is_to_somebody(part)


def is_to_somebody(part: Token) -> bool:
    """ "The matter to her lawyers", "the favour to Lee": to whom, which does not tell what."""
    return part.lower_ == "to" and any(
        c.ent_type_ == "PERSON" or any(p.dep_ == "poss" for p in c.lefts) for c in part.rights
    )


def _owner(noun: Token, known: Collection[int]) -> str | None:
    """Give the words of an owner that is not told: "the state" of "the state's drug crisis".

    Of "Aden and the city's port" `told_within` tells it.
    """
    if noun.dep_ != "poss" or noun.tag_ not in ("NN", "NNS") or noun.ent_type_:
        return None
    before = list(noun.lefts)
    definite = len(before) == 1 and before[0].lower_ in _DEFINITE and before[0].i in known
    if not definite or noun.lemma_.lower() in _ANYBODYS:
        return None
    return noun.doc[before[0].i : noun.i + 1].text


def _part(subject: Token, known: Collection[int]) -> str | None:
    """Give a subject that is told by others before it: "one offered to stay", "other ports"."""
    if subject.lower_ in ("other", "others") and subject.dep_ in ("dobj", "pobj"):
        before = [c.lower_ for c in subject.lefts if c.lower_ != "each"]
        return f"{before[0]} {subject.lower_}" if before else None
    many = _both(subject, known) or _how_many(subject, known)
    if many is not None:
        return many
    if subject.lower_ in _UNSAID and subject.dep_ == "amod":
        return subject.lower_
    if subject.dep_ not in clauses.SUBJECTS:
        return None
    shares = [t for t in _near(subject, known) if t.lower_ in ("percent", "%")]
    if subject in shares and not any(list(t.rights) for t in shares):
        return subject.doc[subject.left_edge.i : subject.i + 1].text
    if subject.tag_ == "JJS" and not any(c.dep_ in ("prep", "relcl") for c in subject.rights):
        return subject.doc[subject.left_edge.i : subject.i + 1].text  # "the best are in Aden"
    if subject.pos_ in ("ADJ", "NUM") and any(c.dep_ == "poss" for c in subject.lefts):
        return subject.lower_  # "her first was in May"
    other = next((c for c in subject.lefts if c.lower_ in ("other", "another")), None)
    if other is not None and other.i in known:
        than = any(t.lower_ == "than" for t in _near(subject, known))
        return None if than or subject.ent_type_ else f"{other.text} {subject.text}"
    if subject.lower_ not in _PARTS:
        return None
    tells = any(c.i in known and not c.is_punct for c in subject.children)
    return None if tells else subject.lower_


def _both(word: Token, known: Collection[int]) -> str | None:
    """Give "both ports" where a claim neither names two nor tells which; None for another word."""
    noun = word.head
    if word.lower_ != "both" or word.dep_ not in ("preconj", "det") or noun.i not in known:
        return None
    if any(c.dep_ == "conj" or (c.i in known and _places(c)) for c in noun.rights):
        return None
    before = (t for t in _near(word, known) if t.i < word.i)
    named = {t.text for t in before if t.ent_type_ in _BODIES | {"PERSON"} and t.ent_iob_ != "I"}
    # Of a country, everybody knows both parties.
    enough = 1 if noun.tag_ != "NNS" or noun.lemma_.lower() == "party" else 2
    return f"{word.text} {noun.text}" if len(named) < enough else None


def _how_many(word: Token, known: Collection[int]) -> str | None:
    """Give the "many" of "needs many", of which nothing tells; None for another word."""
    if word.lower_ not in _HOW_MANY or word.dep_ not in ("dobj", "attr"):
        return None
    tells = any(c.i in known and c.dep_ in ("prep", "relcl", "acl") for c in word.rights)
    return None if tells else word.lower_


def _taken_up(verb: Token, known: Collection[int]) -> str | None:
    """Give "does" where another verb tells what somebody does: "Lee knows that Roos does, too"."""
    if verb.lemma_ != "do" or verb.dep_ in ("aux", "auxpass", "relcl") or verb.tag_ == "VB":
        return None
    if any(c.i in known and c.dep_ in ("dobj", "acomp", "prep") for c in verb.children):
        return None
    rest = [c for c in verb.rights if c.i in known and not c.is_punct]
    adding = all(t.lower_ in ("as", "well", "too", "not", "n't", "also") for t in rest)
    above = set(verb.ancestors)
    before = any(t.pos_ == "VERB" and t.i < verb.i and t not in above for t in _near(verb, known))
    return verb.text if adding and not before else None


def _compared(word: Token, known: Collection[int]) -> str | None:
    """Give "the same way" or "other measures" where nothing in the claim is compared with.

    "Aden and other ports", "the same as in May" and "the same day" tell it.
    """
    noun = word.head
    if word.lower_ == "certain" and noun.tag_ in ("NN", "NNS") and noun.i in known:
        told = any(c.i in known and c.dep_ in ("relcl", "acl", "prep") for c in noun.rights)
        return None if told else f"{word.text} {noun.text}"
    if word.lower_ == "same" and word.dep_ in ("dobj", "pobj", "attr", *clauses.SUBJECTS):
        as_what = any(t.lower_ == "as" and t.i > word.i for t in _near(word, known))
        return None if as_what else "the same"
    if word.lower_ == "as" and noun.pos_ == "ADJ" and noun.dep_ == "acomp" and noun.i in known:
        standard = any(t.lower_ in ("as", "than") and t.i > noun.i for t in _near(word, known))
        likened = word.i < noun.i and word.dep_ == "advmod"
        return f"as {noun.text}" if likened and not standard else None
    if word.lower_ in _BETTER and word.dep_ == "advmod" and _is_after_verb(word):
        than = any(t.lower_ == "than" and t.i > word.i for t in _near(word, known))
        return None if than else f"{noun.text} {word.text}"
    if word.lower_ == "so" and word.i and word.nbor(-1).lemma_ == "do":
        return f"{word.nbor(-1).text} so"
    if word.lower_ not in _LIKENING or word.dep_ not in ("amod", "acomp") or noun.i not in known:
        return None
    if word.lower_ == "different" and noun.tag_ != "NN":
        return None  # "six different firms"
    if noun.ent_type_ in ("DATE", "TIME") or noun.lower_ in ("time", "day", "year"):
        return None
    after = [t for t in _near(word, known) if t.i > word.i]
    close = word.lower_ in ("same", "similar", "different")
    if any(t.lower_ in _COMPARED and (not close or _is_standard(t, word)) for t in after):
        return None
    before = [t for t in _near(word, known) if t.i < word.i]
    joining = next((t.i for t in before if t.dep_ == "cc"), None)
    if joining is not None and any(t.pos_ == "PROPN" and t.i < joining for t in before):
        return None
    return word.doc[min(word.i, noun.i) : max(word.i, noun.i) + 1].text


def _places(part: Token) -> bool:
    """ "Of the pact", "along the border"; but not "in May"."""
    dated = any(c.ent_type_ in ("DATE", "TIME") for c in part.children)
    return part.lower_ in ("of", "along", "in") and not dated


def _is_after_verb(adverb: Token) -> bool:
    """ "Do better"; but "to better connect" is to improve, and "better-paying" a kind."""
    return adverb.head.pos_ == "VERB" and adverb.i > adverb.head.i


def _is_standard(word: Token, likening: Token) -> bool:
    """Say whether a word opens what something is likened to: "the same thing as", "that closed"."""
    if word.tag_ == "TO" or (word.lower_ == "that" and likening.lower_ == "different"):
        return False
    return likening.lower_ == "same" or word.i - likening.i <= _CLOSE


def _whatever(what: Token, known: Collection[int]) -> str | None:
    """Give "what" of a clause that names no thing: "what he needs", not "what the port lost"."""
    if what.lower_ != "what" or what.tag_ != "WP" or what.head.pos_ not in ("VERB", "AUX"):
        return None
    verb = what.head
    if verb.dep_ not in ("ccomp", "pcomp", "dobj", "pobj", "csubj"):
        return None
    told = any(t.pos_ in ("NOUN", "NUM") and t.i in known for t in verb.subtree)
    return None if told else what.text


def _compares(token: Token, verb: Token, known: Collection[int]) -> bool:
    """Say whether an adverb of a verb compares with what is told before: "would then win".

    "If it rains, the port then closes" tells it.
    """
    if token.lower_ not in _COMPARING or verb not in (token.head, token.head.head):
        return False
    if token.lower_ == "instead" and token.i + 1 in known and token.nbor().lower_ == "of":
        return False
    return not any(t.lower_ in ("if", "when") for t in _near(token, known))


def _near(token: Token, known: Collection[int]) -> Iterator[Token]:
    """Give the words of the claim around one of them; bounded, for some texts are one sentence."""
    doc = token.doc
    for i in range(max(0, token.i - _WINDOW), min(len(doc), token.i + _WINDOW)):
        if i in known:
            yield doc[i]
