"""The wording of a claim: the article's words, with others put in the place of some of them."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from service.nlp.extensions import ChangeData
from service.nlp.reading import Chars

_QUOTES = frozenset('"“”„‟«»') | {"``", "''"}
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_AT_GAPS = frozenset(",—–-;") | {"--"}
_ENDS = re.compile(r"[.!?…][\"”»'’)\]]*$")


@dataclass(frozen=True, slots=True)
class Put:
    """Words in the place of a run of tokens; start, end: the run. label: of a named entity."""

    start: int
    end: int
    text: str
    source: Chars | None
    link: str
    label: str = ""


@dataclass(slots=True)
class Wording:
    """A claim's text; places: where in it each token stands, by index."""

    text: str = ""
    places: dict[int, Chars] = field(default_factory=dict)
    changes: list[ChangeData] = field(default_factory=list)
    entities: list[tuple[int, int, str]] = field(default_factory=list)

    def part(self, words: Collection[int]) -> str | None:
        """Give the stretch of the claim's text from the first to the last of some words."""
        found = [self.places[i] for i in words if i in self.places]
        if not found:
            return None
        return self.text[min(s for s, _ in found) : max(e for _, e in found)] or None


def worded(doc: Doc, words: Sequence[int], puts: Mapping[int, Put]) -> Wording:
    """Write a claim from some words of the text; puts: what replaces a run, by its first token.

    The first letter is a capital and a full stop ends it; neither counts as a change.
    """
    kept = _without_remains(doc, words)
    wording = Wording()
    last = -1
    end = 0  # token after the last put
    for i in kept:
        if i < end:
            continue
        put = puts.get(i)
        token = doc[i]
        wording.text += _space(doc, last, i, wording.text)
        start = len(wording.text)
        if put is None:
            wording.text += token.text
            wording.places[i] = (start, len(wording.text))
            last, end = i, i + 1
            continue
        wording.text += put.text
        end = put.end
        last = end - 1
        at = (start, len(wording.text))
        wording.places |= dict.fromkeys(range(put.start, put.end), at)
        wording.changes.append(
            ChangeData(
                start=at[0],
                end=at[1],
                original=(doc[put.start].idx, doc[last].idx + len(doc[last])),
                source=put.source,
                link=put.link,
            )
        )
        if put.label:
            wording.entities.append((*at, put.label))
    _finish(wording)
    return wording


def _finish(wording: Wording) -> None:
    """Begin with a capital, where that is one letter for one; end with a full stop."""
    at = next((i for i, c in enumerate(wording.text) if c.isalnum()), None)
    if at is not None and len(wording.text[at].upper()) == 1:
        text = wording.text
        wording.text = text[:at] + text[at].upper() + text[at + 1 :]
    if not _ENDS.search(wording.text):
        wording.text += "."


def _space(doc: Doc, last: int, i: int, before: str) -> str:
    if last < 0 or not before:
        return ""
    if i == last + 1:
        return " " if doc[last].whitespace_ else ""
    between = doc[last + 1 : i]
    if all(t.is_space for t in between):
        return " "
    token = doc[i]
    if token.text in _QUOTES and all(t.text == "," for t in between):
        return ""
    return "" if token.text in (",", ".", ";", ":", "'s", "’s", "'", "’") else " "


def _without_remains(doc: Doc, words: Sequence[int]) -> list[int]:
    """Leave out spaces, marks that stood at what is left out, and brackets without their other."""
    order = [i for i in words if not doc[i].is_space]
    order = [
        i for n, i in enumerate(order) if doc[i].text not in _AT_GAPS or not _at_gap(doc, order, n)
    ]
    quotes = [i for i in order if doc[i].text in _QUOTES]
    drop = set(quotes) if len(quotes) % 2 or _misnested(doc, quotes) else set[int]()
    open_brackets: list[int] = []
    for i in order:
        if doc[i].text in _OPENING:
            open_brackets.append(i)
        elif doc[i].text in _CLOSING:
            if open_brackets:
                open_brackets.pop()
            else:
                drop.add(i)
    drop |= set(open_brackets)
    kept = [i for i in order if i not in drop]
    if len(kept) > 1 and doc[kept[-1]].text in _QUOTES and doc[kept[-2]].text == ",":
        del kept[-2]  # "…, at last,” she said"
    return kept


def _misnested(doc: Doc, quotes: Sequence[int]) -> bool:
    texts = [doc[i].text for i in quotes]
    return any(a in "”»" or b in "“„«" for a, b in zip(texts[::2], texts[1::2], strict=False))


def _at_gap(doc: Doc, order: Sequence[int], n: int) -> bool:
    """Say whether words are left out right before or after a mark."""

    def apart(first: int, second: int) -> bool:
        return any(not doc[i].is_space for i in range(first + 1, second))

    before = n == 0 or apart(order[n - 1], order[n])
    after = n + 1 == len(order) or apart(order[n], order[n + 1])
    return before or after


def runs(doc: Doc, words: Sequence[int]) -> list[Chars]:
    """Give the stretches of the text that words make up, in order."""
    found: list[tuple[Token, Token]] = []
    for i in words:
        token = doc[i]
        if token.is_space:
            continue
        if found and all(doc[j].is_space for j in range(found[-1][1].i + 1, i)):
            found[-1] = (found[-1][0], token)
        else:
            found.append((token, token))
    return [(first.idx, last.idx + len(last)) for first, last in found]
