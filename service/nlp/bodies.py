"""Which body of the article a shortened name or a description stands for.

"the Security Council" is the United Nations Security Council of the first sentence, "the office"
the Electoral Office, "the agency" the agency that was named last.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from service.nlp import clauses, names
from service.nlp.rules import OutletLexicon, PlaceLexicon, TitleLexicon

_LABELS = frozenset({"ORG", "GPE", "FAC"})
_BACK = 40  # entities that are looked back upon
_SENTENCES = 4
_ANY = frozenset(
    "organisation organization group company firm agency institution institute body business "
    "corporation charity nonprofit department ministry".split()
)
"""Nouns by which any body may be called again."""
_TOWNS = frozenset("city town municipality village district".split())


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    sentence: int
    name: str
    label: str
    subject: bool


class Bodies:
    """The organisations and places of one article, by name and by place."""

    def __init__(
        self, doc: Doc, titles: TitleLexicon, places: PlaceLexicon, outlets: OutletLexicon
    ) -> None:
        self._titles, self._places, self._outlets = titles, places, outlets
        starts = [sentence.start for sentence in doc.sents]
        self._found = [
            _Named(
                start=ent.start_char,
                sentence=bisect_left(starts, ent.start + 1) - 1,
                name=_plain(ent),
                label=ent.label_,
                subject=ent.root.dep_ in clauses.SUBJECTS,
            )
            for ent in doc.ents
            if ent.label_ in _LABELS
        ]
        self._starts = [one.start for one in self._found]
        self._sentences = starts
        self._counts = Counter(one.name for one in self._found if one.label == "ORG")

    def fuller(self, name: str) -> str:
        """Give the longest name of the article that ends with a shorter one, else the same.

        "Alliance" also for "Alliance to Reclaim Our Schools", since it begins so.
        """
        mine = _words(name)
        if not mine:
            return name
        longer = [
            other
            for other in self._counts
            if len(words := _words(other)) > len(mine)
            and (
                words[-len(mine) :] == mine
                or (len(mine) == 1 and words[0] == mine[0] and words[1] in ("to", "for", "of"))
            )
            and not self._is_outlet_of_another_place(other)
        ]
        if not longer:
            return name
        ends = {tuple(_words(other)) for other in longer}
        top = max(ends, key=len)
        alike = all(top[-len(words) :] == words for words in ends)
        return max(longer, key=lambda other: len(_words(other))) if alike else name

    def _is_outlet_of_another_place(self, name: str) -> bool:
        return "and" in _words(name)

    def again(self, word: str, at: Span) -> tuple[str, str] | None:
        """Give name and label of the body that "the …" takes up, None if none is near."""
        end = bisect_left(self._starts, at.start_char)
        before = self._found[max(0, end - _BACK) : end][::-1]
        for one in before:
            last = _words(one.name)[-1:]
            if one.label == "ORG" and last == (word,) and len(_words(one.name)) > 1:
                return one.name, one.label
        here = bisect_left(self._sentences, at.start + 1) - 1
        near = [one for one in before if here - one.sentence < _SENTENCES]
        if word in _TOWNS:
            towns = [
                o for o in near if o.label == "GPE" and self._places.government(o.name) is None
            ]
            return (towns[0].name, "GPE") if towns else None
        if self._titles.is_outlet_noun(word):
            papers = [o for o in before if self._outlets.find(o.name) is not None]
            return (papers[0].name, "ORG") if papers else None
        if word not in _ANY:
            return None
        organisations = [o for o in near if o.label == "ORG"]
        subjects = [o for o in organisations if o.subject]
        chosen = next(iter(subjects or organisations), None)
        return (chosen.name, "ORG") if chosen is not None else None


def _plain(entity: Span) -> str:
    name = names.clean(entity.text)
    for article in ("the ", "The "):
        name = name.removeprefix(article)
    return name


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.replace(".", "") for word in names.words(name))
