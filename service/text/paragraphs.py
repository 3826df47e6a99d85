"""From the tree of a page's main text to plain paragraphs, apart by blank lines."""

import re
from collections.abc import Iterator
from typing import Protocol

# What stands in a line with other words; everything else is a block of its own.
_INLINE = frozenset(("hi", "ref", "del", "lb", "cell", "graphic", "code"))
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile(r"\n\s*\n")
_SIGNATURE = re.compile(r"[—–―-] ?\w")
_OPENING = tuple("“\"‘'«„")


class Element(Protocol):
    """An element of a tree, as lxml has it; text: before its first child; tail: after its end."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator["Element"]:
        """Give the children in order."""
        ...


def plain(body: Element) -> str:
    """Write a tree as text: paragraphs apart by a blank line, line breaks kept.

    Words in `<q>` get the quotation marks that browsers show. Who signs an embedded post stays in
    one paragraph with it.
    """
    writer = _Writer()
    writer.write(body)
    writer.end()
    return "\n\n".join(writer.paragraphs)


class _Writer:
    """Collects the words of the present paragraph, and the paragraphs that are complete."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self._words: list[str] = []

    def write(self, element: Element, *, within: str = "body") -> None:
        """Write an element, without its tail; within: the tag of the block around it."""
        inline = element.tag in _INLINE or (element.tag == "quote" and within in ("p", "item"))
        if element.tag == "lb":
            self._words.append("\n")
        elif element.tag == "cell":
            self._add(" | " if "".join(self._words).strip() else "")
        elif not inline:
            self.end()
        first = len(self.paragraphs)
        quoted = inline and element.tag == "quote" and not _is_marked(element.text)
        self._add("“" if quoted else "")
        self._add(element.text)
        block = within if inline else element.tag
        for child in element:
            self.write(child, within=block)
            self._add(child.tail)
        self._add("”" if quoted else "")
        if not inline:
            self.end(signed_from=first if element.tag == "quote" else None)

    def end(self, *, signed_from: int | None = None) -> None:
        """End the paragraph; signed_from: where those of a quotation begin that it may sign."""
        text, self._words = "".join(self._words), []
        for part in _BREAKS.split(text):
            lines = (line.strip() for line in part.split("\n"))
            paragraph = "\n".join(line for line in lines if line)
            follows = signed_from is not None and len(self.paragraphs) > signed_from
            if paragraph and follows and _SIGNATURE.match(paragraph):
                self.paragraphs[-1] += f" {paragraph}"
            elif paragraph:
                self.paragraphs.append(paragraph)

    def _add(self, text: str | None) -> None:
        if text:
            self._words.append(_SPACE.sub(" ", text))


def _is_marked(text: str | None) -> bool:
    return (text or "").lstrip().startswith(_OPENING)
