"""Which body of the article a shortened name or a description stands for.

"the Security Council" is the United Nations Security Council of the first sentence, "the office"
the Electoral Office, "the agency" the agency that was named last.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from service.nlp import clauses
from service.nlp.body_names import (
    AFTER_HEAD,
    AGENCIES,
    fits_nouns,
    is_agency,
    is_common,
    is_headed_by,
    is_no_agency,
    is_of_press,
    is_paper,
    more_nouns,
    name_of,
    name_parts,
    plain_words,
)
from service.nlp.body_parts import described_parts
from service.nlp.rules import OutletLexicon, PlaceLexicon, TitleLexicon

_LABELS = frozenset({"ORG", "GPE", "FAC"})
_BACK = 80  # entities that are looked back upon
_MENTION = 0.4  # what each mention of a body weighs, beside how near it is
_HERE = 0.5  # what a body weighs more that the sentence itself names
_LONGEST_END = 8  # words
_PAIR = 2  # words
_AHEAD = 12  # entities after a headline
_NEAR = 1200  # characters within which the outlet of a headline is named
_ANY = frozenset(
    "organisation organization group company firm agency institution institute body business "
    "corporation charity nonprofit department ministry federation association foundation bureau "
    "pac union university network watchdog league alliance coalition bank manufacturer "
    "giant".split()
)
"""Nouns by which any body may be called again."""
_TRADES = frozenset(
    "news channel network motor motors corp corporation inc company co plc ltd llc airlines "
    "airways".split()
)
"""Words that a body's name has at its end, and need not have: "Hask" for "Hask Motors"."""
_OF_PAPERS = frozenset("paper newspaper daily weekly tabloid broadsheet outlet".split())
_COMPANIES = frozenset({"company", "firm", "giant", "business"})
"""What a social network may be called as well."""
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
        self,
        doc: Doc,
        titles: TitleLexicon,
        places: PlaceLexicon,
        outlets: OutletLexicon,
        is_person: Callable[[int], bool] = lambda _: False,
    ) -> None:
        """is_person: whether an offset is in somebody's name, whatever the recogniser saw."""
        self._titles, self._places, self._outlets = titles, places, outlets
        starts = [sentence.start for sentence in doc.sents]
        self._found = [
            _Named(
                start=ent.start_char,
                sentence=bisect_left(starts, ent.start + 1) - 1,
                name=name_of(ent, outlets),
                label="ORG" if ent.label_ == "PERSON" else ent.label_,
                subject=_is_subject(ent.root),
            )
            for ent in sorted((*doc.ents, *described_parts(doc)))
            if (
                (ent.label_ in _LABELS and not is_person(ent.end_char - 1))
                or (ent.label_ == "PERSON" and is_of_press(ent))
            )
            and not is_common(ent.text)
        ]
        self._starts = [one.start for one in self._found]
        self._sentences = starts
        self._by_end: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._by_start: dict[str, list[str]] = defaultdict(list)
        self._fuller: dict[tuple[str, ...], str | None] = {}
        self._initials: dict[str, str] = {}
        self._country: str | None = None
        organisations = dict.fromkeys(one.name for one in self._found if one.label == "ORG")
        for name in sorted(organisations, key=lambda name: -len(name.split())):
            self._index(name)

    def _index(self, name: str) -> None:
        words = self._spelt(name)
        for run in name_parts(name):
            initials = "".join(word[0] for word in run)
            if len(initials) > 1:
                self._initials.setdefault(initials, " ".join(run))
        if "and" in words:
            return  # two bodies, or the outlet of another place
        for length in range(1, min(len(words), _LONGEST_END + 1)):
            self._by_end[words[-length:]].append(name)
        if len(words) > 1 and words[1] in AFTER_HEAD and words[0] != words[-1]:
            self._by_start[words[0]].append(name)
        if len(words) == _PAIR and words[1] in _TRADES:
            self._by_start[words[0]].append(name)

    def spelled_out(self, letters: str) -> str | None:
        """Give the words of the article's bodies that capital letters stand for.

        "UN" is the United Nations of "United Nations Security Council", "VA" the Veterans Affairs
        of a department.
        """
        plain = letters.replace(".", "")
        return self._initials.get(plain) if plain.isupper() and len(plain) > 1 else None

    def _spelt(self, name: str) -> tuple[str, ...]:
        """Give the words of a name with its abbreviations spelled out."""
        found: list[str] = []
        for word in name.split():
            whole = self.spelled_out(word)
            found += plain_words(whole) if whole else plain_words(word)
        return tuple(found)

    def fuller(self, name: str) -> str:
        """Give the longest name of the article that ends with a shorter one, else the same.

        "Alliance" also for "Alliance to Reclaim Our Schools", since it begins so.
        """
        mine = self._spelt(name)
        if mine not in self._fuller:
            self._fuller[mine] = self._longer(mine)
        return self._fuller[mine] or name

    def _longer(self, mine: tuple[str, ...]) -> str | None:
        """Give the longest name, None where there is none or two of them differ."""
        longer = list(self._by_end.get(mine, ()))
        if len(mine) == 1:
            longer += self._by_start.get(mine[0], ())
        if not longer:
            return None
        ends = {self._spelt(other) for other in longer}
        top = max(ends, key=len)
        alike = all(top[-len(words) :] == words for words in ends)
        return max(longer, key=lambda other: len(plain_words(other))) if alike else None

    def again(self, word: str, at: Span) -> tuple[str, str] | None:
        """Give name and label of the body that "the …" takes up, None if none fits.

        One whose name has the noun comes first, with the other nouns of the mention too ("the
        appeals court"); of others the one that is named most and nearest, and as subject.
        """
        end = bisect_left(self._starts, at.start_char)
        before = self._found[max(0, end - _BACK) : end][::-1]
        more = more_nouns(at, word)
        for one in before:
            if one.label == "ORG" and is_headed_by(one.name, word) and fits_nouns(one.name, more):
                return self.fuller(one.name), one.label
        before = [one for one in before if not is_headed_by(one.name, word)]
        here = bisect_left(self._sentences, at.start + 1) - 1
        if word in _TOWNS:
            towns = [o for o in before if o.label == "GPE" and self._is_town(o.name)]
            return self._weighed(towns, here)
        fitting = [o for o in before if o.label == "ORG" and self._fits(o.name, word)]
        if word in AGENCIES:
            fitting = [o for o in fitting if is_agency(o.name)] or fitting
        return self._weighed(fitting, here)

    def _is_town(self, name: str) -> bool:
        return self._places.government(name) is None

    def _fits(self, name: str, word: str) -> bool:
        """Say whether a body can be called by a noun: no paper is "the agency"."""
        known = self._outlets.get(name)
        outlet = known is not None
        if known is not None and word in _COMPANIES and known.kind == "network":
            return True
        if self._titles.is_outlet_noun(word) or word == "paper":
            if known is None:
                return is_paper(name) and word in _OF_PAPERS
            return known.is_called(word)
        kind = self._titles.organisation_kind(word)
        last = plain_words(name)[-1] if plain_words(name) else ""
        if word in AGENCIES and is_no_agency(name):
            return False
        head = self._titles.organisation_kind(last) or self._titles.organisation_kind(
            last.removesuffix("s")
        )
        return (
            kind is not None
            and not outlet
            and self._places.government(name) is None
            and word in _ANY
            and (head is None or head == kind)
        )

    def _weighed(self, found: list[_Named], here: int) -> tuple[str, str] | None:
        """Give the best of the mentions of bodies, the nearest first."""
        weights: dict[str, float] = {}
        labels: dict[str, str] = {}
        for one in found:
            name = self.fuller(one.name)
            near = 1 / (1 + max(0, here - one.sentence))
            near += _HERE * (one.sentence == here)
            weights[name] = weights.get(name, 0.0) + _MENTION + near * (1 + one.subject)
            labels.setdefault(name, one.label)
        if not weights:
            return None
        best = max(weights, key=weights.__getitem__)
        return best, labels[best]

    def country(self) -> str | None:
        """Give the country that an article is about: the one it names most."""
        if self._country is None:
            places = (one.name for one in self._found if one.label == "GPE")
            countries = (self._places.government(name) for name in places)
            counts = Counter(country for country in countries if country is not None)
            self._country = next((name for name, _ in counts.most_common(1)), "")
        return self._country or None

    def outlet_after(self, word: str, offset: int) -> str | None:
        """Give the first outlet after an offset that can be called "newspaper", "website" …"""
        first = bisect_left(self._starts, offset)
        for one in self._found[first : first + _AHEAD]:
            if one.label == "ORG" and one.start - offset < _NEAR and self._fits(one.name, word):
                return self.fuller(self._outlets.find(one.name) or one.name)
        return None

    def first_subject_after(self, offset: int) -> str | None:
        """Give the first organisation after an offset that acts: whom a headline is about."""
        first = bisect_left(self._starts, offset)
        for one in self._found[first : first + _AHEAD]:
            if one.label == "ORG" and one.start - offset < _NEAR and one.subject:
                return self.fuller(one.name)
        return None

    def last_outlet(self, offset: int) -> str | None:
        """Give the outlet that was named last before an offset."""
        end = bisect_left(self._starts, offset)
        for one in self._found[max(0, end - _BACK) : end][::-1]:
            if one.label == "ORG" and (outlet := self._outlets.find(one.name)) is not None:
                return self.fuller(outlet)
        return None


def _is_subject(head: Token) -> bool:
    """Say whether a body acts, or its people do: "officials at the Harbour Board said"."""
    above = head.head.head if head.dep_ == "pobj" else head
    return above.dep_ in clauses.SUBJECTS
