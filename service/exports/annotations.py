"""Statements as W3C Web Annotations of their article's text.

A position counts code points of the text, as the Web Annotation Data Model asks, and begins at 0.
The text as it was sent is the source, since positions in a web page would be others; the page,
where its address is known, is the scope.
"""

from collections.abc import Iterator
from typing import Any

from service.records import Article, ContentSpan, Statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json;profile="{CONTEXT}"'
_AROUND = 32  # code points before and after, by which a quotation is found in a changed text
Node = dict[str, Any]


def page(article: Article) -> Node:
    """Give an article's statements, in text order, as a page of annotations."""
    return {
        "@context": CONTEXT,
        "id": f"urn:onrecord:annotations:{article.id}",
        "type": "AnnotationPage",
        "items": [_annotation(article, one) for one in article.analysis.statements],
    }


def _annotation(article: Article, statement: Statement) -> Node:
    targets = [_target(article, span) for span in statement.content.spans]
    analysis = article.analysis
    return {
        "id": f"urn:onrecord:quote:{statement.id}",
        "type": "Annotation",
        "motivation": "tagging" if statement.speaker.name is None else "identifying",
        "created": article.created_at.isoformat().replace("+00:00", "Z"),
        "generator": {"type": "Software", "name": f"{analysis.model} {analysis.version}"},
        "body": list(_bodies(statement)),
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _bodies(statement: Statement) -> Iterator[Node]:
    if statement.speaker.name is not None:
        yield _body("identifying", statement.speaker.name)
    stance = statement.stance
    told = {
        "kind": statement.kind,
        "stance": None if stance is None else f"{stance.label}: {stance.target}",
        "commitment": statement.commitment,
        "act": statement.act,
    }
    for name, value in told.items():
        if value is not None:
            yield _body("tagging", f"{name}: {value}")


def _body(purpose: str, value: str) -> Node:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _target(article: Article, span: ContentSpan) -> Node:
    text, url = article.document.text, article.document.url
    return {
        "type": "SpecificResource",
        "source": f"urn:onrecord:article:{article.id}",
        **({} if url is None else {"scope": url}),
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.text,
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
        ],
    }
