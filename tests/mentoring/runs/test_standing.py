"""After changes by hand the whole proposal is told in words, before anybody approves it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.conftest import CountStatements
from tests.make.runs import Matchmaking
from tests.mentoring.runs.pages import page_of, press, words

pytestmark = pytest.mark.usefixtures("no_form_tokens")
TITLE = "How it all stands now"


def test_who_is_left_and_who_would_rather_be_together_is_told_before_approving(
    making: Matchmaking, mina: FlaskClient
) -> None:
    ana, bo, cy, di = making.four()
    run = making.proposed()
    assert TITLE not in words(mina, page_of(run))
    address = f"{page_of(run)}/pairs?person={ana.id}&other={di.id}"
    press(mina, address, "Make them a pair", f"{page_of(run)}/pairs")
    told = words(mina, page_of(run))
    assert "Without anybody: 2 Bo Birch, Cy Cedar. Choose a name" in told
    for two in ("Ana Ash and Cy Cedar", "Bo Birch and Di Dale"):
        assert f"{two} : see what it would mean" in told
    assert told.index(TITLE) < told.index("Approve, and ask this pair")
    page = mina.get(page_of(run)).text
    assert f"person={ana.id}&amp;other={cy.id}" in page
    assert f'pairs?person={bo.id}"' in page


def test_what_is_put_back_leaves_nobody_over(making: Matchmaking, mina: FlaskClient) -> None:
    ana, _, cy, _ = making.four()
    run = making.proposed()
    out = f"{page_of(run)}/lines/{making.line(run, ana, cy).id}/removals"
    press(mina, out, "Take them out", out)
    told = words(mina, page_of(run))
    assert "Would both rather have each other: 1" in told
    back = f"{page_of(run)}/pairs?person={ana.id}&other={cy.id}"
    press(mina, back, "Make them a pair", f"{page_of(run)}/pairs")
    told = words(mina, page_of(run))
    assert "Without anybody: nobody Would both rather have each other: no two" in told


def test_many_who_are_left_are_counted_at_the_same_cost(
    making: Matchmaking, mina: FlaskClient, count_statements: CountStatements
) -> None:
    ana, _, cy, _ = making.four()
    for number in range(12):
        making.somebody(f"Alone {number:02}", languages=["pl"], times=[])
    run = making.proposed()
    out = f"{page_of(run)}/lines/{making.line(run, ana, cy).id}/removals"
    press(mina, out, "Take them out", out)
    with count_statements() as sent:
        told = words(mina, page_of(run))
    assert "Without anybody: 14" in told
    assert "Alone 09, and 4 more." in told
    assert len(sent) <= 13


def test_a_proposal_that_is_decided_says_it_no_more(making: Matchmaking, mina: FlaskClient) -> None:
    ana, _, cy, _ = making.four()
    run = making.proposed()
    out = f"{page_of(run)}/lines/{making.line(run, ana, cy).id}/removals"
    press(mina, out, "Take them out", out)
    press(mina, page_of(run), "Set it aside", f"{page_of(run)}/withdrawals")
    assert TITLE not in words(mina, page_of(run))
