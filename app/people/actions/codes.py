"""Codes of an app: setting one up, and showing one."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import changed, new_id
from app.people.actions.holding import hold
from app.people.actions.recovery import fresh_recovery_codes
from app.people.codes import new_secret, step_of
from app.people.errors.second_steps import CodeWrong, SetUpLapsed
from app.people.models import CodeApp, Person
from app.people.queries.second_steps import second_steps_of
from app.vault.actions import key_for_writing

SET_UP_LASTS = timedelta(hours=1)
PLACE = "code_app.secret"


def start_code_app(db: Session, actor: Person, *, now: datetime) -> None:
    """Begin to set up an app; one that works goes on working until the new one does."""
    key = key_for_writing(db, actor.id, now=now)
    row = new_id()
    db.execute(delete(CodeApp).where(CodeApp.person_id == actor.id, CodeApp.confirmed_at.is_(None)))
    # Of two presses at once one begins, and both pages show it.
    db.execute(
        insert(CodeApp)
        .values(
            id=row,
            person_id=actor.id,
            locked_secret=key.seal(new_secret(), PLACE, row),
            started_at=now,
        )
        .on_conflict_do_nothing()
    )


def secret_of_started(db: Session, actor: Person, *, now: datetime) -> str:
    """The secret to show to a new app, within an hour.

    Raises: SetUpLapsed.
    """
    return _secret(db, _started(db, actor, now=now), actor, now=now)


def confirm_code_app(db: Session, actor: Person, *, typed: str, now: datetime) -> list[str]:
    """Take a new app into use once it shows a right code; the recovery codes, if new ones came.

    They come with the first second step, and where none is left.
    Raises: SetUpLapsed, CodeWrong.
    """
    hold(db, actor)
    app = _started(db, actor, now=now)
    step = step_of(_secret(db, app, actor, now=now), typed, now=now, after=0)
    if step is None:
        raise CodeWrong
    db.execute(
        delete(CodeApp).where(CodeApp.person_id == actor.id, CodeApp.confirmed_at.is_not(None))
    )
    app.confirmed_at, app.last_step = now, step
    actor.has_second_step = True
    db.flush()
    if second_steps_of(db, actor.id).recovery_left:
        return []
    return fresh_recovery_codes(db, actor, now=now)


def pass_code(db: Session, person: Person, *, typed: str, now: datetime) -> None:
    """Take the code of somebody's app, each once.

    Raises: CodeWrong.
    """
    app = db.scalar(
        select(CodeApp).where(CodeApp.person_id == person.id, CodeApp.confirmed_at.is_not(None))
    )
    if app is None:
        raise CodeWrong
    secret = _secret(db, app, person, now=now)
    step = step_of(secret, typed, now=now, after=app.last_step)
    # Of two tries with one code at the same moment, one is let through.
    taken = step is not None and changed(
        db,
        update(CodeApp)
        .where(CodeApp.id == app.id, CodeApp.last_step < step)
        .values(last_step=step),
    )
    if not taken:
        raise CodeWrong


def _started(db: Session, actor: Person, *, now: datetime) -> CodeApp:
    app = db.scalar(
        select(CodeApp)
        .where(
            CodeApp.person_id == actor.id,
            CodeApp.confirmed_at.is_(None),
            CodeApp.started_at > now - SET_UP_LASTS,
        )
        .with_for_update()
    )
    if app is None:
        raise SetUpLapsed
    return app


def _secret(db: Session, app: CodeApp, person: Person, *, now: datetime) -> str:
    return key_for_writing(db, person.id, now=now).open(app.locked_secret, PLACE, app.id)
