"""Changing one's own e-mail address: asked for once, and confirmed at both ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.audit.actions.record import record
from app.audit.rules.entries import PLATFORM
from app.kit.db import changed
from app.people.actions.calendar import end_calendar
from app.people.actions.sign_ins import end_ways_in
from app.people.actions.warnings import reached_at, warning
from app.people.deeds import BESIDES, EMAIL_CHANGED
from app.people.errors import AddressTaken, EmailWrong
from app.people.errors.email_changes import EmailLinkSpent, EmailSame, NobodyBrings
from app.people.models import EmailChange, Person
from app.people.queries import person_by_email
from app.people.queries.email_changes import (
    change_of_letter,
    may_refuse_until,
    silent_changes,
)
from app.people.rules import clean_email
from app.people.rules.email_changes import (
    EMAIL_NEW,
    EMAIL_OLD,
    EMAIL_TAKEN,
    LASTS,
    is_settled,
    old_end,
)
from app.post.actions.plan import NewLetter, plan_letters

AT_ONCE = 100
# When each end said yes, by the kind of the letter that asked it.
ENDS = {EMAIL_NEW: "new_confirmed_at", EMAIL_OLD: "old_confirmed_at"}


def ask_for_email(db: Session, actor: Person, *, typed: str, here: UUID, now: datetime) -> None:
    """Write to the new address and to the old one; nothing changes until they have answered.

    What was asked for before is forgotten. The same five statements, whether somebody else has the
    new address or not; one more for somebody to whom letters are brought by hand. `here`: the
    sign-in that asks. Raises: EmailWrong, EmailSame, NobodyBrings.
    """
    email = clean_email(typed)
    if email is None:
        raise EmailWrong
    db.refresh(actor, ["email"], with_for_update={"key_share": True})
    if email.lower() == (actor.email or "").lower():
        raise EmailSame
    withdraw_email(db, actor)
    asked = EmailChange(person_id=actor.id, new_email=email, asked_in_id=here, asked_at=now)
    db.add(asked)
    db.flush()
    to_old = _to_old_end(db, actor, asked.id, now=now)
    owner = person_by_email(db, email)
    # Without an owner the letter to them is for nobody, and none comes of it.
    to_owner = owner.id if owner else asked.id
    plan_letters(
        db,
        [
            NewLetter(actor.id, EMAIL_NEW, asked.id, now, channel="email", goes_to=email),
            to_old,
            NewLetter(to_owner, EMAIL_TAKEN, asked.id, now, channel="email"),
        ],
        now=now,
    )


def _to_old_end(db: Session, person: Person, change_id: UUID, *, now: datetime) -> NewLetter:
    """To where they are reached now, whatever is so when it is sent; it goes no other way after.

    Raises: NobodyBrings.
    """
    letter = warning(db, person, EMAIL_OLD, change_id, now=now)
    if old_end(person) == "hand" and letter.cohort_id is None:
        raise NobodyBrings
    return replace(letter, goes_to=reached_at(person))


def withdraw_email(db: Session, actor: Person) -> bool:
    """Forget what the actor asked for; whether there was anything. One statement."""
    return changed(db, delete(EmailChange).where(EmailChange.person_id == actor.id)) > 0


def withdraw_asked_elsewhere(db: Session, person_id: UUID, *, here: UUID | None) -> bool:
    """Forget what another sign-in than `here` asked for: somebody else may have been in it.

    Whether there was anything. One statement.
    """
    asked = delete(EmailChange).where(EmailChange.person_id == person_id)
    if here is not None:
        asked = asked.where(EmailChange.asked_in_id.is_distinct_from(here))
    return changed(db, asked) > 0


def withdraw_asked_in(db: Session, actor: Person, sign_in_id: UUID) -> bool:
    """Forget what one sign-in of the actor's asked for; whether it had. One statement."""
    asked = (EmailChange.person_id == actor.id, EmailChange.asked_in_id == sign_in_id)
    return changed(db, delete(EmailChange).where(*asked)) > 0


def confirm_end(db: Session, letter_id: UUID | None, *, kind: str, now: datetime) -> EmailChange:
    """Whoever reads one of the two addresses says yes, once; the change as it is after that.

    `kind`: of the letter that asked them, a key of ENDS. Raises: EmailLinkSpent, AddressTaken.
    """
    change = change_of_letter(db, letter_id, kind=kind, now=now, hold=True)
    if change is None or getattr(change, ENDS[kind]) is not None:
        raise EmailLinkSpent
    setattr(change, ENDS[kind], now)
    db.flush()
    _settle(db, change, now=now)
    return change


def refuse_at_old_end(db: Session, letter_id: UUID | None, *, now: datetime) -> UUID:
    """Whoever reads the old address did not ask: nothing changes, and all sign-ins end.

    Somebody else may be in the account. Whose it is. Raises: EmailLinkSpent.
    """
    change = change_of_letter(db, letter_id, kind=EMAIL_OLD, now=now, hold=True)
    if change is None:
        raise EmailLinkSpent
    whose = change.person_id
    db.delete(change)
    end_ways_in(db, whose, now=now)
    end_calendar(db, whose, now=now)
    return whose


def settle_in_time(db: Session, *, now: datetime) -> int:
    """Changes against which the old end said nothing take effect; how many did.

    Those that nobody confirmed are forgotten. At most a hundred at once, each once, whoever else
    does the same. Two statements when there is nothing to do.
    """
    db.execute(delete(EmailChange).where(EmailChange.asked_at <= now - LASTS))
    silent = silent_changes(now=now).limit(AT_ONCE)
    ripe = silent.with_for_update(of=EmailChange, skip_locked=True)
    settled = 0
    for change in db.scalars(ripe).all():
        whose = change.person_id
        try:
            _settle(db, change, now=now)
        except AddressTaken:
            db.delete(change)
            continue
        record(
            db,
            f"people.{EMAIL_CHANGED}",
            BESIDES[EMAIL_CHANGED],
            by=PLATFORM,
            whom_id=whose,
            now=now,
        )
        settled += 1
    return settled


def _settle(db: Session, change: EmailChange, *, now: datetime) -> None:
    """Let the new address take the place of the old one, where it is time.

    Raises: AddressTaken.
    """
    if not is_settled(
        new_confirmed_at=change.new_confirmed_at,
        old_confirmed_at=change.old_confirmed_at,
        may_refuse_until=may_refuse_until(db, change),
        now=now,
    ):
        return
    person = db.get_one(Person, change.person_id)
    try:
        # The database knows best whether an address is free.
        with db.begin_nested():
            person.email, person.contact_changed_at = change.new_email, now
            person.contact_changed_by_id = person.id
            db.flush()
    except IntegrityError as error:
        raise AddressTaken from error
    end_ways_in(db, person.id, besides=change.asked_in_id, now=now)
    db.delete(change)
    db.flush()
