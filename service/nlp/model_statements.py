"""What the model finds in words, as statements by characters."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from spacy.tokens import Doc

from service.nlp.attribution_model import Found as FoundWords
from service.nlp.attribution_model import Run
from service.nlp.by_place import ByPlace
from service.nlp.cue_relations import head_word
from service.nlp.direct_speech import tidy
from service.nlp.extensions import AttributionData, QuotationData, text_of
from service.nlp.found import Chars, Found
from service.nlp.merging import Marks, fit_to_marks
from service.nlp.rules import Cue, CueLexicon
from service.nlp.rules.lexicon import CuePos
from service.nlp.word_features import Words

_BEFORE = frozenset("$€£¥₩₹#@")
_AFTER = frozenset("%°")
_CERTAIN = 0.5
_MARK = 2  # characters of the longest quotation mark, which a part may hold
_LONGER: tuple[CuePos, ...] = ("EXPRESSION", "PHRASE")
_LONGEST = 4000  # characters of an utterance that may be taken whole

Utterances = ByPlace[list[Chars]]
"""Quoted stretches by place: each a list of the spans inside its marks."""


def statement(
    doc: Doc,
    words: Words,
    found: FoundWords,
    score: float,
    marks: Marks,
    quoted: Utterances,
    lexicon: CueLexicon,
) -> AttributionData:
    """Give an attribution as plain data; its content respects the quotation marks."""
    text = text_of(doc)
    head = int(words.tokens[head_word(words, found.cue)])
    known = _lexical(doc, words, found.cue, lexicon)
    placed = Found(
        content=[_whole(text, _chars(words, run)) for run in found.content],
        cue=_chars(words, found.cue),
        source=_to_name_end(doc, _longest(words, found.source)),
        detail="attribution",
        score=score,
        cue_lemma=known.lemma if known else str(doc[head].lemma_.lower()),
        cue_class=known.cue_class if known else "neutral",
        finder="model",
    )
    fitted = fit_to_marks(text, placed, marks)
    cue = _chars(words, found.cue)
    content = sorted(set(_completed(text, fitted.content, cue, quoted)))
    if placed.source is None:
        placed.source, content = _named(text, content, cue, quoted)
    return replace(placed, content=_joined(text, content)).data()


def _chars(words: Words, run: Run) -> Chars:
    return int(words.starts[run[0]]), int(words.ends[run[1] - 1])


def _whole(text: str, span: Chars) -> Chars:
    """Take in a sign that belongs to the first or last number."""
    start, end = span
    if start and text[start - 1] in _BEFORE and text[start].isdigit():
        start -= 1
    if text[end : end + 1] in _AFTER and text[end : end + 1]:
        end += 1
    return start, end


def _longest(words: Words, runs: Sequence[Run]) -> Chars | None:
    """A source is one mention: of several stretches the longest."""
    if not runs:
        return None
    return _chars(words, max(runs, key=lambda run: run[1] - run[0]))


def _to_name_end(doc: Doc, source: Chars | None) -> Chars | None:
    """Take in the rest of a person's name that a hyphen divides ("Moon Jae | -in")."""
    if source is None or text_of(doc)[source[1] : source[1] + 1] != "-":
        return source
    name = next((e for e in doc.ents if e.start_char < source[1] < e.end_char), None)
    if name is None or name.label_ != "PERSON":
        return source
    rest = text_of(doc)[source[1] : name.end_char]
    return source if any(c.isspace() for c in rest) else (source[0], name.end_char)


def utterances(quotations: Sequence[QuotationData]) -> Utterances:
    """Index what is said in one go: a quotation, or several that run on over paragraphs."""
    groups: list[list[QuotationData]] = []
    latest: list[QuotationData] = []
    for quotation in quotations:
        if quotation["kind"] != "speech" or quotation["certainty"] < _CERTAIN:
            continue
        if quotation["depth"]:  # inside another one, which it does not end
            groups.append([quotation])
        elif quotation["continues"] and latest and not latest[-1]["closed"]:
            latest.append(quotation)
        else:
            latest = [quotation]
            groups.append(latest)
    spans = [[(q["inner_start"], q["inner_end"]) for q in g] for g in groups if g[-1]["closed"]]
    return Utterances(
        (group[0][0], group[-1][1], group)
        for group in spans
        if group[-1][1] - group[0][0] <= _LONGEST
    )


def _completed(
    text: str, content: Sequence[Chars], cue: Chars, quoted: Utterances
) -> Iterator[Chars]:
    """Take the whole of an utterance of which a part was found, if the cue stands outside it.

    "It was late. We left," he said: both sentences are his. With the cue inside the marks the
    statement is one that the quoted speaker reports.
    """
    for start, end in content:
        around = (
            group
            for group in quoted.near(start, end)  # the outermost first
            if group[0][0] - _MARK <= start
            and end <= group[-1][1] + _MARK
            and (cue[1] <= group[0][0] or group[-1][1] <= cue[0])
        )
        yield from [tidy(text, *span) for span in next(around, [(start, end)])]


def _named(
    text: str, content: list[Chars], cue: Chars, quoted: Utterances
) -> tuple[Chars | None, list[Chars]]:
    """Take what stands between a quotation and its cue for the source.

    "It was late," the minister was quoted as saying: as in "the minister is believed to be late",
    the passive makes the minister look like a part of the content.
    """
    inside = [any(g[0][0] <= s and e <= g[-1][1] for g in quoted.near(s, e)) for s, e in content]
    outside = [span for span, quote in zip(content, inside, strict=True) if not quote]
    if not any(inside) or len(outside) != 1:
        return None, content
    start, end = outside[0]
    beside = text[end : cue[0]].isspace() or text[cue[1] : start].isspace()
    if not beside:
        return None, content
    return (start, end), [span for span in content if span != (start, end)]


def _joined(text: str, content: Sequence[Chars]) -> list[Chars]:
    """Join fragments with nothing but white space, commas and semicolons between them."""
    joined: list[Chars] = []
    for start, end in content:
        if joined and not text[joined[-1][1] : start].strip(" ,;\t\n"):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _lexical(doc: Doc, words: Words, cue: Run, lexicon: CueLexicon) -> Cue | None:
    """Look the cue up: whole by its lemmas, then its head with a particle or preposition, alone.

    The head's tag says which part of speech is tried first.
    """
    tokens = [doc[int(words.tokens[i])] for i in range(*cue)]
    head = doc[int(words.tokens[head_word(words, cue)])]
    lemma = head.lemma_.lower()
    small = [t.lower_ for t in tokens if t.i > head.i and t.dep_ in ("prt", "prep", "agent")]
    particles = [child.lower_ for child in head.children if child.dep_ == "prt"]
    forms = [f"{lemma} {word}" for word in [*small, *particles]] + [lemma]
    noun_first = head.tag_.startswith("NN")
    by_tag = (lexicon.noun, lexicon.verb) if noun_first else (lexicon.verb, lexicon.noun)
    whole = (" ".join(t.lemma_.lower() for t in tokens), " ".join(t.lower_ for t in tokens))
    lookups: list[tuple[Callable[[str], Cue | None], str]] = [
        *((partial(lexicon.get, pos), form) for form in whole for pos in _LONGER),
        *((look, form) for form in forms for look in (*by_tag, lexicon.adjective)),
        *((partial(lexicon.get, pos), form) for form in forms for pos in _LONGER),
    ]
    return next((known for look, form in lookups if (known := look(form)) is not None), None)
