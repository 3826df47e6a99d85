"""What holds for any text: offsets stay, blocks are disjoint, in order, and leave nothing out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import InvalidText, TextTooLong
from service.records import PreparedText
from service.text import check_language, prepare

LINES = st.sampled_from(
    [
        "Lee said the talks were nearing their end, and that he hoped for more.",
        "“We are close,” the Minister said.",
        "Talks near their end",
        "SEOUL, Nov. 10 (IANS) South Korea welcomed it.",
        "date 2021-11-20 Talks go on",
        "December 3, 2021",
        "1 min read",
        "Most Popular",
        "Don't Miss",
        "ALSO READ: Talks go on",
        "{mosads}",
        "Copyright 2024 Example. All rights reserved.",
        "Yes. pic.twitter.com/a — Ann Lee (@ann) May 1, 2020",
        "— Bo Ek (@bo) May 2, 2020",
        "She left. Image: NASA.",
        "(Photo by A B/Reuters)",
        "a — B (@",
        "\ufeff\u200b\u00ad",
        "\ud800\0",
        '"' * 40,
        "x" * 300,
        "",
        "  ",
    ]
)
PAGES = st.lists(
    st.tuples(LINES, st.sampled_from(["\n", "\n\n", "\r\n", "\r", " ", "\u2028"]))
).map(lambda parts: "".join(line + end for line, end in parts))
ANY_TEXT = st.text(st.characters(codec=None)) | st.text("aA1 \n\r\"'“”.:—-(@)‍\u00ad\ud800\0")


def prepared_or_none(text: str) -> PreparedText | None:
    try:
        return prepare(text, max_chars=1_000_000)
    except InvalidText:
        assert not any(c.isalpha() for c in text)
        return None


@given(PAGES | ANY_TEXT)
def test_any_text(text: str) -> None:
    prepared = prepared_or_none(text)
    if prepared is None:
        return
    analysed = prepared.analysed
    assert prepared.text == text
    assert len(analysed) == len(text)
    assert not any("\ud800" <= c <= "\udfff" for c in analysed)
    assert all(c in "\n\t" or c >= " " for c in analysed)
    assert check_language(prepared, "en") == "en"

    position = 0
    uncovered: list[str] = []
    for block in prepared.blocks:
        assert position <= block.start < block.end <= len(text)
        uncovered.append(text[position : block.start])
        position = block.end
    uncovered.append(text[position:])
    assert not any(c.isalnum() for c in "".join(uncovered))

    spoken = [(b.start, b.end) for b in prepared.blocks if b.kind != "furniture"]
    kept = "".join(analysed[start:end] for start, end in spoken)
    assert "".join(kept.split()) == "".join(analysed.split())

    posts = [(b.start, b.end) for b in prepared.blocks if b.kind == "post"]
    assert len(posts) == len(prepared.posts)
    for (start, end), post in zip(posts, prepared.posts, strict=True):
        assert start <= post.content.start < post.content.end
        assert post.content.end <= post.author.start < post.author.end <= end
        for span in (post.content, post.author):
            assert text[span.start : span.end] == span.text


@pytest.mark.parametrize("text", ["", " \n\t", "\0\0", "\u200b\ufeff", "123 45%", "...", "😀"])
def test_nothing_to_analyse(text: str) -> None:
    with pytest.raises(InvalidText):
        prepare(text, max_chars=100)


def test_too_long() -> None:
    with pytest.raises(TextTooLong, match="101 characters; at most 100"):
        prepare("a" * 101, max_chars=100)
    assert len(prepare("a" * 100, max_chars=100).analysed) == 100


def test_characters_beyond_the_first_plane_count_as_one() -> None:
    text = "𝔏𝔢𝔢 😀 said — Ann Lee (@ann) May 1, 2020"
    (post,) = prepare(text, max_chars=100).posts
    assert text[post.content.start : post.content.end] == post.content.text == "𝔏𝔢𝔢 😀 said"
