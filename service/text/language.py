"""Whether a text is in English, with all doubt in its favour."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from service.errors import UnsupportedLanguage
from service.records import PreparedText

_SAMPLE = 20_000
_FEWEST_LETTERS = 60
_ENGLISH_SHARE = 0.08
_LEAST_SURE = 0.6

# Common words that hardly any other language written in Latin letters shares.
_ENGLISH = frozenset(
    "the and that with from have has had been were which this these those they their would could "
    "should who what when where said says not but his her its about after before because between "
    "against while other than into".split()
)
# Scots and Nigerian Pidgin are near enough; 'und' and 'zxx' are no language at all.
_NO_OTHER = frozenset(("en", "sco", "pcm", "und", "zxx"))
_NOISE = re.compile(r"https?://\S+|\S*[@#]\S+")
_WORD = re.compile(r"[^\W\d_]+")


def check_language(prepared: PreparedText, forced: str | None) -> str:
    """Return the language in which to analyse the text, which is always 'en'.

    forced: what the caller says it is; 'en' (or 'en-GB') skips the check. Short texts, and those
    of which the identifier is not sure, count as English.

    Raises UnsupportedLanguage where the text is in another language, or another one is forced.
    """
    if forced is not None:
        if re.split("[-_]", forced.strip().lower())[0] != "en":
            raise UnsupportedLanguage(forced[:40])
        return "en"
    sample = _sample(prepared)
    words = _WORD.findall(sample.lower())
    if sum(map(len, words)) < _FEWEST_LETTERS:
        return "en"
    if sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    language, sure = _identifier().classify(sample.lower())
    if language in _NO_OTHER or sure < _LEAST_SURE:
        return "en"
    raise UnsupportedLanguage(language)


def _sample(prepared: PreparedText) -> str:
    """Up to 20,000 characters of the article, paragraphs first."""
    parts: list[str] = []
    size = 0
    for stretch in _stretches(prepared):
        parts.append(_NOISE.sub(" ", stretch[: _SAMPLE - size]))
        size += len(stretch)
        if size >= _SAMPLE:
            break
    return "\n".join(parts)


def _stretches(prepared: PreparedText) -> Iterator[str]:
    for kinds in (("paragraph",), ("headline", "post")):
        for block in prepared.blocks:
            if block.kind in kinds:
                yield prepared.analysed[block.start : block.end]


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
