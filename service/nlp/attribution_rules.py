"""Pipeline component: statements by rules on quotation marks, grammar and page layout.

Beside the learned model it looks for posts, headline colons, interview turns, quotations and what
closes a sentence ("…, the agency reported."); with `reported` it finds all reported statements,
as the first version did.
"""

import sys
from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from service.nlp import rules
from service.nlp.clauses import Run
from service.nlp.direct_speech import find_direct
from service.nlp.expressions import expression_patterns, find_expressions
from service.nlp.extensions import AttributionData, paragraphs
from service.nlp.found import Found
from service.nlp.headline_reports import find_headline_reports
from service.nlp.layout_statements import find_layout
from service.nlp.merging import merge
from service.nlp.phrases import find_phrases
from service.nlp.postposed import find_postposed
from service.nlp.reported_speech import blocked_tokens, blocking_patterns, find_reported


@Language.factory(
    "attribution_rules",
    requires=["doc._.quotations", "token.dep", "token.head", "token.pos", "token.lemma"],
    assigns=["doc._.attributions"],
    default_config={"min_score": 0.45, "reported": False},
)
def make_attribution_rules(
    nlp: Language, name: str, min_score: float, reported: bool
) -> "AttributionRules":
    """Build the component (spaCy factory).

    min_score: statements less sure are left out. reported: whether to find reported statements.
    """
    return AttributionRules(min_score, reported)


class AttributionRules:
    """Finds statements: what is said, by which words, attributed to which mention."""

    def __init__(self, min_score: float, reported: bool) -> None:
        self.min_score = min_score
        self.reported = reported
        self.cues = rules.cues()
        self.titles = rules.titles()
        self.expressions = expression_patterns(self.cues)
        self.blocking = blocking_patterns(self.cues)

    def __call__(self, doc: Doc) -> Doc:
        """Write doc._.attributions and return the Doc."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> list[AttributionData]:
        """Give the statements of the Doc in text order."""
        quotations = doc._.quotations or []
        parts = paragraphs(doc)
        layout = list(find_layout(doc, self.titles))
        direct = list(find_direct(doc, quotations, parts, self.cues))
        other = self._reported(doc) if self.reported else self._beside(doc)
        other = [f for f in other if _inside(f, parts) and not _in_posts(doc, f)]
        direct = [f for f in direct if not _in_posts(doc, f)]
        found = merge(doc, [*layout, *direct], other, quotations, self.min_score)
        return [f.data() for f in found]

    def _beside(self, doc: Doc) -> list[Found]:
        """Find what the learned model leaves out."""
        return [*find_postposed(doc, self.cues), *find_headline_reports(doc, self.cues)]

    def _reported(self, doc: Doc) -> list[Found]:
        blocked = blocked_tokens(doc, self.blocking)
        postposed = list(find_postposed(doc, self.cues))
        tails = [f.tail for f in postposed if f.tail is not None]
        beyond = {i for start, end in tails for i in range(start, end)}
        other = [
            *find_reported(doc, self.cues, blocked, beyond),
            *find_expressions(doc, self.expressions, blocked),
            *find_phrases(doc, self.cues),
        ]
        other = [f for found in other if (f := _before_tail(doc, found, tails)) is not None]
        return other + postposed

    def set_annotations(self, doc: Doc, attributions: list[AttributionData]) -> None:
        """Put the statements on the Doc."""
        doc._.attributions = attributions


def _inside(found: Found, parts: list[tuple[int, int]]) -> bool:
    """Say whether a content lies in one part of running text (parts are in text order)."""
    position = bisect_right(parts, (found.start, sys.maxsize)) - 1
    return position >= 0 and found.end <= parts[position][1]


def _before_tail(doc: Doc, found: Found, tails: list[Run]) -> Found | None:
    """Cut a content where the attribution that closes its sentence begins; None if none is left."""
    last_word = doc.char_span(*found.content[-1], alignment_mode="expand")
    if last_word is None:
        return found
    position = bisect_right(tails, (last_word.end, 0))
    for start, end in tails[max(0, position - 1) : position + 1]:
        border = doc[start].idx
        last = doc[end - 1].idx + len(doc[end - 1])
        own = found.cue is not None and found.cue[0] >= border
        if found.start < border < found.end <= last + 1 and not own:
            content = [(s, min(e, border)) for s, e in found.content if s < border]
            return found.moved(content)
    return found


def _in_posts(doc: Doc, found: Found) -> bool:
    return any(
        post["content"][0] <= found.start and found.end <= post["content"][1]
        for post in doc._.posts or ()
    )
