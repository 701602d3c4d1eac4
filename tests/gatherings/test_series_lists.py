"""The list of proposed sessions: what does not fit, what is left out, and what is nonsense."""

from __future__ import annotations

from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.models import GatheringSeries
from app.people.models import Person
from tests.browser_like import post
from tests.conftest import As
from tests.gatherings.series_forms import HERE, PREVIEWS, RHYTHM, SERIES, count, sent_by
from tests.make.cohorts import make_facilitator
from tests.make.people import make_person


def test_each_session_that_does_not_fit_says_why_and_nothing_is_lost(
    db: Session, course: Cohort, as_person: As
) -> None:
    browser = as_person(make_facilitator(db, course))
    fields = sent_by(post(browser, PREVIEWS, {**SERIES, "weekday": "6"}).text)
    fields |= {
        "title-0": "A walk & a talk",
        "day-0": "tomorrow",
        "day-1": "2027-03-28",
        "clock-1": "01:30",
        "day-2": "2020-12-25",
    }
    answer = post(browser, HERE, fields)
    assert answer.status_code == 422
    for words in (
        "1. A walk &amp; a talk: Choose a day, or write it like 2027-02-28",
        "2. Module title 2: The clocks go forward then, so that time does not exist",
        "3. Module title 3: This time has passed",
        "This is Christmas Day. Is that what you mean?",
        'value="tomorrow"',
    ):
        assert words in answer.text
    assert count(db) == 0
    assert sent_by(answer.text)["request_key"] == fields["request_key"]
    fields |= {"out-0": "yes", "out-1": "yes", "day-2": "2027-12-25"}
    assert post(browser, HERE, fields).status_code == 302
    assert count(db) == 1


def test_a_proposal_shows_at_once_what_would_be_refused(
    db: Session, course: Cohort, as_person: As
) -> None:
    browser = as_person(make_facilitator(db, course))
    skipped = {**SERIES, "first": "2027-03-14", "weekday": "6", "clock": "01:30"}
    page = post(browser, PREVIEWS, skipped).text
    assert "1 session needs another day or time" in page
    assert "The clocks go forward then" in page
    assert 'href="#day-1"' in page


def test_leaving_out_every_session_plans_nothing(
    db: Session, course: Cohort, as_person: As
) -> None:
    browser = as_person(make_facilitator(db, course))
    fields = sent_by(post(browser, PREVIEWS, SERIES).text)
    answer = post(browser, HERE, {**fields, "out-0": "y", "out-1": "y", "out-2": "y"})
    assert answer.status_code == 422
    assert "Keep at least one" in answer.text
    assert count(db, GatheringSeries) == 0


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(
        st.sampled_from(["day-0", "clock-0", "title-0", "module-0", "day-49", "day-1", "link"]),
        st.one_of(st.text(max_size=20), st.sampled_from(["2027-02-02", "10:00", str(uuid4())])),
    )
)
def test_no_list_breaks_the_page(
    db: Session, course: Cohort, as_person: As, fields: dict[str, object]
) -> None:
    lead = db.scalar(select(Person).where(Person.email == "lead@example.org"))
    lead = lead or make_person(db, email="lead@example.org", roles=["programme_lead"])
    answer = post(as_person(lead), HERE, {**RHYTHM, **fields})
    assert answer.status_code in (302, 422)
