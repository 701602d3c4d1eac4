"""What people propose that a report asks, and what its facilitators decide."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from app.kit.db import new_id
from app.people.models import Person
from tests.make.outputs import Scene
from tests.outputs.asks.conftest import COUNCIL, GARDEN, Asking
from tests.outputs.pages import form_on, post, send


def test_somebody_of_the_cohort_proposes_and_reads_what_was_decided(
    asking: Asking, author: FlaskClient, facilitator: FlaskClient, client: FlaskClient
) -> None:
    page = author.get(asking.desk())
    assert "We have asked this" not in page.text
    send(author, page, asking.desk("proposals"), text=GARDEN, to_whom=COUNCIL)
    send(author, author.get(asking.desk()), asking.desk("proposals"), text="Two.", to_whom=COUNCIL)
    first, second = asking.asks()
    assert (first.state, first.entered_by_id) == ("proposed", None)
    assert GARDEN not in client.get(asking.page).text
    decide = asking.desk(first.id, "decisions")
    form = form_on(facilitator.get(asking.desk(first.id)), decide)
    assert facilitator.post(decide, data={**form, "says": "yes"}).status_code == 302
    assert GARDEN in client.get(asking.page).text
    no = asking.desk(second.id, "decisions")
    assert post(facilitator, no, says="no", why="").status_code == 422
    post(facilitator, no, says="no", why="The road is not theirs.")
    assert post(facilitator, no, says="yes").status_code == 409
    assert "The road is not theirs." in author.get(asking.desk()).text


def test_a_facilitator_keeps_a_proposal_for_somebody_without_a_screen(
    asking: Asking, facilitator: FlaskClient, bea: Person, scene: Scene
) -> None:
    page = facilitator.get(asking.desk())
    fields = {"text": GARDEN, "to_whom": COUNCIL, "request_key": str(new_id())}
    place = asking.desk("proposals")
    assert bea.name in page.text
    assert post(facilitator, place, **fields, whose=str(bea.id)).status_code == 302
    (ask,) = asking.asks()
    assert (ask.proposed_by_id, ask.entered_by_id) == (bea.id, scene.facilitator.id)
    told = facilitator.get(asking.desk(ask.id)).text
    assert f"The idea of {bea.name}" in told
    assert f"Entered by {scene.facilitator.name}" in told
    stranger = {**fields, "request_key": str(new_id()), "whose": str(new_id())}
    assert post(facilitator, place, **stranger).status_code == 422


def test_a_reason_that_came_too_late_or_is_too_long_is_given_back(
    asking: Asking, facilitator: FlaskClient, bea: Person
) -> None:
    ask = asking.propose(bea)
    one, place = asking.desk(ask), asking.desk(ask, "decisions")
    page = facilitator.get(one)
    long = "The road is not theirs. " * 20
    refused = send(facilitator, page, place, says="no", why=long)
    assert refused.status_code == 422
    assert f'value="{long}"' in refused.text
    assert 'href="#why"' in refused.text
    day = send(facilitator, page, place, says="yes", asked_on="2999-01-01")
    assert day.status_code == 422
    assert 'value="2999-01-01"' in day.text
    unread = send(facilitator, page, place, says="yes", asked_on="31/10/2026")
    assert unread.status_code == 422
    assert "write it like 2027-02-28" in unread.text
    send(facilitator, page, place, says="no", why="It was asked before.")
    late = send(facilitator, page, place, says="no", why="The road <is> not theirs.")
    assert late.status_code == 409
    assert 'href="#kept"' in late.text
    assert re.search(r"<textarea[^>]*>\s*The road &lt;is&gt; not theirs\.</textarea>", late.text)
    assert "What you wrote" not in facilitator.get(one).text
    # A page that is too old gives it back too, however short it is.
    assert "Too dear." in facilitator.post(place, data={"says": "no", "why": "Too dear."}).text
