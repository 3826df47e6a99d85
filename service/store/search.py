"""What a reader's search words mean, before any database's own query language.

Words must all occur; words between double quotation marks must occur in that order, side by side.
Nothing else is syntax.
"""

import re

_QUOTED_OR_BARE = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"[^\W_]")
# Neither is a word character; databases refuse the one, tools cut text at the other.
_UNSEARCHABLE = re.compile("[\x00\ud800-\udfff]")


def searchable(text: str) -> str:
    """Make any text acceptable to a text column, for searching only."""
    return _UNSEARCHABLE.sub(" ", text)


def phrases(q: str) -> tuple[str, ...]:
    """Split search text into phrases that must all occur; a phrase is one word or more.

    What holds no letter or digit is left out; with nothing left there is nothing to search for,
    and a search finds nothing.

    >>> phrases('talks "near their conclusion" AND -')
    ('talks', 'near their conclusion', 'AND')
    """
    straight = re.sub("[“”„‟]", '"', searchable(q))
    found = (quoted or bare for quoted, bare in _QUOTED_OR_BARE.findall(straight))
    return tuple(dict.fromkeys(phrase.strip() for phrase in found if _WORD.search(phrase)))
