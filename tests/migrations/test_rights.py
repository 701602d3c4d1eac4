"""What this room keeps comes and goes with its migrations; people stay."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import inspect, select, text

from app import migrate
from app.kit.db import connect, session_maker
from app.people.models import EmailChange, Person
from app.post.actions.plan import NewLetter, plan_letters
from app.post.models import Letter
from app.rights.actions.ask_erasure import ask_erasure
from app.rights.actions.copies import ask_copy
from app.rights.actions.retention import set_hold
from app.rights.letters import ACCOUNT_ENDING
from app.rights.letters.merging import MERGE_ASKED, MERGE_DONE
from app.rights.models import AccountMerge, GoneRow, RetentionNotice
from tests.clock import NOON
from tests.make.people import make_person
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0057_second_steps"
BEFORE_MARKS = "0077_fresh_code_for_each_text"
BEFORE_MERGES = "0069_accounts_made_one"
OF_MERGES = {"account_merge", "legal_hold", "retention_notice", "gone_row", "email_change"}


def test_going_back_forgets_who_asked_and_keeps_the_people(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions.begin() as db:
            person = make_person(db)
            ask_erasure(db, person, person, now=NOON)
            ask_copy(db, person, person, now=NOON)
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        assert not {"erasure", "access_copy", "access_copy_piece"} & {
            *inspect(engine).get_table_names()
        }
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            assert db.get(Person, person.id) is not None
        engine.dispose()


def test_going_back_leaves_no_letter_that_nobody_can_write_any_more(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        sessions = session_maker(engine, MASTER_KEYS)
        with sessions.begin() as db:
            stays, goes, lead = (make_person(db, name=name) for name in ("Mary", "May", "Lea"))
            sides = dict.fromkeys(("email_of", "phone_of", "post_of", "channel_of"), "stays")
            merge = AccountMerge(stays_id=stays.id, goes_id=goes.id, asked_at=NOON, **sides)
            merge.ends_at = NOON
            notice = RetentionNotice(person_id=goes.id, due_at=NOON)
            change = EmailChange(person_id=stays.id, new_email="new@mary.example", asked_at=NOON)
            db.add_all([merge, notice, change, GoneRow(table_name="pledge", row_id="1")])
            set_hold(db, lead, stays, "A case at court.", now=NOON)
            kinds = {MERGE_ASKED: merge.id, MERGE_DONE: merge.id, ACCOUNT_ENDING: notice.id}
            kinds["reminder"] = lead.id
            letters = [NewLetter(lead.id, kind, about, NOON) for kind, about in kinds.items()]
            plan_letters(db, letters, now=NOON)
        migrate.downgrade(engine, BEFORE_MERGES, keys=MASTER_KEYS)
        assert not OF_MERGES & {*inspect(engine).get_table_names()}
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        with sessions() as db:
            assert db.scalars(select(Letter.kind)).all() == ["reminder"]
            assert len(db.scalars(select(Person.id)).all()) == 3
        engine.dispose()


def test_an_id_that_was_noted_as_gone_becomes_a_mark_and_a_mark_stays_one(stores: Stores) -> None:
    person_id = "01890a5d-ac96-774b-bcce-b302099a8057"
    with stores.database() as url:
        engine = connect(url)
        migrate.downgrade(engine, BEFORE_MARKS, keys=MASTER_KEYS)
        with engine.begin() as on:
            told = "INSERT INTO gone_row (table_name, row_id) VALUES ('mentoring_profile', :id)"
            on.execute(text(told), {"id": person_id})
        for _ in range(2):
            migrate.upgrade(engine, keys=MASTER_KEYS)
            with engine.connect() as on:
                noted = on.scalars(select(GoneRow.row_id)).all()
            assert noted == [sha256(person_id.encode()).hexdigest()]
            migrate.downgrade(engine, BEFORE_MARKS, keys=MASTER_KEYS)
        engine.dispose()
