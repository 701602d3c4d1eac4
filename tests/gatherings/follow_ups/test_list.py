"""Who missed a session gets a kind word from a person: who comes on the list, and leaves it."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import FACILITATOR
from app.gatherings.models import Attendance, Gathering
from app.people.models import Person
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As, CountStatements
from tests.gatherings.follow_ups.ringing import LIST, none_yet, note, page_of, tell, the_one
from tests.make.cohorts import make_cohort, make_enrolment
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.register import make_follow_up
from tests.progress.reading import html_of, words_of


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
