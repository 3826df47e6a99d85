"""Text from tokens, for corpora that keep no white space."""

from __future__ import annotations

_NO_SPACE_BEFORE = frozenset(
    ". , ; : ! ? ) ] } % 's ’s n't n’t 're ’re 've ’ve 'll ’ll 'd ’d 'm ’m ...".split()
) | {
    "''",
    "”",
}
_NO_SPACE_AFTER = frozenset(["(", "[", "{", "$", "€", "£", "#", "``", "“", "@"])


_CLITICS = frozenset("s t re ve ll d m".split())


def _initial(word: str = "") -> bool:
    return len(word) == 1 and word.isupper()


def spaces_after(words: list[str]) -> list[bool]:
    """Whether a space follows each token, by the customs of English typography.

    Straight quotation marks open and close in turn; hyphens and slashes between letters are
    glued. The last token is followed by a space.
    """
    spaces = [True] * len(words)
    open_quote = {'"': False, "'": False}
    for i, word in enumerate(words):
        if word in _NO_SPACE_BEFORE and i:
            spaces[i - 1] = False
        if word in _NO_SPACE_AFTER:
            spaces[i] = False
        if word in open_quote:
            opening = not open_quote[word] and i + 1 < len(words)
            if word == "'" and not open_quote[word] and i and words[i - 1].endswith("s"):
                opening, closes = False, False
            else:
                closes = True
            if opening:
                spaces[i] = False
            elif i:
                spaces[i - 1] = False
            if closes:
                open_quote[word] = opening
        if word in {"’", "'"} and i and words[i + 1 : i + 2] and words[i + 1] in _CLITICS:
            spaces[i - 1] = spaces[i] = False
            open_quote["'"] = False
        if word == "." and i and _initial(words[i - 1]):
            spaces[i] = not (_initial(*words[i + 1 : i + 2]) and words[i + 2 : i + 3] == ["."])
        joins = word in {"-", "/"} and 0 < i < len(words) - 1
        if joins and words[i - 1][-1].isalnum() and words[i + 1][0].isalnum():
            spaces[i - 1] = spaces[i] = False
    return spaces
