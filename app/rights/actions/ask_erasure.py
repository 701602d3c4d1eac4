"""Asking that somebody is erased, and thinking again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.audit.actions.record import note
from app.kit.db import changed, new_id
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from app.post.actions.plan import lapse_letters
from app.rights.actions.telling import tell
from app.rights.errors import AccountGone, LastLead, OnHold, TooLate
from app.rights.letters import ERASURE_ASKED, ERASURE_UNDONE
from app.rights.models import Erasure
from app.rights.queries.erasures import open_erasure, other_leads
from app.rights.queries.retention import on_hold
from app.rights.rules.erasing import UNDONE, WAIT, WAITING

# Any number that is nobody else's.
LOCK = 7_221_147
NOT_NEEDED = "The person is not erased after all."


def one_at_a_time(db: Session) -> None:
    """Let nobody else ask for an erasure, or put a hold on, until the commit; one statement.

    Each looks whether the other is there. Two leads who ask at once are not each other's last.
    """
    db.execute(select(func.pg_advisory_xact_lock(LOCK)))


def ask_erasure(
    db: Session, actor: Person | None, person: Person, *, now: datetime, at_once: bool = False
) -> Erasure:
    """Let a person be erased after the days of waiting, and tell them by letter until when.

    Asking twice is asking once. `actor`: the person, or a lead whom they told; None: the command
    line. At most eight statements.
    Raises: AccountGone, OnHold, LastLead.
    """
    one_at_a_time(db)
    # Whoever makes it one with another account at this moment is waited for.
    there = select(Person.id).where(Person.id == person.id)
    if db.scalar(there.with_for_update(read=True, key_share=True)) is None:
        raise AccountGone
    if on_hold(db, person.id):
        raise OnHold
    if person.has_role(PROGRAMME_LEAD) and not other_leads(db, person.id):
        raise LastLead
    if actor is not None and actor.id != person.id:
        note(db, whom_id=person.id)
    made = insert(Erasure).values(
        id=new_id(),
        person_id=person.id,
        asked_at=now,
        asked_by_id=actor.id if actor else None,
        due_at=now if at_once else now + WAIT,
        state=WAITING,
        step=0,
        tries=0,
        left={},
    )
    db.execute(made.on_conflict_do_nothing())
    kept = open_erasure(db, person.id)
    if kept is None:
        # It has ended between the two statements.
        raise TooLate
    if not at_once:
        tell(db, person.id, ERASURE_ASKED, kept.id, now=now)
    elif kept.state == WAITING:
        kept.due_at = min(kept.due_at, now)
        db.flush()
    return kept


def undo_erasure(db: Session, person: Person, *, now: datetime, is_told: bool = False) -> None:
    """Think again; undoing twice is once. Three statements, and two for a letter.

    `is_told`: somebody else took it back for them, and they are told by letter, so that a wish to
    be erased does not end without its person knowing.
    Raises: TooLate once the erasure has begun.
    """
    kept = open_erasure(db, person.id)
    if kept is None:
        return
    undone = (
        update(Erasure)
        .where(Erasure.id == kept.id, Erasure.state == WAITING)
        .values(state=UNDONE, undone_at=now)
    )
    if changed(db, undone) != 1:
        raise TooLate
    lapse_letters(db, kept.id, [ERASURE_ASKED], NOT_NEEDED)
    if is_told:
        tell(db, person.id, ERASURE_UNDONE, kept.id, now=now)
