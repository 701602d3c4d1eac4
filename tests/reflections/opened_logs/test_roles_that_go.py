"""A role that is taken away closes what it opened, also in the middle of a yes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from flask.testing import FlaskClient

from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD, SAFEGUARDING_LEAD
from app.reflections.actions.log_openings import (
    decide,
)
from app.reflections.errors.log_openings import (
    AnsweredAlready,
)
from app.wiring import Platform
from tests.clock import NOON
from tests.conftest import SignIn
from tests.launch.waiting import LIMIT
from tests.locks import how_many_wait
from tests.make.shares import SECRET, Leads
from tests.reflections.opened_logs.test_two_people import ROOT


@pytest.mark.parametrize("whose", ["asker", "second"])
def test_a_role_taken_away_closes_the_log_at_once(
    leads: Leads, client: FlaskClient, sign_in: SignIn, whose: str
) -> None:
    made = leads.opened()
    sign_in(client, leads.asker)
    entry = f"{ROOT}{made}/entries/{leads.entry}/versions/1"
    assert SECRET in client.get(entry).text
    before = list(getattr(leads, whose).roles)
    getattr(leads, whose).roles = []
    leads.db.commit()
    assert client.get(entry).status_code == 404
    # It ended for good: nothing opens again by itself.
    getattr(leads, whose).roles = before
    leads.db.commit()
    assert client.get(entry).status_code == 404
    assert "Closed sooner" in client.get(f"{ROOT}{made}").text


def test_another_role_that_goes_or_comes_closes_nothing(
    leads: Leads, client: FlaskClient, sign_in: SignIn
) -> None:
    made = leads.opened()
    sign_in(client, leads.asker)
    for roles in ([PROGRAMME_LEAD, SAFEGUARDING_LEAD], [PROGRAMME_LEAD]):
        leads.asker.roles = leads.second.roles = roles
        leads.db.commit()
        assert client.get(f"{ROOT}{made}/entries/").status_code == 200, roles


def test_a_role_that_goes_while_somebody_says_yes_leaves_nothing_open(
    leads: Leads, platform: Platform
) -> None:
    place, answered = leads.place(leads.ask()), list[bool]()

    def answer() -> None:
        with platform.transaction() as db, suppress(AnsweredAlready):
            decide(db, leads.second, place, says_yes=True, now=NOON)
            answered.append(True)

    with ThreadPoolExecutor(1) as pool, platform.transaction() as other:
        other.get_one(Person, leads.asker.id).roles = []
        other.flush()
        asked = pool.submit(answer)
        while not how_many_wait(platform.sessions):
            assert not asked.done()
        other.commit()
        asked.result(timeout=LIMIT)
    assert answered == []


def test_a_role_taken_away_before_the_answer_leaves_nothing_to_say_yes_to(
    leads: Leads, platform: Platform
) -> None:
    place = leads.place(leads.ask())
    with platform.transaction() as other:
        other.get_one(Person, leads.asker.id).roles = []
    with pytest.raises(AnsweredAlready):
        decide(leads.db, leads.second, place, says_yes=True, now=NOON)
