"""Five real news texts through the running service; they are not part of the repository."""

from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Server

FOLDER = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"the real texts are not here: {FOLDER} is no folder"
)


@pytest.fixture(scope="module")
def articles(server: Server) -> dict[str, dict[str, Any]]:
    """Each text's first words of its file name, with the answer to its submission."""
    answers = {}
    for path in sorted(FOLDER.glob("*.txt")):
        text = path.read_bytes().decode()
        answer = server.post(
            "/v1/articles",
            data=text.encode(),
            headers={"Content-Type": "text/plain; charset=utf-8"},
        )
        assert answer.status_code == 201, answer.text
        answers[path.stem.split("_")[0]] = {**answer.json(), "submitted": text}
    assert len(answers) == 5
    return answers


def contents(server: Server, speaker: str) -> list[str]:
    answer = server.get("/v1/quotes", params={"speaker": speaker, "limit": 200})
    assert answer.status_code == 200
    for quote in answer.json()["items"]:
        assert speaker in [quote["speaker"]["name"], *quote["speaker"]["also"]]
    return [quote["content"]["text"] for quote in answer.json()["items"]]


def test_every_span_is_verbatim(articles: dict[str, dict[str, Any]]) -> None:
    for article in articles.values():
        assert article["quotes"]
        for quote in article["quotes"]:
            spans = [*quote["content"]["spans"], *quote["speaker"]["evidence"]]
            for span in [*spans, quote["cue"], quote["source"]]:
                if span is not None:
                    assert article["submitted"][span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize(("number", "opener"), [("002", "ALSO READ:"), ("004", "Tags Donald")])
def test_page_furniture_says_nothing(
    articles: dict[str, dict[str, Any]], number: str, opener: str
) -> None:
    border = articles[number]["submitted"].index(opener)
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
    server: Server, articles: dict[str, dict[str, Any]], speaker: str, beginning: str
) -> None:
    assert articles
    assert any(content.startswith(beginning) for content in contents(server, speaker))


def test_the_two_lees_are_kept_apart(server: Server, articles: dict[str, dict[str, Any]]) -> None:
    assert articles
    minister, ambassador = (set(contents(server, n)) for n in ("Lee In-young", "Lee Soo-hyuck"))
    assert minister
    assert ambassador
    assert not minister & ambassador
    answer = server.get("/v1/quotes", params={"speaker": "Lee"}).json()
    assert {s["name"] for s in answer["matched_speakers"]} >= {"Lee In-young", "Lee Soo-hyuck"}


def test_a_post_and_its_quotation_are_one_utterance_that_appears_twice(
    server: Server, articles: dict[str, dict[str, Any]]
) -> None:
    posted = [
        quote["id"]
        for quote in articles["003"]["quotes"]
        if quote["content"]["text"].startswith("I had an excellent meeting")
    ]
    assert len(posted) == 2
    for quote_id in posted:
        answer = server.get(f"/v1/quotes/{quote_id}/appearances").json()
        found = {one["quote"]["id"]: one["difference"] for one in answer["items"]}
        assert set(found) == set(posted)
        assert sorted(found.values()) in (["cut", "same"], ["extended", "same"])
