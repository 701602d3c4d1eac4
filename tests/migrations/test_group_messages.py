"""Going back takes messages to groups away, with letters that nothing could write any more."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import migrate
from app.insights.models import GroupMessage
from app.kit.db import connect, new_id
from app.post.models import Letter
from tests.clock import NOON
from tests.make.cohorts import make_cohort, make_facilitator
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0056_told_of_which_words"


def test_going_back_takes_messages_and_their_letters_and_no_other(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        with Session(engine) as db:
            cohort = make_cohort(db)
            farah = make_facilitator(db, cohort)
            message = GroupMessage(
                cohort_id=cohort.id,
                written_by_id=farah.id,
                sent_at=NOON,
                subject="Tea",
                words="At nine.",
                to_whom="Everybody",
                people=1,
                request_key=new_id(),
            )
            db.add(message)
            db.flush()
            for kind, about in (("message", message.id), ("session", new_id())):
                db.add(
                    Letter(
                        person_id=farah.id, kind=kind, about_id=about, due_at=NOON, created_at=NOON
                    )
                )
            db.commit()
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with Session(engine) as db:
            assert db.scalars(select(GroupMessage)).all() == []
            assert db.scalars(select(Letter.kind)).all() == ["session"]
        engine.dispose()
