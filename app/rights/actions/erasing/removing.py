"""Deleting what is theirs by the declarations of all tables, and emptying their account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Column, LargeBinary, delete, select, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from app.kit.rights import Declared, Goes, Words
from app.people.models import Person
from app.rights.actions.erasing import Job
from app.rights.declared import declared, is_about, is_theirs
from app.rights.models import AccountMerge, Erasure
from app.rights.rules.erasing import DONE, SOMEONE, STEPS
from app.rights.rules.merging import DONE as MERGED
from app.vault.actions import destroy_key

GO = (Words.OWN, Words.TOLD, Words.SEALED)


def remove_rows(db: Session, job: Job) -> dict[str, Any]:
    """Delete their rows, and empty their words in rows that others build upon.

    What a step of its own sees to is left to that. One statement a table, and two before.
    """
    _note_along(db, job)
    # The rooms that build upon others come last in the list, so that it is gone through backwards.
    for one in reversed([*declared().values()]):
        if one.owner and one.goes is Goes.WHOLE:
            db.execute(delete(one.table).where(is_about(one, job.person.id)))
        elif one.goes is Goes.WORDS:
            _empty(db, one, job.person.id)
    return {}


def _note_along(db: Session, job: Job) -> None:
    """Note as erased the accounts that had gone into theirs, before nothing tells of it any more.

    An older backup may hold them. Whoever a restore had left apart lives on.
    """
    lives = select(Person.id).where(Person.id == AccountMerge.goes_id)
    noted = select(Erasure.id).where(Erasure.person_id == AccountMerge.goes_id)
    went = select(AccountMerge.goes_id).where(
        *(AccountMerge.stays_id == job.person.id, AccountMerge.state == MERGED),
        *(~lives.exists(), ~noted.exists()),
    )
    times = dict.fromkeys(("asked_at", "due_at", "erased_at"), job.now)
    for goes_id in {*db.scalars(went)}:
        db.add(Erasure(person_id=goes_id, state=DONE, step=len(STEPS), **times))
    db.flush()


def empty_account(db: Session, job: Job) -> None:
    """Empty the account's row, and throw away the key of all that they wrote in private.

    The row stays, so that what others built on something of theirs keeps working.
    """
    blank: dict[str, Any] = {
        "name": SOMEONE,
        "email": None,
        "phone": None,
        "post_address": "",
        "channel": "post",
        "contact_changed_at": None,
        "contact_changed_by_id": None,
        "password_hash": None,
        "roles": [],
        "has_second_step": False,
        "second_step_asked_at": None,
        "what_i_bring": "",
        "text_size": "normal",
        "spacing": "normal",
        "language": "en",
        "letter_language": None,
    }
    db.execute(update(Person).where(Person.id == job.person.id).values(**blank))
    destroy_key(db, job.person.id)


def _empty(db: Session, one: Declared, person_id: UUID) -> None:
    empty = {name: _nothing(one.table.c[name]) for name, kind in one.words.items() if kind in GO}
    if empty:
        db.execute(update(one.table).where(is_theirs(one, person_id)).values(empty))


def _nothing(column: Column[Any]) -> Any:
    if column.nullable:
        return None
    if isinstance(column.type, LargeBinary):
        return b""
    return text("'[]'::jsonb") if isinstance(column.type, JSONB) else ""
