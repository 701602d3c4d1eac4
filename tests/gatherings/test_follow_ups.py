"""Who missed a session gets a kind word from a person: a list, who does it, what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import FACILITATOR
from app.gatherings.models import Attendance, FollowUp, Gathering
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from tests.browser_like import hidden_fields, post
from tests.clock import NOON, StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.register import make_follow_up
from tests.progress.reading import html_of, words_of

As = Callable[[Person], FlaskClient]
LIST = "/cohorts/riverside/follow-ups"


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """A cohort with the address `riverside`."""
    return make_cohort(db, slug="riverside")


@pytest.fixture
def meeting(db: Session, cohort: Cohort) -> Gathering:
    """A session that has begun."""
    return make_gathering(db, cohort, starts_at=NOON - timedelta(minutes=5))


@pytest.fixture
def lina(db: Session, cohort: Cohort) -> Enrolment:
    """Lina Learner, who has a phone."""
    person = make_person(db, name="Lina Learner", phone="+447700900123")
    return make_enrolment(db, cohort, person)


@pytest.fixture
def helper(db: Session, cohort: Cohort) -> Person:
    """Farah Facilitator, who runs the cohort."""
    return make_facilitator(db, cohort)


@pytest.fixture
def as_person(db: Session, client: FlaskClient, sign_in: SignIn) -> As:
    """Save what was made, and go on as this person."""

    def enter(person: Person) -> FlaskClient:
        db.commit()
        return sign_in(client, person)

    return enter


def note(browser: FlaskClient, meeting: Gathering, seat: Enrolment, before: str, how: str) -> None:
    """Save one row of the register."""
    fields: dict[str, object] = {"row": f"{seat.id} {before}", "how1": how}
    post(browser, f"/sessions/{meeting.id}/attendance", fields)


def the_one(db: Session) -> FollowUp:
    """The only follow-up, as it is kept now."""
    db.expire_all()
    db.commit()
    return db.scalars(select(FollowUp)).one()


def none_yet(db: Session) -> bool:
    """Whether there is no follow-up."""
    db.commit()
    return db.scalar(select(FollowUp.id)) is None


def page_of(follow_up: FollowUp) -> str:
    """The address of one."""
    return f"{LIST}/{follow_up.id}"


@pytest.mark.parametrize("how", ["in_person", "online", "phone", "apologies"])
def test_only_whoever_missed_it_is_to_be_rung(
    db: Session, meeting: Gathering, lina: Enrolment, helper: Person, as_person: As, how: str
) -> None:
    browser = as_person(helper)
    note(browser, meeting, lina, "", how)
    assert none_yet(db)
    note(browser, meeting, lina, how, "missed")
    assert (the_one(db).state, the_one(db).owner_id) == ("open", None)
    words = words_of(browser, LIST)
    assert "Lina Learner" in words
    assert "Nobody looks after it yet." in words
    assert "People to ring: 1" in words_of(browser, "/cohorts/riverside/")


def test_a_facilitator_who_missed_it_is_not_on_the_list(
    db: Session, cohort: Cohort, meeting: Gathering, helper: Person, as_person: As
) -> None:
    other = make_enrolment(db, cohort, make_person(db), role=FACILITATOR)
    note(as_person(helper), meeting, other, "", "missed")
    assert none_yet(db)


@pytest.mark.parametrize("how", ["in_person", "apologies", ""])
def test_a_corrected_register_closes_it_and_says_why(
    db: Session, meeting: Gathering, lina: Enrolment, helper: Person, as_person: As, how: str
) -> None:
    browser = as_person(helper)
    note(browser, meeting, lina, "", "missed")
    note(browser, meeting, lina, "missed", how)
    assert (the_one(db).state, the_one(db).outcome) == ("done", "corrected")
    assert "Nobody is waiting for a call" in words_of(browser, LIST)
    words = words_of(browser, page_of(the_one(db)))
    shown = {"in_person": "In the room", "apologies": "Apologies", "": "Not noted"}[how]
    assert f"The register was corrected, so no contact is needed: it now says “{shown}”" in words
    assert "by Farah Facilitator" in words
    note(browser, meeting, lina, how, "missed")
    assert (the_one(db).state, the_one(db).outcome) == ("open", "")


def test_what_somebody_finished_stays_finished_whatever_the_register_says_later(
    db: Session, meeting: Gathering, lina: Enrolment, helper: Person, as_person: As
) -> None:
    browser = as_person(helper)
    note(browser, meeting, lina, "", "missed")
    tell(browser, the_one(db), outcome="spoke", next="finish")
    note(browser, meeting, lina, "missed", "online")
    note(browser, meeting, lina, "online", "missed")
    assert (the_one(db).state, the_one(db).outcome) == ("done", "spoke")


def tell(browser: FlaskClient, one: FollowUp, **fields: object) -> int:
    """Fill in the form of a follow-up and send it; the answer's status."""
    page = page_of(one)
    seen = hidden_fields_of_form(browser, page)
    return post(browser, page, {"seen": seen, **fields}).status_code


def hidden_fields_of_form(browser: FlaskClient, page: str) -> str:
    """Which change the form says it has seen."""
    return hidden_fields(html_of(browser, page)).get("seen", "")


def test_somebody_takes_it_says_what_came_of_it_and_it_is_done(
    db: Session, meeting: Gathering, lina: Enrolment, helper: Person, as_person: As
) -> None:
    one = make_follow_up(db, meeting, lina)
    browser = as_person(helper)
    words = words_of(browser, page_of(one))
    for said in ("07700 900123", "We missed you", "What matters to you", "Nobody yet"):
        assert said in words
    post(browser, f"{page_of(one)}/owner")
    assert the_one(db).owner_id == helper.id
    assert "Lina Learner" in words_of(browser, f"{LIST}?show=mine")
    told = {"outcome": "needs", "reason": "No bus", "note": "Will share a lift."}
    assert tell(browser, one, **told, next="finish") == 302
    kept = the_one(db)
    assert (kept.state, kept.outcome, kept.reason, kept.note) == ("done", *told.values())
    assert (kept.changed_by_id, kept.changed_at) == (helper.id, NOON)
    assert "Lina Learner" not in words_of(browser, LIST)
    assert "They need something" in words_of(browser, f"{LIST}?show=all")


def test_it_can_be_given_back(
    db: Session, meeting: Gathering, lina: Enrolment, helper: Person, as_person: As
) -> None:
    one = make_follow_up(db, meeting, lina, owner=helper)
    browser = as_person(helper)
    post(browser, f"{page_of(one)}/owner", {"owner": "nobody"})
    assert the_one(db).owner_id is None


def test_of_two_who_want_to_do_it_the_first_does_and_the_other_is_told(
    db: Session,
    cohort: Cohort,
    meeting: Gathering,
    lina: Enrolment,
    helper: Person,
    as_person: As,
) -> None:
    one = make_follow_up(db, meeting, lina)
    other = make_facilitator(db, cohort, name="Omar Other")
    post(as_person(helper), f"{page_of(one)}/owner")
    answer = post(as_person(other), f"{page_of(one)}/owner")
    assert answer.status_code == 409
    assert "Somebody else is looking after this already" in answer.text
    assert the_one(db).owner_id == helper.id


def test_put_off_it_leaves_the_list_until_its_day_begins_in_the_cohorts_zone(
    db: Session,
    meeting: Gathering,
    lina: Enrolment,
    helper: Person,
    as_person: As,
    clock: StoppedClock,
) -> None:
    one = make_follow_up(db, meeting, lina)
    browser = as_person(helper)
    assert tell(browser, one, again_on="2027-01-22", outcome="message", next="keep") == 302
    assert the_one(db).state == "snoozed"
    assert "Lina Learner" not in words_of(browser, LIST)
    assert "Nothing waits for you." in words_of(browser, "/cohorts/riverside/")
    assert "Again on Friday 22 January 2027." in words_of(browser, f"{LIST}?show=mine")
    clock.move(hours=36)
    assert "Lina Learner" in words_of(browser, LIST)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"next": "finish"}, "Choose what came of it"),
        ({"next": "finish", "outcome": "shouted"}, "Choose what came of it"),
        ({"next": "keep", "again_on": "2027-01-20"}, "Choose a day after today"),
        ({"next": "keep", "again_on": "2028-06-01"}, "Choose a day after today"),
        ({"next": "keep", "again_on": "soon"}, "Choose a day, or write it like"),
        ({"next": "keep", "reason": "a" * 301}, "at most 300 characters"),
        ({"next": "keep", "outcome": "spoke", "again_on": "99999"}, "Choose a day, or write it"),
    ],
)
def test_what_is_not_right_comes_back_with_all_that_was_written(
    db: Session,
    meeting: Gathering,
    lina: Enrolment,
    helper: Person,
    as_person: As,
    fields: dict[str, object],
    why: str,
) -> None:
    one = make_follow_up(db, meeting, lina)
    browser = as_person(helper)
    answer = post(browser, page_of(one), {"note": "She sounded well.", **fields})
    assert answer.status_code == 422
    assert why in answer.text
    assert "She sounded well." in answer.text
    assert the_one(db).note == ""


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten_and_nothing_typed_is_lost(
    db: Session,
    cohort: Cohort,
    meeting: Gathering,
    lina: Enrolment,
    helper: Person,
    as_person: As,
) -> None:
    one = make_follow_up(db, meeting, lina)
    other = make_facilitator(db, cohort, name="Omar Other")
    tell(as_person(other), one, outcome="spoke", note="All well.", next="finish")
    browser = as_person(helper)
    stale: dict[str, object] = {"seen": "", "note": "No answer yet.", "next": "keep"}
    answer = post(browser, page_of(one), stale)
    assert answer.status_code == 409
    assert "Somebody else changed this" in answer.text
    assert "No answer yet." in answer.text
    assert (the_one(db).state, the_one(db).note) == ("done", "All well.")


def test_whoever_sent_apologies_is_rung_only_when_a_facilitator_wants_it(
    db: Session, meeting: Gathering, lina: Enrolment, helper: Person, as_person: As
) -> None:
    browser = as_person(helper)
    note(browser, meeting, lina, "", "apologies")
    assert "Lina Learner" in words_of(browser, f"{LIST}/new")
    attendance = db.scalars(select(Attendance)).one()
    for _ in range(2):
        assert post(browser, LIST, {"attendance": str(attendance.id)}).status_code == 302
    assert (the_one(db).state, the_one(db).owner_id) == ("open", helper.id)
    assert "(sent apologies)" in words_of(browser, LIST)
    assert "Lina Learner" not in words_of(browser, f"{LIST}/new")
    note(browser, meeting, lina, "apologies", "phone")
    assert the_one(db).outcome == "corrected"


def test_nobody_is_added_who_sent_none_or_to_another_cohort(
    db: Session, meeting: Gathering, lina: Enrolment, helper: Person, as_person: As
) -> None:
    elsewhere = make_gathering(db, make_cohort(db), starts_at=NOON)
    for session, how in ((meeting, "online"), (elsewhere, "apologies")):
        db.add(Attendance(gathering_id=session.id, enrolment_id=lina.id, how=how, noted_at=NOON))
    browser = as_person(helper)
    for attendance in db.scalars(select(Attendance)).all():
        post(browser, LIST, {"attendance": str(attendance.id)})
    assert post(browser, LIST, {"attendance": "nonsense"}).status_code == 404
    assert none_yet(db)


def test_people_who_learn_leads_and_other_facilitators_have_no_way_there(
    db: Session,
    cohort: Cohort,
    meeting: Gathering,
    lina: Enrolment,
    helper: Person,
    as_person: As,
) -> None:
    one = make_follow_up(db, meeting, lina, note="Keep this to us.")
    lead = make_person(db, roles=[PROGRAMME_LEAD])
    elsewhere = make_facilitator(db, make_cohort(db))
    learner = db.get_one(Person, lina.person_id)
    for person in (learner, lead, elsewhere):
        browser = as_person(person)
        for address in (LIST, f"{LIST}/new", page_of(one)):
            assert browser.get(address).status_code == 404
        for address in (LIST, page_of(one), f"{page_of(one)}/owner"):
            assert post(browser, address, {"next": "keep"}).status_code == 404
    assert "People to ring" not in as_person(lead).get("/cohorts/riverside/").text
    assert as_person(helper).get(page_of(one)).status_code == 200


def test_a_page_of_another_cohorts_list_is_not_found_under_ones_own(
    db: Session, cohort: Cohort, helper: Person, lina: Enrolment, as_person: As
) -> None:
    other = make_cohort(db)
    stranger = make_enrolment(db, other, make_person(db))
    one = make_follow_up(db, make_gathering(db, other), stranger)
    assert as_person(helper).get(page_of(one)).status_code == 404


def test_nobody_reads_what_was_written_about_themselves_before_they_ran_it(
    db: Session, meeting: Gathering, lina: Enrolment, as_person: As
) -> None:
    one = make_follow_up(db, meeting, lina)
    lina.role = FACILITATOR
    browser = as_person(db.get_one(Person, lina.person_id))
    assert browser.get(page_of(one)).status_code == 404
    assert "Nobody is waiting for a call" in words_of(browser, LIST)


def test_the_list_is_paged_and_costs_the_same_for_any_number(
    db: Session,
    cohort: Cohort,
    meeting: Gathering,
    helper: Person,
    as_person: As,
    count_statements: CountStatements,
) -> None:
    browser = as_person(helper)
    for address in (LIST, f"{LIST}?show=all", f"{LIST}/new"):
        costs = []
        for more in (2, 60):
            for number in range(more):
                seat = make_enrolment(db, cohort, make_person(db, name=f"Person {number}"))
                if address.endswith("/new"):
                    db.add(
                        Attendance(
                            gathering_id=meeting.id,
                            enrolment_id=seat.id,
                            how="apologies",
                            noted_at=NOON,
                        )
                    )
                else:
                    make_follow_up(db, meeting, seat, owner=helper)
            db.commit()
            with count_statements() as statements:
                page = html_of(browser, address)
            costs.append(len(statements))
        assert costs[0] == costs[1] <= 4, address
        assert page.count("<h2") == 50
