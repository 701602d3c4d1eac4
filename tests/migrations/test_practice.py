"""The tables of the practice room go and come back with data in what they belong to."""

from __future__ import annotations

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from app import migrate
from app.kit.db import connect, new_id, session_maker
from app.people.models import Person
from app.practice.actions.scales import answer_scale
from app.practice.actions.wellbeing import say_wellbeing
from app.practice.rules.groups import Said
from app.practice.rules.looks import BEFORE
from app.practice.rules.scales import read_scale
from app.syllabus.models import Card
from app.vault.models import VaultKey
from tests.clock import NOON
from tests.make.groups import group_of, make_group, make_group_look
from tests.make.indicators import make_indicator, make_value
from tests.make.library import make_library
from tests.make.practice import make_look, make_plumbline, make_questions
from tests.make.progress import Way, make_way
from tests.make.scales import EXAMPLE, KEY
from tests.stores import MASTER_KEYS, Stores

BEFORE_IT = "0032_polls"
TABLES = {
    *("plumbline", "plumbline_look", "plumbline_score", "wellbeing_answer", "scale_answer"),
    *("group_plumbline", "group_look", "group_member", "group_answer"),
    *("indicator", "indicator_value"),
}


def fill_the_rest(db: Session, way: Way) -> None:
    """What a group said, what a cohort looks at, and how somebody says they are."""
    group = group_of(db, way.person, way.cohort, make_group(db, way.person, way.cohort))
    make_group_look(db, way.person, group, BEFORE, {"contact": Said("4", "A note")})
    make_value(db, way.person, make_indicator(db, way.person, way.cohort), "12")
    scale, faults = read_scale(f"{KEY}.yaml", EXAMPLE)
    assert scale is not None, faults
    sent = {"answer.tea": "2", "happy": "7"}
    say_wellbeing(db, way.person, sent=sent, form_key=new_id(), now=NOON)
    answer_scale(db, way.person, scale, sent=sent, form_key=new_id(), now=NOON)


def test_going_back_forgets_plumblines_and_their_questions_and_keeps_the_rest(
    stores: Stores,
) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions() as db:
            way = make_way(db)
            make_library(db, way.cohort)
            make_questions(db, way.cohort)
            made = make_plumbline(db, way.person, way.cohort)
            make_look(db, way.person, made, BEFORE, {"contact": "3", "power": "?"})
            fill_the_rest(db, way)
            db.commit()
            kept = db.scalars(select(VaultKey.owner_id)).all()
            assert len(kept) == 2
        migrate.downgrade(engine, BEFORE_IT, keys=MASTER_KEYS)
        assert not TABLES & set(inspect(engine).get_table_names())
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            kinds = set(db.scalars(select(Card.kind)))
            assert "plumbline" not in kinds
            assert "pledges" in kinds
            assert len(db.scalars(select(Person)).all()) == 1
            # The key of a group goes with what it opened; a person's own stays.
            assert db.scalars(select(VaultKey.owner_id)).all() == [way.person.id]
        engine.dispose()
