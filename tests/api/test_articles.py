from typing import Any

from flask.testing import FlaskClient

from service import ids

TEXT = "😀 “We are close to a deal,” said Jane Roe on Friday."
ARTICLE = {
    "text": TEXT,
    "title": "A deal",
    "url": "https://news.example/deal",
    "outlet": "The Example",
    "author": "A. Writer",
    "published_at": "2021-11-20T09:30:00+09:00",
}


def post(client: FlaskClient, **changes: Any) -> Any:
    response = client.post("/v1/articles", json={**ARTICLE, **changes})
    assert response.status_code in {200, 201}, response.text
    return response.json


def test_an_analysis_names_its_model_and_stores_nothing(client: FlaskClient) -> None:
    response = client.post("/v1/analyses", json={"text": TEXT})
    assert response.status_code == 200
    answer = response.get_json()
    assert (answer["model"], answer["version"], answer["language"]) == ("small", "1.0", "en")
    assert answer["article_id"] == ids.article_id(TEXT)
    assert [quote["speaker"]["name"] for quote in answer["quotes"]] == ["Jane Roe"]
    assert client.get("/v1/articles").get_json()["items"] == []


def test_a_quote_is_the_documented_record(client: FlaskClient) -> None:
    (quote,) = client.post("/v1/analyses", json={"text": TEXT}).get_json()["quotes"]
    speaker = ids.speaker_id("Jane Roe")
    assert quote == {
        "id": quote["id"],
        "article_id": ids.article_id(TEXT),
        "kind": "direct",
        "content": {
            "text": "We are close to a deal,",
            "spans": [{"start": 3, "end": 26, "text": "We are close to a deal,", "verbatim": True}],
        },
        "cue": {"start": 28, "end": 32, "text": "said", "lemma": "say", "class": "neutral"},
        "source": {"start": 33, "end": 41, "text": "Jane Roe"},
        "speaker": {
            "id": speaker,
            "name": "Jane Roe",
            "kind": "person",
            "role": None,
            "score": 0.9,
            "also": [],
            "evidence": [{"start": 33, "end": 41, "text": "Jane Roe", "link": "name"}],
            "alternatives": [],
            "reason": None,
        },
        "via": [],
        "on_behalf_of": None,
        "said_on": None,
        "stance": None,
        "commitment": None,
        "act": None,
        "labels": [],
        "claims": [
            {
                "id": ids.claim_id(quote["id"], [(3, 26)]),
                "text": "We are close to a deal.",
                "subject": None,
                "predicate": None,
                "object": None,
                "negated": False,
                "modality": None,
                "condition": None,
                "spans": [{"start": 3, "end": 26, "text": "We are close to a deal,"}],
                "changes": [],
                "entities": [],
                "quantities": [],
                "dates": [],
                "checkworthy": None,
                "reported": False,
                "standalone": True,
                "flags": [],
            }
        ],
        "score": 0.8,
        "evidence": {"by": "rule", "detail": "said"},
        "flags": [],
    }


def test_a_new_article_is_created_and_found_at_its_location(client: FlaskClient) -> None:
    response = client.post("/v1/articles", json=ARTICLE)
    assert response.status_code == 201
    created = response.get_json()
    assert response.headers["Location"] == f"/v1/articles/{created['id']}"
    assert {name: created[name] for name in ARTICLE} == {
        **ARTICLE,
        "published_at": "2021-11-20T00:30:00Z",
    }
    assert (created["model"], created["version"], created["language"]) == ("small", "1.0", "en")
    assert client.get(response.headers["Location"]).get_json() == created


def test_the_same_text_again_is_the_same_article(client: FlaskClient) -> None:
    first = client.post("/v1/articles", json=ARTICLE)
    again = client.post("/v1/articles", json={"text": TEXT, "title": "Another title"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.get_json() == first.get_json()
    assert again.headers["Location"] == first.headers["Location"]


def test_plain_text_takes_its_metadata_from_the_query(client: FlaskClient) -> None:
    response = client.post(
        "/v1/articles",
        query_string={"title": "Ein Titel – ü", "outlet": "X", "published_at": "2021-11-20"},
        data=TEXT.encode(),
        content_type="text/plain",
    )
    assert response.status_code == 201
    created = response.get_json()
    assert (created["text"], created["title"], created["outlet"]) == (TEXT, "Ein Titel – ü", "X")
    assert created["published_at"] == "2021-11-20T00:00:00Z"


def test_plain_text_is_decoded_as_it_says(client: FlaskClient) -> None:
    response = client.post(
        "/v1/analyses",
        data="“Café,” said Jane Roe.".encode("cp1252"),
        content_type="text/plain; charset=windows-1252",
    )
    assert response.get_json()["quotes"][0]["content"]["text"] == "Café,"


def test_a_body_wins_over_the_query(client: FlaskClient) -> None:
    created = client.post(
        "/v1/articles", query_string={"title": "No", "outlet": "X"}, json={**ARTICLE}
    ).get_json()
    assert (created["title"], created["outlet"]) == ("A deal", "The Example")


def test_language_en_forces_the_analysis(client: FlaskClient) -> None:
    text = "“Do not refuse,” said Jane Roe."
    assert client.post("/v1/analyses", json={"text": text}).status_code == 422
    forced = client.post("/v1/analyses", json={"text": text, "language": "en"})
    assert forced.status_code == 200


def test_offsets_can_count_utf_16(client: FlaskClient) -> None:
    post(client)
    article = ids.article_id(TEXT)
    units = TEXT.encode("utf-16-le")
    quotes = [
        *client.post("/v1/analyses?offsets=utf-16", json=ARTICLE).get_json()["quotes"],
        *client.post("/v1/articles?offsets=utf-16", json=ARTICLE).get_json()["quotes"],
        *client.get(f"/v1/articles/{article}?offsets=utf-16").get_json()["quotes"],
        *client.get(f"/v1/articles/{article}/quotes?offsets=utf-16").get_json()["items"],
    ]
    quotes.append(client.get(f"/v1/quotes/{quotes[0]['id']}?offsets=utf-16").get_json())
    assert len(quotes) == 5
    for quote in quotes:
        for span in (quote["content"]["spans"][0], quote["cue"], quote["speaker"]["evidence"][0]):
            start, end = 2 * span["start"], 2 * span["end"]
            assert units[start:end].decode("utf-16-le") == span["text"]


def test_articles_are_listed_newest_first_in_pages(client: FlaskClient) -> None:
    days = ["2021-11-03", "2021-11-01", "2021-11-02"]
    made = {
        day: post(client, text=f"{TEXT} {day}", published_at=day, outlet=f"O{day[-1]}")["id"]
        for day in days
    }
    first = client.get("/v1/articles?limit=2").get_json()
    second = client.get(f"/v1/articles?limit=2&cursor={first['next_cursor']}").get_json()
    listed = [item["id"] for item in first["items"] + second["items"]]
    assert listed == [made[day] for day in sorted(days, reverse=True)]
    assert second["next_cursor"] is None
    assert {"text", "quotes"} & set(first["items"][0]) == set()
    assert first["items"][0]["quote_count"] == 1
    only = client.get("/v1/articles?outlet=o2").get_json()["items"]
    assert [item["id"] for item in only] == [made["2021-11-02"]]


def test_an_articles_quotes_are_a_list_of_their_own(client: FlaskClient) -> None:
    text = "“One,” said Jane Roe. “Two,” said John Doe."
    created = post(client, text=text)
    page = client.get(f"/v1/articles/{created['id']}/quotes?limit=1").get_json()
    assert [quote["content"]["text"] for quote in page["items"]] == ["One,"]
    assert page["items"][0]["article"] == {
        "id": created["id"],
        "title": "A deal",
        "url": "https://news.example/deal",
        "outlet": "The Example",
        "published_at": "2021-11-20T00:30:00Z",
    }
    following = client.get(
        f"/v1/articles/{created['id']}/quotes?limit=1&cursor={page['next_cursor']}"
    ).get_json()
    assert [quote["content"]["text"] for quote in following["items"]] == ["Two,"]


def test_a_deleted_article_is_gone_with_its_quotes(client: FlaskClient) -> None:
    created = post(client)
    path = f"/v1/articles/{created['id']}"
    response = client.delete(path)
    assert (response.status_code, response.data) == (204, b"")
    assert client.get(path).status_code == 404
    assert client.get(f"{path}/quotes").status_code == 404
    assert client.get(f"/v1/quotes/{created['quotes'][0]['id']}").status_code == 404
    assert client.delete(path).status_code == 404


def test_what_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    path = f"/v1/articles/{post(client)['id']}"
    tag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(f"{path}?offsets=utf-16").headers["ETag"] != tag
