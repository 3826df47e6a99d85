"""Contents and quotation marks: where a fragment may begin and end."""

import pytest

from service.nlp.extract import Quoted, kind_of
from service.nlp.found import Found
from service.nlp.marks import find_regions
from service.nlp.merging import Marks, closed_quotations, fit_to_marks
from service.nlp.quotation_marks import kind_of as kind_of_region


def quotations(text: str) -> Marks:
    """Give the closed quotations of a text of one paragraph."""
    return closed_quotations(
        [
            {
                "start": r.start,
                "end": r.end,
                "inner_start": r.inner_start,
                "inner_end": r.inner_end,
                "kind": kind_of_region(r, text),
                "certainty": r.certainty,
                "opened": r.opened,
                "closed": r.closed,
                "continues": r.continues,
                "depth": r.depth,
            }
            for r in find_regions(text, [(0, len(text))])
        ]
    )


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        # the closing mark belongs to a content that holds the opening one
        ("it was “a lie to the end”.", "it was “a lie to the end", "it was “a lie to the end”"),
        # a quotation that is the whole content goes without its marks
        ("“a lie”, he said", "“a lie”", "a lie"),
        ("“a lie”, he said", "a lie", "a lie"),
        # the first word of a quotation alone is not taken along
        ("the plan “is a very bad one” he said", "the plan “is", "the plan"),
        # nor is the better part of it left behind
        ("it “is a very bad one” he said", "it “is a very bad", "it “is a very bad one”"),
        ("so “we all of us go” then", "of us go” then", "“we all of us go” then"),
        ("nothing quoted here, he said", "nothing quoted here,", "nothing quoted here"),
    ],
)  # fmt: skip
def test_contents_fit_the_marks(text: str, before: str, after: str) -> None:
    start = text.index(before)
    found = Found([(start, start + len(before))], None, None, "rule", 1.0)
    ((low, high),) = fit_to_marks(text, found, quotations(text)).content
    assert text[low:high] == after


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“we go,” he said", "we go", "direct"),
        ("he said they would go", "they would go", "indirect"),
        ("he said they “would go”", "they “would go”", "mixed"),
        ("he said they would go", "…", "indirect"),
    ],
)
def test_kinds(text: str, content: str, kind: str) -> None:
    start = max(text.find(content), 0)
    end = start + len(content)
    inside = [(r.inner_start, r.inner_end) for r in find_regions(text, [(0, len(text))])]
    quoted = Quoted((*span, span) for span in inside)
    assert kind_of(text, [(start, end)], quoted) == kind
