"""References of claims that are read, and may well be to another all the same."""

from spacy.tokens import Token

from service.nlp.extensions import AttributionData, HolderData
from service.nlp.reference import Reference


def is_beside(reference: Reference, holder: HolderData) -> bool:
    """Say whether "he" in reported words is read as one who neither speaks nor owns who does.

    "The board said he would be found" is of whom the article told last, named there or not.
    """
    if reference.link != "pronoun" or not reference.gender or reference.text is None:
        return False
    named = reference.name.lower().split(" ")
    return named[-1] not in (holder["name"] or "").lower().replace("'s", "").split(" ")


def is_ahead(
    token: Token, reference: Reference, attribution: AttributionData, holder: HolderData
) -> bool:
    """Say whether "it" stands before the body that it is read as: "it shut, the Courier said"."""
    source = attribution["source"]
    own = reference.link == "pronoun" and reference.name == holder["name"]
    return own and token.lower_ in ("it", "its") and source is not None and source[0] > token.idx


def is_said_of(noun: Token) -> bool:
    """Say whether a noun tells what somebody is or becomes: "he is the nominee", "as the mayor"."""
    as_what = noun.dep_ == "pobj" and noun.head.lower_ == "as"
    return as_what or noun.dep_ in ("attr", "oprd", "acomp")
