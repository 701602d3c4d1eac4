"""What people offer, and allow, comes and goes with its migration; nothing is said wider."""

from __future__ import annotations

from sqlalchemy import text

from app import migrate
from app.kit.db import connect, session_maker
from app.outputs.actions.pictures import SentPicture
from app.outputs.rules.gifts import NOBODY_IN_IT
from tests.clock import NOON, StoppedClock
from tests.make.files import make_picture
from tests.make.outputs import HERON, make_scene
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0042_library"


def test_going_back_keeps_words_and_says_less_of_what_is_allowed(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        scene = make_scene(session_maker(engine, MASTER_KEYS), StoppedClock(NOON))
        author = scene.author()
        picture = SentPicture(make_picture(), "A heron", NOBODY_IN_IT)
        scene.give(author, "picture", picture=picture)
        scene.give(author, audience="alliance", named_as="chosen", chosen_name="Blue Heron")
        scene.give(author, "quote", "Tea.", check_first=False, training=True)
        scene.drafted()
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        with engine.connect() as db:
            rows = db.execute(
                text(
                    "SELECT c.kind, c.text, a.audience, a.named_as FROM contribution c"
                    " JOIN consent a ON a.contribution_id = c.id ORDER BY c.text"
                )
            ).all()
            answers = db.execute(text("SELECT DISTINCT answer FROM selection")).scalars().all()
        assert [tuple(row) for row in rows] == [
            ("quote", "Tea.", "public", "full_name"),
            ("quote", HERON, "cohort", "nobody"),
        ]
        assert answers == ["waiting"]
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        engine.dispose()
