"""The table of statements: claims stand below what they are taken from."""

from dataclasses import replace

import pytest

from service.cli.table import show
from service.records import ClaimChange, Span
from tests.factories import make_analysis, make_claim, make_statement


def test_claims_that_say_more_stand_below_the_content(capsys: pytest.CaptureFixture[str]) -> None:
    one = make_statement()
    change = ClaimChange(0, 3, "Ann", Span(0, 2, "He"), None, "pronoun")
    told = make_claim(one, "Ann left \x1b[31mAden.", changes=(change,))
    plain = make_claim(one, "Nothing new.")
    unclear = make_claim(one, "They left.", flags=("unresolved: they",))
    for claims, expected, missing in (
        ((told,), "→ Ann left  [31mAden.", "\x1b[31m"),
        ((plain,), "The talks are nearing", "→"),
        ((unclear,), "(unresolved: they)", "\x1b"),
    ):
        show("-", make_analysis(statements=[replace(one, claims=claims)]))
        shown = " ".join(capsys.readouterr().out.split())
        assert " ".join(expected.split()) in shown
        assert missing not in shown
