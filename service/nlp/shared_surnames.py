"""Given names that share the surname after the second of them: "Ann and Bob Lee"."""

from collections.abc import Mapping

from spacy.tokens import Span

from service.ids import name_key
from service.nlp import names
from service.nlp.discourse import entity_of
from service.nlp.lexicons import Lexicons
from service.nlp.rules.known import is_known_surname

_PAIR = 2  # words of a name


def with_shared_surname(
    ent: Span, name: str, by_word: Mapping[str, set[tuple[str, ...]]], lexicons: Lexicons
) -> str:
    """Give "Ann" of "Ann and Bob Lee" the surname that stands after both given names.

    Not where the word is a surname too, or a title stands before it. by_word: the names of two or
    more words by each of their words.
    """
    words = names.words(name)
    after = ent.doc[ent.end : ent.end + 2]
    if len(words) != 1 or len(after) < 2 or after[0].lower_ not in ("and", "&"):
        return name
    other = entity_of(after[1])
    if other is None or other.label_ != "PERSON" or other.start != after[1].i:
        return name
    theirs = names.words(other.text)
    pair = [words[0], *theirs[:1]]
    surname = (
        names.is_surname_first(words[0])
        or is_known_surname(words[0])
        or any(one[-1] == words[0] for one in by_word.get(words[0], ()))
    )
    given = all(name_key(one) in lexicons.first_names for one in pair)
    if len(theirs) != _PAIR or surname or not given:
        return name
    before = ent.doc[ent.start - 1].text if ent.start else ""
    if lexicons.titles.is_title(before):
        return name
    return f"{name} {names.clean(other.text).rsplit(maxsplit=1)[-1]}"
