"""Makes a cohort that ran, with all that can hang on one, for tests of running it again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.actions.places import add_to_places
from app.cohorts.models import Cohort
from app.gatherings.actions.plan import SessionPlan
from app.gatherings.actions.rerun import NewDay, RerunPlan
from app.gatherings.actions.series import SeriesPlan, SeriesSession, plan_series
from app.gatherings.models import Attendance, Gathering, GatheringRole, Reply
from app.kit.times import in_zone
from app.people.models import Person, Place
from app.post.models import OpeningWords
from app.progress.models import Unlock
from app.syllabus.models import CourseModule, Edition
from tests.clock import NOON
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator
from tests.make.gatherings import make_gathering
from tests.make.people import make_person
from tests.make.progress import make_edition, make_module

LONDON = "Europe/London"
FIRST = date(2027, 2, 1)
AGAIN = date(2027, 9, 6)


@dataclass(frozen=True)
class Old:
    """A cohort that ran, with all that can hang on one."""

    cohort: Cohort
    edition: Edition
    lead: Person
    facilitator: Person
    sessions: list[Gathering]

    def plan(self, **change: object) -> RerunPlan:
        """Every session, 31 weeks later."""
        days = {}
        for number, session in enumerate(self.sessions):
            local = in_zone(session.starts_at, LONDON)
            day = local.date() + timedelta(weeks=31)
            days[number] = NewDay(session.id, session.title, day, local.time())
        plan = RerunPlan("Riverside again", self.edition.key, AGAIN, days, request_key=uuid4())
        return replace(plan, **change)  # type: ignore[arg-type]


def make_old(db: Session) -> Old:
    """A cohort with the address `riverside` and three sessions at ten, committed."""
    edition = make_edition(db)
    modules = [make_module(db, edition.id, number) for number in (1, 2, 3)]
    cohort = make_cohort(db, slug="riverside", edition=edition, starts_on=FIRST)
    cohort.phone, cohort.capacity, cohort.offer_hours = "0161 496 0123", 12, 72
    cohort.reminders = ["week_before", "day_before"]
    lead = make_person(db, roles=["programme_lead"])
    facilitator = make_facilitator(db, cohort)
    member = make_person(db)
    enrolment = make_enrolment(db, cohort, member)
    place = Place(name="Canalside", kind="neighbourhood", created_at=NOON)
    db.add_all(
        [place, OpeningWords(cohort_id=cohort.id, kind="reminder", words="Hi", changed_at=NOON)]
    )
    db.flush()
    add_to_places(db, cohort.id, [place.id])
    sessions = _sessions(db, facilitator, cohort, modules)
    sessions[0].recording = "https://video.example/first"
    make_gathering(db, cohort, title="Called off", state="cancelled")
    first = sessions[0].id
    db.add_all(
        [
            Attendance(gathering_id=first, enrolment_id=enrolment.id, how="online", noted_at=NOON),
            Reply(gathering_id=first, enrolment_id=enrolment.id, answer="coming", answered_at=NOON),
            GatheringRole(gathering_id=first, role="chair", name="Amina", person_id=member.id),
            Unlock(cohort_id=cohort.id, module_key=modules[2].key, unlocked_at=NOON),
        ]
    )
    db.commit()
    return Old(cohort, edition, lead, facilitator, sessions)


def _sessions(
    db: Session, actor: Person, cohort: Cohort, modules: list[CourseModule]
) -> list[Gathering]:
    rows = {
        number: SeriesSession(
            SessionPlan(
                title=module.title,
                day=date(2027, 2, 2) + number * timedelta(weeks=4),
                clock=time(10),
                minutes=75,
                how="blended",
                place="Hall",
                link="https://meet.example/a",
                phone="0161 496 0999",
                about="Bring a question.",
                module_id=module.id,
                offers=("hearing_loop",),
                capacity=20,
            )
        )
        for number, module in enumerate(modules)
    }
    plan_series(db, actor, SeriesPlan(rows), cohort=cohort, now=NOON)
    return list(db.scalars(select(Gathering).order_by(Gathering.starts_at)))


def sessions_in(db: Session, cohort: Cohort) -> list[Gathering]:
    """The sessions of a cohort, earliest first."""
    of_cohort = select(Gathering).where(Gathering.cohort_id == cohort.id)
    return list(db.scalars(of_cohort.order_by(Gathering.starts_at)))
