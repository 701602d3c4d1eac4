"""A cohort is opened together with its sessions, or without them."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.models import Gathering, GatheringSeries
from app.kit.times import say_moment
from tests.browser_like import hidden_fields, post
from tests.conftest import As, CountStatements
from tests.gatherings.series_forms import RHYTHM, count, sent_by
from tests.make.people import make_person
from tests.make.progress import make_edition, make_module

OPENING: dict[str, object] = {
    "name": "Hilltop people",
    "starts_on": "2027-02-01",
    "time_zone": "Europe/Paris",
    "phone": "0161 496 0123",
}


def test_a_lead_opens_a_cohort_with_its_sessions_on_two_pages(
    db: Session, as_person: As, count_statements: CountStatements
) -> None:
    edition = make_edition(db)
    for number in range(1, 13):
        make_module(db, edition.id, number)
    browser = as_person(make_person(db, roles=["programme_lead"]))
    key = hidden_fields(browser.get("/admin/cohorts/new").text)["request_key"]
    fields = {**OPENING, **RHYTHM, "edition": edition.key, "request_key": key}
    with count_statements() as opening:
        page = post(browser, "/admin/cohorts", fields).text
    assert len(opening) <= 12
    # The page sent again, such as by reloading it, opens nothing and plans the same series.
    again = post(browser, "/admin/cohorts", fields).text
    assert "“Hilltop people” is open." in page
    assert sent_by(again) == sent_by(page)
    here = "/cohorts/hilltop-people/series"
    with count_statements() as planning:
        answer = post(browser, here, sent_by(page))
    # Two of them open the page that gives the form its token.
    assert len(planning) <= 13
    assert answer.headers["Location"] == "/cohorts/hilltop-people/facilitators"
    post(browser, here, sent_by(again))
    assert (count(db), count(db, GatheringSeries), count(db, Cohort)) == (12, 1, 1)
    first = db.scalars(select(Gathering).order_by(Gathering.starts_at)).first()
    assert first is not None
    said = "Tuesday 2 February 2027, 10am (Europe/Paris time)"
    assert say_moment(first.starts_at, "Europe/Paris") == said


@pytest.mark.parametrize("weeks", ["0", None])
def test_sessions_can_come_later(db: Session, as_person: As, weeks: str | None) -> None:
    edition = make_edition(db)
    make_module(db, edition.id)
    browser = as_person(make_person(db, roles=["programme_lead"]))
    fields = {**OPENING, "edition": edition.key, "clock": "", "minutes": "none"}
    answer = post(browser, "/admin/cohorts", {**fields, **({"weeks": weeks} if weeks else {})})
    assert answer.headers["Location"] == "/cohorts/hilltop-people/facilitators"
    assert count(db, GatheringSeries) == 0


def test_a_cohort_does_not_open_while_its_rhythm_has_a_fault(db: Session, as_person: As) -> None:
    edition = make_edition(db)
    browser = as_person(make_person(db, roles=["programme_lead"]))
    fields = {**OPENING, **RHYTHM, "edition": edition.key, "clock": "noon", "request_key": uuid4()}
    answer = post(browser, "/admin/cohorts", fields)
    assert answer.status_code == 422
    assert "Choose a time, or write it like 14:30" in answer.text
    assert "Community hall" in answer.text
    assert str(fields["request_key"]) in answer.text
    assert count(db, Cohort) == 0
