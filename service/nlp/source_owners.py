"""Whom a source names as whose it is: "Lee's team said he would run" is of Lee."""

from spacy.tokens import Token

from service.nlp import mentions, names
from service.nlp.discourse import Discourse
from service.nlp.extensions import PersonData
from service.nlp.holder_names import HolderNames
from service.nlp.reference import Speaking


def owner_of_source(
    discourse: Discourse, holders: HolderNames, token: Token, speaking: Speaking
) -> PersonData | None:
    """Give the one person named in the words of a source, whom a pronoun after it means.

    None where the source is that person, where others are named between it and the pronoun, and in
    direct speech.
    """
    source, holder = speaking.source, speaking.holder
    if speaking.direct or source is None or holder["kind"] in ("person", "author"):
        return None
    first = discourse.sentence_start(token.i)
    doc = token.doc
    if not doc[first].idx <= source[0] < source[1] <= token.idx:
        return None
    owners = [m[2] for m in discourse.within(*source)]
    named = [m[2]["name"] for m in discourse.within(source[0], token.idx)]
    if not owners or set(named) != {owners[0]["name"]}:
        return None
    owner = owners[0]
    told = set(names.words(owner["name"])) & set(names.words(holder["name"] or ""))
    fits = owner["gender"] in ("", mentions.gender_of(token.lower_))
    if not told or not fits or holders.describes(doc[first : token.i], owner["role_words"]):
        return None
    return owner
