"""Personal names: parts, variants and partial mentions."""

import pytest

from service.nlp import names


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Kim Jong Un", "Kim Jong-un", True),
        ("Kim Jong-un", "kim jong-un", True),
        ("Wendy Sherman", "Wendy R. Sherman", True),
        ("J. Sullivan", "Jake Sullivan", True),
        ("José García", "Jose Garcia", True),
        ("Lee In-young", "In-young Lee", True),
        ("Lee In-young", "Lee Soo-hyuck", False),
        ("Bill Clinton", "Hillary Clinton", False),
        ("Lee", "Lee In-young", False),
    ],
)
def test_same_person(a: str, b: str, same: bool) -> None:
    assert names.same_person(a, b) is same
    assert names.same_person(b, a) is same


@pytest.mark.parametrize(
    ("full", "surnames"),
    [
        ("Lee In-young", {"lee"}),
        ("Xi Jinping", {"xi"}),
        ("Kim Jong Un", {"kim"}),
        ("Jake Sullivan", {"sullivan"}),
        ("Iratxe Goikoetxea Ruiz", {"ruiz", "goikoetxea"}),
        ("George W. Bush", {"bush"}),
        ("Martin Luther King Jr.", {"king", "luther"}),
        ("Sung Kim", {"kim"}),
    ],
)
def test_surnames(full: str, surnames: set[str]) -> None:
    assert names.surnames(full) == surnames


@pytest.mark.parametrize(
    ("mention", "full", "fit"),
    [
        ("Lee", "Lee In-young", 3),
        ("Seung-woo", "Baek Seung-woo", 1),
        ("Sullivan", "Jake Sullivan", 3),
        ("Park", "Lee In-young", 0),
        ("Jake", "Jake Sullivan", 1),
        ("", "Jake Sullivan", 0),
    ],
)
def test_refers_to(mention: str, full: str, fit: int) -> None:
    assert names.refers_to(mention, full) == fit


def test_clean() -> None:
    assert names.clean("“Jake  Sullivan’s") == "Jake Sullivan"
