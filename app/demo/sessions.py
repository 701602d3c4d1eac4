"""The demo's two sessions: one of last week with who was there, and one that is about to be."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from app.demo.people import ZONE
from app.demo.scene import DemoCohort, Scene
from app.gatherings.actions.attendance import keep_register
from app.gatherings.actions.plan import SessionPlan, plan_session
from app.gatherings.models import Gathering
from app.gatherings.rules.attendance import APOLOGIES, MISSED, NOT_NOTED, TOOK_PART, Noted
from app.kit.times import in_zone
from app.syllabus.queries import modules_of

TEN = time(10)
FOUR = time(16)
# Of each ten people one missed the session, one sent apologies, so many came online, and rang in;
# the others were there.
AWAY, ONLINE, RANG = (MISSED, APOLOGIES), 3, 1
IN_THE_ROOM, ON_A_SCREEN, ON_THE_PHONE = TOOK_PART


def plan_past(scene: Scene, demo: DemoCohort) -> Gathering:
    """The session of a week ago, planned when the cohort began."""
    day = in_zone(scene.ago(days=7), ZONE).date()
    return _plan(scene, demo, "Meeting each other", day, TEN, scene.ago(days=21))


def plan_coming(scene: Scene, demo: DemoCohort) -> Gathering:
    """A session less than a day away, so the reminder of the day before is due now."""
    day, clock = soon(scene.now)
    return _plan(scene, demo, "What makes people well, here?", day, clock, scene.now)


def soon(now: datetime) -> tuple[date, time]:
    """The next time to meet in working hours: more than an hour and less than a day away."""
    local = in_zone(now, ZONE)
    if local.time() > TEN:
        return local.date() + timedelta(days=1), TEN
    return local.date(), FOUR


def _plan(
    scene: Scene, demo: DemoCohort, title: str, day: date, clock: time, now: datetime
) -> Gathering:
    module = modules_of(scene.db, demo.cohort.edition_id)[0]
    plan = SessionPlan(
        title=title,
        day=day,
        clock=clock,
        minutes=90,
        how="blended",
        place="Riverside community hall, the room on the left. Step-free.",
        link="https://meet.example/riverside",
        phone="0161 496 0123",
        about="We begin with a walk and a cup of tea. Bring a question that matters to you.",
        module_id=module.id,
        request_key=scene.key(),
    )
    return plan_session(scene.db, demo.facilitator, plan, cohort=demo.cohort, now=now)


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
