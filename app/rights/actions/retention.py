"""Accounts that nobody uses: telling their people, letting them stay, and erasing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.audit.actions.record import note, record
from app.audit.rules.entries import PLATFORM
from app.cohorts.queries.bringing import cohorts_that_bring
from app.kit.db import changed, new_id
from app.people.models import Person
from app.post.actions.plan import NewLetter, lapse_letters, plan_letters
from app.rights.actions.ask_erasure import ask_erasure, one_at_a_time
from app.rights.deeds import BESIDES, UNUSED
from app.rights.errors import BeingErased, OwnHold
from app.rights.letters import ACCOUNT_ENDING
from app.rights.models import Erasure, LegalHold, RetentionNotice
from app.rights.queries.erasures import open_erasure
from app.rights.queries.retention import told_in_time, unused
from app.rights.rules.erasing import OPEN, WORKING
from app.rights.rules.retention import AT_ONCE, FIRST, LAST, LAST_NOTICE, NOTICE

# One worker at a time: any number that is nobody else's.
LOOKER = 0x0DEADACC
BROUGHT_BACK = "A backup was brought back, so the person is told anew if nobody comes in."
CAME = "The person came in, or the account stays for another reason."


def look_after_unused(db: Session, *, now: datetime, years: int) -> int:
    """Tell people whose account nobody uses, twice, and then have it erased; how many are.

    Nobody's is who was not told: a letter that did not go, or came back, holds it up for as long
    as it takes. Three statements when there is nothing to do.
    """
    if not db.scalar(select(func.pg_try_advisory_xact_lock(LOOKER))):
        return 0
    past = [one.person_id for one in unused(db, now=now, years=years) if not one.reason]
    notices = {one.person_id: one for one in db.scalars(select(RetentionNotice)).all()}
    gone = {*notices} - {*past}
    # Whoever said once that it is to stay, and did not come since, is told anew.
    again = [one for one in past if one in notices and notices[one].kept_at]
    _forget(db, [notices[one] for one in (*again, *(o for o in gone if not notices[o].kept_at))])
    _tell(db, [one for one in past if one not in notices or one in again][:AT_ONCE], now=now)
    open_ones = [notices[one] for one in past if one in notices and one not in again]
    soon = [one for one in open_ones if one.due_at <= now + LAST_NOTICE]
    _write(db, {one.person_id: one.id for one in soon}, LAST, now=now)
    due = [one.id for one in soon if one.due_at <= now]
    people = told_in_time(db, due, now=now)[:AT_ONCE] if due else []
    return _erase(db, _still_unused(db, people, now=now, years=years), now=now)


def keep_account(db: Session, person_id: UUID, *, now: datetime) -> bool:
    """Let an account stay because its person said so.

    False: nobody was about to erase it, or it is being erased already.
    """
    wanted = (RetentionNotice.person_id == person_id, RetentionNotice.kept_at.is_(None))
    found = db.scalar(select(RetentionNotice.id).where(*wanted).with_for_update())
    # Asked once the notice is held, as whoever lets it end holds it too.
    if found is None or open_erasure(db, person_id):
        return False
    db.execute(update(RetentionNotice).where(RetentionNotice.id == found).values(kept_at=now))
    note(db, whom_id=person_id)
    lapse_letters(db, found, [ACCOUNT_ENDING], CAME)
    return True


def begin_anew(db: Session) -> int:
    """After a backup was brought back: let nobody's account end by what was told before.

    Who came in since the backup may have left no trace in it. Whoever said that it is to stay has
    said so. Returns how many had been told. Two statements.
    """
    open_ones = delete(RetentionNotice).where(RetentionNotice.kept_at.is_(None))
    ids = db.scalars(open_ones.returning(RetentionNotice.id)).all()
    lapse_letters(db, ids, [ACCOUNT_ENDING], BROUGHT_BACK)
    return len(ids)


def set_hold(db: Session, actor: Person, person: Person, reason: str, *, now: datetime) -> None:
    """Let nobody erase an account until the hold is lifted.

    Raises: BeingErased once a worker has begun.
    """
    one_at_a_time(db)
    going = select(Erasure.state).where(Erasure.person_id == person.id, Erasure.state.in_(OPEN))
    if db.scalar(going.with_for_update()) == WORKING:
        raise BeingErased
    note(db, whom_id=person.id)
    facts = {"person_id": person.id, "reason": reason, "set_at": now, "set_by_id": actor.id}
    db.execute(insert(LegalHold).values(id=new_id(), **facts))


def lift_holds(db: Session, actor: Person, person_id: UUID, *, now: datetime) -> int:
    """Let an account be erased again; how many holds there were.

    Raises: OwnHold: a hold may be there because of what its lead would rather see gone.
    """
    if actor.id == person_id:
        raise OwnHold
    note(db, whom_id=person_id)
    open_ones = (LegalHold.person_id == person_id, LegalHold.lifted_at.is_(None))
    lifted = update(LegalHold).where(*open_ones).values(lifted_at=now, lifted_by_id=actor.id)
    return changed(db, lifted)


def _forget(db: Session, notices: Sequence[RetentionNotice]) -> None:
    if not notices:
        return
    ids = [one.id for one in notices]
    lapse_letters(db, ids, [ACCOUNT_ENDING], CAME)
    db.execute(delete(RetentionNotice).where(RetentionNotice.id.in_(ids)))


def _tell(db: Session, people: Sequence[UUID], *, now: datetime) -> None:
    if not people:
        return
    ids = {person_id: new_id() for person_id in people}
    rows = [{"id": made, "person_id": one, "due_at": now + NOTICE} for one, made in ids.items()]
    db.execute(insert(RetentionNotice).on_conflict_do_nothing(), rows)
    _write(db, ids, FIRST, now=now)


def _write(db: Session, notices: Mapping[UUID, UUID], occurrence: str, *, now: datetime) -> None:
    """A letter to each of these people, about their notice."""
    if not notices:
        return
    # Without e-mail somebody brings it, or it would lie on nobody's list, and hold all up for ever.
    brings = cohorts_that_bring(db, [*notices])
    letters = [
        NewLetter(
            *(one, ACCOUNT_ENDING, about, now, occurrence),
            cohort_id=brings.get(one),
        )
        for one, about in notices.items()
    ]
    plan_letters(db, letters, now=now)


def _still_unused(
    db: Session, people: Sequence[UUID], *, now: datetime, years: int
) -> Sequence[UUID]:
    """Those of them who have not come in since we looked; nobody does before the commit."""
    if not people:
        return []
    one_at_a_time(db)
    # A sign-in names its person, so that whoever is coming in is waited for.
    held = select(Person.id).where(Person.id.in_(people)).order_by(Person.id)
    db.execute(held.with_for_update())
    past = {one.person_id for one in unused(db, now=now, years=years) if not one.reason}
    return [one for one in people if one in past]


def _erase(db: Session, people: Sequence[UUID], *, now: datetime) -> int:
    for person_id in people:
        ask_erasure(db, None, db.get_one(Person, person_id), now=now, at_once=True)
        deed = BESIDES[UNUSED]
        record(db, f"rights.{UNUSED}", deed, now=now, by=PLATFORM, whom_id=person_id)
    return len(people)
