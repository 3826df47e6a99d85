"""JSON Feed 1.1, as it is documented; service.exports.feeds writes it."""

from marshmallow import fields

from service.api.schemas.statements import AnswerSchema


class JsonFeedItemSchema(AnswerSchema):
    """An entry of a feed."""

    id = fields.String(required=True, metadata={"format": "uri"})
    url = fields.String(required=True, metadata={"description": "Of the quote or claim."})
    external_url = fields.String(metadata={"description": "Of the article."})
    title = fields.String(required=True)
    content_text = fields.String(required=True)
    content_html = fields.String(required=True)
    date_published = fields.String(
        required=True, metadata={"format": "date-time", "description": "When it was stored."}
    )
    date_modified = fields.String(
        required=True,
        metadata={"format": "date-time", "description": "When it was last changed or corrected."},
    )
    authors = fields.List(
        fields.Dict(), metadata={"description": "Who said it, where the article names anybody."}
    )
    tags = fields.List(fields.String(), metadata={"description": "Its stance, commitment and act."})
    onrecord = fields.Dict(
        required=True,
        data_key="_onrecord",
        metadata={"description": "The record itself, as `quote` or as `claim`."},
    )


class JsonFeedSchema(AnswerSchema):
    """A page of a feed (https://jsonfeed.org/version/1.1)."""

    version = fields.String(required=True)
    title = fields.String(required=True)
    home_page_url = fields.String(required=True)
    feed_url = fields.String(required=True)
    next_url = fields.String(metadata={"description": "The page of what was stored before."})
    language = fields.String(required=True)
    items = fields.List(fields.Nested(JsonFeedItemSchema), required=True)
