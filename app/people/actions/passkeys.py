"""Passkeys: adding one, showing one, its name, and taking one away."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.kit.db import changed
from app.kit.errors import NotFound
from app.people.actions.holding import hold
from app.people.actions.recovery import fresh_recovery_codes
from app.people.actions.second_steps import note_what_is_left
from app.people.errors.second_steps import PasskeyNameNeeded, PasskeyRefused, TooManyPasskeys
from app.people.models import Passkey, Person, SpentChallenge
from app.people.passkeys import Site, made, shown, which
from app.people.queries.second_steps import second_steps_of
from app.people.rules import clean_line

# No question is open for so long, so that what was spent before may be forgotten.
KEPT = timedelta(hours=1)
MOST = 20
LONGEST_NAME = 60


def add_passkey(
    db: Session,
    actor: Person,
    site: Site,
    *,
    challenge: bytes,
    answer: str,
    name: str,
    now: datetime,
) -> list[str]:
    """Keep a new passkey of the actor; the recovery codes, if new ones came.

    Raises: PasskeyNameNeeded, TooManyPasskeys, PasskeyRefused.
    """
    good_name = _name(name)
    new = made(site, challenge, answer)
    _spend(db, challenge, now=now)
    hold(db, actor)
    if _number(db, actor) >= MOST:
        raise TooManyPasskeys
    row = Passkey(
        person_id=actor.id,
        name=good_name,
        credential_id=new.credential_id,
        public_key=new.public_key,
        sign_count=new.sign_count,
        made_at=now,
    )
    try:
        with db.begin_nested():
            db.add(row)
            db.flush()
    except IntegrityError as error:
        raise PasskeyRefused from error
    actor.has_second_step = True
    db.flush()
    if second_steps_of(db, actor.id).recovery_left:
        return []
    return fresh_recovery_codes(db, actor, now=now)


def pass_passkey(
    db: Session, site: Site, *, challenge: bytes, answer: str, now: datetime
) -> Person:
    """Whose passkey answered this question; each answer counts once.

    Raises: PasskeyRefused.
    """
    key = db.scalar(select(Passkey).where(Passkey.credential_id == which(answer)))
    if key is None:
        raise PasskeyRefused
    count = shown(site, challenge, answer, key.public_key, key.sign_count)
    _spend(db, challenge, now=now)
    # Of two answers at once that say the same number, one is let through.
    noted = changed(
        db,
        update(Passkey)
        .where(Passkey.id == key.id, Passkey.sign_count == key.sign_count)
        .values(sign_count=count, used_at=now),
    )
    person = db.get(Person, key.person_id)
    if not noted or person is None:
        raise PasskeyRefused
    return person


def rename_passkey(db: Session, actor: Person, passkey_id: UUID, *, name: str) -> None:
    """Call one of the actor's passkeys something else.

    Raises: PasskeyNameNeeded, NotFound.
    """
    own = (Passkey.id == passkey_id, Passkey.person_id == actor.id)
    if not changed(db, update(Passkey).where(*own).values(name=_name(name))):
        raise NotFound


def remove_passkey(db: Session, actor: Person, passkey_id: UUID) -> None:
    """Let one of the actor's passkeys open nothing any more.

    Raises: NotFound.
    """
    hold(db, actor)
    own = (Passkey.id == passkey_id, Passkey.person_id == actor.id)
    if not changed(db, delete(Passkey).where(*own)):
        raise NotFound
    note_what_is_left(db, actor)


def _spend(db: Session, challenge: bytes, *, now: datetime) -> None:
    db.execute(delete(SpentChallenge).where(SpentChallenge.spent_at < now - KEPT))
    kept = (
        insert(SpentChallenge)
        .values(challenge_hash=sha256(challenge).digest(), spent_at=now)
        .on_conflict_do_nothing()
        .returning(SpentChallenge.spent_at)
    )
    if db.scalar(kept) is None:
        raise PasskeyRefused


def _name(typed: str) -> str:
    name = clean_line(typed, LONGEST_NAME)
    if name is None:
        raise PasskeyNameNeeded
    return name


def _number(db: Session, actor: Person) -> int:
    return db.scalar(select(func.count()).where(Passkey.person_id == actor.id)) or 0
