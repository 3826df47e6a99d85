"""Other corpora's entity types as OntoNotes types, by rule.

OntoNotes divides places into GPE (countries, cities, states) and LOC (natural features,
regions, continents); most corpora have one class for both. A rule returns None where it
cannot tell: the tokens then count as not annotated.
"""

from __future__ import annotations

import re

NATURAL = re.compile(
    r"\b(rivers?|seas?|oceans?|lakes?|mount(ain)?s?|mt\.?|valley|deserts?|gulf|peninsula|straits?"
    r"|basin|coast|bay|cape|hills?|forest|delta|plateau|falls|canal|highlands|plains?|glacier"
    r"|continent|border|shore|reef|volcano|canyon|creek|wetlands?|rainforest|hemisphere"
    r"|belt|corridor|archipelago|watershed|gorge|dunes?|steppe)\b",
    re.IGNORECASE,
)
REGIONS = frozenset(
    " ".join(name.split())
    for name in """africa; asia; europe; america; americas; latin america; north america; south
    america; antarctica; central america; middle east; mideast; far east; near
    east; west africa; east africa; southern africa; central africa; north africa;
    northern africa; eastern africa; western africa; sub - saharan africa; sub-
    saharan africa; central asia; south asia; southeast asia; east asia; south
    east asia; west asia; northeast asia; south - east asia; eurasia; eastern
    europe; western europe; central europe; northern europe; southern europe;
    balkans; caribbean; caucasus; sahel; horn of africa; mediterranean; atlantic;
    pacific; indo - pacific; indo-pacific; asia - pacific; asia-pacific; asia
    pacific; arctic; amazon; andes; alps; himalayas; sahara; levant; maghreb;
    scandinavia; oceania; the west; west; east; south; north; gcc; arab world;
    global south; global north; siberia; patagonia; nile; mekong; danube; earth;
    mars; moon; persian gulf; south pacific; midwest; silicon valley; east coast;
    west coast; new england; western world; great lakes; western hemisphere;
    kashmir valley; hollywood; everest; kilimanjaro""".split(";")
)
_STATES_NAMED_BY_NATURE = frozenset(
    {"west bank", "gaza strip", "ivory coast", "cape town", "cape verde", "gold coast"}
    | {f"{side} cape" for side in ("northern", "eastern", "western")}
)
EVENT_WORDS = re.compile(
    r"\b(cup|games|festival|championships?|war|olympics?|paralympics?|grand prix|revolution"
    r"|tournament|conference|summit|expo|marathon|forum|world series|open|holocaust|ramadan"
    r"|christmas|easter|eid|day|week|fair|cop ?\d+|rally|congress|convention|hurricane"
    r"|typhoon|cyclone|uprising|spring|genocide|carnival|premier league|league|derby|tour)\b",
    re.IGNORECASE,
)
LAW_WORDS = re.compile(
    r"\b(act|law|laws|constitution|treaty|agreement|accords?|protocol|bill|amendment|charter"
    r"|code|resolution \d+|article \d+|decree|declaration|statute|ordinance|title [ivx]+)\b",
    re.IGNORECASE,
)
LANGUAGES = frozenset(
    """english french spanish arabic mandarin cantonese chinese hindi urdu bengali russian
    portuguese german italian japanese korean swahili hausa yoruba igbo amharic somali zulu
    xhosa afrikaans malay tamil telugu thai vietnamese turkish persian farsi hebrew latin greek
    dutch polish creole quechua guarani maori nahuatl tagalog filipino mongolian tibetan
    kiswahili pidgin welsh irish punjabi marathi gujarati nepali sinhala pashto dari kurdish
    ukrainian""".split()
)
TITLES = frozenset(
    """mr mrs ms miss dr sir president prime minister vice senator sen. rep. representative gen.
    general col. colonel lt. lieutenant capt. captain secretary governor gov. mayor king queen
    prince princess pope judge justice chancellor ambassador chief former ex-president mr. mrs.
    ms. dr. professor prof. foreign defense defence interior finance u.s. sheikh ayatollah
    spokesman spokeswoman of state deputy lady lord rev. reverend""".split()
)


def place_type(text: str) -> str:
    """GPE or LOC for the name of a place."""
    name = " ".join(text.lower().removeprefix("the ").split())
    if name in REGIONS or name.removesuffix(" region") in REGIONS:
        return "LOC"
    if name in _STATES_NAMED_BY_NATURE:
        return "GPE"
    return "LOC" if NATURAL.search(name) and not name.startswith(("new ", "san ")) else "GPE"


def miscellaneous_type(text: str, quoted: bool) -> str | None:
    """EVENT, LAW, LANGUAGE or WORK_OF_ART for a name of no other class, None if unclear."""
    if text.lower() in LANGUAGES:
        return "LANGUAGE"
    if quoted:
        return "WORK_OF_ART"
    if LAW_WORDS.search(text):
        return "LAW"
    if EVENT_WORDS.search(text):
        return "EVENT"
    return None


def is_title(word: str) -> bool:
    """Whether ``word`` before a name is a title, which OntoNotes leaves out of PERSON."""
    return word.lower() in TITLES
