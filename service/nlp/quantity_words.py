"""The wording of quantities in English news: which expressions there are, by their form alone.

Bare numbers ("15 passengers") get their unit from the parse, in service.nlp.quantities.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from service.nlp import number_words
from service.nlp.number_words import NUMBER, ORDINAL, PART
from service.records import Comparison, QuantityKind

CURRENCIES = {
    "$": "dollar",
    "US$": "US dollar",
    "A$": "Australian dollar",
    "C$": "Canadian dollar",
    "€": "euro",
    "£": "pound",
    "¥": "yen",
    "₹": "rupee",
}
_MONEY = "dollars? euros? pounds? yen yuan won rupees? roubles? rubles? francs? pesos? cents? pence"
_MEASURES = (
    "second minute hour day week month year decade century mile kilometre kilometer metre meter "
    "centimetre centimeter inch yard acre hectare tonne ton kilogram kilo gram ounce litre liter "
    "gallon barrel degree megawatt gigawatt kilowatt watt foot knot"
).split()
_PLURALS = {
    "feet": "foot",
    "inches": "inch",
    "centuries": "century",
    "km": "kilometre",
    "kg": "kilo",
}
_MEASURE = (
    rf"(?:{'|'.join(_MEASURES)})s?|feet|inches|centuries|km|kg|(?:percentage|basis)[- ]points?"
)
_COMPARED: dict[str, Comparison] = {
    "more than": "more than",
    "greater than": "more than",
    "over": "more than",
    "above": "more than",
    "upwards of": "more than",
    "at least": "at least",
    "no less than": "at least",
    "no fewer than": "at least",
    "a minimum of": "at least",
    "less than": "less than",
    "fewer than": "less than",
    "under": "less than",
    "below": "less than",
    "at most": "at most",
    "up to": "at most",
    "as many as": "at most",
    "as much as": "at most",
    "no more than": "at most",
    "a maximum of": "at most",
    "about": "about",
    "around": "about",
    "roughly": "about",
    "approximately": "about",
    "nearly": "about",
    "almost": "about",
    "some": "about",
    "an estimated": "about",
    "close to": "about",
}
_UP = "up rise rises rose risen rising increased increases grew grown growing jumped climbed gained"
_DOWN = "down fall falls fell fallen falling decreased dropped declined slipped shrank plunged lost"
_BEFORE = re.compile(
    rf"(?<!\w)(?P<compared>{'|'.join(map(re.escape, sorted(_COMPARED, key=len, reverse=True)))})"
    r" (?:the |a |an )?\Z",
    re.IGNORECASE,
)
_MOVED = re.compile(
    rf"(?<!\w)(?:(?P<up>{'|'.join(_UP.split())})|(?P<down>{'|'.join(_DOWN.split())}))"
    r"(?: by| (?P<from>from)| (?P<to>to))? \Z",
    re.IGNORECASE,
)
_LOOK = 24
_JOIN = r"(?P<join>[-–]| to | and | or )"
_SCALE = r"(?: ?(?P<scale>(?:thousand|million|billion|trillion)\b|(?:m|bn|tn|k)\b))?"

_VAGUE = (
    "(?:(?:tens|dozens|hundreds) of (?:thousands|millions|billions)"
    "|dozens|scores|hundreds|thousands|millions|billions)"
)

_FORMS: tuple[tuple[QuantityKind, str], ...] = (
    (
        "money",
        rf"(?P<symbol>US\$|A\$|C\$|[$€£¥₹])(?P<number>{number_words.DIGITS})"
        rf"(?:{_JOIN}(?:US\$|[$€£¥₹])?(?P<upper>{number_words.DIGITS}))?{_SCALE}",
    ),
    (
        "money",
        rf"(?P<number>{NUMBER})(?:{_JOIN}(?P<upper>{NUMBER}))?[- ]"
        rf"(?P<unit>(?:US |American |Canadian |Australian )?(?:{'|'.join(_MONEY.split())}))\b",
    ),
    (
        "percent",
        rf"(?P<number>{NUMBER})(?: ?(?:%|percent|per cent))?(?:{_JOIN}(?P<upper>{NUMBER}))?"
        r"(?: ?%|[- ](?:percent|per cent|pct)\b)",
    ),
    (
        "measure",
        rf"(?P<number>{NUMBER})(?:{_JOIN}(?P<upper>{NUMBER}))?[- ]"
        rf"(?P<unit>(?:square |cubic )?(?:{_MEASURE}))(?:[- ]old)?\b",
    ),
    ("share", rf"(?P<part>\b{PART}\b)(?= of\b)"),
    ("share", rf"(?P<number>\b{NUMBER}) (?:in|out of)(?: every)? (?P<whole>{NUMBER})\b"),
    ("multiple", r"\b(?P<twice>twice)\b"),
    ("multiple", rf"(?P<number>{NUMBER}) times(?= (?:as|more|the|higher|larger|greater|over)\b)"),
    ("rank", rf"\b(?P<ordinal>{ORDINAL})\b"),
    ("count", rf"\b(?P<vague>{_VAGUE}) of\b"),
    ("count", rf"(?P<number>{NUMBER})(?:{_JOIN}(?P<upper>{NUMBER}))?"),
)
_COMPILED = tuple(
    (kind, re.compile(r"(?<![\w$£€.,/:-])" + form, re.IGNORECASE)) for kind, form in _FORMS
)
_AFTER_NUMBER = re.compile(r"[\w%/:]|\(\w|[.,]\d|-\d| ?[ap]\.?m\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity by its form.

    start: with the words that compare it; number: where its number begins. end: after its unit, or
    after its number where only a parse can tell the unit.
    """

    start: int
    number: int
    end: int
    kind: QuantityKind
    value: float | None
    upper: float | None
    unit: str | None
    comparison: Comparison | None


def find(text: str, start: int, end: int) -> Iterator[Amount]:
    """Yield the quantities inside text[start:end] in text order; where two overlap, the longer."""
    found = [
        (match, kind)
        for kind, pattern in _COMPILED
        for match in pattern.finditer(text, start, end)
        if match.end() == end or not _AFTER_NUMBER.match(text, match.end(), end)
    ]
    reach = start
    for match, kind in sorted(found, key=lambda pair: (pair[0].start(), -pair[0].end())):
        if match.start() >= reach:
            for amount in _amounts(text, reach, match, kind):
                reach = match.end()
                yield amount


def _amounts(text: str, floor: int, match: re.Match[str], kind: QuantityKind) -> Iterator[Amount]:
    """Read a match: one quantity, or two: "down $2.63 to $67.51", "10 and 15 percent"."""
    parts = match.groupdict()
    value, upper = _values(parts)
    if value is None and not parts.get("vague"):
        return
    unit = "percent" if kind == "percent" else _unit(parts)
    begin, comparison = _compared(text, floor, match.start())
    whole = Amount(begin, match.start(), match.end(), kind, value, upper, unit, comparison)
    join = (parts.get("join") or "").strip()
    moved = _moved(text, floor, match.start())
    if join == "and" and _between(text, match.start()):
        yield replace(whole, start=match.start() - len("between "))
    elif join == "and" or (join == "to" and moved):
        at, after = match.span("join")
        yield replace(whole, end=at, upper=None)
        reached: Comparison | None = None
        if join == "to":
            reached = "rise to" if moved == "rise" else "fall to"
        start = at + 1 if reached else after  # with "to"
        yield replace(whole, start=start, number=after, value=upper, upper=None, comparison=reached)
    elif upper is None or (value is not None and upper > value):  # "5-4" is a score
        yield whole


def _between(text: str, at: int) -> bool:
    return text[max(0, at - len("between ")) : at].lower() == "between "


def _moved(text: str, floor: int, at: int) -> str:
    """Say "rise" or "fall" where the words before a number tell of a change."""
    moved = _MOVED.search(text[max(floor, at - _LOOK) : at])
    return "" if moved is None else "rise" if moved["up"] else "fall"


def _values(parts: dict[str, str | None]) -> tuple[float | None, float | None]:
    if parts.get("twice"):
        return 2.0, None
    if word := parts.get("ordinal"):
        return number_words.ordinal(word), None
    if word := parts.get("part"):
        return number_words.part(word), None
    if not (number := parts.get("number")):
        return None, None
    scale = parts.get("scale")
    value = number_words.scaled(number, scale)
    if whole := parts.get("whole"):
        total = number_words.value(whole)
        share = None if not value or not total or value > total else value / total
        return (None if share is None else round(share, 6)), None
    last = parts.get("upper")
    return value, number_words.scaled(last, scale) if last else None


def _unit(parts: dict[str, str | None]) -> str | None:
    if symbol := parts.get("symbol"):
        return CURRENCIES[symbol.upper()]
    unit = parts.get("unit")
    if unit is None:
        return None
    *adjectives, noun = unit.split()
    noun = noun.lower()
    singular = _PLURALS.get(noun) or (noun if noun.endswith("ss") else noun.removesuffix("s"))
    return " ".join([*adjectives, singular])


def _compared(text: str, floor: int, at: int) -> tuple[int, Comparison | None]:
    """Read the words before a number: "more than", "down", "fell by", "rose to"."""
    window = text[max(floor, at - _LOOK) : at]
    start = at - len(window)
    moved = _MOVED.search(window)
    if moved and not moved["from"] and (moved.group().lower() != "up to "):
        up = moved["up"] is not None
        if moved["to"]:
            return start + moved.start(), "rise to" if up else "fall to"
        return start + moved.start(), "rise of" if up else "fall of"
    compared = _BEFORE.search(window)
    if compared is None:
        return at, None
    return start + compared.start(), _COMPARED[compared["compared"].lower()]
