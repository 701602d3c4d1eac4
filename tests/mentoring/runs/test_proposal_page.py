"""What a matching proposes, as a coordinator reads it."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from app.mentoring.rules.topics import ANSWERS
from tests.conftest import CountStatements
from tests.make.runs import Matchmaking
from tests.mentoring.runs.pages import HERE, page_of, set_aside, words

pytestmark = pytest.mark.usefixtures("no_form_tokens")


def test_the_proposal_says_why_and_never_a_percentage(
    making: Matchmaking, mina: FlaskClient
) -> None:
    making.four()
    making.somebody("Eva Elm", capacity=2, offers=[], wishes=["caring"])
    making.somebody("Finn Fir", languages=["cy"])
    run = making.proposed()
    shown = words(mina, page_of(run))
    for said in (
        "there are no two among them who would both rather have each other",
        "Ana Ash and Cy Cedar",
        "Each named the other.",
        "Both speak English.",
        "Both have time on Monday morning or Wednesday evening.",
        "Approve, and ask these 2 pairs",
    ):
        assert said in shown
    left = words(mina, page_of(run) + "?part=left")
    assert "Finn Fir With 5 there is no shared language." in left
    assert "Look for somebody for Finn Fir" in left
    assert "%" not in shown + left


def test_a_suggestion_says_that_it_is_one(making: Matchmaking, mina: FlaskClient) -> None:
    making.somebody("Ana Ash")
    making.somebody("Bo Birch")
    run = making.proposed()
    shown = words(mina, page_of(run))
    assert "Suggestions (1)" in shown
    assert "it takes a yes of both" in shown


def test_what_they_have_in_common_is_not_for_a_coordinator(
    making: Matchmaking, mina: FlaskClient
) -> None:
    said: dict[str, Any] = {"characteristics": ["recovery"], "characteristics_as_reason": True}
    ana = making.somebody("Ana Ash", **said)
    cy = making.somebody("Cy Cedar", ANSWERS, **said)
    run = making.proposed()
    address = f"{page_of(run)}/pairs?person={ana.id}&other={cy.id}"
    line = making.line(run, ana, cy)
    mina.post(f"{page_of(run)}/lines/{line.id}/removals", data={"revision": "0"})
    for shown in (words(mina, page_of(run) + "?part=taken-out"), words(mina, address)):
        assert "Both have time on" in shown
        # Nor that there is something, or a coordinator could try out what it is.
        assert "in common" not in shown
        assert "recovery" not in shown


def test_a_long_proposal_comes_page_by_page_at_the_same_cost(
    making: Matchmaking, mina: FlaskClient, count_statements: CountStatements
) -> None:
    def cost(of: str) -> int:
        mina.get(of)
        with count_statements() as sent:
            assert mina.get(of).status_code == 200
        return len(sent)

    making.four()
    first = making.proposed()
    few = [cost(f"{page_of(first)}{more}") for more in ("", "/pairs")]
    assert few[0] <= 5
    set_aside(making, mina, first)
    for number in range(60):
        making.somebody(f"Alone {number:02}", languages=["pl"], times=[])
    run = making.proposed()
    left = f"{page_of(run)}?part=left"
    assert "Showing 51 to 60 of 60" in words(mina, f"{left}&page=2")
    assert "Showing 1 to 50 of 60" in words(mina, f"{page_of(run)}?part=changes")
    # One more where there is a run before it: what is different.
    many = [cost(left), cost(f"{page_of(run)}/pairs")]
    assert many == [few[0] + 1, few[1]]
    assert cost(f"{page_of(run)}?part=changes") == many[0]
    assert cost(HERE) <= 4


@pytest.mark.parametrize("bad", ["?part=nothing", "?part=left&page=999", "?page=x"])
def test_an_address_that_makes_no_sense_shows_the_page_all_the_same(
    making: Matchmaking, mina: FlaskClient, bad: str
) -> None:
    making.four()
    run = making.proposed()
    assert mina.get(page_of(run) + bad).status_code == 200
