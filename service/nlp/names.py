"""Personal names: their parts, and when two of them can be one person's."""

import re
import unicodedata
from functools import lru_cache

from service.ids import name_key

_SLIP = 5  # letters of the shortest given name that may be spelt in two ways
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")
_ABBREVIATED = re.compile(r"(?:^|[ -])(?:[^\W\d_]\.)+[^\W\d_]$")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_INITIAL = re.compile(r"^[^\W\d_]\.?$")
# Surnames that stand first in Korean, Chinese and Vietnamese names as newspapers print them.
_SURNAMES_FIRST = frozenset(
    "an ahn bae baek ban bang cha chang chen cheng cho choe choi chou chu chun chung deng ding do "
    "duong feng gao go gu guo ha han he ho hong hu huang huh hur hwang im jang jeon jeong ji jia "
    "jiang jin jo joo ju jung kang kim ko kong koo ku kwak kwon le lee li liang lim lin liu lu luo "
    "ma meng min moon na nam ngo nguyen noh oh ou ouyang pak park peng pham phan pyo ra rhee ri ro "
    "roh ryu seo seok shim shin sim sin so sohn son song suh sun sung tan tang to tran truong uhm "
    "vo vu wang wei woo wu xi xie xu yan yang ye yeo yi yim yin yoo yoon you yu yuan yun zhang "
    "zhao zheng zhou zhu".split()
)

NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december the a an in on at of for and or but if "
    "as he she they it we i you his her their our this that these those what although though while "
    "when why how because since whether once where after before".split()
)
"""Words that begin sentences with a capital, or are always written with one, and are no names."""

EAST_ASIAN_GIVEN = frozenset(
    "jong jung jeong jae young yong soo su hyun hyuk min sung seung sang eun ji joo jun kyung kyu "
    "dong chul cheol geun hwan ho won woo in il yo ki kwan myung nam sun tae wook yeon yong hae "
    "kwang jin hee hye mi kil ryong chol song guk".split()
)
"""First syllables of given names that are printed as separate words: "Kim Jong Un"."""


def clean(name: str) -> str:
    """Strip a possessive ending, marks and surplus spaces from a name as it stands in the text.

    An apostrophe is written straight, so that articles set in different ways agree.

    >>> clean("“Ann  O’Neill’s”"), clean("the F.B.I.")
    ("Ann O'Neill", 'the F.B.I.')
    """
    whole = re.sub(r"\s+", " ", name).replace("’", "'")
    name = _POSSESSIVE.sub("", whole.strip(" \t\n\"“”‘'`,.;:()[]–—-@")).strip()
    return f"{name}." if _ABBREVIATED.search(name) and f"{name}." in whole else name


def without_the(name: str) -> str:
    """Leave out the article in front of a body's name.

    >>> without_the("The Washington Post")
    'Washington Post'
    """
    return name.removeprefix("the ").removeprefix("The ")


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """Give the words of a name without case and diacritics, hyphenated parts kept together.

    >>> words("Kim Jong-un"), words("José García Jr.")
    (('kim', 'jong-un'), ('jose', 'garcia'))
    """
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    parts = re.findall(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?", plain)
    return tuple(p.rstrip(".") for p in parts if p.rstrip(".") not in _SUFFIXES)


def is_surname_first(word: str) -> bool:
    """Say whether a word in lower case is a surname that newspapers print in front."""
    return word in _SURNAMES_FIRST


def surname_is_first(name: str) -> bool:
    """Say whether the surname stands first: "Lee In-young", "Xi Jinping", "Kim Jong Un"."""
    parts = words(name)
    if len(parts) not in (2, 3) or parts[0] not in _SURNAMES_FIRST:
        return False
    return "-" in parts[1] or len(parts) == 3 or parts[-1] not in _SURNAMES_FIRST


def surnames(name: str) -> frozenset[str]:
    """Give the words by which later sentences may call the person."""
    parts = words(name)
    if len(parts) < 2:
        return frozenset(parts)
    if surname_is_first(name):
        return frozenset({parts[0]})
    result = {parts[-1]}
    if len(parts) >= 3 and not _INITIAL.match(parts[-2]):
        result.add(parts[-2])  # double surnames: "Iratxe Goikoetxea Ruiz"
    return frozenset(result)


def given_name(name: str) -> str:
    """Give the first given name in lower case ('' for a bare surname)."""
    parts = words(name)
    if len(parts) < 2:
        return ""
    return parts[1] if surname_is_first(name) else parts[0]


def same_person(a: str, b: str) -> bool:
    """Say whether two full names can be variants of one: spelling, initials, middle names.

    >>> same_person("Wendy Sherman", "Wendy R. Sherman"), same_person("Kim Jong Un", "Kim Jong-un")
    (True, True)
    >>> same_person("Lee In-young", "Lee Soo-hyuck")
    False
    """
    if name_key(a) == name_key(b):
        return True
    x, y = words(a), words(b)
    if len(x) < 2 or len(y) < 2:
        return False
    if sorted(x) == sorted(y):
        return True
    if x[-1] != y[-1] and not surname_is_first(a):
        return False
    shorter, longer = sorted((x, y), key=len)
    if shorter[0] == longer[0] or _initial_of(shorter[0], longer[0]):
        return set(shorter[1:]) <= set(longer)
    slip = min(len(x[0]), len(y[0])) >= _SLIP and differ_by_one(x[0], y[0])
    return slip and x[1:] == y[1:] and x[0][-1] == y[0][-1]


def ends_with(full: str, part: str) -> bool:
    """Say whether a name of several words is the end of a longer one.

    >>> ends_with("Debbie Wasserman Schultz", "Wasserman Schultz")
    True
    """
    whole, end = words(full), words(part)
    return 1 < len(end) < len(whole) and whole[-len(end) :] == end


def differ_by_one(a: str, b: str) -> bool:
    """Say whether two words differ by one letter: added, left out, changed or swapped.

    >>> differ_by_one("mauer", "maurer"), differ_by_one("trump", "trump")
    (True, False)
    """
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    first = next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    if len(a) == len(b):
        swapped = a[first : first + 2] == b[first : first + 2][::-1]
        return a[first + 1 :] == b[first + 1 :] or (swapped and a[first + 2 :] == b[first + 2 :])
    shorter, longer = sorted((a, b), key=len)
    return shorter[first:] == longer[first + 1 :]


def _initial_of(a: str, b: str) -> bool:
    return (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))


def refers_to(mention: str, full: str) -> int:
    """Rate how a partial name fits a full one: 3 surname, 2 several parts, 1 given name, 0 not."""
    parts, whole = words(mention), words(full)
    if not parts or not whole:
        return 0
    if len(parts) == 1:
        if parts[0] in surnames(full):
            return 3
        return 1 if parts[0] in whole else 0
    return 2 if set(parts) <= set(whole) else 0
