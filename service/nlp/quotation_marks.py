"""Pipeline component: quoted regions of the text, each with its kind and certainty.

The pairing is in service.nlp.marks. Kinds: 'speech' (can stand as somebody's words on its own),
'scare' (a word or phrase taken from somebody or held at a distance) and 'title' (a work's name).
"""

import re

from spacy.language import Language
from spacy.tokens import Doc

from service.nlp.extensions import QuotationData, paragraphs, text_of
from service.nlp.marks import Region, find_regions

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_SMALL = frozenset(
    "a an and as at but by de for from in into is it its la le nor of on or the to with".split()
)
_WORK_BEFORE = re.compile(
    r"\b(?:album|article|ballad|bestseller|book|called|column|documentary|drama|editorial|entitled"
    r"|episode|essay|film|game|hit|magazine|memoir|movie|musical|named|nicknamed|novel|paper|play"
    r"|podcast|poem|report|series|show|single|song|titled|track)(?:\s+\w+){0,1}[\s,:]*$",
    re.IGNORECASE,
)
_LONGEST_HEADING = 8  # words that count
_ENDS_SENTENCE = re.compile(r"[.?!…]['\"’”)\]]*$")


@Language.factory("quotation_marks", assigns=["doc._.quotations"], default_config={})
def make_quotation_marks(nlp: Language, name: str) -> "QuotationMarks":
    """Build the component (spaCy factory)."""
    return QuotationMarks()


class QuotationMarks:
    """Finds quoted regions and says what kind each is."""

    def __call__(self, doc: Doc) -> Doc:
        """Write doc._.quotations and return the Doc."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> list[QuotationData]:
        """Give the quoted regions of the Doc in text order."""
        text = text_of(doc)
        return [_data(region, text) for region in find_regions(text, paragraphs(doc))]

    def set_annotations(self, doc: Doc, quotations: list[QuotationData]) -> None:
        """Put the regions on the Doc."""
        doc._.quotations = quotations


def _data(region: Region, text: str) -> QuotationData:
    return QuotationData(
        start=region.start,
        end=region.end,
        inner_start=region.inner_start,
        inner_end=region.inner_end,
        kind=kind_of(region, text),
        certainty=region.certainty,
        opened=region.opened,
        closed=region.closed,
        continues=region.continues,
        depth=region.depth,
    )


def kind_of(region: Region, text: str) -> str:
    """Tell speech from scare quotes and titles by length, capitals, final marks and neighbours."""
    inner = text[region.inner_start : region.inner_end].strip()
    words = _WORD.findall(inner)
    after = text[region.end : region.end + 2]
    ended_inside = bool(_ENDS_SENTENCE.search(inner)) or inner.endswith(",")
    if _is_title(words, text[max(0, region.start - 60) : region.start], ended_inside):
        return "title"
    if _is_heading(words, text, region):
        return "title"
    if ended_inside and inner[:1].isupper() and len(words) > 1:
        return "speech"
    if ended_inside and inner.endswith((",", "?", "!")) and not after.startswith("s"):
        return "speech"
    if len(words) >= 9 or (inner[:1].isupper() and len(words) >= 4):
        return "speech"
    return "scare"


def _is_title(words: list[str], before: str, ended_inside: bool) -> bool:
    if not words or len(words) > 12:
        return False
    main = [w for w in words if w.lower() not in _SMALL]
    capitalised = bool(main) and all(w[0].isupper() or w[0].isdigit() for w in main)
    if not capitalised:
        return False
    if _WORK_BEFORE.search(before):
        return True
    return len(main) >= 2 and not ended_inside and words[0][0].isupper() and words[-1][0].isupper()


def _is_heading(words: list[str], text: str, region: Region) -> bool:
    """Say whether a quotation alone on its line is a heading: 'All Eyes on the Harbour.'"""
    line = text[text.rfind("\n", 0, region.start) + 1 : region.start], text[region.end :]
    alone = not line[0].strip() and not line[1].partition("\n")[0].strip()
    main = [w for w in words if w.lower() not in _SMALL]
    capitals = all(w[0].isupper() or w[0].isdigit() for w in main)
    return alone and 1 < len(main) <= _LONGEST_HEADING and capitals
