"""A cohort of any size with a session half an hour away, so that all its reminders are due."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.gatherings.actions.remind import plan_reminders
from app.gatherings.models import Gathering
from app.kit.clock import SystemClock
from app.kit.db import connect, new_id
from app.people.models import Person
from app.syllabus.models import Edition

TITLE = "What the bench talks about"
# What every letter must say, the bare ones too.
SENTENCE = TITLE
SLUG = "bench-crowd"


def plan_again(url: str, people: int) -> None:
    """Empty the outbox, and plan one reminder for each of `people`, due now."""
    engine = connect(url)
    now = SystemClock().now()
    with Session(engine) as db, db.begin():
        found = db.scalar(select(Gathering).where(Gathering.title == TITLE))
        gathering = found or _gather(db, people, now)
        db.execute(text("TRUNCATE letter CASCADE"))
        # As an hour ago, when the last reminder was still ahead; it is due by now.
        planned = plan_reminders(db, gathering.starts_at - timedelta(minutes=61), gathering.id)
        assert planned == people, f"{planned} letters were planned for {people} people"
    engine.dispose()


def _gather(db: Session, people: int, now: datetime) -> Gathering:
    """The cohort, its people and their session."""
    cohort = Cohort(
        slug=SLUG,
        name="A large cohort",
        edition_id=db.scalars(select(Edition.id).limit(1)).one(),
        time_zone="Europe/London",
        starts_on=now.date(),
        created_at=now,
        request_key=new_id(),
    )
    db.add(cohort)
    db.flush()
    ids = [new_id() for _ in range(people)]
    db.execute(
        insert(Person),
        [
            {"id": id_, "name": f"Person {number}", "email": f"p{number}@bench.example"}
            | {"created_at": now, "quiet_from": time(), "quiet_until": time()}
            for number, id_ in enumerate(ids)
        ],
    )
    seat = {"cohort_id": cohort.id, "role": "participant", "standing": "pcn_staff"}
    seat |= {"state": "joined", "added_at": now, "joined_at": now}
    db.execute(insert(Enrolment), [{**seat, "person_id": id_} for id_ in ids])
    gathering = Gathering(
        cohort_id=cohort.id,
        title=TITLE,
        starts_at=now + timedelta(minutes=30),
        ends_at=now + timedelta(minutes=90),
        how="online",
        link="https://meet.example/bench",
        created_at=now,
        request_key=new_id(),
    )
    db.add(gathering)
    db.flush()
    return gathering
