"""The forms of verbs that follow what takes the place of a subject: "I want" and "Lee wants"."""

from spacy.tokens import Doc, Token

from service.nlp import verb_forms
from service.nlp.claim_words import Put
from service.nlp.clause_division import Proposition
from service.nlp.reference import Reference


def agreement(doc: Doc, reference: Reference, proposition: Proposition) -> dict[int, Put]:
    """Give the forms of verbs that a new subject asks for."""
    token = doc[reference.start]
    found: dict[int, Put] = {}
    if reference.link == "first person" and reference.agrees:
        found = {
            verb.i: Put(verb.i, verb.i + 1, _apart(verb, form), None, "agreement")
            for verb, form in verb_forms.agreeing(token)
        }
    if reference.end < len(doc) and reference.end not in found and not reference.possessive:
        following = doc[reference.end]
        whole = verb_forms.written_out(following)
        if following.tag_ == "POS" and following.text in ("'", "’") and reference.text:
            plain = not reference.text.endswith("s")
            whole = f"{following.text}s" if plain else None
        if whole is not None:
            if reference.agrees:
                whole = verb_forms.third_person(whole) if whole in ("am", "have") else whole
            found[following.i] = Put(
                following.i,
                following.i + 1,
                whole if following.tag_ == "POS" else _apart(following, whole),
                None,
                "agreement",
            )
    return {i: put for i, put in found.items() if i in proposition.words}


def _apart(verb: Token, form: str) -> str:
    """Give a form with a space before it where it stands for "'m"."""
    return f" {form}" if verb.text[:1] in ("'", "’") else form
