"""Feeds as Atom (RFC 4287)."""

import uuid
from xml.etree import ElementTree as ET

from service.exports.feeds import Feed, FeedItem, moment, plain

NAMESPACE = "http://www.w3.org/2005/Atom"


def atom(feed: Feed) -> bytes:
    """Write a page as an Atom feed document."""
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "en"})
    # The pages of one feed are one feed: its id is that of the address without its query.
    address = feed.url.partition("?")[0]
    _add(root, "id", uuid.uuid5(uuid.NAMESPACE_URL, address).urn)
    _add(root, "title", feed.title)
    _add(root, "updated", moment(feed.updated))
    _link(root, "self", feed.url, "application/atom+xml")
    _link(root, "alternate", feed.home, "application/json")
    if feed.following is not None:
        _link(root, "next", feed.following, "application/atom+xml")
    _add(_add(root, "author"), "name", "Onrecord")
    for item in feed.items:
        _entry(root, item)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(root: ET.Element, item: FeedItem) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", item.id)
    _add(entry, "title", item.title)
    _add(entry, "published", moment(item.published))
    _add(entry, "updated", moment(item.updated))
    if item.author is not None:
        _add(_add(entry, "author"), "name", item.author)
    _link(entry, "alternate", item.url, "application/json")
    if item.page is not None:
        _link(entry, "via", item.page)
    for tag in item.tags:
        _add(entry, "category").set("term", tag)
    _add(entry, "content", item.html).set("type", "html")


def _add(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = None if text is None else plain(text)
    return element


def _link(parent: ET.Element, relation: str, address: str, kind: str | None = None) -> None:
    link = _add(parent, "link")
    link.set("rel", relation)
    link.set("href", address)
    if kind is not None:
        link.set("type", kind)
