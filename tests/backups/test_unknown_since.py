"""What nobody can know after a restore is said, and nobody's account ends by it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.audit.actions.seal import seal_all
from app.post.models import Letter
from app.rights.actions.retention import keep_account
from app.rights.models import Erasure, RetentionNotice
from app.rights.rules.retention import LAST
from app.settings import Settings
from app.wiring import Platform
from tests.backups.doing import Commands, back_up, put_back
from tests.clock import StoppedClock
from tests.make.people import make_person
from tests.make.record import make_entry
from tests.make.sign_ins import make_sign_in
from tests.rights.test_retention import TOLD, look

BEHIND = "entries of the record of deeds were not taken over"


def record_some(platform: Platform) -> None:
    """Three things are done, and sealed."""
    with platform.transaction() as db:
        for _ in range(3):
            make_entry(db)
    seal_all(platform.sessions)


def test_a_restore_says_how_much_of_another_record_goes_with_the_replaced_database(
    platform: Platform, settings: Settings, tmp_path: Path
) -> None:
    commands, older = Commands(settings), str(tmp_path / "older")
    record_some(platform)
    commands.run("backup", older)
    record_some(platform)
    assert BEHIND not in commands.run("restore", "--force", older).output
    with platform.engine.begin() as on:
        # What was recorded so far is lost, and another record began.
        on.execute(text("SET LOCAL session_replication_role = replica"))
        on.execute(text("DELETE FROM record_entry"))
    record_some(platform)
    assert f"3 {BEHIND}" in commands.run("restore", "--force", older).output


def told_twice(db: Session, person_id: UUID) -> datetime:
    """Somebody was told twice that their account ends, and when it does; committed."""
    look(db, TOLD)
    due = TOLD + timedelta(days=60)
    look(db, due - timedelta(days=14))
    for letter in db.scalars(select(Letter).where(Letter.person_id == person_id)):
        letter.state = "sent"
        letter.sent_at = due - timedelta(days=14 if letter.occurrence == LAST else 60)
    db.commit()
    return due


def test_nobody_is_erased_by_a_notice_that_a_backup_brought_back(
    platform: Platform, db: Session, clock: StoppedClock, tmp_path: Path
) -> None:
    mary, stays = (make_person(db, name=name) for name in ("Mary Longago", "Sam Stays"))
    ids = mary.id, stays.id
    db.commit()
    due = told_twice(db, ids[0])
    assert keep_account(db, ids[1], now=TOLD)
    db.commit()
    back_up(platform, tmp_path / "older")
    make_sign_in(db, mary, now=due - timedelta(days=1))
    look(db, due)
    assert db.scalars(select(RetentionNotice.person_id)).all() == [ids[1]]
    db.rollback()
    clock.moment = due
    changes = put_back(platform, tmp_path / "older")
    with platform.sessions() as fresh:
        assert look(fresh, due) == 0
        assert fresh.scalars(select(Erasure.id)).all() == []
        # Whoever was told and came in is told once more, and has all the days.
        notices = {one.person_id: one for one in fresh.scalars(select(RetentionNotice))}
        assert notices[ids[0]].due_at == due + timedelta(days=60)
        assert notices[ids[1]].kept_at == TOLD
    assert (changes.told_anew, changes.unrecorded) == (1, 0)
