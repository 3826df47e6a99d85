"""Statements that layout attributes without a verb: headline colons, posts, turns, pull quotes."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from service.nlp.discourse import entities_in
from service.nlp.extensions import text_of
from service.nlp.found import Found
from service.nlp.pull_quotes import find_pull_quotes
from service.nlp.rules import TitleLexicon

_COLON = re.compile(r"(?<=\w)['’”\"]?\s*:\s+(?=\S)")
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_TURN = re.compile(r"[\"“”‘'«]*(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}) ?:\s+(?=\S)")
"""The label of a turn; a transcript quoted whole has a mark before each."""
_FEWEST_TURNS = 3
_QUOTES = "\"“”‘’'«»"
_LONGEST_SPEAKER = 6
_SPEAKER_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def find_layout(doc: Doc, titles: TitleLexicon) -> Iterator[Found]:
    """Yield the statements of posts and of headlines such as "Envoy: talks near their end"."""
    for post in doc._.posts or ():
        yield Found(
            content=[tuple(post["content"])],
            cue=None,
            source=tuple(post["author"]),
            detail="post",
            score=0.98,
            finder="layout",
        )
    for block in doc._.blocks or ():
        if block["kind"] == "headline":
            found = _headline(doc, block["start"], block["end"], titles)
            if found is not None:
                yield found
    yield from _turns(doc)
    yield from find_pull_quotes(doc)


def _turns(doc: Doc) -> Iterator[Found]:
    """Yield the turns of an interview printed as "NAME: what was said"."""
    turns = []
    for block in doc._.blocks or ():
        match = _TURN.match(text_of(doc), block["start"], block["end"])
        if match is not None and block["kind"] == "paragraph":
            turns.append((match, block["end"]))
    speakers = [match["name"] for match, _ in turns]
    if len(turns) < _FEWEST_TURNS or len(set(speakers)) == len(speakers):
        return
    for match, end in turns:
        colon = text_of(doc).index(":", match.end("name"))
        yield Found(
            content=[_unquoted(text_of(doc), match.end(), end)],
            cue=(colon, colon + 1),
            source=match.span("name"),
            detail="interview turn",
            score=0.9,
            cue_lemma=":",
            finder="layout",
        )


def _headline(doc: Doc, start: int, end: int, titles: TitleLexicon) -> Found | None:
    text = text_of(doc)[start:end]
    colons = list(_COLON.finditer(text))
    if len(colons) != 1:
        return None
    colon = colons[0]
    sides = ((start, start + colon.start()), (start + colon.end(), end))
    left, right = (_names_speaker(doc, *side, titles) for side in sides)
    if left == right:
        return None
    source, content = (sides[0], sides[1]) if left else (sides[1], sides[0])
    at = start + text.index(":", colon.start())
    return Found(
        content=[_unquoted(text_of(doc), *content)],
        cue=(at, at + 1),
        source=_unquoted(text_of(doc), *source),
        detail="headline colon",
        score=0.75,
        cue_lemma=":",
        finder="layout",
    )


def _names_speaker(doc: Doc, start: int, end: int, titles: TitleLexicon) -> bool:
    """Say whether a side of the colon is a name or a role and nothing else."""
    words = _WORD.findall(text_of(doc)[start:end])
    if not words or len(words) > _LONGEST_SPEAKER:
        return False
    last = words[-1].lower()
    span = doc.char_span(start, end, alignment_mode="contract")
    if titles.is_role(last) or titles.is_collective(last) or titles.is_organisation_head(last):
        return span is None or not any(t.tag_ in ("VBZ", "VBD", "VBP", "MD") for t in span)
    return span is not None and any(
        e.label_ in _SPEAKER_ENTITIES and e.end_char >= end - 1 for e in entities_in(span)
    )


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in _QUOTES):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _QUOTES):
        end -= 1
    return start, end
