"""What those who run a cohort see, and change, of somebody who is not in it, or not yet."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.rules import DECLINED, INVITED, JOINED, LEFT, WITHDRAWN
from tests.browser_like import post
from tests.conftest import As
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.register import make_follow_up

BRINGS = "I have lived through a long illness."
PHONE = "+447700900555"


@pytest.mark.parametrize("state", [LEFT, DECLINED, WITHDRAWN])
def test_where_somebody_is_reached_today_is_not_shown_to_a_cohort_they_are_not_in(
    db: Session, as_person: As, state: str
) -> None:
    cohort = make_cohort(db, slug="river")
    farah = make_facilitator(db, cohort)
    mary = make_person(db, name="Mary Gone", email="mary@afterwards.example", phone=PHONE)
    mary.what_i_bring = BRINGS
    make_enrolment(db, cohort, mary, state=state)
    page = as_person(farah).get(f"/cohorts/river/people/{mary.id}").text
    assert "Mary Gone" in page
    for private in ("afterwards.example", "900555", BRINGS, "Letters come"):
        assert private not in page


@pytest.mark.parametrize("channel", ["call", "post"])
@pytest.mark.parametrize("state", [LEFT, DECLINED, WITHDRAWN])
def test_nobody_changes_how_somebody_is_reached_who_is_not_in_their_cohort(
    db: Session, as_person: As, state: str, channel: str
) -> None:
    cohort = make_cohort(db, slug="river")
    farah = make_facilitator(db, cohort)
    mary = make_person(db, name="Mary Gone", email=None, phone=PHONE, channel=channel)
    make_enrolment(db, cohort, mary, state=state)
    here = f"/cohorts/river/people/{mary.id}"
    client = as_person(farah)
    assert f"{here}/contact" not in client.get(here).text
    assert client.get(f"{here}/contact").status_code == 404
    sent = post(client, f"{here}/contact", {"channel": "call", "phone": "07700 900999"}, page=here)
    assert sent.status_code == 404
    db.refresh(mary)
    assert (mary.phone, mary.channel) == (PHONE, channel)


@pytest.mark.parametrize(("state", "is_shown"), [(INVITED, False), (JOINED, True)])
def test_what_somebody_brings_is_for_cohorts_that_they_are_in(
    db: Session, as_person: As, state: str, *, is_shown: bool
) -> None:
    cohort = make_cohort(db, slug="river")
    farah = make_facilitator(db, cohort)
    mary = make_person(db, name="Mary Here", email="mary@here.example")
    mary.what_i_bring = BRINGS
    place = make_enrolment(db, cohort, mary, state=state)
    client = as_person(farah)
    for page in (f"/cohorts/river/people/{mary.id}", f"/needs/{place.id}"):
        said = client.get(page).text
        assert (BRINGS in said) is is_shown
        assert "mary@here.example" in said


@pytest.mark.parametrize(("state", "is_shown"), [(LEFT, False), (JOINED, True)])
def test_a_call_that_was_to_be_made_does_not_tell_how_somebody_who_left_is_reached(
    db: Session, as_person: As, state: str, *, is_shown: bool
) -> None:
    cohort = make_cohort(db, slug="river")
    farah = make_facilitator(db, cohort)
    mary = make_person(db, name="Mary Gone", email="mary@afterwards.example", phone=PHONE)
    place = make_enrolment(db, cohort, mary, state=state)
    call = make_follow_up(db, make_gathering(db, cohort), place)
    said = as_person(farah).get(f"/cohorts/river/follow-ups/{call.id}").text
    assert "Mary Gone" in said
    assert ("mary@afterwards.example" in said) is is_shown
    assert ("07700 900555" in said) is is_shown
