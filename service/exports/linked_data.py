"""Statements, claims and verdicts as schema.org has them (JSON-LD).

A Quotation has words in quotation marks alone. What has a reporter's words, all or some, is a
CreativeWork. The speaker is the `creator`: `spokenByCharacter` is for figures of a work. What is
not known is left out.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from service.records import (
    ArticleSummary,
    Rating,
    Review,
    SaidOn,
    Statement,
    StatementSpeaker,
    StoredClaim,
    StoredStatement,
)

CONTEXT = "https://schema.org"
_TYPES: Mapping[str, str] = {
    "person": "Person",
    "author": "Person",
    "organisation": "Organization",
    "government": "Organization",
    "group": "Organization",
}
_LENGTHS: Mapping[str, int] = {"day": 10, "month": 7, "year": 4}
_SCALE: tuple[Rating, ...] = ("false", "mostly-false", "half-true", "mostly-true", "true")
Node = dict[str, Any]


def document(node: Node) -> Node:
    """Give a node as a document of its own."""
    return {"@context": CONTEXT, **node}


def collection(nodes: Iterable[Node]) -> Node:
    """Give nodes as one document, a list in their order."""
    return document({"@type": "ItemList", "itemListElement": list(nodes)})


def quotation(stored: StoredStatement) -> Node:
    """Give a statement with its article."""
    statement = stored.statement
    verbatim = statement.kind == "direct"
    about = None if statement.stance is None else statement.stance.target
    return _known(
        {
            "@type": "Quotation" if verbatim else "CreativeWork",
            **_named("quote", statement.id),
            "text": statement.content.text,
            "creator": _creators(statement),
            "dateCreated": _date(statement.said_on),
            "about": _known({"@type": "Thing", "name": about}) if about else None,
            "isBasedOn": _source(statement.speaker),
            "isPartOf": _article(stored.article),
        }
    )


def claim(found: StoredClaim) -> Node:
    """Give a claim with the article in which it appears, and the statement that makes it."""
    statement = found.stored.statement
    return _known(
        {
            "@type": "Claim",
            **_named("claim", found.claim.id),
            "text": found.claim.text,
            "author": _creators(statement),
            "dateCreated": _date(statement.said_on),
            "appearance": _article(found.stored.article),
            "isBasedOn": quotation(found.stored),
            "review": None if found.review is None else _verdict(found.review),
        }
    )


def _verdict(review: Review) -> Node:
    """Give a person's verdict. Its author has no type, as nothing tells a person from a body."""
    reviewer = review.reviewer
    return _known(
        {
            "@type": "ClaimReview",
            **_named("review", review.id),
            "claimReviewed": review.claim_text,
            "reviewRating": _known(
                {
                    "@type": "Rating",
                    "alternateName": review.label or review.rating,
                    **_on_scale(review.rating),
                }
            ),
            "reviewBody": review.explanation,
            "datePublished": review.reviewed_at.isoformat(),
            "url": review.url,
            "author": (
                None if reviewer is None else _known({"name": reviewer.name, "url": reviewer.url})
            ),
        }
    )


def _on_scale(rating: Rating) -> Node:
    """Give a rating between false (1) and true (5); one that is neither has words alone."""
    if rating not in _SCALE:
        return {}
    value = _SCALE.index(rating) + 1
    return {"ratingValue": value, "worstRating": 1, "bestRating": len(_SCALE)}


def _named(kind: str, identifier: str) -> Node:
    return {"@id": f"urn:onrecord:{kind}:{identifier}", "identifier": identifier}


def _creators(statement: Statement) -> Node | list[Node] | None:
    speaker = statement.speaker
    kind = _TYPES.get(speaker.kind)
    if speaker.name is None or kind is None:
        return None
    first = _known(
        {
            "@type": kind,
            **({} if speaker.id is None else _named("speaker", speaker.id)),
            "name": speaker.name,
            "jobTitle": speaker.role if kind == "Person" else None,
        }
    )
    others = [{"@type": kind, "name": name} for name in speaker.also]
    return [first, *others] if others else first


def _source(speaker: StatementSpeaker) -> Node | None:
    """Give the report or poll that is cited, where no person or body is."""
    if speaker.kind != "document" or speaker.name is None:
        return None
    return {"@type": "CreativeWork", "name": speaker.name}


def _date(said_on: SaidOn | None) -> str | None:
    return None if said_on is None else said_on.date.isoformat()[: _LENGTHS[said_on.precision]]


def _article(article: ArticleSummary) -> Node:
    published = article.published_at
    return _known(
        {
            "@type": "NewsArticle",
            **_named("article", article.id),
            "headline": article.title,
            "url": article.url,
            "datePublished": None if published is None else published.isoformat(),
            "publisher": (
                None
                if article.outlet is None
                else {"@type": "Organization", "name": article.outlet}
            ),
        }
    )


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value is not None}
