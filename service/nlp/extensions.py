"""All custom attributes that the components put on a Doc, in one table.

The values are plain data (lists and dictionaries of strings and numbers), so that documents
survive `to_bytes`, `n_process` and pickling. Offsets are characters of the Doc's text.
"""

from typing import Literal, NotRequired, TypedDict

from spacy.tokens import Doc

from service.records import (
    Act,
    BlockKind,
    Commitment,
    CueClass,
    Finder,
    Modality,
    SaidOnSource,
    SpeakerKind,
    StanceLabel,
)


class BlockData(TypedDict):
    """A part of the page by its role."""

    kind: BlockKind
    start: int
    end: int


class PostData(TypedDict):
    """An embedded post: offsets of its content and of its author's name; its date in ISO form."""

    content: tuple[int, int]
    author: tuple[int, int]
    date: NotRequired[str | None]


class QuotationData(TypedDict):
    """A quoted region: service.nlp.marks.Region with its kind ('speech', 'scare', 'title')."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    kind: str
    certainty: float
    opened: bool
    closed: bool
    continues: bool
    depth: int


class AttributionData(TypedDict):
    """A statement as found: spans by offset."""

    content: list[tuple[int, int]]
    cue: tuple[int, int] | None
    cue_lemma: str
    cue_class: CueClass
    source: tuple[int, int] | None
    finder: Finder
    detail: str
    score: float
    flags: list[str]


class EvidenceData(TypedDict):
    """A mention that led to a name, and how."""

    start: int
    end: int
    link: str


class HolderData(TypedDict):
    """Who a source span stands for. name None: unresolved, for the given reason."""

    name: str | None
    kind: SpeakerKind
    role: str | None
    score: float
    also: list[str]
    evidence: list[EvidenceData]
    alternatives: list[tuple[str, float]]
    reason: str | None


class PersonData(TypedDict):
    """A person of the article: fullest name, titles as stated, mentions by offset.

    role_words: lower-cased nouns by which the article may call the person ("minister").
    gender: 'm', 'f' or '' when unknown.
    """

    name: str
    roles: list[str]
    role_words: list[str]
    gender: str
    mentions: list[tuple[int, int]]


class HolderLink(TypedDict):
    """The holder of one attribution and the names of those who relay it, by its index."""

    holder: HolderData
    via: list[str]


class LabelData(TypedDict):
    """What a statement is: labels with their chances, and the words that decided each.

    target_at: where the target's words stand. scores, words: by task ('stance', 'commitment',
    'act'); words by offset, the weightiest first.
    """

    stance: StanceLabel
    target: str | None
    target_at: tuple[int, int] | None
    commitment: Commitment
    act: Act
    scores: dict[str, float]
    words: dict[str, list[tuple[int, int]]]


class SaidOnData(TypedDict):
    """When a statement was made: an ISO date, and the words that tell it where it is the text."""

    date: str
    precision: Literal["day", "month", "year"]
    source: SaidOnSource
    evidence: tuple[int, int] | None


class ChangeData(TypedDict):
    """Words of a claim that do not stand so in the article; start, end: in the claim's text.

    original: where the words are that they stand for. source: where in the article they come from.
    """

    start: int
    end: int
    original: tuple[int, int]
    source: tuple[int, int] | None
    link: str


class ClaimData(TypedDict):
    """A claim as records.Claim has it; spans: the article's words that it is made of."""

    text: str
    subject: str | None
    predicate: str | None
    object: str | None
    negated: bool
    modality: Modality | None
    condition: str | None
    spans: list[tuple[int, int]]
    changes: list[ChangeData]
    entities: list[tuple[int, int, str]]
    reported: bool
    flags: list[str]


DOC_EXTENSIONS = (
    "plain_text",
    "blocks",
    "posts",
    "written_on",
    "aside",
    "quotations",
    "people",
    "attributions",
    "holders",
    "said_on",
    "labels",
    "claims",
)


def register() -> None:
    """Declare the attributes on Doc; called once, when service.nlp is imported."""
    for name in DOC_EXTENSIONS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def text_of(doc: Doc) -> str:
    """Give the Doc's text; spaCy joins all tokens anew each time that doc.text is asked for."""
    if doc._.plain_text is None:
        doc._.plain_text = doc.text
    return str(doc._.plain_text)


def paragraphs(doc: Doc) -> list[tuple[int, int]]:
    """Offsets of the parts that hold running text: all blocks but furniture and datelines.

    A Doc made without blocks is divided at its line breaks.
    """
    if doc._.blocks is not None:
        return [
            (b["start"], b["end"])
            for b in doc._.blocks
            if b["kind"] not in ("furniture", "dateline")
        ]
    result = []
    start = 0
    for line in text_of(doc).splitlines(keepends=True):
        if line.strip():
            result.append((start, start + len(line.rstrip())))
        start += len(line)
    return result
