"""What facilitators did about people comes and goes with its migration; people stay."""

from __future__ import annotations

from sqlalchemy import func, select

from app import migrate
from app.cohorts.models import Enrolment
from app.insights.models import KeptNeed, NeedChange, NeedContact
from app.kit.db import connect, new_id, session_maker
from tests.clock import NOON
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator
from tests.make.people import make_person
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0057_second_steps"


def test_needs_come_and_go_and_the_people_stay(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions.begin() as db:
            cohort = make_cohort(db)
            farah = make_facilitator(db, cohort)
            seat = make_enrolment(db, cohort, make_person(db))
            need = KeptNeed(
                enrolment_id=seat.id,
                rule="quiet",
                occurrence="2027-01-01",
                words="has been quiet",
                owner_id=farah.id,
            )
            db.add(need)
            db.flush()
            db.add(NeedChange(need_id=need.id, changed_at=NOON, state="open"))
            db.add(
                NeedContact(
                    enrolment_id=seat.id,
                    on_day=NOON.date(),
                    how="call",
                    words="",
                    by_id=farah.id,
                    entered_at=NOON,
                    request_key=new_id(),
                )
            )
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            counts = [
                db.scalar(select(func.count()).select_from(table))
                for table in (Enrolment, KeptNeed, NeedContact)
            ]
        assert counts == [2, 0, 0]
        engine.dispose()
