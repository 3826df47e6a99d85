"""A word or phrase that refers to something, and what it was found to stand for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from service.nlp.extensions import HolderData
from service.nlp.reading import Chars


@dataclass(frozen=True, slots=True)
class Reference:
    """A run of tokens that refers to something; text None: to what, is not known.

    text: a name or phrase without "'s". source: where the article says it. link: how it was found.
    name: whom it stands for; a second mention in the same claim needs no name. taken_up: whether
    the article's own word does for a second mention ("his"). agrees: whether verbs take the form
    that follows "she". label: of a named entity. gender: of a
    pronoun, '' where it has none. unresolved: what to tell of it.
    """

    start: int
    end: int
    text: str | None
    source: Chars | None = None
    link: str = ""
    name: str = ""
    possessive: bool = False
    taken_up: bool = False
    agrees: bool = False
    label: str = ""
    gender: str = ""
    unresolved: str | None = None


@dataclass(frozen=True, slots=True)
class Speaking:
    """The statement that a word stands in: its holder, and whether the word is a quoted one.

    words: those of the claim. source: the words that name the holder; cue: the lemma of the cue.
    """

    holder: HolderData
    direct: bool
    content: Sequence[Chars]
    words: Collection[int] = ()
    source: Chars | None = None
    cue: str = ""


def unknown(token: Token) -> Reference:
    """Give a reference to something that the article does not surely tell."""
    return Reference(token.i, token.i + 1, None, unresolved=token.lower_)
