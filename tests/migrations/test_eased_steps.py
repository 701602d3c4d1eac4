"""What was made easier for people comes and goes with its tables; all else stays."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from app import migrate
from app.kit.db import connect, session_maker
from app.progress.models import Excuse, MoreTime, StepProgress
from tests.clock import NOON
from tests.insights.people import make_town
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0059_passkeys"


def test_progress_stays_when_the_tables_go_and_come(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions() as db:
            town = make_town(db)
            what = {"enrolment_id": town.nia.id, "module_key": "module-1"}
            db.add(Excuse(**what, step_key="story", excused_at=NOON))
            db.add(MoreTime(**what, until=NOON.date() + timedelta(days=1), given_at=NOON))
            db.commit()
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            for table, rows in ((Excuse, 0), (MoreTime, 0), (StepProgress, 4)):
                assert db.scalar(select(func.count()).select_from(table)) == rows
        engine.dispose()
