"""The lists that are offered in several forms."""

from service.api.lists import Offer
from service.api.schemas.answers import (
    ArticleItemSchema,
    QuoteSchema,
    SpeakerSchema,
    StoredClaimSchema,
)
from service.api.schemas.positions import SpeakerStandingSchema, TargetStandingSchema
from service.exports import linked_data, tables

QUOTES = Offer(tables.QUOTES, QuoteSchema(), linked=linked_data.quotation)
CLAIMS = Offer(tables.CLAIMS, StoredClaimSchema(), linked=linked_data.claim)
ARTICLES = Offer(tables.ARTICLES, ArticleItemSchema())
SPEAKERS = Offer(tables.SPEAKERS, SpeakerSchema())
# Each page of these is made from all statements of the speaker or topic.
TARGET_STANCES = Offer(tables.STANCES, TargetStandingSchema(), at_once=2_000)
SPEAKER_STANCES = Offer(tables.STANCES, SpeakerStandingSchema(), at_once=2_000)
