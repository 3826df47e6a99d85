"""Forms of verbs that change when "I" or "we" becomes a name."""

from spacy.tokens import Token

_SINGULAR = {
    **dict.fromkeys(("am", "'m", "’m", "are", "'re", "’re"), "is"),
    **dict.fromkeys(("have", "'ve", "’ve"), "has"),
    **dict.fromkeys(("were",), "was"),
    **dict.fromkeys(("do",), "does"),
    **dict.fromkeys(("go",), "goes"),
}
_HISSING = ("s", "x", "z", "ch", "sh", "o")


def third_person(verb: str) -> str:
    """Give the form of the present that follows "she", of a form that follows "I" or "we".

    >>> [third_person(v) for v in ("want", "try", "say", "watch", "'ve", "am")]
    ['wants', 'tries', 'says', 'watches', 'has', 'is']
    """
    word = verb.lower()
    if word in _SINGULAR:
        return _SINGULAR[word]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if word.endswith(_HISSING) else f"{verb}s"


def written_out(token: Token) -> str | None:
    """Give the whole word for "'ll" and "'s" after a pronoun; None for any other word.

    After a name "'s" would be read as its possessive.
    """
    if token.text[:1] not in ("'", "’") or token.tag_ == "POS":
        return None
    form = token.lower_[1:]
    if form == "s":
        perfect = token.lemma_ == "have" or any(
            t.lower_ in ("been", "got") and t.head == token.head
            for t in token.doc[token.i + 1 : token.i + 4]
        )
        perfect = perfect or (
            token.head.tag_ == "VBN" and any(c.dep_ == "dobj" for c in token.head.rights)
        )  # "he's sold the port", that nobody is sold
        return "has" if perfect else "is" if token.pos_ in ("AUX", "VERB") else None
    if form == "d":
        bare = any(t.tag_ == "VB" for t in token.doc[token.i + 1 : token.i + 3])
        had = token.tag_ != "MD" or (token.head.tag_ in ("VBN", "VBD") and not bare)
        return "had" if had else "would"
    return {"ll": "will", "ve": "have", "re": "are", "m": "am"}.get(form)


def finite_verb(subject: Token) -> Token | None:
    """Give the word that agrees with a subject: its verb's first auxiliary, else the verb."""
    verb = subject.head
    if verb == subject:
        return None
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.tag_ != "TO"]
    first = min(helpers, key=lambda t: t.i, default=verb)
    return first if first.tag_ in ("VBP", "VBD", "VBZ", "MD", "VB") else None


def agreeing(subject: Token) -> list[tuple[Token, str]]:
    """Give the verbs that change, with their new form, when "I" or "we" becomes one name."""
    if subject.dep_ not in ("nsubj", "nsubjpass"):
        return []
    own = finite_verb(subject)
    verbs = [own] if own is not None else []
    for verb in subject.head.conjuncts:
        if not any(c.dep_.endswith("subj") for c in verb.children):
            helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
            verbs.append(min(helpers, key=lambda t: t.i, default=verb))
    return [(verb, third_person(verb.text)) for verb in verbs if _changes(verb)]


def _changes(verb: Token) -> bool:
    """Say whether a verb has another form after a name than after "I" or "we"."""
    if verb.tag_ == "VBP" or verb.lower_ in ("am", "'m", "’m", "'ve", "’ve", "'re", "’re"):
        return True
    return verb.lower_ == "were" and verb.tag_ == "VBD"
