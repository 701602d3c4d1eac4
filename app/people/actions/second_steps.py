"""Second steps as a whole: showing one, and taking them away."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.audit.actions.record import note
from app.people.actions.codes import pass_code
from app.people.actions.holding import hold
from app.people.actions.recovery import use_recovery_code
from app.people.actions.sign_ins import end_sign_ins
from app.people.actions.warnings import warning
from app.people.errors.second_steps import (
    NothingToReset,
    NotYourOwnReset,
    NotYourPassword,
)
from app.people.models import CodeApp, Passkey, Person, RecoveryCode, SecondStepReset
from app.people.passwords import password_is
from app.people.policy import needs_second_step
from app.people.queries.second_steps import second_steps_of
from app.post.actions.plan import plan_letters


def pass_second_step(
    db: Session, person: Person, *, code: str, recovery: str, now: datetime
) -> None:
    """Take the code of an app, or a recovery code where one was typed.

    Raises: CodeWrong.
    """
    if recovery.strip():
        use_recovery_code(db, person, typed=recovery, now=now)
    else:
        pass_code(db, person, typed=code, now=now)


def prove_again(
    db: Session, actor: Person, *, code: str, recovery: str, password: str, now: datetime
) -> None:
    """Take the second step of somebody who is signed in; without one, their password.

    Raises: CodeWrong, NotYourPassword.
    """
    if actor.has_second_step:
        pass_second_step(db, actor, code=code, recovery=recovery, now=now)
    elif not password_is(actor.password_hash, password):
        raise NotYourPassword


def remove_code_app(db: Session, actor: Person) -> None:
    """Let no app show codes for the actor any more."""
    hold(db, actor)
    db.execute(delete(CodeApp).where(CodeApp.person_id == actor.id))
    note_what_is_left(db, actor)


def note_what_is_left(db: Session, person: Person) -> None:
    """Keep whether somebody still has a second step; recovery codes alone are none."""
    person.has_second_step = second_steps_of(db, person.id).any
    if not person.has_second_step:
        db.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    db.flush()


def ask_for_second_step(person: Person, *, now: datetime) -> None:
    """Note when somebody who needs a second step first came in without; their days of grace run."""
    is_asked = needs_second_step(person) and not person.has_second_step
    if is_asked and person.second_step_asked_at is None:
        person.second_step_asked_at = now


def reset_second_step(db: Session, actor: Person | None, person: Person, *, now: datetime) -> None:
    """Take away all that somebody's second step needs, since it is lost; they are told by letter.

    Whatever they are signed in with ends. `actor` is None on the machine itself.
    Raises: NotYourOwnReset, NothingToReset.
    """
    if actor is not None and actor.id == person.id:
        raise NotYourOwnReset
    hold(db, person)
    if not person.has_second_step:
        raise NothingToReset
    note(db, whom_id=person.id)
    _forget(db, person.id)
    person.has_second_step = False
    end_sign_ins(db, person.id, now=now)
    reset = SecondStepReset(person_id=person.id, by_id=actor.id if actor else None, reset_at=now)
    db.add(reset)
    db.flush()
    plan_letters(db, [warning(db, person, "second_step_reset", reset.id, now=now)], now=now)


def _forget(db: Session, person_id: UUID) -> None:
    for table in (CodeApp, RecoveryCode, Passkey):
        db.execute(delete(table).where(table.person_id == person_id))
