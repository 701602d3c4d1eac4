"""Peer mentoring comes and goes with its migration, and leaves all else as it was."""

from __future__ import annotations

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from app import migrate
from app.kit.db import connect, session_maker
from app.mentoring.models import Pairing
from app.mentoring.rules.states import CLOSING
from app.people.models import Person
from app.tables import METADATA
from tests.make.mentoring import (
    Mentors,
    make_apart,
    make_call,
    make_check_in,
    make_goal,
    make_hours,
    make_meeting,
    make_note,
    make_offer,
)
from tests.make.reflections import kept_texts, make_reflection
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0017_files_for_an_appraisal"
TABLES = {
    name
    for name, table in METADATA.tables.items()
    if name.startswith(("mentoring_", "matching_", "pairing", "agreement", "worry", "check_in"))
} | {"notebook_entry", "recognition", "recognition_rate"}


def write_everything(db: Session) -> None:
    """A row in most of the tables, and in those beside them."""
    mentors = Mentors(db)
    mentors.lead.roles = ["programme_lead", "safeguarding_deputy", "safeguarding_lead"]
    make_reflection(db, mentors.joan, "Mine.")
    place = mentors.pairing(CLOSING)
    make_apart(db, mentors.joan, mentors.other)
    make_hours(db, make_meeting(db, place.pairing), mentors.joan, mentors.petra)
    make_goal(db, place, mentors.joan)
    make_note(db, place, mentors.petra)
    make_check_in(db, place.pairing, mentors.joan)
    make_call(db, mentors.joan, place.pairing)
    make_offer(db, mentors.joan)
    db.execute(text("UPDATE place SET latitude = 53.5, longitude = -2.2"))


def test_going_back_takes_pairs_with_their_keys_and_leaves_logs(stores: Stores) -> None:
    assert len(TABLES) == 24
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions() as db:
            write_everything(db)
            db.commit()
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        assert not TABLES & set(inspect(engine).get_table_names())
        with engine.connect() as at:
            roles = at.execute(text("SELECT name, roles FROM person WHERE name LIKE '% %'")).all()
            left = {row.name: row.roles for row in roles}
            assert left["Mina Mentoring"] == left["Dee Deputy"] == []
            assert left["Sam Safe"] == ["programme_lead", "safeguarding_lead"]
            assert at.execute(text("SELECT count(*) FROM vault_key")).scalar() == 1
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            assert kept_texts(db) == ["Mine."]
            assert db.query(Pairing).count() == 0
            assert db.query(Person).filter_by(name="Joan Longstreet").one().phone
        engine.dispose()
