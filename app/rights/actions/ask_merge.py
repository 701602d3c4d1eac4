"""Asking that two accounts become one, the yes of each, and doing it once both are there."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, text, update
from sqlalchemy.orm import Session

from app.audit.actions.record import note, record
from app.audit.rules.entries import PERSON, PLATFORM
from app.people.models import Person
from app.post.actions.plan import NewLetter, lapse_letters, plan_letters
from app.rights.actions.merge import merge_people
from app.rights.actions.merging.ways import Kept, doors_change
from app.rights.actions.telling import tell
from app.rights.deeds import BESIDES, MADE_ONE
from app.rights.errors import (
    AlreadyAsked,
    AskedOtherwise,
    CanAnswer,
    CannotMerge,
    MergeOver,
    NobodyThere,
    NotYours,
    OtherLead,
    WhoSpoke,
)
from app.rights.letters.merging import MERGE_ASKED, MERGE_DONE
from app.rights.models import AccountMerge
from app.rights.policy import is_one_of_them, may_hear
from app.rights.queries.clashes import clashes
from app.rights.queries.merges import side_of
from app.rights.rules.merging import (
    AGREED,
    ASKED,
    DECLINED,
    DONE,
    EXPIRED,
    GOES,
    LONGEST_TOLD,
    NEEDLESS,
    NO,
    SIDES,
    STAYS,
    TOLD,
    WAIT,
    WANTED,
    WITHDRAWN,
    YES,
    who_says_yes,
)

# One merge is asked for, answered or done at a time: they are rare, and each looks at the others.
LOCK = 7_221_146
OVER = "The two accounts are not to be made one any more."


def ask_merge(
    db: Session, actor: Person, stays: Person, goes: Person, kept: Kept, *, now: datetime
) -> AccountMerge:
    """Ask for the yes of whoever has to give it; where nobody has to, it is done at once.

    Asking the same twice is asking once. Raises: NotYours, CannotMerge, AlreadyAsked,
    AskedOtherwise, BusyNow, CannotOpen.
    """
    _one_at_a_time(db)
    if is_one_of_them(actor, stays.id, goes.id):
        raise NotYours
    _let_run_out(db, now=now)
    both = (stays.id, goes.id)
    either = or_(AccountMerge.stays_id.in_(both), AccountMerge.goes_id.in_(both))
    for row in db.scalars(select(AccountMerge).where(either, AccountMerge.state == ASKED)):
        if {row.stays_id, row.goes_id} != set(both):
            raise AlreadyAsked
        if row.stays_id != stays.id or kept_by(row) != kept:
            raise AskedOtherwise
        return row
    if found := clashes(db, stays, goes):
        raise CannotMerge(found)
    row = AccountMerge(
        stays_id=stays.id,
        goes_id=goes.id,
        asked_by_id=actor.id,
        asked_at=now,
        ends_at=now + WAIT,
        state=ASKED,
        email_of=kept.email,
        phone_of=kept.phone,
        post_of=kept.post_address,
        channel_of=kept.channel,
        stays_answer=NEEDLESS,
        goes_answer=NEEDLESS,
    )
    db.add(row)
    db.flush()
    note(db, whom_id=stays.id, other=goes.id)
    _go_on(db, row, now=now)
    return row


def say(db: Session, row: AccountMerge, person: Person, *, is_yes: bool, now: datetime) -> None:
    """Keep the person's own yes or no at one of the two accounts; the last yes makes them one.

    Saying it twice is saying it once. Raises: MergeOver, CannotMerge, BusyNow, CannotOpen.
    """
    _one_at_a_time(db)
    _held(db, row, now=now)
    side = row.side_of(person.id)
    if side is None or row.answer_of(side) != WANTED:
        return
    _keep(row, side, YES if is_yes else NO, now=now)
    if is_yes:
        _go_on(db, row, now=now)
    else:
        _end(db, row, DECLINED)


def hear(
    db: Session, actor: Person, row: AccountMerge, side: str, words: str, *, now: datetime
) -> None:
    """Keep a yes that the person told somebody, at an account to which nobody can write.

    Where private writing belongs to it, another lead than the one who asked must have heard it.
    Raises: MergeOver, NotYours, CanAnswer, OtherLead, WhoSpoke, CannotMerge, BusyNow, CannotOpen.
    """
    _one_at_a_time(db)
    _held(db, row, now=now)
    person = db.get(Person, row.person_of(side))
    if person is None or row.answer_of(side) != WANTED:
        raise MergeOver
    if is_one_of_them(actor, row.stays_id, row.goes_id):
        raise NotYours
    about = side_of(db, person)
    if about.can_be_written_to:
        raise CanAnswer
    if not may_hear(actor, row, about):
        raise OtherLead
    told = " ".join(words.split())
    if not told or len(told) > LONGEST_TOLD:
        raise WhoSpoke
    _keep(row, side, TOLD, now=now, told=told, by=actor.id)
    note(db, whom_id=person.id)
    _go_on(db, row, now=now)


def withdraw(db: Session, row: AccountMerge, *, now: datetime) -> None:
    """Take a wish back; twice is once. Raises: MergeOver when it is done."""
    _one_at_a_time(db)
    db.refresh(row, with_for_update=True)
    if row.state == WITHDRAWN:
        return
    _held(db, row, now=now)
    note(db, whom_id=row.stays_id, other=row.goes_id)
    _end(db, row, WITHDRAWN)


def kept_by(row: AccountMerge) -> Kept:
    """Which ways to reach the person stay."""
    return Kept(row.email_of, row.phone_of, row.post_of, row.channel_of)


def _go_on(db: Session, row: AccountMerge, *, now: datetime) -> None:
    """Ask whoever has to be asked as things are now, or make the two one."""
    stays, goes = db.get(Person, row.stays_id), db.get(Person, row.goes_id)
    if stays is None or goes is None:
        raise NobodyThere
    about = {STAYS: side_of(db, stays), GOES: side_of(db, goes)}
    doors = doors_change(stays, goes, kept_by(row))
    needed = who_says_yes(about[STAYS], about[GOES], doors_change=doors)
    letters = []
    for side, is_needed in zip(SIDES, needed, strict=True):
        # Somebody may have come in since, who then has to be asked.
        if not is_needed or row.answer_of(side) != NEEDLESS:
            continue
        setattr(row, f"{side}_answer", WANTED)
        one = stays if side == STAYS else goes
        if about[side].can_be_written_to:
            channel = "email" if one.email else "text"
            letters.append(NewLetter(one.id, MERGE_ASKED, row.id, now, channel=channel))
    db.flush()
    plan_letters(db, letters, now=now)
    if row.stays_answer in AGREED and row.goes_answer in AGREED:
        _make_one(db, row, now=now)


def _make_one(db: Session, row: AccountMerge, *, now: datetime) -> None:
    kept, row_id, stays_id, goes_id = kept_by(row), row.id, row.stays_id, row.goes_id
    facts = {"went": goes_id}
    heard = {"stays_heard_by": row.stays_told_by_id, "goes_heard_by": row.goes_told_by_id}
    facts |= {name: lead for name, lead in heard.items() if lead}
    asked_by = row.asked_by_id
    done: dict[str, Any] = {"state": DONE, "done_at": now}
    db.execute(update(AccountMerge).where(AccountMerge.id == row_id).values(done))
    merge_people(db, stays_id, goes_id, kept, now=now)
    lapse_letters(db, row_id, [MERGE_ASKED], OVER)
    tell(db, stays_id, MERGE_DONE, row_id, now=now)
    record(
        db,
        f"rights.{MADE_ONE}",
        BESIDES[MADE_ONE],
        now=now,
        by=PERSON if asked_by else PLATFORM,
        actor_id=asked_by,
        whom_id=stays_id,
        facts=facts,
    )


def _keep(
    row: AccountMerge,
    side: str,
    answer: str,
    *,
    now: datetime,
    told: str = "",
    by: UUID | None = None,
) -> None:
    values = {"answer": answer, "at": now, "told": told, "told_by_id": by}
    for name, value in values.items():
        setattr(row, f"{side}_{name}", value)


def _end(db: Session, row: AccountMerge, state: str) -> None:
    row.state = state
    db.flush()
    lapse_letters(db, row.id, [MERGE_ASKED], OVER)


def _held(db: Session, row: AccountMerge, *, now: datetime) -> None:
    db.refresh(row, with_for_update=True)
    if row.state_at(now) != ASKED:
        raise MergeOver


def _let_run_out(db: Session, *, now: datetime) -> None:
    db.execute(
        update(AccountMerge)
        .where(AccountMerge.state == ASKED, AccountMerge.ends_at <= now)
        .values(state=EXPIRED)
    )


def _one_at_a_time(db: Session) -> None:
    db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
