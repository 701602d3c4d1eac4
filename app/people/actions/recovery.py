"""Codes on paper that stand in for a lost phone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.kit.db import changed, new_id
from app.people.codes import new_recovery_codes, recovery_hash
from app.people.errors.second_steps import CodeWrong
from app.people.models import Person, RecoveryCode
from app.vault.actions import key_for_writing

PURPOSE = "recovery codes"


def fresh_recovery_codes(db: Session, actor: Person, *, now: datetime) -> list[str]:
    """Ten new codes, told this once; all older ones end."""
    codes = new_recovery_codes()
    # Of two who ask at once, the second sees the codes of the first, and ends them.
    key = key_for_writing(db, actor.id, now=now, alone=True).derived(PURPOSE)
    db.execute(delete(RecoveryCode).where(RecoveryCode.person_id == actor.id))
    db.add_all(
        RecoveryCode(
            id=new_id(), person_id=actor.id, code_hash=recovery_hash(key, code), made_at=now
        )
        for code in codes
    )
    db.flush()
    return codes


def use_recovery_code(db: Session, person: Person, *, typed: str, now: datetime) -> None:
    """Take one of somebody's recovery codes, each once.

    Raises: CodeWrong.
    """
    taken = changed(
        db,
        update(RecoveryCode)
        .where(
            RecoveryCode.person_id == person.id,
            RecoveryCode.code_hash == recovery_hash(_key(db, person, now=now), typed),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now),
    )
    if not taken:
        raise CodeWrong


def _key(db: Session, person: Person, *, now: datetime) -> bytes:
    return key_for_writing(db, person.id, now=now).derived(PURPOSE)
