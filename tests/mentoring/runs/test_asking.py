"""A coordinator finds the way to a matching, asks for one, and sees how far it is."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.kit.db import new_id
from app.mentoring.models import MatchingRun
from tests.conftest import As
from tests.make.runs import Matchmaking
from tests.mentoring.runs.pages import HERE, fields, page_of, words

pytestmark = pytest.mark.usefixtures("no_form_tokens")


def test_a_coordinator_finds_the_way_from_the_first_page(
    making: Matchmaking, mina: FlaskClient, as_person: As
) -> None:
    assert "Bring people together" in words(mina, "/mentoring/")
    ana, *_ = making.four()
    assert "Bring people together" not in words(as_person(ana), "/mentoring/")


def test_it_is_asked_for_once_and_shows_how_far_it_is(
    making: Matchmaking, mina: FlaskClient
) -> None:
    making.four()
    assert "There has been no matching yet" in words(mina, HERE)
    form = fields(mina, HERE, "Ask for a matching")
    places = [mina.post(HERE, data=form).headers["Location"] for _ in range(2)]
    assert places[0] == places[1]
    waits = words(mina, places[0])
    assert "It waits for its turn." in waits
    assert "0 of 5 steps done" in waits
    assert "See how far it is now" in waits
    assert "See how far the matching is" in words(mina, HERE)
    refused = mina.post(HERE, data={"request_key": str(new_id())})
    assert refused.status_code == 409
    assert "There is a matching already that nobody has decided on." in refused.text
    run = making.db.scalars(select(MatchingRun)).one()
    run.state, run.done = "running", 3
    making.db.commit()
    under_way = words(mina, places[0])
    assert "We look for suggestions for those left over." in under_way
    assert "3 of 5 steps done" in under_way


def test_a_matching_that_failed_says_what_to_do(making: Matchmaking, mina: FlaskClient) -> None:
    run = making.ask()
    run.state, run.is_undecided = "failed", False
    making.db.commit()
    assert "Ask for another matching." in words(mina, page_of(run))
