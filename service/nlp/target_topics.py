"""Signs of a target from the rest of the article: what it speaks of, and what was spoken of before.

A statement like "That is very important" or "No" has its target in the one before. So earlier
targets are candidates too.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.nlp.clauses import SUBJECTS
from service.nlp.target_signs import Signs, top_of
from service.nlp.target_words import TELLING, Asked, Candidate, shared

_AROUND = 12
"""Statements before and after that are looked at."""
_ENOUGH = 0.5
_FEW = 4  # words of a content
_FAR = 40  # characters
_MANY = 6
_SINGULAR = frozenset("that this".split())
_POINTING = frozenset("this these such".split())
_THEY = frozenset("they them their".split())
_PERSONS = frozenset("he she him her his".split())
_STANDING_FOR = (
    frozenset("it its one so that those which who".split()) | _POINTING | _THEY | _PERSONS
)


_TELLING_NOTHING = frozenset(
    "it this that these those which who what so one i we us you me".split()
)


_EMPTY_NOUNS = frozenset(
    "accusation act action agreement allegation announcement approach argument attempt belief bid "
    "case change charge claim comment concern condition criticism deal decision declaration demand "
    "development effort event fact idea incident initiative issue matter measure meeting message "
    "motion move notion objective offer outcome plan point policy position possibility practice "
    "problem proposal question reason remark report request response result rule ruling situation "
    "statement step story suggestion thing threat topic view warning way".split()
)
"""Nouns that name what was told before, and alone tell little of it (Schmid 2000: shell nouns)."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A target of an earlier statement. number: of the statement; how: it comes to be asked."""

    how: str
    number: int
    candidate: Candidate


class Topics:
    """What the statements of an article are about, by the network alone."""

    def __init__(
        self, text: str, often: Mapping[str, int], title: Collection[str], asked: Sequence[Asked]
    ) -> None:
        """often: counts of the text's lemmas. title: those of its first line. asked: in order."""
        self._text = text
        self._often = often
        self._title = frozenset(title)
        self._asked = asked
        self._firsts: list[tuple[Candidate, float]] = []
        self._told: dict[str, list[int]] = {}
        self._asking: dict[int, Signs] = {}

    def note(self, first: Candidate, agreement: float) -> None:
        """Keep what the network alone takes for the next statement's target."""
        for word in first.words:
            self._told.setdefault(word, []).append(len(self._firsts))
        self._firsts.append((first, agreement))

    def of_stretch(self, number: int, candidate: Candidate, top: int) -> Signs:
        """Give the signs of a stretch of a statement. top: the word that it hangs on."""
        asked = self._asked[number]
        lemmas = _lemmas(asked, candidate)
        around = self._shares(number, candidate)
        around.pop(number, None)
        same = sum(s for near, s in around.items() if self._asked[near].holder == asked.holder)
        signs = {
            "told by others": math.log1p(sum(share >= _ENOUGH for share in around.values())),
            "shared with others": math.log1p(sum(around.values())),
            "shared with the same holder": math.log1p(same),
            "shared with the one before": around.get(number - 1, 0.0),
            "shared with the next": around.get(number + 1, 0.0),
        }
        if not lemmas:
            return {**signs, "tells nothing": 1.0}
        counts = [math.log(max(1, self._often.get(lemma, 0))) for lemma in lemmas]
        head = asked.words[top].lemma
        return {
            **signs,
            "often": sum(counts) / len(counts),
            "often at most": max(counts),
            "head often": math.log(max(1, self._often.get(head, 0))),
            "in the title": len(lemmas & self._title) / len(lemmas),
            "head in the title": float(head in self._title),
        }

    def earlier(self, number: int) -> Iterator[Earlier]:
        """Give the targets of earlier statements that this one may have."""
        asked = self._asked[number]
        before = range(max(0, number - _AROUND), number)
        same = [n for n in before if asked.holder and self._asked[n].holder == asked.holder]
        found = [
            ("before", before[-1:]),
            ("of the holder", same[-1:]),
            ("before that", before[-2:-1]),
        ]
        told: set[str] = set()
        for how, numbers in (*found, ("common", self._commonest(before))):
            for near in numbers:
                candidate = self._firsts[near][0]
                text = candidate.text.lower()
                if candidate.words and text not in told | _TELLING_NOTHING:
                    told.add(text)
                    yield Earlier(how, near, candidate)

    def of_earlier(self, number: int, earlier: Earlier) -> Signs:
        """Give the signs of an earlier statement's target as that of this one."""
        asked, other = self._asked[number], self._asked[earlier.number]
        first, _ = self._firsts[number]
        there = self._firsts[earlier.number][1]
        candidate = earlier.candidate
        lemmas = _lemmas(other, candidate)
        count = max(1, len(lemmas))
        shares = self._shares(number, candidate).values()
        between = self._text[other.at[1] : asked.at[0]]
        signs = {
            "earlier": 1.0,
            f"earlier: {earlier.how}": 1.0,
            "earlier: agreement there": there,
            "earlier: same holder": float(other.holder == asked.holder),
            "earlier: near": float(len(between) < _FAR),
            "earlier: way": math.log1p(len(between)),
            "earlier: another paragraph": float("\n" in between),
            "earlier: around it": float(other.at[1] >= asked.at[0]),
            "earlier: words here": len(lemmas & asked.lemmas) / count,
            "earlier: shared with the own": shared(candidate.words, first.words),
            "earlier: told by others": math.log1p(sum(share >= _ENOUGH for share in shares)),
            "earlier: names the holder": float(bool(candidate.words & asked.holder)),
            "earlier: length": math.log(len(candidate.words)),
            "earlier: often": sum(math.log(max(1, self._often.get(one, 0))) for one in lemmas)
            / count,
            "earlier: in the title": len(lemmas & self._title) / count,
            "earlier: a name": float(len(candidate.words) <= 2 and candidate.text[:1].isupper()),
        }
        return signs | self._for_earlier(number)

    def _for_earlier(self, number: int) -> Signs:
        """Tell how much a statement asks for an earlier one's target, whichever; counted once."""
        if number not in self._asking:
            asked = self._asked[number]
            first, agreement = self._firsts[number]
            signs = {
                **_of_content(asked),
                "agreement": agreement,
                "chance": asked.scores[0],
                "own is a pronoun": float(first.text.lower() in _STANDING_FOR),
                **_of_pointing(asked, first),
                "own is one word": float(len(first.words) <= 1),
            }
            self._asking[number] = {f"for earlier: {name}": own for name, own in signs.items()}
        return self._asking[number]

    def _shares(self, number: int, candidate: Candidate) -> dict[int, float]:
        """Give how far a candidate agrees with the targets of the statements around one.

        By their numbers; those that share no word with it are left out.
        """
        found: set[int] = set()
        for word in candidate.words:
            numbers = self._told.get(word, [])
            first = bisect_left(numbers, number - _AROUND)
            found.update(numbers[first : bisect_right(numbers, number + _AROUND)])
        return {
            near: shared(candidate.words, self._firsts[near][0].words) for near in sorted(found)
        }

    def _commonest(self, numbers: Sequence[int]) -> list[int]:
        """Give the statement whose target most of some others share, if any does."""
        sets = [self._firsts[n][0].words for n in numbers]
        counts = [sum(shared(one, other) >= _ENOUGH for other in sets) for one in sets]
        if not counts or max(counts) < 2:
            return []
        return [numbers[counts.index(max(counts))]]


def _lemmas(asked: Asked, candidate: Candidate) -> set[str]:
    """Give the lemmas of a candidate's words that tell something."""
    told = (asked.words[i] for i in asked.stretch(candidate))
    return {word.lemma for word in told if word.pos in TELLING}


def _of_pointing(asked: Asked, first: Candidate) -> Signs:
    """Tell whether a phrase points back: "this measure", "such a move", "the idea"."""
    places = asked.stretch(first)
    head = asked.words[top_of(asked, places)]
    before = [
        asked.words[i].text.lower() for i in range(places[0] - 2, places[0]) if i in asked.words
    ]
    own = [asked.words[i].text.lower() for i in places]
    pointing = _POINTING | {"that"}
    points = own[0] in pointing or before[-1:] == ["that"]
    points = points or bool(pointing & set(before[-1:])) or before == ["such", "a"]
    empty = head.lemma in _EMPTY_NOUNS and len(first.words - pointing) == 1
    return {
        "own points": float(points and head.pos == "NOUN"),
        "own tells little": float(empty),
        "own points and tells little": float(points and empty),
        "own is one noun that points": float(points and head.pos == "NOUN" and len(own) <= 2),
    }


def _of_content(asked: Asked) -> Signs:
    """Tell how much a content tells by itself, and what in it may stand for something."""
    words = [asked.words[i] for i in asked.content]
    nouns = sum(word.pos in ("NOUN", "PROPN") for word in words)
    standing = {w.text.lower() for w in words if w.dep != "mark"} & _STANDING_FOR
    subjects = {w.text.lower() for w in words if w.dep in SUBJECTS}
    return {
        "nouns": min(nouns, _MANY) / _MANY,
        "no noun": float(not nouns),
        "no verb": float(not any(word.pos == "VERB" for word in words)),
        "words": math.log1p(len(words)),
        "few words": float(len(words) < _FEW),
        "it": float("it" in standing),
        "that": float("that" in standing),
        "this": float(bool(standing & _POINTING)),
        "they": float(bool(standing & _THEY)),
        "he or she": float(bool(standing & _PERSONS)),
        "nothing stands for it": float(not standing),
        "it as subject": float(bool(subjects & ({"it"} | _SINGULAR))),
        "begins so": float(words[0].text.lower() in _STANDING_FOR),
    }
