"""Letters that a module is open: one for each person and module, and one for the first day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules.reminders import SWITCHED_OFF
from app.gatherings.actions.cancel import cancel_session
from app.gatherings.actions.ends import keep_session_end
from app.people.models import Person
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from app.post.rules import NOT_WANTED
from app.progress.actions.announce import plan_releases
from app.progress.actions.unlock import unlock_module
from app.progress.kinds import ReleaseKind
from app.progress.models import StepProgress
from app.progress.rules import AT_ONCE, Opening
from app.progress.rules.announcing import NEWS_FOR, opens_at, told_at
from app.syllabus.models import CourseModule, Step
from tests.clock import NOON
from tests.conftest import CountStatements
from tests.make.cohorts import make_cohort, make_edition, make_facilitator, make_member
from tests.make.gatherings import make_gathering
from tests.make.progress import make_module

SITE = "http://learning.example"
LONDON = "Europe/London"
# A Monday in winter time; the course begins at midnight there.
FIRST_DAY = date(2027, 2, 1)
BEGINS = datetime(2027, 2, 1, tzinfo=UTC)
MORNING = BEGINS + timedelta(hours=8)


@pytest.fixture
def cohort(db: Session) -> Cohort:
    """Three modules: open at once, after a week, and after its session; the cohort starts soon."""
    edition = make_edition(db)
    modules = [make_module(db, edition.id, number) for number in (1, 2, 3)]
    modules[1].opens_days = 7
    modules[2].opens_after_session = True
    made = make_cohort(db, edition=edition, slug="riverside", starts_on=FIRST_DAY, phone="0117")
    db.flush()
    return made


@pytest.fixture
def person(db: Session, cohort: Cohort) -> Person:
    """Who takes part in it, since before it began."""
    return make_member(db, cohort, name="Amina Example")


def letters(db: Session, person: Person | None = None) -> dict[str, Letter]:
    """The letters that something is open, by what it is; empty: the course."""
    db.expire_all()
    found = select(Letter).where(Letter.kind == "release")
    if person is not None:
        found = found.where(Letter.person_id == person.id)
    return {letter.occurrence: letter for letter in db.scalars(found)}


def at_sending(db: Session, letter: Letter, now: datetime) -> Draft | Lapse:
    """What becomes of a letter when it is looked at again."""
    db.flush()
    db.expire_all()
    return ReleaseKind().prepare(db, [letter], site=SITE, now=now)[letter.id]


def module(db: Session, number: int) -> CourseModule:
    """The module with this number."""
    return db.scalars(select(CourseModule).where(CourseModule.number == number)).one()


def open_step(db: Session, person: Person, number: int, *, done: bool = False) -> None:
    """A person opened all steps of a module, and maybe did them."""
    enrolment_id = db.scalars(select(Enrolment.id).where(Enrolment.person_id == person.id)).one()
    steps = select(Step.id).where(Step.module_id == module(db, number).id)
    for step_id in db.scalars(steps).all():
        progress = StepProgress(
            enrolment_id=enrolment_id, step_id=step_id, seen_at=NOON, visited_at=NOON
        )
        if done:
            progress.done_at, progress.done_by_rule, progress.rule_version = NOON, "marked", 1
        db.add(progress)
    db.flush()


@pytest.mark.parametrize(
    ("opening", "ends_at", "opens"),
    [
        (AT_ONCE, None, BEGINS),
        (Opening(days=0), None, BEGINS),
        (Opening(days=7), None, BEGINS + timedelta(days=7)),
        # What others have to be done first is not a matter of the calendar.
        (Opening(days=7, needs=("module-1",)), None, BEGINS + timedelta(days=7)),
        (Opening(after_session=True), None, None),
        (Opening(after_session=True), NOON, NOON),
        (Opening(days=7, after_session=True), NOON, BEGINS + timedelta(days=7)),
        # Summer time: the day begins an hour earlier in UTC.
        (Opening(days=55), None, datetime(2027, 3, 28, 0, tzinfo=UTC)),
        (Opening(days=56), None, datetime(2027, 3, 28, 23, tzinfo=UTC)),
    ],
)
def test_a_module_opens_by_the_calendar_of_its_cohort(
    opening: Opening, ends_at: datetime | None, opens: datetime | None
) -> None:
    assert opens_at(opening, ends_at, FIRST_DAY, LONDON) == opens


@pytest.mark.parametrize(
    ("opened_at", "told"),
    [
        ("2027-02-01T00:00+00:00", "2027-02-01T08:00+00:00"),
        ("2027-02-01T15:30+00:00", "2027-02-01T15:30+00:00"),
        ("2026-03-29T00:00+00:00", "2026-03-29T07:00+00:00"),
        ("2026-10-24T23:00+00:00", "2026-10-25T08:00+00:00"),
    ],
)
def test_people_are_told_at_once_but_not_before_eight(opened_at: str, told: str) -> None:
    assert told_at(datetime.fromisoformat(opened_at), LONDON) == datetime.fromisoformat(told)


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


def test_a_session_that_moves_away_takes_its_letter_along(
    db: Session, cohort: Cohort, person: Person
) -> None:
    third = module(db, 3)
    start = BEGINS + timedelta(days=20, hours=14)
    gathering = make_gathering(db, cohort, starts_at=start, module_id=third.id)
    keep_session_end(db, cohort_id=cohort.id, module_id=third.id)
    plan_releases(db, gathering.ends_at)
    gathering.starts_at += timedelta(days=1)
    gathering.ends_at += timedelta(days=1)
    db.flush()
    keep_session_end(db, cohort_id=cohort.id, module_id=third.id)
    letter = letters(db, person)["module-3"]
    answer = at_sending(db, letter, start + timedelta(hours=2))
    assert answer == Lapse("It is not open now: its day or its session has moved.")
    db.execute(update(Letter).values(state="lapsed", reason=answer.reason))
    assert plan_releases(db, start + timedelta(hours=2)) == 0
    ends_at = start + timedelta(days=1, hours=1)
    assert plan_releases(db, ends_at) == 1
    assert letters(db, person)["module-3"].due_at == ends_at


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


def test_a_letter_lapses_for_those_who_need_it_no_more(
    db: Session, cohort: Cohort, person: Person
) -> None:
    opens = BEGINS + timedelta(days=7)
    plan_releases(db, opens)
    letter = letters(db, person)["module-2"]
    now = letter.due_at
    db.execute(update(Cohort).values(reminders=["day_before"]))
    assert at_sending(db, letter, now) == Lapse(SWITCHED_OFF)
    db.execute(update(Cohort).values(reminders=["release"]))
    db.execute(update(Enrolment).values(state="left"))
    assert at_sending(db, letter, now) == Lapse("They are not in the cohort any more.")
    db.execute(update(Enrolment).values(state="joined"))
    db.execute(update(CourseModule).where(CourseModule.number == 2).values(key="other"))
    assert at_sending(db, letter, now) == Lapse("The course has no such module any more.")
    db.execute(update(CourseModule).where(CourseModule.number == 2).values(key="module-2"))
    assert isinstance(at_sending(db, letter, now), Draft)
    open_step(db, person, 2)
    assert at_sending(db, letter, now) == Lapse("They have opened it already.")
    assert letter.cohort_id == cohort.id


def test_the_letter_of_the_first_day_lapses_when_somebody_has_begun_or_the_day_has_moved(
    db: Session, cohort: Cohort, person: Person
) -> None:
    plan_releases(db, BEGINS)
    letter = letters(db, person)[""]
    cohort.starts_on += timedelta(days=7)
    assert isinstance(at_sending(db, letter, MORNING), Lapse)
    db.execute(update(Cohort).values(starts_on=FIRST_DAY))
    assert isinstance(at_sending(db, letter, MORNING), Draft)
    open_step(db, person, 1)
    assert at_sending(db, letter, MORNING) == Lapse("They have opened it already.")


def test_whoever_has_something_else_to_do_first_hears_nothing(
    db: Session, cohort: Cohort, person: Person
) -> None:
    module(db, 2).needs = ["module-1"]
    ready = make_member(db, cohort)
    open_step(db, ready, 1, done=True)
    opens = BEGINS + timedelta(days=7)
    assert plan_releases(db, opens) == 2
    waits = at_sending(db, letters(db, person)["module-2"], opens + timedelta(hours=8))
    assert waits == Lapse("For this person it opens when they have done other modules.")
    goes = at_sending(db, letters(db, ready)["module-2"], opens + timedelta(hours=8))
    assert isinstance(goes, Draft)
    for reason in (waits.reason, NOT_WANTED, "They have opened it already."):
        db.execute(update(Letter).values(state="lapsed", reason=reason))
        assert plan_releases(db, opens + timedelta(minutes=1)) == 0


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


def test_planning_and_writing_cost_the_same_for_any_number(
    db: Session, cohort: Cohort, count_statements: CountStatements
) -> None:
    opens = BEGINS + timedelta(days=7)
    for number in (2, 12):
        for _ in range(number):
            more = make_cohort(
                db, edition=make_edition(db), starts_on=FIRST_DAY - timedelta(days=1)
            )
            make_module(db, more.edition_id, 1).opens_days = 8
            make_member(db, more)
            make_member(db, cohort)
        with count_statements() as statements:
            assert plan_releases(db, opens) == number * 2
        assert len(statements) == 2
        found = db.scalars(select(Letter)).all()
        with count_statements() as statements:
            answers = ReleaseKind().prepare(db, found, site=SITE, now=opens)
        assert len(statements) == 4
        assert all(isinstance(answer, Draft) for answer in answers.values())
