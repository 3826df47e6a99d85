"""Names of bodies as the text has them: where they end, their words, the noun that heads them."""

from spacy.tokens import Span

from service.nlp import names
from service.nlp.headlines import in_headline
from service.nlp.rules import OutletLexicon

AFTER_HEAD = frozenset({"to", "for", "of"})
"""Words that follow the noun of a body's name: "Alliance for Open Rivers"."""
_BROADCAST = frozenset({"radio", "tv", "television", "news", "podcast"})
_PAPERS = frozenset(
    "courier herald gazette tribune times post star journal chronicle observer telegraph mail "
    "mirror express sentinel register argus bulletin dispatch examiner guardian independent echo "
    "mercury standard sun inquirer enquirer advocate".split()
)
"""What the names of newspapers end with."""
_COMMON = frozenset({"pac", "pacs", "super pac", "super pacs", "ngo", "ngos"})
"""Nouns that are written in capitals and name nobody: "the super PAC"."""
AGENCIES = frozenset({"agency", "department", "bureau", "ministry"})
"""Nouns for a part of a government that carries its laws out."""
_OF_AGENCIES = frozenset(
    "agency bureau department service services office administration division directorate "
    "authority commission investigations enforcement ministry guard patrol protection".split()
)
"""What the names of such parts end with."""
_OF_NO_AGENCIES = frozenset(
    "congress senate house parliament legislature assembly court tribunal council party caucus "
    "jury army university college union bank".split()
)
_PAIR = 2  # words
_LONGEST_COURT = 9  # tokens of "for the Third Riverside Circuit"


def name_of(ent: Span, outlets: OutletLexicon) -> str:
    """Give a body's name; of an outlet in a headline, without the words that follow it."""
    name = _name_of(ent)
    parts = name.split()
    if len(parts) > _PAIR and in_headline(ent.doc, ent.start_char):
        for length in range(len(parts) - 1, 1, -1):
            outlet = " ".join(parts[:length])
            if outlets.find(outlet):
                return outlet
    return name


def _name_of(ent: Span) -> str:
    """Give a body's name without what the recogniser took along: "Harbour Board of losing"."""
    start, end = ent.start, ent.end
    if len(ent) > 1 and is_common(ent[0].text):
        start += 1
    for token in ent:
        if token.i > ent.start and token.is_lower and token.tag_ in ("VBG", "VBD", "VBZ", "VBN"):
            end = token.i
            break
    while end > ent.start + 1 and ent.doc[end - 1].is_lower:
        end -= 1
    if "Court" in ent.text:
        end = _end_of_court(ent, end)
    return names.without_the(names.clean(ent.doc[start:end].text))


def _end_of_court(ent: Span, end: int) -> int:
    """Give where the name of a court ends that goes on: "… | for the Third Riverside Circuit"."""
    doc, last = ent.doc, end
    if doc[end : end + 2].text not in ("for the", "for"):
        return end
    last = end + len(doc[end : end + 2].text.split())
    while last < len(doc) and last - end < _LONGEST_COURT:
        inside = doc[last].lower_ == "of" and last + 1 < len(doc) and doc[last + 1].text.istitle()
        if not doc[last].text[:1].isupper() and not inside:
            break
        last += 1
    return last if doc[last - 1].text[:1].isupper() else end


def is_of_press(name: Span) -> bool:
    """Say whether a name of several words is a paper's or a programme's: "the Lenne Courier"."""
    capitals = [t for t in name if t.text[:1].isupper() and t.lower_ != "the"]
    if len(capitals) < _PAIR or not name[-1].text[:1].isupper():
        return False
    before = name.doc[name.start - 1].lower_ if name.start else ""
    paper = name[-1].lower_ in _PAPERS and "the" in (before, name[0].lower_)
    return paper or name[-1].lower_ in _BROADCAST


def is_common(name: str) -> bool:
    """Say whether what the recogniser takes for a name is a noun in capitals: "PAC"."""
    return name.lower() in _COMMON


def is_paper(name: str) -> bool:
    """Say whether a body's name ends as those of newspapers do."""
    return plain_words(name)[-1:] != () and plain_words(name)[-1] in _PAPERS


def is_press_name(name: str) -> bool:
    """Say whether a body's name of several words ends as those of papers and programmes do."""
    words = plain_words(name)
    return len(words) >= _PAIR and words[-1] in _PAPERS | _BROADCAST


def is_agency(name: str) -> bool:
    """Say whether a name is surely an agency's: by its last word or before "of", or as letters."""
    words = plain_words(name)
    headed = any(is_headed_by(name, word) or words[-1:] == (word,) for word in _OF_AGENCIES)
    letters = name.replace(".", "")
    return headed or (letters.isalpha() and letters.isupper())


def is_no_agency(name: str) -> bool:
    """Say whether a name is a legislature's, a court's, a party's or the like."""
    last = plain_words(name)[-1:]
    return bool(last) and bool({last[0], last[0].removesuffix("s")} & _OF_NO_AGENCIES)


def is_headed_by(name: str, word: str) -> bool:
    """Say whether a body's name ends with its noun, or has it before "of": "Alliance for …"."""
    words = plain_words(name)
    follows = word in words[:-1] and words[words.index(word) + 1] in AFTER_HEAD
    return len(words) > 1 and (words[-1] == word or follows)


def more_nouns(mention: Span, word: str) -> frozenset[str]:
    """Give the nouns of a mention before its head: "appeals" of "the appeals court"."""
    found = (t for t in mention if t.pos_ in ("NOUN", "PROPN"))
    return frozenset(t.lower_ for t in found if word not in (t.lower_, t.lemma_.lower()))


def fits_nouns(name: str, more: frozenset[str]) -> bool:
    """Say whether a name has one of the other nouns of a mention, if that has others."""
    return not more or bool(more & set(plain_words(name)))


def name_parts(name: str) -> list[list[str]]:
    """Give the beginnings and ends of a name that may have initials of their own."""
    kept = [word for word in name.replace("-", " ").split() if word[:1].isupper()]
    runs = [kept[:length] for length in range(len(kept), 1, -1)]
    runs += [kept[start:] for start in range(1, len(kept) - 1)]
    return [run for run in runs if all(word.isalpha() for word in run)]


def plain_words(name: str) -> tuple[str, ...]:
    """Give the words of a name in small letters and without full stops: "un" for "U.N."."""
    return tuple(word.replace(".", "") for word in names.words(name))
