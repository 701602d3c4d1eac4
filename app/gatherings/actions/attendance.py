"""Noting who took part in a session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED, LEFT
from app.gatherings.errors import NotBegun
from app.gatherings.models import Attendance, Gathering
from app.gatherings.rules.attendance import NOT_NOTED, Noted, can_be_noted, changes_in
from app.people.models import Person
from app.progress.actions.attend import note_attendance
from app.syllabus.queries import module_by_id


def keep_register(
    db: Session, actor: Person, *, gathering: Gathering, noted: Iterable[Noted], now: datetime
) -> int:
    """Keep what was changed in a register, and say for how many people.

    Whoever took part has done the steps that ask for it. Taking somebody off the list takes no
    step away from them: progress never shrinks. At most six statements, however many people.
    Raises: NotBegun.
    """
    if not can_be_noted(gathering.state, gathering.starts_at, now):
        raise NotBegun
    changes = _of_cohort(db, gathering, changes_in(noted))
    took_part = {one.enrolment_id: one.now for one in changes if one.now != NOT_NOTED}
    taken_off = [one.enrolment_id for one in changes if one.now == NOT_NOTED]
    if taken_off:
        db.execute(
            delete(Attendance).where(
                Attendance.gathering_id == gathering.id, Attendance.enrolment_id.in_(taken_off)
            )
        )
    if took_part:
        _note(db, actor, gathering, took_part, now)
    return len(changes)


def _of_cohort(db: Session, gathering: Gathering, changes: Sequence[Noted]) -> list[Noted]:
    """The changes that are about people of this cohort, in one order for all who save at once.

    Whoever has not said yes to the cohort is in no register; whoever left may have been there.
    """
    if not changes:
        return []
    known = set(
        db.scalars(
            select(Enrolment.id).where(
                Enrolment.cohort_id == gathering.cohort_id,
                Enrolment.state.in_([JOINED, LEFT]),
                Enrolment.id.in_([one.enrolment_id for one in changes]),
            )
        )
    )
    found = {one.enrolment_id: one for one in changes if one.enrolment_id in known}
    return [found[enrolment_id] for enrolment_id in sorted(found)]


def _note(
    db: Session, actor: Person, gathering: Gathering, took_part: dict[UUID, str], now: datetime
) -> None:
    made = insert(Attendance).values(
        [
            {
                "gathering_id": gathering.id,
                "enrolment_id": enrolment_id,
                "how": how,
                "noted_at": now,
                "noted_by_id": actor.id,
            }
            for enrolment_id, how in took_part.items()
        ]
    )
    db.execute(
        made.on_conflict_do_update(
            index_elements=["gathering_id", "enrolment_id"],
            set_={name: made.excluded[name] for name in ("how", "noted_at", "noted_by_id")},
            # The same again keeps who noted it first.
            where=Attendance.how != made.excluded.how,
        )
    )
    module = module_by_id(db, gathering.module_id) if gathering.module_id else None
    if module is not None:
        note_attendance(
            db,
            list(took_part),
            module_key=module.key,
            gathering_id=gathering.id,
            now=now,
            entered_by=actor.id,
        )
