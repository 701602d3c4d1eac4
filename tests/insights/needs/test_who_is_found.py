"""What the parts find in the database, for people who should be on the list and who should not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.gatherings.models import CatchUp, SessionProposal
from app.gatherings.rules import CANCELLED
from app.gatherings.rules.follow_ups import DONE, SNOOZED
from app.kit.db import new_id
from app.mentoring.models import MentoringProfile
from app.mentoring.rules.topics import ANSWERS
from app.people.models import Person
from app.people.rules import MENTORING_COORDINATOR
from app.post.models import ContactTry, Letter
from app.progress.models import Excuse
from app.suggestions.models import Suggestion
from app.syllabus.models import Step
from tests.clock import NOON
from tests.insights.needs.conftest import Place
from tests.insights.needs.reading import reasons, visit
from tests.make.cohorts import make_enrolment
from tests.make.cpd import make_attendance
from tests.make.gatherings import make_gathering, make_reply
from tests.make.register import make_follow_up

DAY = timedelta(days=1)


def letter(db: Session, place: Place, person: Person, **more: object) -> Letter:
    """A letter of this cohort, flushed."""
    facts: dict[str, object] = {"state": "listed", "channel": "call", "due_at": NOON - DAY, **more}
    made = Letter(
        person_id=person.id, kind="note", about_id=new_id(), cohort_id=place.cohort.id,
        created_at=NOON - DAY, **facts,
    )  # fmt: skip
    db.add(made)
    db.flush()
    return made


def test_nobody_is_there_who_is_well_on_their_way(db: Session, place: Place) -> None:
    visit(db, place.join(db), place.modules[0])
    assert reasons(db, place.farah) == {}


def test_only_people_of_cohorts_that_one_runs_and_never_those_who_run_them(
    db: Session, place: Place, hillside: Place
) -> None:
    seat = place.join(db, "Lina")
    hillside.join(db, "Hamid", state="invited").invited_at = NOON - 9 * DAY
    seat.joined_at = NOON - 9 * DAY
    assert reasons(db, place.farah) == {"Hamid": ["invited"], "Lina": ["never"]}
    assert reasons(db, place.femi) == {"Lina": ["never"]}
    assert reasons(db, place.farah, slug="hillside") == {"Hamid": ["invited"]}
    assert reasons(db, db.get_one(Person, seat.person_id)) == {}


def test_nobody_sees_themselves_where_they_took_part_before_they_ran_it(
    db: Session, place: Place
) -> None:
    seat = place.join(db, "Lina")
    seat.joined_at = NOON - 9 * DAY
    own = place.join(db, "Olu")
    own.joined_at = NOON - 9 * DAY
    own.role = "facilitator"
    assert reasons(db, db.get_one(Person, own.person_id)) == {"Lina": ["never"]}


@pytest.mark.parametrize("state", ["left", "withdrawn", "declined", "waiting"])
def test_whoever_left_or_was_moved_is_not_there_for_anything(
    db: Session, place: Place, state: str
) -> None:
    seat = place.join(db, state=state)
    person = db.get_one(Person, seat.person_id)
    meeting = make_gathering(db, place.cohort, starts_at=NOON - 9 * DAY)
    make_follow_up(db, meeting, seat)
    db.add(CatchUp(gathering_id=meeting.id, enrolment_id=seat.id, opened_at=NOON - 9 * DAY))
    letter(db, place, person)
    letter(db, place, person, state="refused", channel="email")
    visit(db, seat, place.modules[0], at=NOON - 30 * DAY, done=False)
    assert reasons(db, place.farah) == {}


def test_a_module_counts_as_opened_with_any_of_its_steps(db: Session, place: Place) -> None:
    meeting = make_gathering(
        db, place.cohort, starts_at=NOON + 2 * DAY, module_id=place.modules[1].id
    )
    lina, hamid = place.join(db, "Lina"), place.join(db, "Hamid")
    visit(db, lina, place.modules[0])
    visit(db, hamid, place.modules[0])
    visit(db, hamid, place.modules[1], done=False)
    assert reasons(db, place.farah) == {"Lina": ["unopened"]}
    meeting.state = CANCELLED
    assert reasons(db, place.farah) == {}


def test_quiet_is_who_neither_opened_a_page_nor_came(db: Session, place: Place) -> None:
    lina, hamid = place.join(db, "Lina"), place.join(db, "Hamid")
    for one in (lina, hamid):
        visit(db, one, place.modules[0], at=NOON - 30 * DAY)
    came = make_gathering(db, place.cohort, starts_at=NOON - 3 * DAY)
    make_attendance(db, came, db.get_one(Person, hamid.person_id), "phone")
    assert reasons(db, place.farah) == {"Lina": ["quiet"]}


def test_stuck_is_told_of_a_page_to_read_and_never_of_one_to_write(
    db: Session, place: Place
) -> None:
    lina, hamid = place.join(db, "Lina"), place.join(db, "Hamid")
    for one, key in ((lina, "story"), (hamid, "reflect")):
        visit(db, one, place.modules[0], key=key, since=NOON - 9 * DAY, at=NOON - DAY, done=False)
    assert reasons(db, place.farah) == {"Lina": ["stuck"]}


def test_missed_follows_the_list_of_people_to_ring(db: Session, place: Place) -> None:
    meeting = make_gathering(db, place.cohort, starts_at=NOON - 2 * DAY)
    off = make_gathering(db, place.cohort, starts_at=NOON - 3 * DAY, state=CANCELLED)
    for name, state in (("Lina", "open"), ("Hamid", DONE), ("Rosa", SNOOZED)):
        seat = place.join(db, name)
        visit(db, seat, place.modules[0])
        until = NOON + DAY if state == SNOOZED else None
        make_follow_up(db, meeting, seat, state=state, until=until)
        make_follow_up(db, off, seat)
    assert reasons(db, place.farah) == {"Lina": ["missed"]}
    later = reasons(db, place.farah, now=NOON + 2 * DAY)
    assert later["Rosa"] == later["Lina"] == ["missed"]


def test_letters_that_wait_or_did_not_arrive(db: Session, place: Place) -> None:
    lina, hamid, rosa = (place.join(db, name) for name in ("Lina", "Hamid", "Rosa"))
    for one in (lina, hamid, rosa):
        visit(db, one, place.modules[0])
    letter(db, place, db.get_one(Person, lina.person_id))
    letter(db, place, db.get_one(Person, hamid.person_id), state="refused", channel="email")
    tried = letter(db, place, db.get_one(Person, rosa.person_id))
    db.add(ContactTry(letter_id=tried.id, outcome="no_answer", tried_at=NOON, request_key=new_id()))
    assert reasons(db, place.farah) == {"Lina": ["news"], "Hamid": ["bounced"]}
    assert reasons(db, place.farah, now=NOON + DAY)["Rosa"] == ["news"]


def test_what_people_ask_for_and_need(db: Session, place: Place) -> None:
    lina, hamid, rosa = (place.join(db, name) for name in ("Lina", "Hamid", "Rosa"))
    for one in (lina, hamid, rosa):
        visit(db, one, place.modules[0])
    coming = make_gathering(db, place.cohort, starts_at=NOON + 3 * DAY)
    make_reply(db, coming, db.get_one(Person, lina.person_id), needs="A hearing loop")
    make_reply(db, coming, db.get_one(Person, hamid.person_id), needs="A loop", answer="sorry")
    db.add(
        SessionProposal(
            cohort_id=place.cohort.id, proposed_by_id=rosa.person_id, proposed_at=NOON - DAY,
            title="A walk", about="", suits="", how="in_person", request_key=new_id(),
        )
    )  # fmt: skip
    assert reasons(db, place.farah) == {"Lina": ["access"], "Rosa": ["proposal"]}


def test_whose_an_unnamed_suggestion_is_is_not_told(db: Session, place: Place) -> None:
    step = db.query(Step).filter_by(module_id=place.modules[0].id, key="story").one()
    for name, is_named in (("Lina", True), ("Hamid", False)):
        seat = place.join(db, name)
        visit(db, seat, place.modules[0])
        db.add(
            Suggestion(
                cohort_id=place.cohort.id, step_id=step.id, enrolment_id=seat.id,
                words="Say it shorter.", is_named=is_named, created_at=NOON - DAY,
            )
        )  # fmt: skip
    assert reasons(db, place.farah) == {"Lina": ["suggestion"]}


def test_mentoring_is_for_facilitators_who_bring_people_together(db: Session, place: Place) -> None:
    seat = place.join(db, "Lina")
    visit(db, seat, place.modules[0])
    before = NOON - 20 * DAY
    db.add(
        MentoringProfile(
            person_id=seat.person_id, side=ANSWERS, created_at=before, changed_at=before
        )
    )
    assert reasons(db, place.farah) == {}
    place.farah.roles = [MENTORING_COORDINATOR]
    assert reasons(db, place.farah) == {"Lina": ["mentoring"]}


def test_somebody_in_two_cohorts_is_looked_at_in_each(
    db: Session, place: Place, hillside: Place
) -> None:
    seat = place.join(db, "Lina")
    visit(db, seat, place.modules[0])
    other = make_enrolment(db, hillside.cohort, db.get_one(Person, seat.person_id), state="asked")
    other.asked_at = NOON - DAY
    assert reasons(db, place.farah) == {"Lina": ["asks"]}
    assert reasons(db, place.femi) == {}


def test_what_is_left_out_for_somebody_is_not_missed_by_the_list(db: Session, place: Place) -> None:
    place.modules[1].needs = [place.modules[0].key]
    place.modules[2].opens_days = 400
    meeting = make_gathering(
        db, place.cohort, starts_at=NOON + 2 * DAY, module_id=place.modules[1].id
    )
    lina, hamid, rosa = (place.join(db, name) for name in ("Lina", "Hamid", "Rosa"))
    steps = [step.key for step in db.query(Step).filter_by(module_id=place.modules[0].id)]
    for one in (lina, hamid, rosa):
        for key in steps[1:]:
            visit(db, one, place.modules[0], key=key)
    for one, until in ((lina, None), (hamid, NOON)):
        db.add(
            Excuse(
                enrolment_id=one.id, module_key=place.modules[0].key, step_key=steps[0],
                reason="", excused_at=NOON - DAY, taken_back_at=until,
            )
        )  # fmt: skip
    # Only for Lina is the first module finished, so that the second is open.
    assert reasons(db, place.farah) == {"Lina": ["unopened"]}
    meeting.state = CANCELLED
    assert reasons(db, place.farah) == {}
