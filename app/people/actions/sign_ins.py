"""Beginning and ending sign-ins."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Update, delete, exists, update
from sqlalchemy.orm import Session

from app.kit.db import changed
from app.people.models import Person, SignIn, SignInLink, TextCode
from app.people.rules.sign_ins import (
    LONGEST_DEVICE,
    REMEMBERED,
    SHARED_SEEN_EVERY,
    device_in_words,
    lasts_until,
    stays_until,
)
from app.post.models import Letter
from app.post.rules import TEXT_CODE


def begin_sign_in(
    db: Session, person: Person, *, how: str, user_agent: str, is_shared: bool, now: datetime
) -> SignIn:
    """A new sign-in of a person, whose id goes into their cookie; old ones are forgotten.

    `how` is a key of WAYS_IN. Two statements.
    """
    db.execute(
        delete(SignIn).where(SignIn.person_id == person.id, SignIn.began_at < now - REMEMBERED)
    )
    begun = SignIn(
        person_id=person.id,
        how=how,
        device=device_in_words(user_agent)[:LONGEST_DEVICE],
        is_shared=is_shared,
        began_at=now,
        seen_at=now,
        ends_at=lasts_until(now, is_shared=is_shared),
    )
    db.add(begun)
    db.flush()
    return begun


def end_sign_in(db: Session, actor: Person, sign_in_id: UUID, *, now: datetime) -> bool:
    """End one of the actor's own sign-ins; whether it was still open. One statement."""
    ends = update(SignIn).where(SignIn.id == sign_in_id, SignIn.person_id == actor.id)
    return changed(db, ends.where(SignIn.ended_at.is_(None)).values(ended_at=now)) == 1


def end_sign_ins(
    db: Session, person_id: UUID, *, besides: UUID | None = None, now: datetime
) -> int:
    """End all sign-ins of somebody, or all but one; how many were open. One statement."""
    ends = update(SignIn).where(SignIn.person_id == person_id, SignIn.ended_at.is_(None))
    if besides is not None:
        ends = ends.where(SignIn.id != besides)
    return changed(db, ends.values(ended_at=now))


def end_ways_in(
    db: Session, person_id: UUID, *, besides: UUID | None = None, now: datetime
) -> None:
    """End all sign-ins of somebody, or all but one, and links and codes on their way.

    Codes go to a phone, so those of others who share it end as well. What lets in comes first:
    whoever is using it at this moment is waited for, and their sign-in ends with the others.
    Three statements.
    """
    db.execute(_codes_to(person_id, now=now).values(used_at=now, expires_at=now))
    db.execute(
        update(SignInLink)
        .where(SignInLink.person_id == person_id, SignInLink.used_at.is_(None))
        .values(used_at=now)
    )
    end_sign_ins(db, person_id, besides=besides, now=now)


def _codes_to(person_id: UUID, *, now: datetime) -> Update:
    """The codes that are good and went, or will go, to somebody's phone."""
    sent = exists().where(
        Letter.about_id == TextCode.id,
        Letter.kind == TEXT_CODE,
        Letter.goes_to == Person.phone,
        Person.id == person_id,
    )
    return update(TextCode).where(TextCode.used_at.is_(None), TextCode.expires_at > now, sent)


def stay_longer(db: Session, here: SignIn, *, now: datetime) -> bool:
    """Let one on a shared computer last, since somebody said in time that they are still there.

    One of somebody's own is left as it is. Whether it lasts longer now.
    """
    ended = here.ends_at
    if here.is_shared:
        here.ends_at = max(ended, stays_until(here.began_at, now=now))
        db.flush()
    return here.ends_at > ended


def was_used(db: Session, sign_in_id: UUID, *, now: datetime) -> None:
    """Write down that a sign-in was used; of many pages at once, one writes. One statement."""
    db.execute(
        update(SignIn)
        .where(
            SignIn.id == sign_in_id,
            SignIn.ended_at.is_(None),
            SignIn.seen_at <= now - SHARED_SEEN_EVERY,
        )
        .values(seen_at=now)
    )
