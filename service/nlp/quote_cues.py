"""The cue of a quotation: the words beside it that attribute it, looked for after and before.

Uses the parse only to find subjects, because parsers are at their weakest around quotation marks.
"""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from service.nlp import clauses
from service.nlp.extensions import QuotationData, text_of
from service.nlp.found import Chars
from service.nlp.quote_sources import source_near
from service.nlp.rules import Cue, CueLexicon
from service.nlp.verb_groups import quoting_verb, verb_group

_NEAREST = 6  # tokens between a cue and a quotation that no mark introduces
_OFTEN = 0.8
"""How often a verb must introduce quotations to be taken to introduce one."""
_LONGEST_CUE_CLAUSE = 60  # tokens between a quotation and the verb that attributes it


@dataclass(frozen=True, slots=True)
class Attached:
    """A cue with its source as found beside a quotation, or its source alone.

    side: where the cue stands ('after' or 'before'), else 'signature' or 'none'.
    """

    verb: Token | None
    cue: Chars | None
    source: Chars | None
    lexical: Cue | None
    side: str


def _tokens(doc: Doc, start: int, end: int) -> list[Token]:
    span = doc.char_span(start, end, alignment_mode="contract") if end > start else None
    return [t for t in span if not t.is_space] if span is not None else []


def word_bounds(doc: Doc, start: int, end: int) -> Chars | None:
    """Trim a stretch of characters to its words."""
    tokens = _tokens(doc, start, end)
    run = clauses.trim(doc, tokens[0].i, tokens[-1].i + 1) if tokens else None
    return clauses.char_span(doc, run) if run else None


def cue_after(
    doc: Doc, start: int, end: int, lexicon: CueLexicon, *, strict: bool
) -> Attached | None:
    """'…," the minister said' and '…," said the minister': within the first clause."""
    tokens = _clause(_tokens(doc, start, end))
    if not tokens:
        return None
    for position, token in enumerate(tokens[:_LONGEST_CUE_CLAUSE]):
        cue = None if _leads_on(token) else _quoting(token, lexicon)
        if cue is None:
            if strict and position > 8:
                return None
            if position and token.text in (";", ":"):
                return None
            continue
        source = source_near(token, tokens, position)
        if source is None and clauses.is_passive(token) is False and position > 0:
            continue
        if strict and position > 8:
            return None
        return Attached(token, clauses.char_span(doc, verb_group(token)), source, cue, "after")
    return None


def unusual_verb_after(doc: Doc, start: int, end: int) -> Attached | None:
    """'…?" the farmer shrugged.': right after a quotation any verb can be one of speech."""
    tokens = _clause(_tokens(doc, start, end))[:10]
    for position, token in enumerate(tokens):
        if token.tag_ in ("VBD", "VBZ") and token.lemma_ not in ("be", "have", "do"):
            source = source_near(token, tokens, position)
            if source is None or any(t.text == "," for t in tokens[1:position]):
                return None
            return Attached(token, clauses.char_span(doc, verb_group(token)), source, None, "after")
        if token.pos_ in ("ADP", "SCONJ", "CCONJ") and token.lower_ != "of":
            return None
    return None


def cue_before(doc: Doc, start: int, end: int, lexicon: CueLexicon) -> Attached | None:
    """'The minister said: "…' and 'He added that "…': the last cue of the sentence before."""
    before = text_of(doc)[start:end].rstrip()
    if not before or before[-1] in ".?!":
        return None
    tokens = _last_sentence(_tokens(doc, start, end))
    pointed = before.endswith((",", ":", "–", "—", "-"))
    for position in range(len(tokens) - 1, -1, -1):
        token = tokens[position]
        cue = _quoting(token, lexicon)
        near = len(tokens) - position <= (25 if pointed else _NEAREST)
        if cue is not None and near and (token.tag_ != "VBN" or _said_or_passive(token)):
            source = source_near(token, tokens, position)
            if source is None and clauses.own_subject(token) is None and token.tag_ != "VBG":
                subject = clauses.subject_of(token)
                if subject is None:
                    continue
            return Attached(token, clauses.char_span(doc, verb_group(token)), source, cue, "before")
    if before.endswith(":"):
        return _colon(doc, tokens, lexicon)
    return None


def _said_or_passive(verb: Token) -> bool:
    return (
        any(c.dep_ in ("aux", "auxpass") for c in verb.children) or quoting_verb(verb) is not None
    )


def _colon(doc: Doc, tokens: list[Token], lexicon: CueLexicon) -> Attached | None:
    """'Lee: "…' and 'The ministry issued a statement: "…'."""
    words = [t for t in tokens if not t.is_punct]
    if not words:
        return None
    verbs = [t for t in words if t.pos_ == "VERB"]
    if not verbs and len(words) <= 8:
        source = word_bounds(doc, words[0].idx, words[-1].idx + len(words[-1]))
        colon = tokens[-1]
        return Attached(None, (colon.idx, colon.idx + 1), source, None, "colon")
    for verb in reversed(verbs):
        subject = clauses.subject_of(verb)
        if subject is not None and subject in words:
            cue = lexicon.verb(verb.lemma_.lower())
            group = verb_group(verb)
            noun = clauses.child_with(verb, "dobj")
            if noun is not None and lexicon.noun(noun.lemma_.lower()) is not None:
                group = (group[0], noun.i + 1)
            source = clauses.char_span(doc, clauses.noun_phrase(subject))
            return Attached(verb, clauses.char_span(doc, group), source, cue, "colon")
    return None


def inside_unclosed(doc: Doc, region: QuotationData, lexicon: CueLexicon) -> Attached | None:
    """An unclosed quotation ends where its attribution begins: '"We will go, he said.'"""
    tokens = _tokens(doc, region["inner_start"], region["inner_end"])
    for position, token in enumerate(tokens):
        cue = _quoting(token, lexicon)
        if cue is None or position == 0 or position > 120:
            continue
        comma = next(
            (j for j in range(position, max(-1, position - 9), -1) if tokens[j].text in ",?!"), None
        )
        if comma is None or comma == 0:
            continue
        source = source_near(token, tokens[comma + 1 :], position - comma - 1)
        if source is None:
            continue
        region["inner_end"] = region["end"] = tokens[comma].idx
        return Attached(token, clauses.char_span(doc, verb_group(token)), source, cue, "after")
    return cue_before(doc, max(0, region["start"] - 300), region["start"], lexicon)


def often_quotes(cue: Cue | None) -> bool:
    """Say whether a verb introduces quotations as a rule, as "add" does and "suggest"."""
    return cue is not None and cue.frames.get("quote", 0) >= _OFTEN


def _quoting(token: Token, lexicon: CueLexicon) -> Cue | None:
    if not token.tag_.startswith("VB") and token.pos_ != "VERB":
        return None
    if token.lower_ in ("quoted", "cited") and token.doc[token.i + 1 : token.i + 2].text == "as":
        return None  # "was quoted as saying": the participle is the verb of speech
    cue = lexicon.verb(token.lemma_.lower())
    return cue if cue is not None and cue.quote else None


def _leads_on(token: Token) -> bool:
    """Say whether a participle tells what comes after it ('"…", the ministry adding that …')."""
    return token.tag_ == "VBG" and quoting_verb(token) is None


def _clause(tokens: list[Token]) -> list[Token]:
    """The tokens up to the end of the first sentence."""
    for i, token in enumerate(tokens):
        if (i and token.text in (".", "?", "!")) or (i and token.is_sent_start and i > 3):
            return tokens[:i]
    return tokens


def _last_sentence(tokens: list[Token]) -> list[Token]:
    for i in range(len(tokens) - 2, -1, -1):
        if tokens[i].text in (".", "?", "!"):
            return tokens[i + 1 :]
    return tokens
