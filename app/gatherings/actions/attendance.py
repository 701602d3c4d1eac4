"""Noting who took part in a session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED, PARTICIPANT
from app.gatherings.actions.missed import close_corrected, open_for_missed
from app.gatherings.actions.offer_catch_up import offer_catch_up
from app.gatherings.errors import NotBegun
from app.gatherings.models import Attendance, AttendanceChange, Gathering, JoinClick, Reply
from app.gatherings.queries.attendance import Kept, kept_of
from app.gatherings.rules.attendance import (
    MISSED,
    NOT_NOTED,
    RESTS,
    TOOK_PART,
    Noted,
    can_be_noted,
    changes_in,
    sort_out,
)
from app.gatherings.rules.replies import SORRY
from app.people.models import Person
from app.progress.actions.attend import note_attendance
from app.syllabus.queries import module_by_id


@dataclass(frozen=True)
class Clash:
    """A change that was not made, since somebody else noted another thing meanwhile."""

    enrolment_id: UUID
    wanted: str
    kept: Kept


@dataclass(frozen=True)
class Saved:
    """For how many people something was changed, and for whom it was not."""

    people: int = 0
    clashes: Sequence[Clash] = ()


def keep_register(
    db: Session,
    actor: Person,
    *,
    gathering: Gathering,
    noted: Iterable[Noted],
    now: datetime,
    rest: str = NOT_NOTED,
) -> Saved:
    """Keep what was changed in a register.

    Whoever took part has done the steps that ask for it; correcting it takes no step away, since
    progress never shrinks. Whoever missed the session gets a follow-up. `rest` notes all
    participants who are not noted then in this way (one of RESTS), but for those of whom we have a
    hint. What somebody else has changed since the page was opened is told and not overwritten.
    Whoever was away is offered what there is to catch up on. At most 18 statements, however many
    people.
    Raises: NotBegun.
    """
    wanted = changes_in(noted)
    if not can_be_noted(gathering.state, gathering.starts_at, now):
        raise NotBegun
    if not wanted and not rest:
        return Saved()
    _hold(db, gathering, now)
    kept = kept_of(db, gathering, [one.enrolment_id for one in wanted])
    own = {who for who, one in kept.items() if one.by_id == actor.id}
    changes, clashes = sort_out(wanted, {who: one.how for who, one in kept.items()}, own)
    if rest in RESTS:
        told = [one.enrolment_id for one in (*changes, *clashes)]
        changes += [Noted(who, NOT_NOTED, rest) for who in _rest_of(db, gathering, told)]
    if changes:
        _write(db, actor, gathering, changes, now)
        offer_catch_up(db, gathering, now)
    return Saved(
        len(changes),
        [Clash(one.enrolment_id, one.now, kept[one.enrolment_id]) for one in clashes],
    )


def _hold(db: Session, gathering: Gathering, now: datetime) -> None:
    """One saves after the other, and nobody while the session is called off.

    Raises: NotBegun.
    """
    state, starts_at = db.execute(
        select(Gathering.state, Gathering.starts_at)
        .where(Gathering.id == gathering.id)
        .with_for_update(key_share=True)
    ).one()
    if not can_be_noted(state, starts_at, now):
        raise NotBegun


def _rest_of(db: Session, gathering: Gathering, told: Sequence[UUID]) -> Sequence[UUID]:
    """Participants who are not noted, and of whom nothing says that they came or wrote."""
    known = [
        select(table.enrolment_id).where(table.gathering_id == gathering.id)
        for table in (Attendance, JoinClick)
    ]
    known.append(
        select(Reply.enrolment_id).where(Reply.gathering_id == gathering.id, Reply.answer == SORRY)
    )
    return db.scalars(
        select(Enrolment.id)
        .where(
            Enrolment.cohort_id == gathering.cohort_id,
            Enrolment.state == JOINED,
            Enrolment.role == PARTICIPANT,
            Enrolment.id.not_in(told),
            *[Enrolment.id.not_in(ids) for ids in known],
        )
        .order_by(Enrolment.id)
    ).all()


def _write(
    db: Session, actor: Person, gathering: Gathering, changes: Sequence[Noted], now: datetime
) -> None:
    noted = {one.enrolment_id: one.now for one in changes if one.now != NOT_NOTED}
    _note(db, actor, gathering, noted, now)
    _take_off(db, gathering, [one.enrolment_id for one in changes if one.now == NOT_NOTED])
    _log(db, actor, gathering, changes, now)
    missed = [who for who, how in noted.items() if how == MISSED]
    open_for_missed(db, actor, gathering_id=gathering.id, enrolment_ids=missed, now=now)
    # Only of somebody who was noted before can there be a follow-up.
    other = [one.enrolment_id for one in changes if one.now != MISSED and one.before]
    close_corrected(db, actor, gathering_id=gathering.id, enrolment_ids=other, now=now)
    there = [who for who, how in noted.items() if how in TOOK_PART]
    _do_steps(db, actor, gathering, there, now)


def _note(
    db: Session, actor: Person, gathering: Gathering, noted: Mapping[UUID, str], now: datetime
) -> None:
    if not noted:
        return
    made = insert(Attendance).values(
        [
            {
                "gathering_id": gathering.id,
                "enrolment_id": enrolment_id,
                "how": how,
                "noted_at": now,
                "noted_by_id": actor.id,
            }
            for enrolment_id, how in noted.items()
        ]
    )
    db.execute(
        made.on_conflict_do_update(
            index_elements=["gathering_id", "enrolment_id"],
            set_={name: made.excluded[name] for name in ("how", "noted_at", "noted_by_id")},
        )
    )


def _take_off(db: Session, gathering: Gathering, enrolment_ids: Sequence[UUID]) -> None:
    if enrolment_ids:
        db.execute(
            delete(Attendance).where(
                Attendance.gathering_id == gathering.id,
                Attendance.enrolment_id.in_(enrolment_ids),
            )
        )


def _log(
    db: Session, actor: Person, gathering: Gathering, changes: Sequence[Noted], now: datetime
) -> None:
    db.execute(
        insert(AttendanceChange).values(
            [
                {
                    "gathering_id": gathering.id,
                    "enrolment_id": one.enrolment_id,
                    "before": one.before,
                    "after": one.now,
                    "changed_at": now,
                    "changed_by_id": actor.id,
                }
                for one in changes
            ]
        )
    )


def _do_steps(
    db: Session, actor: Person, gathering: Gathering, there: Sequence[UUID], now: datetime
) -> None:
    module = module_by_id(db, gathering.module_id) if there and gathering.module_id else None
    if module is not None:
        note_attendance(
            db,
            there,
            module_key=module.key,
            gathering_id=gathering.id,
            now=now,
            entered_by=actor.id,
        )
