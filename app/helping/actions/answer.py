"""Saying yes to helping, by each of the two, and ending it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hmac import compare_digest
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.helping import errors
from app.helping.actions.letters import plan_asked, plan_begun, plan_code, plan_ended
from app.helping.models import Helping
from app.helping.policy import is_one_of_two, may_help
from app.helping.queries import HelpingPlace
from app.helping.rules import ASKED, CODE_LASTS, ENDED, MOST_TRIES, OPEN, OVER
from app.kit.db import changed, new_id
from app.kit.errors import NotFound
from app.kit.links import LinkSigner
from app.people.models import Person
from app.people.rules.text_codes import clean_code
from app.post.rules import TEXT_CODE


def answer_helping(
    db: Session, actor: Person, at: HelpingPlace, *, says_yes: bool, now: datetime
) -> bool:
    """The helper says yes or no; whether anything changed. Five statements at most.

    A second press of the same button changes nothing.
    Raises: NotFound for anybody else; NotAskedNow when it was ended or waited too long, or where
    one of the two has left the cohort.
    """
    if not may_help(actor, at):
        raise NotFound
    row = _held(db, at)
    state = row.state(now, at.person.time_zone)
    if not says_yes and state in (ASKED, OPEN):
        _end(db, row, actor.id, row.person_id, now=now)
        return True
    if says_yes and not at.stands:
        raise errors.NotAskedNow
    if state == ASKED:
        row.helper_yes_at = now
        db.flush()
        plan_begun(db, row, at.person.time_zone, now=now)
        return True
    if says_yes and state != OPEN:
        raise errors.NotAskedNow
    return False


def end_helping(db: Session, actor: Person, at: HelpingPlace, *, now: datetime) -> bool:
    """One of the two ends it at once; whether it was not over before. Five statements at most.

    What a helper is entering at this very moment comes before it or not at all.
    Raises: NotFound for anybody else.
    """
    if not is_one_of_two(actor, at):
        raise NotFound
    row = _held(db, at)
    other = _helper_to_tell(row) if actor.id == row.person_id else row.person_id
    return _end_once(db, at, row, actor.id, other, now=now)


def end_helping_for(db: Session, actor: Person, at: HelpingPlace, *, now: datetime) -> bool:
    """A facilitator ends it for the person who told them; both names are kept. As above."""
    row = _held(db, at)
    return _end_once(db, at, row, actor.id, _helper_to_tell(row), now=now)


def end_all_of(db: Session, person_ids: Sequence[UUID], *, now: datetime) -> Sequence[UUID]:
    """End all help for one of these people, who said so by text: whose it was.

    Of several who share a phone nobody is guessed. One statement, and those of ending each.
    """
    rows = db.execute(
        select(Helping, Person.time_zone)
        .join(Person, Person.id == Helping.person_id)
        .where(Helping.person_id.in_(person_ids), Helping.ended_at.is_(None))
        .order_by(Helping.id)
        .with_for_update(of=Helping)
    ).all()
    live = [one for one, zone in rows if one.state(now, zone) in (ASKED, OPEN)]
    whose = list({one.person_id for one in live})
    if len(whose) == 1:
        for row in live:
            _end(db, row, row.person_id, _helper_to_tell(row), now=now)
    return whose


def send_code(db: Session, at: HelpingPlace, *, now: datetime) -> None:
    """Send the person a code, once more where it did not come; the earlier one is good no more.

    Three statements.
    Raises: NotAskedNow, NoTexts, CodesSpent.
    """
    row = _held(db, at)
    if row.person_yes_at is not None or row.state(now, at.person.time_zone) != ASKED:
        raise errors.NotAskedNow
    if at.person.phone is None:
        raise errors.NoTexts
    if not row.has_tries:
        raise errors.CodesSpent
    row.code_id, row.code_at = new_id(), now
    db.flush()
    plan_code(db, row, now=now)


def show_code(
    db: Session, links: LinkSigner, at: HelpingPlace, *, typed: str, now: datetime
) -> bool:
    """Whether this is the code that the person was sent: then they have said yes.

    Each answer takes one of five tries, and is kept, so that it is no refusal. Four statements.
    """
    code_id = at.helping.code_id
    if code_id is None:
        return False
    is_right = compare_digest(clean_code(typed) or "", links.figures(TEXT_CODE, code_id))
    tried = update(Helping).where(
        Helping.id == at.helping.id,
        Helping.code_id == code_id,
        Helping.person_yes_at.is_(None),
        Helping.ended_at.is_(None),
        Helping.code_at > now - CODE_LASTS,
        Helping.tries < MOST_TRIES,
    )
    values = {"tries": Helping.tries + 1, "person_yes_at": now if is_right else None}
    if changed(db, tried.values(values)) != 1 or not is_right:
        return False
    plan_asked(db, _held(db, at), now=now)
    return True


def _held(db: Session, at: HelpingPlace) -> Helping:
    """The row as it stands now, held until the commit. One statement."""
    return db.get_one(Helping, at.helping.id, with_for_update=True, populate_existing=True)


def _helper_to_tell(row: Helping) -> UUID | None:
    """Whoever did not answer yet need not hear that nobody asks them any more."""
    return row.helper_id if row.helper_yes_at else None


def _end_once(
    db: Session, at: HelpingPlace, row: Helping, by: UUID, other: UUID | None, *, now: datetime
) -> bool:
    if row.state(now, at.person.time_zone) in (ENDED, OVER):
        return False
    _end(db, row, by, other, now=now)
    return True


def _end(db: Session, row: Helping, by: UUID, other: UUID | None, *, now: datetime) -> None:
    row.ended_at, row.ended_by_id = now, by
    db.flush()
    plan_ended(db, row, other, now=now)
