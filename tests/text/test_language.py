"""English passes whatever its look; other languages are refused by name, unless forced."""

import json
from pathlib import Path

import pytest

from service.errors import UnsupportedLanguage
from service.text import check_language, prepare

OTHERS: dict[str, str] = json.loads(
    (Path(__file__).parent / "languages.json").read_text(encoding="utf-8")
)

ARTICLE = (
    "Moon asked the US to pay continued attention to and support South Korea's push for an "
    "end-of-war declaration, Park said in a statement. Austin noted that Washington is committed "
    "to engaging in diplomatic efforts with North Korea."
)

ENGLISH = {
    "article": ARTICLE,
    "capitals": ARTICLE.upper(),
    "small letters": ARTICLE.lower(),
    "headline": "South Korea confirms peace treaty negotiations with US, North Korea",
    "headline in capitals": "SEOUL SEEKS US SUPPORT TO DECLARE FORMAL END TO WAR, ENVOY SAYS",
    "names": "Moon Jae-in Lee In-young Park Kyung-mee Chung Eui-yong Choi Jong-kun Suh Wook",
    "foreign names": "Iratxe Goikoetxea Ruiz opposes the Lutxana tram, says Begoña Arrizabalaga.",
    "scots": "The wee lad frae Glesga wisnae sure whit tae dae wi the siller his granny "
    "had gien him, and he didnae ken wha tae ask aboot it, he said.",
    "pidgin": "Di minister talk say govament go support di farmers wey flood don spoil dia "
    "farm, and e say dem go start to share di money next week for Abuja.",
    "numbers": "12.5 13.7 14.8 18 19 2021 Q3 4% 7% 9.1% 2022 33 54",
    "quoting another language": "The minister told the crowd: “Wir schaffen das.” He had said it "
    "before, in 2015, and the crowd knew what would follow.",
    "mostly English": ARTICLE + "\n\n" + OTHERS["es"] + "\n\n" + ARTICLE + "\n\n" + ARTICLE,
    "links": "https://example.com/noticias/el-ministro-dijo-que-las-conversaciones Lee said.",
    "code words": "GDP CPI PMI ECB BoE FOMC OPEC NATO IMF WTO ASEAN G20 COP28 UNHCR WHO",
}


@pytest.mark.parametrize("name", ENGLISH)
def test_english_passes(name: str) -> None:
    assert check_language(prepare(ENGLISH[name], max_chars=10_000), None) == "en"


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_named(language: str) -> None:
    with pytest.raises(UnsupportedLanguage, match=rf"'{language}'.*only English \('en'\)"):
        check_language(prepare(OTHERS[language], max_chars=10_000), None)


@pytest.mark.parametrize("forced", ["en", "EN", "en-GB", "en_US"])
def test_forced_english_skips_the_check(forced: str) -> None:
    assert check_language(prepare(OTHERS["de"], max_chars=10_000), forced) == "en"


@pytest.mark.parametrize("forced", ["de", "english", ""])
def test_nothing_else_can_be_forced(forced: str) -> None:
    with pytest.raises(UnsupportedLanguage, match="only English"):
        check_language(prepare(ARTICLE, max_chars=10_000), forced)


def test_furniture_does_not_count() -> None:
    page = OTHERS["de"] + "\n\n" + "\n\n".join(["Follow us on Facebook and sign up for more"] * 40)
    with pytest.raises(UnsupportedLanguage):
        check_language(prepare(page, max_chars=10_000), None)
