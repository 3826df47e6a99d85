"""Numbers in digits and words, as English news writes them."""

import re

_UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "k": 1_000,
    "million": 1_000_000,
    "m": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        1,
    )
}
_PARTS = {
    "half": 1 / 2,
    "third": 1 / 3,
    "quarter": 1 / 4,
    "fourth": 1 / 4,
    "fifth": 1 / 5,
    "sixth": 1 / 6,
    "eighth": 1 / 8,
    "tenth": 1 / 10,
}
_SMALL = rf"(?:{'|'.join(sorted([*_UNITS, *_TENS], key=len, reverse=True))})"
_SCALE_WORD = r"(?:hundred|thousand|million|billion|trillion)"
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,9})?|\d{1,12}(?:\.\d{1,9})?"
WORDS = (
    rf"{_SMALL}(?:[- ]{_SMALL})?(?:[- ]{_SCALE_WORD}){{0,2}}(?: (?:and )?{_SMALL}(?:-{_SMALL})?)?"
)
NUMBER = (
    rf"(?:(?:{DIGITS})(?: (?:hundred|thousand|million|billion|trillion)\b)?"
    rf"|\b{WORDS}\b|\b(?:a|an) (?:dozen|hundred|thousand|million|billion|trillion)\b"
    rf"|\b{_SMALL} dozen\b|\bhalf a (?:million|billion|dozen)\b)"
)
"""A number of either form; with words, ignoring case."""
ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,4}}(?:st|nd|rd|th))"
PART = (
    r"(?:(?:one|a|two|three|four|five|seven|nine)[- ]"
    r"(?:third|quarter|fourth|fifth|sixth|eighth|tenth)s?|half)"
)
_LONGEST = 80


def value(text: str) -> float | None:
    """Give the number that a wording of NUMBER stands for; None where it is not one.

    >>> value("two hundred and five"), value("1.5 million"), value("half a million")
    (205.0, 1500000.0, 500000.0)
    """
    words = re.split(r"[\s-]+", text.lower().replace(",", "").strip())[:_LONGEST]
    if words[0] == "half":
        return None if len(words) < 3 else 0.5 * _scale(words[2])
    total, group = 0.0, 0.0
    for word in words:
        if re.fullmatch(r"\d+(\.\d+)?", word):
            group += float(word)
        elif word in ("a", "an"):
            group += 1
        elif word in _UNITS or word in _TENS:
            group += _UNITS.get(word) or _TENS.get(word, 0)
        elif word == "dozen" or word in _SCALES:
            factor = _scale(word)
            if factor == 100 or word == "dozen":
                group *= factor
            else:
                total, group = total + group * factor, 0.0
        elif word != "and":
            return None
    return total + group


def scaled(number: str, scale: str | None) -> float | None:
    """Give the value of a number with a scale written apart ("2.5", "bn")."""
    own = value(number)
    return own if own is None or not scale else own * _scale(scale.lower())


def ordinal(text: str) -> float | None:
    """Give the place that an ordinal stands for ("third", "21st"); None where it is not one."""
    word = text.lower()
    if word in _ORDINALS:
        return float(_ORDINALS[word])
    digits = re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th)", word)
    return float(digits[1]) if digits else None


def part(text: str) -> float | None:
    """Give the share that a fraction stands for ("two-thirds"); None where it is not one."""
    words = re.split(r"[- ]", text.lower())
    share = _PARTS.get(words[-1]) or _PARTS.get(words[-1].removesuffix("s"))
    if share is None:
        return None
    count = value(words[0]) if len(words) > 1 else 1.0
    return None if count is None else round(count * share, 6)


def _scale(word: str) -> float:
    return 12.0 if word == "dozen" else float(_SCALES[word])
