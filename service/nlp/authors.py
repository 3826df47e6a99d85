"""Who wrote a text, as it says itself: a byline, a note at its end, the name under a letter."""

import re
from bisect import bisect_right

from spacy.tokens import Doc

from service.nlp import names
from service.nlp.extensions import paragraphs, text_of
from service.nlp.lexicons import Lexicons

_NAME = r"[^\W\d_a-z][\w.’'-]*(?: (?:[^\W\d_a-z][\w.’'-]*|de|van|von|der|bin|al|la)){1,4}"
_BYLINE = re.compile(
    rf"(?:^|\| )(?:By|BY|Byline:) ({_NAME})(?= ?[,|/;.]?$| ?[,|]| and )", re.MULTILINE
)
_NOTE = re.compile(
    rf"(?:Follow )?({_NAME})(?:, [^.]{{3,120}},)? "
    r"(?:is|was|are|writes|teaches|serves|works|lives|covers|reports|edits|on Twitter)\b"
)
_SIGNATURE = re.compile(rf"({_NAME})[.;,]?\s*")
_HEAD = 800  # characters in which a byline stands
_NOTES = 3  # paragraphs at the end in which the author is introduced
_LONGEST = 400  # characters of such a paragraph
_MOST_WORDS = 4  # of a signature


class Authors:
    """The authors of one text, read when a first person asks for them."""

    def __init__(self, doc: Doc, lexicons: Lexicons) -> None:
        self._lexicons = lexicons
        text = text_of(doc)
        self._signed: list[tuple[int, int]] = []
        places = [(start, end) for start, end in paragraphs(doc) if text[start:end].strip()]
        alone = [_SIGNATURE.fullmatch(text, start, end) for start, end in places]
        signed = [found for found in alone if found is not None and self._can_be_name(found[1])]
        if any(self._is_name(found[1]) for found in signed):
            self._signed = [found.span(1) for found in signed]
        self._starts = [start for start, _ in self._signed]
        self._names = [text[start:end] for start, end in self._signed]
        self._of_all = (
            _byline(text[:_HEAD])
            or _byline(doc._.aside or "")
            or self._note(text, places[-_NOTES:])
        )

    def of(self, offset: int) -> str | None:
        """Give the name of the author of the words at an offset, None if the text does not tell.

        The name that alone fills a paragraph further on signs what stands before it.
        """
        if self._of_all is not None:
            return self._of_all
        number = bisect_right(self._starts, offset)
        return names.clean(self._names[number]) if number < len(self._names) else None

    def _note(self, text: str, places: list[tuple[int, int]]) -> str | None:
        for start, end in reversed(places):
            found = _NOTE.match(text, start, end) if end - start <= _LONGEST else None
            if found is not None and self._is_name(found[1]):
                return names.clean(found[1])
        return None

    def _is_name(self, name: str) -> bool:
        """Say whether capitalised words are a personal name, by the given name or by initials."""
        given = names.words(name)[0] if names.words(name) else ""
        initials = name.split(maxsplit=1)[0].replace(".", "").isupper()
        return self._can_be_name(name) and (given in self._lexicons.first_names or initials)

    def _can_be_name(self, name: str) -> bool:
        words = name.split()
        if len(words) > _MOST_WORDS or name.isupper() or any(w.endswith("’s") for w in words):
            return False
        lexicons = self._lexicons
        if lexicons.places.government(name) or lexicons.outlets.find(name):
            return False
        plain = [word.lower().strip(".,") for word in words]
        return not any(
            lexicons.titles.is_organisation_head(w) or w in names.NOT_NAMES for w in plain
        )


def _byline(text: str) -> str | None:
    """Give the name after "By" at the head of a text, or in the furniture of its page."""
    found = _BYLINE.search(text, 0, _HEAD)
    return names.clean(found[1]) if found is not None else None
