"""What the rules find, before it is written onto the Doc as plain data."""

from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from service.nlp.clauses import Run, char_span
from service.nlp.extensions import AttributionData
from service.records import CueClass, Finder

Chars = tuple[int, int]


@dataclass(slots=True)
class Found:
    """A statement found by a rule. Offsets are characters; verb is the token that heads the cue.

    detail names the rule. head: the token that heads the content, where the parse gave it.
    tail: the tokens of an attribution that closes its sentence.
    """

    content: list[Chars]
    cue: Chars | None
    source: Chars | None
    detail: str
    score: float
    cue_lemma: str = ""
    cue_class: CueClass = "neutral"
    verb: Token | None = None
    head: Token | None = None
    tail: Run | None = None
    finder: Finder = "rule"
    flags: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Offset at which the content begins."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Offset at which the content ends."""
        return self.content[-1][1]

    def moved(self, content: list[Chars]) -> "Found":
        """Give the same statement with another content."""
        return replace(self, content=content)

    def data(self) -> AttributionData:
        """Give the statement as plain data."""
        return AttributionData(
            content=self.content,
            cue=self.cue,
            cue_lemma=self.cue_lemma,
            cue_class=self.cue_class,
            source=self.source,
            finder=self.finder,
            detail=self.detail,
            score=round(self.score, 3),
            flags=self.flags,
        )


def chars(doc: Doc, runs: list[Run]) -> list[Chars]:
    """Turn runs of tokens into character offsets."""
    return [char_span(doc, run) for run in runs]


def overlap(a: list[Chars], b: list[Chars]) -> int:
    """Count the characters that two contents share."""
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


def length(content: list[Chars]) -> int:
    """Count the characters of a content."""
    return sum(end - start for start, end in content)
