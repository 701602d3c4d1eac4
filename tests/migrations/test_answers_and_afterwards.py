"""Answers by link, wishes, and who has an edition come and go with their migration."""

from __future__ import annotations

from sqlalchemy import inspect, select, text

from app import migrate
from app.kit.db import connect, new_id, session_maker
from app.outputs.actions.answer import ask_for_reading
from app.outputs.models import EditionRecipient, Selection
from app.outputs.queries.approvals import asked_of_output
from app.post.models import Letter
from tests.clock import NOON, StoppedClock
from tests.make.outputs import HERON, make_scene
from tests.outputs.taking_back import take_words_back
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0044_edition_pictures"


def test_going_back_keeps_answers_and_forgets_how_they_came(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        scene = make_scene(sessions, StoppedClock())
        bea, cy = scene.author("Bea Example"), scene.author("Cy Example")
        offered = scene.offer(bea, HERON)
        scene.offer(cy, "Tea first.")
        output = scene.published(bea, cy)
        with sessions.begin() as db:
            ask_for_reading(db, asked_of_output(db, output.id), now=NOON)
            for one in db.scalars(select(Selection)):
                one.answered_how = "link"
            db.add(
                EditionRecipient(
                    edition_id=scene.editions(output)[0].id,
                    to_whom="A surgery",
                    how="paper",
                    given_on=NOON.date(),
                    entered_at=NOON,
                    request_key=new_id(),
                )
            )
        take_words_back(scene, offered)
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        assert not {"taken_out", "edition_recipient"} & set(inspect(engine).get_table_names())
        with sessions() as db:
            kept = db.execute(text("SELECT answer, answered_how FROM selection")).all()
        assert [tuple(one) for one in kept] == [("yes", "")]
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            assert set(db.scalars(select(Letter.kind))) == {"approval"}
        engine.dispose()
