"""The pages that plan many sessions at once, without scripts."""

from __future__ import annotations

import re
from html import unescape
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.models import Gathering, GatheringSeries
from app.kit.times import say_moment
from app.people.models import Person
from tests.browser_like import hidden_fields, post
from tests.conftest import As, CountStatements
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.progress import make_edition, make_module

RHYTHM: dict[str, object] = {
    "weeks": "2",
    "weekday": "1",
    "clock": "10:00",
    "minutes": "90",
    "how": "blended",
    "place": "Community hall",
    "link": "https://meet.example/a",
    "access": ["hearing_loop", "step_free"],
    "more_access": "Parking at the door",
    "seats": "12",
    "dial": "0161 496 0999",
}
SERIES = {**RHYTHM, "first": "2027-02-01"}
NEW = "/cohorts/riverside/series/new"
PREVIEWS = "/cohorts/riverside/series/previews"
HERE = "/cohorts/riverside/series"
FIELD = re.compile(r'name="((?:day|clock|title)-\d+)"[^>]*value="([^"]*)"')


@pytest.fixture
def course(db: Session) -> Cohort:
    """A cohort with the address `riverside`, on a course of three modules."""
    edition = make_edition(db)
    for number in (1, 2, 3):
        make_module(db, edition.id, number)
    return make_cohort(db, slug="riverside", edition=edition)


def sent_by(page: str) -> dict[str, object]:
    """All that the list of sessions on a page would send."""
    fields: dict[str, object] = dict(hidden_fields(page))
    fields |= {name: unescape(value) for name, value in FIELD.findall(page)}
    fields["access"] = re.findall(r'name="access" value="(\w+)"', page)
    fields["more_access"] = re.findall(r'name="more_access" hidden>\n([^<]*)<', page)
    del fields["csrf_token"]
    return fields


def count(db: Session, table: type = Gathering) -> int:
    """How many rows there are, as others see them."""
    db.rollback()
    return db.scalar(select(func.count()).select_from(table)) or 0


def test_a_facilitator_changes_what_was_proposed_and_plans_it_with_one_button(
    db: Session, course: Cohort, as_person: As
) -> None:
    browser = as_person(make_facilitator(db, course))
    assert NEW in browser.get("/cohorts/riverside/").text
    assert "each of the 3 modules" in browser.get(NEW).text
    page = post(browser, PREVIEWS, SERIES).text
    for day in ("2 February", "16 February", "2 March"):
        assert f"Tuesday {day} 2027" in page
    assert count(db) == 0
    fields = {**sent_by(page), "title-0": "A first walk", "clock-0": "13:30", "out-1": "yes"}
    for words in ("2 sessions are planned, with reminders", "were planned before"):
        answer = post(browser, HERE, fields)
        assert answer.headers["Location"] == "/cohorts/riverside/sessions"
        assert words in browser.get("/cohorts/riverside/sessions").text
    made = db.scalars(select(Gathering).order_by(Gathering.starts_at)).all()
    assert [(one.title, say_moment(one.starts_at, "Europe/London")) for one in made] == [
        ("A first walk", "Tuesday 2 February 2027, 1:30pm (UK time)"),
        ("Module title 3", "Tuesday 2 March 2027, 10am (UK time)"),
    ]
    assert {(one.how, one.place, one.link) for one in made} == {
        ("blended", "Community hall", "https://meet.example/a")
    }
    assert {(one.phone, one.access, one.capacity) for one in made} == {
        ("0161 496 0999", "Step-free way in\nHearing loop\nParking at the door", 12)
    }
    assert "the 1 module that has none yet" in browser.get(NEW).text


def test_a_series_is_filled_in_as_the_last_session_was(
    db: Session, course: Cohort, as_person: As
) -> None:
    make_gathering(db, course, title="The walk", place="Hall").capacity = 12
    page = as_person(make_facilitator(db, course)).get(NEW).text
    for words in ("filled in as for “The walk”", 'value="Hall"', 'value="12"'):
        assert words in page, words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"first": "soon"}, "Choose a day, or write it like"),
        ({"weeks": "3"}, "Choose how often you meet"),
        ({"weeks": ""}, "Choose how often you meet"),
        ({"weekday": "7"}, "Not a valid choice"),
        ({"clock": "noon"}, "Choose a time, or write it like 14:30"),
        ({"minutes": "5"}, "from 10 to 480 minutes"),
        ({"minutes": "an hour"}, "from 10 to 480 minutes"),
        ({"how": ""}, "Choose how people take part"),
        ({"link": "javascript:alert(1)"}, "a whole web address"),
        ({"place": "x" * 301}, "at most 300 characters"),
        ({"seats": "0"}, "from 1 to 9999"),
        ({"dial": "ring me"}, "Write a phone number"),
        ({"more_access": "x" * 301}, "at most 300 characters"),
    ],
)
def test_a_rhythm_with_a_fault_comes_back_with_what_was_written(
    db: Session, course: Cohort, as_person: As, change: dict[str, object], words: str
) -> None:
    browser = as_person(make_facilitator(db, course))
    answer = post(browser, PREVIEWS, {"place": "Community hall", **SERIES, **change})
    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="hearing_loop" checked' in answer.text


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


def test_a_module_that_has_a_session_is_not_proposed_again_until_that_is_called_off(
    db: Session, course: Cohort, as_person: As
) -> None:
    browser = as_person(make_facilitator(db, course))
    fields = sent_by(post(browser, PREVIEWS, SERIES).text)
    post(browser, HERE, fields)
    assert "Every module has a session" in browser.get(NEW).text
    first = db.scalars(select(Gathering).order_by(Gathering.starts_at)).first()
    assert first is not None
    post(browser, f"/sessions/{first.id}/cancellations")
    assert "the 1 module that has none yet" in browser.get(NEW).text


def test_only_those_who_look_after_the_cohort_plan_a_series(
    db: Session, course: Cohort, as_person: As
) -> None:
    lead = make_person(db, roles=["programme_lead"])
    people = make_member(db, course), make_facilitator(db, make_cohort(db)), make_person(db)
    assert as_person(lead).get(NEW).status_code == 200
    for person in people:
        browser = as_person(person)
        assert browser.get(NEW).status_code == 404
        assert post(browser, PREVIEWS, SERIES).status_code == 404
        assert post(browser, HERE, {**SERIES, "day-0": "2027-02-02"}).status_code == 404


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
    assert len(planning) <= 12
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
