"""Five real news texts through the running service; they are not part of the repository."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.client import Onrecord
from service.client.types import Article
from tests.e2e.conftest import Server

FOLDER = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"the real texts are not here: {FOLDER} is no folder"
)


@pytest.fixture(scope="module")
def client(server: Server) -> Iterator[Onrecord]:
    with server.client() as made:
        yield made


@pytest.fixture(scope="module")
def articles(client: Onrecord) -> dict[str, Article]:
    """Each text's article by the first word of its file name."""
    found = {}
    for path in sorted(FOLDER.glob("*.txt")):
        text = path.read_bytes().decode()
        article = client.create_article(text=text)
        assert article["text"] == text
        found[path.stem.split("_")[0]] = article
    assert len(found) == 5
    return found


def contents(client: Onrecord, speaker: str) -> list[str]:
    quotes = list(client.list_quotes(speaker=speaker))
    for quote in quotes:
        assert speaker in [quote["speaker"]["name"], *quote["speaker"]["also"]]
    return [quote["content"]["text"] for quote in quotes]


def test_every_span_is_verbatim(articles: dict[str, Article]) -> None:
    for article in articles.values():
        assert article["quotes"]
        for quote in article["quotes"]:
            spans = [*quote["content"]["spans"], *quote["speaker"]["evidence"]]
            for span in [*spans, quote["cue"], quote["source"]]:
                if span is not None:
                    assert article["text"][span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize(("number", "opener"), [("002", "ALSO READ:"), ("004", "Tags Donald")])
def test_page_furniture_says_nothing(
    articles: dict[str, Article], number: str, opener: str
) -> None:
    border = articles[number]["text"].index(opener)
    for quote in articles[number]["quotes"]:
        assert all(span["end"] <= border for span in quote["content"]["spans"])


@pytest.mark.parametrize(
    ("speaker", "beginning"),
    [
        ("Lee In-young", "To some extent, I believe the talks are nearing"),
        ("Lee In-young", "While we can't make a definitive statement"),
        ("Lee In-young", "A formal end to Korean War would help"),
        ("Lee Soo-hyuck", "There is not only an exchange of views"),
        ("Jake Sullivan", "We may have somewhat different perspectives"),
        ("Sung Kim", "the US was open to discussing any issues"),
        ("Chung Eui-yong", "We held in-depth discussions"),
        ("Wendy R. Sherman", "I had an excellent meeting"),
    ],
)
def test_quotes_are_found_by_speaker(
    client: Onrecord, articles: dict[str, Article], speaker: str, beginning: str
) -> None:
    assert articles
    assert any(content.startswith(beginning) for content in contents(client, speaker))


def test_the_two_lees_are_kept_apart(client: Onrecord, articles: dict[str, Article]) -> None:
    assert articles
    minister, ambassador = (set(contents(client, n)) for n in ("Lee In-young", "Lee Soo-hyuck"))
    assert minister
    assert ambassador
    assert not minister & ambassador
    matched = client.list_quotes(speaker="Lee").page()["matched_speakers"]
    assert {speaker["name"] for speaker in matched} >= {"Lee In-young", "Lee Soo-hyuck"}


def test_a_post_and_its_quotation_are_one_utterance_that_appears_twice(
    client: Onrecord, articles: dict[str, Article]
) -> None:
    posted = [
        quote["id"]
        for quote in articles["003"]["quotes"]
        if quote["content"]["text"].startswith("I had an excellent meeting")
    ]
    assert len(posted) == 2
    for quote_id in posted:
        answer = client.list_appearances(quote_id)
        found = {one["quote"]["id"]: one["difference"] for one in answer["items"]}
        assert set(found) == set(posted)
        assert sorted(found.values()) in (["cut", "same"], ["extended", "same"])
