"""The lexicon of attribution cues: which words report a statement, and where its content is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, get_args

from service.nlp.rules.load import RulesError, load
from service.records import CueClass

CuePos = Literal["VERB", "NOUN", "ADJ", "PHRASE", "EXPRESSION"]

CUE_CLASSES: frozenset[str] = frozenset(get_args(CueClass))
VERB_FRAMES = frozenset("quote ccomp xcomp obj_xcomp gerund obj wh obj_oprd passive_ccomp".split())
NOUN_FRAMES = frozenset(
    f"noun_{name}"
    for name in "that to wh is to_np of for about against on over in with at toward as".split()
)
PHRASE_FRAMES = frozenset("adposition as_clause adverb modifier".split())
PREPOSITION_FRAME = re.compile(r"(obj_)?prep:[a-z]+")


def is_frame(frame: str) -> bool:
    """Whether a frame belongs to the closed set."""
    named = frame in VERB_FRAMES or frame in NOUN_FRAMES or frame in PHRASE_FRAMES
    return named or PREPOSITION_FRAME.fullmatch(frame) is not None


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue; `frames` maps each frame to the share of it that is attribution."""

    lemma: str
    pos: CuePos
    cue_class: CueClass
    frames: Mapping[str, float]
    quote: bool
    example: str
    variants: tuple[str, ...] = ()
    estimated: frozenset[str] = frozenset()
    share: float | None = None
    count: int | None = None

    def prepositions(self, *, after_object: bool = False) -> Mapping[str, float]:
        """The prepositions whose object is the content, each with its share."""
        prefix = "obj_prep:" if after_object else "prep:"
        return {
            frame.removeprefix(prefix): share
            for frame, share in self.frames.items()
            if frame.startswith(prefix)
        }


@dataclass(frozen=True, slots=True)
class NotCue:
    """A sequence of lemmas that looks like a cue and never is one."""

    phrase: str
    example: str


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """All cues, looked up by part of speech and lemma in any spelling that is listed."""

    cues: tuple[Cue, ...]
    not_cues: tuple[NotCue, ...]
    _index: Mapping[tuple[str, str], Cue] = field(repr=False, compare=False)

    def __iter__(self) -> Iterator[Cue]:
        return iter(self.cues)

    def __len__(self) -> int:
        return len(self.cues)

    def get(self, pos: CuePos, lemma: str) -> Cue | None:
        """The cue with this part of speech and lemma, in any case of letters."""
        return self._index.get((pos, lemma.lower()))

    def verb(self, lemma: str) -> Cue | None:
        """A verb, with its particle if it has one: "say", "point out"."""
        return self.get("VERB", lemma)

    def noun(self, lemma: str) -> Cue | None:
        """A noun: "claim", "warning"."""
        return self.get("NOUN", lemma)

    def adjective(self, lemma: str) -> Cue | None:
        """An adjective or adjectival participle: "confident", "worried"."""
        return self.get("ADJ", lemma)

    @property
    def phrases(self) -> tuple[Cue, ...]:
        """The phrases that attribute the clause around them: "according to", "as X put it"."""
        return tuple(cue for cue in self.cues if cue.pos == "PHRASE")

    @property
    def expressions(self) -> tuple[Cue, ...]:
        """The predicates of several words: "express concern", "make clear", "take issue"."""
        return tuple(cue for cue in self.cues if cue.pos == "EXPRESSION")


@cache
def cues() -> CueLexicon:
    """The lexicon of cues.json, validated."""
    data = load("cues.json")
    entries = tuple(_cue(entry) for entry in data["cues"])
    not_cues = tuple(NotCue(entry["phrase"], entry["example"]) for entry in data["not_cues"])
    return CueLexicon(entries, not_cues, MappingProxyType(_index(entries)))


def _cue(entry: Mapping[str, Any]) -> Cue:
    name = f"cue {entry.get('lemma')!r}"
    missing = {"lemma", "pos", "class", "frames", "quote", "example"} - entry.keys()
    if missing:
        raise RulesError(f"{name} lacks {', '.join(sorted(missing))}")
    if entry["pos"] not in get_args(CuePos):
        raise RulesError(f"{name} has part of speech {entry['pos']!r}, not {get_args(CuePos)}")
    if entry["class"] not in CUE_CLASSES:
        raise RulesError(f"{name} has class {entry['class']!r}, not {sorted(CUE_CLASSES)}")
    frames: dict[str, float] = entry["frames"]
    if not frames:
        raise RulesError(f"{name} has no frame")
    for frame, share in frames.items():
        if not is_frame(frame):
            raise RulesError(f"{name} has an unknown frame {frame!r}")
        if not 0 <= share <= 1:
            raise RulesError(f"{name} has {share} for {frame!r}, not a share from 0 to 1")
    if entry["quote"] != ("quote" in frames):
        raise RulesError(f"{name} contradicts itself: its quote flag and its quote frame differ")
    return Cue(
        lemma=entry["lemma"],
        pos=entry["pos"],
        cue_class=entry["class"],
        frames=MappingProxyType(frames),
        quote=entry["quote"],
        example=entry["example"],
        variants=tuple(entry.get("variants", ())),
        estimated=frozenset(entry.get("estimated", ())),
        share=entry.get("p"),
        count=entry.get("n"),
    )


def _index(entries: Iterable[Cue]) -> dict[tuple[str, str], Cue]:
    index: dict[tuple[str, str], Cue] = {}
    for cue in entries:
        for spelling in (cue.lemma, *cue.variants):
            key = (cue.pos, spelling.lower())
            if key in index:
                raise RulesError(f"{cue.pos} {spelling!r} is listed twice")
            index[key] = cue
    return index
