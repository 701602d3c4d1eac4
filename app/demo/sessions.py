"""The demo's series of two sessions: last week's with who was there, and one about to be."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from app.demo.people import ZONE
from app.demo.scene import DemoCohort, Learner, Scene
from app.gatherings.actions.attendance import keep_register
from app.gatherings.actions.plan import SessionPlan
from app.gatherings.actions.replies import reply_to_session
from app.gatherings.actions.series import SeriesPlan, SeriesSession, plan_series
from app.gatherings.models import Gathering
from app.gatherings.rules.attendance import APOLOGIES, MISSED, NOT_NOTED, TOOK_PART, Noted
from app.kit.times import in_zone
from app.people.models import Person
from app.syllabus.queries import modules_of

TEN = time(10)
FOUR = time(16)
# Of each ten people one missed the session, one sent apologies, so many came online, and rang in;
# the others were there.
AWAY, ONLINE, RANG = (MISSED, APOLOGIES), 3, 1
IN_THE_ROOM, ON_A_SCREEN, ON_THE_PHONE = TOOK_PART


def plan_both(scene: Scene, demo: DemoCohort) -> tuple[Gathering, Gathering]:
    """A session of a week ago and one of today or tomorrow, planned when the cohort began.

    The second is less than a day away, so the reminder of the day before is due now.
    """
    day, clock = soon(scene.now)
    past = in_zone(scene.ago(days=7), ZONE).date()
    module = modules_of(scene.db, demo.cohort.edition_id)[0]
    sessions = {
        0: session_on("Meeting each other", past, TEN, module.id),
        1: session_on("What makes people well, here?", day, clock, module.id),
    }
    plan = SeriesPlan(sessions, scene.key())
    then = scene.ago(days=21)
    made = plan_series(scene.db, demo.facilitator, plan, cohort=demo.cohort, now=then)
    of_series = select(Gathering).where(Gathering.series_id == made.id)
    first, second = scene.db.scalars(of_series.order_by(Gathering.starts_at))
    return first, second


def soon(now: datetime) -> tuple[date, time]:
    """The next time to meet in working hours: more than an hour and less than a day away."""
    local = in_zone(now, ZONE)
    if local.time() > TEN:
        return local.date() + timedelta(days=1), TEN
    return local.date(), FOUR


def session_on(title: str, day: date, clock: time, module_id: UUID | None) -> SeriesSession:
    """A session of an hour and a half in the hall and online, on a module if there is one."""
    plan = SessionPlan(
        title=title,
        day=day,
        clock=clock,
        minutes=90,
        how="blended",
        place="Riverside community hall, the room on the left.",
        link="https://meet.example/riverside",
        phone="0161 496 0123",
        about="We begin with a walk and a cup of tea. Bring a question that matters to you.",
        module_id=module_id,
        offers=("step_free", "hearing_loop"),
    )
    return SeriesSession(plan)


def note_who_was_there(scene: Scene, demo: DemoCohort, past: Gathering) -> None:
    """The facilitator notes at the end of a session who took part."""
    rows = [
        Noted(one.enrolment.id, NOT_NOTED, _how(place)) for place, one in enumerate(demo.joined)
    ]
    ended = past.ends_at + timedelta(minutes=5)
    keep_register(scene.db, demo.facilitator, gathering=past, noted=rows, now=ended)


def _how(place: int) -> str:
    tenth = place % 10
    if tenth < len(AWAY):
        return AWAY[tenth]
    if tenth < len(AWAY) + ONLINE:
        return ON_A_SCREEN
    return ON_THE_PHONE if tenth < len(AWAY) + ONLINE + RANG else IN_THE_ROOM


def say_one_comes(
    scene: Scene, demo: DemoCohort, whose: Learner, *, by: Person, needs: str, at: datetime
) -> None:
    """They, or somebody for them, say that they come to the next session, and what they need."""
    coming = scene.db.scalars(
        select(Gathering)
        .where(Gathering.cohort_id == demo.cohort.id, Gathering.starts_at > scene.now)
        .order_by(Gathering.starts_at)
        .limit(1)
    ).first()
    if coming:
        reply_to_session(
            *(scene.db, by),
            gathering_id=coming.id,
            enrolment_id=whose.enrolment.id,
            answer="coming",
            needs=needs,
            now=at,
        )
