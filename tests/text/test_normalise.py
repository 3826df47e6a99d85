"""What the parser sees: the same length, with harmless characters only."""

import pytest

from service.text.normalise import MAX_MARKS, MAX_RUN, blank, clean, defuse

CLEANED = [
    ("plain text stays", "Lee said: “No.”", "Lee said: “No.”"),
    ("NUL and control characters", "a\0b\x07c\x1bd\x7fe\x90f", "a b c d e f"),
    ("tab and newline stay", "a\tb\nc", "a\tb\nc"),
    ("Windows line ends", "a\r\nb", "a \nb"),
    ("old Mac line ends", "a\rb", "a\nb"),
    ("other line ends", "a\vb\fc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
    ("exotic spaces", "a\u00a0b\u2009c\u3000d\u202fe", "a b c d e"),
    ("byte order mark", "\ufeffLee said", " Lee said"),
    ("zero-width space", "Lee\u200bsaid", "Lee said"),
    ("bidirectional controls", "\u202bLee\u202c said\u200f", " Lee  said "),
    ("lone surrogate", "a\ud800b\udfffc", "a\ufffdb\ufffdc"),
    ("soft hyphen in a word stays", "nego\u00adtiation", "nego\u00adtiation"),
    ("soft hyphen at a line's end", "nego\u00ad\ntiation", "nego \ntiation"),
    ("joiner in an emoji stays", "👩\u200d⚕️ said", "👩\u200d⚕️ said"),
    ("joiner in Persian stays", "می\u200cخواهم", "می\u200cخواهم"),
    ("joiner elsewhere", "Lee \u200dsaid\u200d", "Lee  said "),
    ("quotation marks stay as they are", "«a» „b“ 'c' ``d''", "«a» „b“ 'c' ``d''"),
]


@pytest.mark.parametrize(
    ("text", "expected"), [c[1:] for c in CLEANED], ids=[c[0] for c in CLEANED]
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected
    assert len(expected) == len(text)


DEFUSED = [
    ("long word", "x" * 1000, "x" * MAX_RUN),
    ("quotation marks in a row", '"' * 8000, '"' * MAX_MARKS),
    ("emoji in a row", "😀" * 50, "😀" * MAX_MARKS),
    ("rule of underscores", "_" * 80, "_" * MAX_MARKS),
    ("brackets throughout a word", "a(b" * 60, "a(b" * MAX_MARKS + "a"),
]


@pytest.mark.parametrize(("run", "kept"), [c[1:] for c in DEFUSED], ids=[c[0] for c in DEFUSED])
def test_defuse_blanks_the_rest_of_an_overlong_run(run: str, kept: str) -> None:
    assert defuse(f"Lee {run} said") == f"Lee {kept}{' ' * (len(run) - len(kept))} said"


@pytest.mark.parametrize(
    "text",
    [
        "See https://www.example.com/world/2021/11/20/talks?utm_source=a&utm_medium=b#c_d-e now",
        "“‘No,’ he said.” (…) [sic] — end-of-war ...",
        "state-of-the-art, well-known-but-never-before-seen-in-the-wild device",
        "U.S.-ROK/Japan @DeputySecState #EndOfWar £13.9bn 50%",
    ],
)
def test_defuse_leaves_ordinary_text_alone(text: str) -> None:
    assert defuse(text) == text


def test_blank_keeps_newlines() -> None:
    assert blank("ab\ncd ef", [(1, 4), (6, 7)]) == "a \n d  f"
