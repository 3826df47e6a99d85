"""What looks for its antecedent: "he", "her", "the minister", a shared surname."""

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Span

Kind = Literal["pronoun", "possessive", "nominal", "surname"]
_MASCULINE = frozenset({"he", "him", "his", "himself"})
_FEMININE = frozenset({"she", "her", "hers", "herself"})
PRONOUNS = _MASCULINE | _FEMININE


@dataclass(frozen=True, slots=True)
class Mention:
    """What looks for its antecedent.

    role: the noun of a nominal ("minister"). modifiers: its other words in lower case. personal:
    whether that noun is known for one of persons. headline: whether it stands in one. own: the
    stretches of the statement that it is the source of. among: the only people it can be. besides:
    one that it cannot be, as Ann Lee in "her husband".
    """

    span: Span
    kind: Kind
    gender: str = ""
    role: str = ""
    modifiers: frozenset[str] = frozenset()
    definite: bool = True
    personal: bool = True
    headline: bool = False
    own: tuple[tuple[int, int], ...] = ()
    among: tuple[str, ...] | None = None
    besides: str | None = None


def gender_of(pronoun: str) -> str:
    """Give 'm', 'f' or '' for a pronoun."""
    word = pronoun.lower()
    return "m" if word in _MASCULINE else "f" if word in _FEMININE else ""
