"""Shares and opened logs come and go with their migration, and leave all else as it was."""

from __future__ import annotations

from sqlalchemy import inspect

from app import migrate
from app.kit.db import connect, new_id, session_maker
from app.mentoring.rules.sharing import MENTOR
from app.people.models import Person
from app.reflections.actions.comment import comment_on
from app.reflections.actions.open_share import open_share
from app.reflections.actions.opened_logs import read_version
from app.reflections.queries import own_entry
from app.reflections.queries.own_shares import own_shares
from tests.clock import NOON
from tests.make.shares import SECRET, Leads, Sharers
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0010_drafts_of_reflections"
TABLES = {"share", "share_opening", "share_comment", "log_opening", "log_opening_read"}


def test_going_back_ends_what_was_shared_and_keeps_what_was_written(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions() as db:
            people, leads = Sharers(db), Leads(db)
            share_id, opening_id = people.share(MENTOR), leads.opened()
            open_share(db, people.mentor, share_id=share_id, now=NOON)
            said = {"text": "I hear you.", "request_key": new_id()}
            comment_on(db, people.mentor, share_id=share_id, now=NOON, **said)  # type: ignore[arg-type]
            wanted = {"opening_id": opening_id, "reflection_id": leads.entry}
            read_version(db, leads.asker, number=1, now=NOON, **wanted)
            db.commit()
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        assert not TABLES & set(inspect(engine).get_table_names())
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            author = db.get_one(Person, people.author.id)
            kept = own_entry(db, author, reflection_id=people.entry)
            assert kept is not None
            assert kept.version.text == SECRET
            assert own_shares(db, author, 1, now=NOON).total == 0
        engine.dispose()
