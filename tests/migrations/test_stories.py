"""Words that lead to stories come and go with their migration; the stories stay."""

from __future__ import annotations

from sqlalchemy import func, inspect, select

from app import migrate
from app.kit.db import connect, session_maker
from app.outputs.models import Contribution
from tests.make.cohorts import make_cohort, make_member
from tests.make.stories import make_story, make_word_to
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0050_support_maps"


def test_going_back_forgets_the_words_and_keeps_the_stories(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions() as db:
            cohort = make_cohort(db)
            person = make_member(db, cohort)
            make_word_to(db, person, make_story(db, cohort, person))
            db.commit()
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        assert "story_word" not in inspect(engine).get_table_names()
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            assert db.scalar(select(func.count()).select_from(Contribution)) == 1
        engine.dispose()
