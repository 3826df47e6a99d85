"""Embedded posts: content, author, handle and date, and the paragraphs around them."""

import datetime as dt

import pytest

from service.text import prepare

DAY = dt.date(2021, 11, 16)
WORDS = "I had an excellent meeting with @jongchoiysu in Washington. Thank you."
LEAD = "The vice ministers met in Washington on Tuesday, the ministry said."

BY = "Wendy R. Sherman (@DeputySecState)"
ON = "November 16, 2021"

CASES = [
    ("own paragraph", f"{WORDS} — {BY} {ON}"),
    ("picture link", f"{WORDS} pic.twitter.com/91at2EElXM — {BY} {ON}"),
    ("short links", f"{WORDS} https://t.co/daC7Qr7ZhZ https://t.co/a1 — {BY} {ON}"),
    ("hyphens", f"{WORDS} -- {BY} Nov. 16, 2021"),
    ("en dash, day first", f"{WORDS} – {BY} 16 November 2021"),
    ("HTML dash", f"{WORDS} &mdash; {BY} {ON}"),
    ("author on the next line", f"{WORDS}\n— {BY} {ON}"),
    ("author after a blank line", f"{WORDS}\n\n— {BY} {ON}"),
    ("in quotation marks", f"“{WORDS}” — {BY} {ON}"),
    ("introduced", f"Sherman wrote on Twitter: {WORDS} — {BY} {ON}"),
    ("text after it", f"{WORDS} — {BY} {ON} Choi agreed."),
    ("mark-up", f'<tweet id="1">{WORDS} — {BY} {ON}</tweet>.'),
]


@pytest.mark.parametrize("text", [c[1] for c in CASES], ids=[c[0] for c in CASES])
def test_post(text: str) -> None:
    text = f"{LEAD}\n\n{text}\n\n{LEAD}"
    prepared = prepare(text, max_chars=10_000)
    (post,) = prepared.posts
    assert (post.content.text, post.author.text) == (WORDS, "Wendy R. Sherman")
    assert (post.handle, post.date) == ("DeputySecState", DAY)
    for span in (post.content, post.author):
        assert text[span.start : span.end] == span.text
    (block,) = (b for b in prepared.blocks if b.kind == "post")
    assert block.start <= post.content.start
    assert text[: block.end].endswith("2021")
    assert [b.kind for b in prepared.blocks if b.kind == "paragraph"][-1] == "paragraph"
    assert prepared.blocks[0].end == len(LEAD)


def test_two_posts_in_one_paragraph() -> None:
    text = "Yes. — Ann Lee (@ann) May 1, 2020 No, never! — Bo Ek (@bo) May 2, 2020"
    prepared = prepare(text, max_chars=10_000)
    assert [p.content.text for p in prepared.posts] == ["Yes.", "No, never!"]
    assert [b.kind for b in prepared.blocks] == ["post", "post"]


def test_without_a_date_only_at_the_end_of_a_paragraph() -> None:
    assert len(prepare("We will win. — Ann Lee (@ann)", max_chars=100).posts) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Wendy Sherman (@DeputySecState) met Choi on November 16, 2021.",
        "The envoy — Wendy Sherman (@DeputySecState) — met Choi in Washington.",
        "— Wendy Sherman (@DeputySecState) November 16, 2021",
        "The talks – he wrote to the deputy: see (@DeputySecState) November 16, 2021",
        "Lee said no — Kim said yes (@kim)",
        "A well-known envoy (@DeputySecState) November 16, 2021",
    ],
)
def test_not_posts(text: str) -> None:
    assert prepare(text, max_chars=1000).posts == ()
