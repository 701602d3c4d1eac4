"""One letter for each person and module, and one for the first day."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.actions.cancel import cancel_session
from app.gatherings.actions.ends import keep_session_end
from app.people.models import Person
from app.post.kinds import Draft
from app.post.models import Letter
from app.progress.actions.announce import plan_releases
from app.progress.actions.unlock import unlock_module
from app.progress.rules.announcing import NEWS_FOR
from tests.gatherings.release_letters.releasing import (
    BEGINS,
    MORNING,
    at_sending,
    letters,
    module,
)
from tests.make.cohorts import make_edition, make_facilitator, make_member
from tests.make.desks import SITE
from tests.make.gatherings import make_gathering
from tests.make.progress import make_module


def test_all_that_is_open_from_the_first_day_is_one_letter(
    db: Session, cohort: Cohort, person: Person
) -> None:
    edition_id = cohort.edition_id
    for number in (4, 5, 6):
        make_module(db, edition_id, number).opens_days = 0 if number > 4 else None
    db.flush()
    assert plan_releases(db, BEGINS - timedelta(seconds=1)) == 0
    assert plan_releases(db, BEGINS) == 1
    assert plan_releases(db, BEGINS + timedelta(minutes=1)) == 0
    (letter,) = letters(db, person).values()
    assert (letter.occurrence, letter.due_at, letter.cohort_id) == ("", MORNING, cohort.id)
    draft = at_sending(db, letter, MORNING)
    assert isinstance(draft, Draft)
    assert draft.subject == f"The course is open: {cohort.name}"
    assert "Hello Amina Example" in draft.body
    assert f"{SITE}/modules/riverside/" in draft.body


def test_each_later_module_is_one_letter_to_each_participant(
    db: Session, cohort: Cohort, person: Person
) -> None:
    facilitator = make_facilitator(db, cohort)
    for state in ("invited", "declined", "left"):
        make_member(db, cohort, state=state)
    opens = BEGINS + timedelta(days=7)
    for minutes in (-1, 0, 1):
        plan_releases(db, opens + timedelta(minutes=minutes))
    assert set(letters(db, person)) == {"module-2"}
    assert letters(db, facilitator) == {}
    assert db.scalar(select(func.count()).select_from(Letter)) == 1
    letter = letters(db)["module-2"]
    assert letter.due_at == opens + timedelta(hours=8)
    draft = at_sending(db, letter, letter.due_at)
    assert isinstance(draft, Draft)
    assert draft.subject == "Module 2 is open: Module title 2"
    for words in (
        f"Module 2 of “{cohort.name}” is open for you: Module title 2",
        f"{SITE}/modules/riverside/module-2/",
        "Ring 0117 and ask for Farah Facilitator",
    ):
        assert words in draft.body
    assert f"{SITE}/modules/riverside/module-2/" in draft.short


def test_whoever_joins_later_meets_it_open_and_gets_no_old_letters(
    db: Session, cohort: Cohort, person: Person
) -> None:
    late = make_member(db, cohort)
    opens = BEGINS + timedelta(days=7)
    db.execute(update(Enrolment).where(Enrolment.person_id == late.id).values(joined_at=opens))
    assert plan_releases(db, opens + timedelta(hours=1)) == 1
    assert set(letters(db, person)) == {"module-2"}
    assert letters(db, late) == {}


def test_a_module_after_a_session_is_told_of_at_its_end(
    db: Session, cohort: Cohort, person: Person
) -> None:
    third = module(db, 3)
    start = BEGINS + timedelta(days=10, hours=14)
    gathering = make_gathering(db, cohort, starts_at=start, module_id=third.id)
    keep_session_end(db, cohort_id=cohort.id, module_id=third.id)
    assert plan_releases(db, start) == 0
    assert plan_releases(db, gathering.ends_at) == 1
    letter = letters(db, person)["module-3"]
    assert letter.due_at == gathering.ends_at
    assert isinstance(at_sending(db, letter, gathering.ends_at), Draft)


def test_a_session_that_is_off_opens_nothing(db: Session, cohort: Cohort, person: Person) -> None:
    third = module(db, 3)
    start = BEGINS + timedelta(days=20, hours=14)
    gathering = make_gathering(db, cohort, starts_at=start, module_id=third.id)
    keep_session_end(db, cohort_id=cohort.id, module_id=third.id)
    facilitator = make_facilitator(db, cohort)
    cancel_session(db, facilitator, gathering_id=gathering.id, now=start - timedelta(hours=1))
    assert plan_releases(db, gathering.ends_at) == 0
    assert letters(db, person) == {}


def test_a_module_that_was_opened_early_is_told_of_then_and_not_again(
    db: Session, cohort: Cohort, person: Person
) -> None:
    facilitator = make_facilitator(db, cohort)
    early = BEGINS + timedelta(days=5, hours=13)
    unlock_module(db, facilitator, cohort=cohort, module_key="module-2", person_id=None, now=early)
    assert plan_releases(db, early) == 1
    assert letters(db, person)["module-2"].due_at == early
    assert plan_releases(db, BEGINS + timedelta(days=7)) == 0


def test_a_cohort_without_these_letters_sends_none(
    db: Session, cohort: Cohort, person: Person
) -> None:
    cohort.reminders = ["day_before", "catch_up"]
    db.flush()
    for days in (0, 7):
        assert plan_releases(db, BEGINS + timedelta(days=days)) == 0
    assert letters(db, person) == {}


def test_after_days_of_standing_still_old_news_is_not_told(
    db: Session, cohort: Cohort, person: Person
) -> None:
    opens = BEGINS + timedelta(days=7)
    assert plan_releases(db, opens + NEWS_FOR) == 0
    assert plan_releases(db, opens + NEWS_FOR - timedelta(minutes=1)) == 1
    assert letters(db, person)["module-2"].cohort_id == cohort.id


def test_a_cohort_that_changes_its_edition_hears_of_a_module_once(
    db: Session, cohort: Cohort, person: Person
) -> None:
    opens = BEGINS + timedelta(days=7)
    plan_releases(db, opens)
    other = make_edition(db)
    make_module(db, other.id, 2).opens_days = 7
    cohort.edition_id = other.id
    db.flush()
    assert plan_releases(db, opens + timedelta(minutes=1)) == 0
    assert set(letters(db, person)) == {"module-2"}
