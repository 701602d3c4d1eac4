"""Moving one person to another cohort: what they did goes with them, and nothing shrinks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.kinds.seats import MovedPersonKind
from app.cohorts.models import Cohort, Enrolment
from app.gatherings.actions.remind import plan_reminders
from app.kit.db import new_id
from app.kit.errors import NotFound
from app.people.models import Person
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from app.progress.actions.answer import Chosen, save_answers
from app.progress.actions.attend import note_attendance
from app.progress.actions.complete import mark_step_done
from app.progress.actions.move_person import move_person
from app.progress.actions.unlock import unlock_module
from app.progress.errors import CohortFull, NotHereToMove, ThereAlready
from app.progress.models import Answer, StepProgress, Unlock
from app.syllabus.models import Step
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import As
from tests.make.cohorts import make_enrolment, make_line, make_member
from tests.make.desks import desk_at
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.progress import Way, make_way

LATER = NOON + timedelta(hours=1)


@dataclass(frozen=True)
class TwoCohorts:
    """Somebody in one cohort with much done, and another cohort on another edition."""

    way: Way
    other: Way
    facilitator: Person

    def move(self, db: Session, *, back: bool = False, actor: Person | None = None) -> bool:
        """Move the person there, or back; returns whether this press did it."""
        start, end = (self.other, self.way) if back else (self.way, self.other)
        moved = move_person(
            db,
            actor or self.facilitator,
            cohort_id=start.cohort.id,
            person_id=self.way.person.id,
            to=end.cohort.slug,
            now=LATER,
        )
        db.commit()
        return moved.is_new

    def place(self, db: Session, cohort: Cohort) -> Enrolment:
        """The person's enrolment in a cohort as it stands now."""
        found = select(Enrolment).where(
            Enrolment.cohort_id == cohort.id, Enrolment.person_id == self.way.person.id
        )
        return db.scalars(found, execution_options={"populate_existing": True}).one()

    def done(self, db: Session, cohort: Cohort) -> dict[str, str | None]:
        """The steps the person has done in a cohort, each with its rule."""
        rows = db.execute(
            select(Step.key, StepProgress.done_by_rule)
            .join(Step, Step.id == StepProgress.step_id)
            .where(
                StepProgress.enrolment_id == self.place(db, cohort).id,
                StepProgress.done_at.is_not(None),
            )
        )
        return {row.key: row.done_by_rule for row in rows}


@pytest.fixture
def two(db: Session) -> TwoCohorts:
    """A facilitator of both, and a person with steps done by hand, by answers and by coming."""
    way, other = make_way(db), make_way(db, state="left")
    db.delete(other.enrolment)
    facilitator = make_person(db, name="Farah Facilitator")
    for cohort in (way.cohort, other.cohort):
        make_enrolment(db, cohort, facilitator, role="facilitator")
    way.steps["act"].done_by = ["attended"]
    db.flush()
    mark_step_done(db, way.person, at=way.at("welcome"), now=NOON)
    chosen = Chosen({"first": "listen", "second": "all"}, key=new_id())
    save_answers(db, way.person, at=way.at("check"), chosen=chosen, now=NOON)
    note_attendance(
        db,
        [way.enrolment.id],
        module_key="module-1",
        gathering_id=way.cohort.id,
        now=NOON,
        entered_by=facilitator.id,
    )
    db.commit()
    return TwoCohorts(way, other, facilitator)


def test_what_somebody_did_goes_with_them(db: Session, two: TwoCohorts) -> None:
    before = two.done(db, two.way.cohort)
    assert set(before) >= {"welcome", "check", "act"}
    assert two.move(db)
    assert two.done(db, two.other.cohort) == before
    old, new = two.place(db, two.way.cohort), two.place(db, two.other.cohort)
    assert (old.state, old.moved_to_id, old.left_by_id) == ("left", new.id, two.facilitator.id)
    assert (new.state, new.joined_at, new.standing) == ("joined", LATER, old.standing)
    tries = select(func.count()).where(Answer.enrolment_id == new.id)
    assert db.scalar(tries) == 2
    evidence = db.scalars(
        select(StepProgress.evidence).where(
            StepProgress.enrolment_id == new.id, StepProgress.done_by_rule == "attended"
        )
    ).one()
    assert evidence == {"session": str(two.way.cohort.id)}


def test_a_second_press_moves_nobody_twice(db: Session, two: TwoCohorts) -> None:
    assert [two.move(db), two.move(db)] == [True, False]
    letters = select(func.count()).where(Letter.kind == "moved_person")
    assert db.scalar(letters) == 1


def test_moving_back_loses_nothing(db: Session, two: TwoCohorts) -> None:
    two.move(db)
    place = two.place(db, two.other.cohort)
    there = Way(two.way.person, two.other.cohort, place, two.other.modules, two.other.steps)
    mark_step_done(db, two.way.person, at=there.at("story"), now=LATER)
    db.commit()
    away = two.done(db, two.other.cohort)
    assert two.move(db, back=True)
    assert two.done(db, two.way.cohort) == away
    back = two.place(db, two.way.cohort)
    assert (back.state, back.moved_to_id, back.left_at) == ("joined", None, None)
    assert two.place(db, two.other.cohort).state == "left"


def test_a_step_without_a_counterpart_stays_stored_and_is_there_again(
    db: Session, two: TwoCohorts
) -> None:
    two.other.steps["welcome"].key = "another"
    db.commit()
    before = two.done(db, two.way.cohort)
    two.move(db)
    assert set(two.done(db, two.other.cohort)) == set(before) - {"welcome"}
    two.move(db, back=True)
    assert two.done(db, two.way.cohort) == before


def test_a_module_that_was_opened_early_is_open_there_too(db: Session, two: TwoCohorts) -> None:
    unlock_module(
        db,
        two.facilitator,
        cohort=two.way.cohort,
        module_key="module-1",
        person_id=two.way.person.id,
        now=NOON,
    )
    two.move(db)
    opened = select(Unlock.module_key).where(Unlock.cohort_id == two.other.cohort.id)
    assert db.scalars(opened).all() == ["module-1"]


def test_reminders_of_the_old_cohort_lapse_and_those_of_the_new_are_planned(
    db: Session, two: TwoCohorts
) -> None:
    sessions = [
        make_gathering(db, cohort, starts_at=NOON + timedelta(days=3))
        for cohort in (two.way.cohort, two.other.cohort)
    ]
    plan_reminders(db, NOON)
    db.commit()
    two.move(db)
    plan_reminders(db, LATER)
    db.commit()
    rows = db.execute(
        select(Letter.about_id, Letter.state)
        .where(Letter.person_id == two.way.person.id, Letter.kind == "reminder")
        .distinct()
    )
    assert {tuple(row) for row in rows} == {(sessions[0].id, "lapsed"), (sessions[1].id, "due")}


def test_one_letter_says_where_they_go_on(db: Session, two: TwoCohorts) -> None:
    two.move(db)
    letters = db.scalars(select(Letter).where(Letter.kind == "moved_person")).all()
    (draft,) = MovedPersonKind().prepare(db, letters, desk_at(LATER)).values()
    assert isinstance(draft, Draft)
    assert f"You go on in “{two.other.cohort.name}” now" in draft.body
    assert f"no longer in “{two.way.cohort.name}”" in draft.body
    two.place(db, two.other.cohort).state = "left"
    db.flush()
    (gone,) = MovedPersonKind().prepare(db, letters, desk_at(LATER)).values()
    assert isinstance(gone, Lapse)


def test_nobody_jumps_the_line_of_the_other_cohort_and_the_seat_here_is_passed_on(
    db: Session, two: TwoCohorts
) -> None:
    two.way.cohort.capacity = two.other.cohort.capacity = 1
    (here,) = make_line(db, two.way.cohort, 1)
    make_member(db, two.other.cohort)
    db.commit()
    with pytest.raises(CohortFull):
        two.move(db)
    db.rollback()
    two.other.cohort.capacity = 2
    db.commit()
    two.move(db)
    offered = select(Enrolment.person_id).where(Enrolment.state == "offered")
    assert db.scalars(offered).all() == [here.id]


def test_only_somebody_who_takes_part_is_moved_and_not_to_where_they_are(
    db: Session, two: TwoCohorts
) -> None:
    make_enrolment(db, two.other.cohort, two.way.person)
    db.commit()
    with pytest.raises(ThereAlready):
        two.move(db)
    db.rollback()
    two.place(db, two.way.cohort).state = "left"
    db.commit()
    with pytest.raises(NotHereToMove):
        two.move(db)


def test_nobody_is_moved_to_a_cohort_that_is_not_the_facilitators(
    db: Session, two: TwoCohorts
) -> None:
    stranger = make_person(db)
    make_enrolment(db, two.way.cohort, stranger, role="facilitator")
    db.commit()
    with pytest.raises(NotFound):
        two.move(db, actor=stranger)
    db.rollback()
    assert two.move(db, actor=make_person(db, roles=["programme_lead"]))


def test_a_facilitator_looks_at_what_comes_along_and_moves_somebody(
    db: Session, two: TwoCohorts, as_person: As
) -> None:
    two.other.steps["welcome"].key = "another"
    browser = as_person(two.facilitator)
    person = f"/cohorts/{two.way.cohort.slug}/people/{two.way.person.id}"
    assert f'href="{person}/moves"' in browser.get(person).text
    assert two.other.cohort.name in browser.get(f"{person}/moves").text
    look = browser.get(f"{person}/moves?to={two.other.cohort.slug}").text
    done = len(two.done(db, two.way.cohort))
    assert f"{done - 1} of the {done} steps" in look
    assert "1 step has no counterpart there" in look
    to: dict[str, object] = {"to": two.other.cohort.slug}
    for _ in range(2):
        moved = post(browser, f"{person}/moves", to)
        there = f"/cohorts/{two.other.cohort.slug}/people/{two.way.person.id}"
        assert moved.headers["Location"] == there
    assert "Moved to another cohort on" in browser.get(person).text


def test_a_full_cohort_says_so_before_and_after_the_button(
    db: Session, two: TwoCohorts, as_person: As
) -> None:
    two.other.cohort.capacity = 1
    make_member(db, two.other.cohort)
    browser = as_person(two.facilitator)
    moves = f"/cohorts/{two.way.cohort.slug}/people/{two.way.person.id}/moves"
    assert "There is no free seat in" in browser.get(f"{moves}?to={two.other.cohort.slug}").text
    refused = post(browser, moves, {"to": two.other.cohort.slug})
    assert refused.status_code == 409
    assert "Make more seats there first" in refused.text
    assert post(browser, moves, {"to": "nowhere"}).status_code == 404


def test_a_facilitator_of_one_cohort_has_nowhere_to_move_people_to(
    db: Session, two: TwoCohorts, as_person: As
) -> None:
    stranger = make_person(db)
    make_enrolment(db, two.way.cohort, stranger, role="facilitator")
    browser = as_person(stranger)
    moves = f"/cohorts/{two.way.cohort.slug}/people/{two.way.person.id}/moves"
    assert "There is no other cohort that you run" in browser.get(moves).text
    participant = make_member(db, two.way.cohort)
    assert as_person(participant).get(moves).status_code == 404
