"""Beginning a group's plumbline, choosing who reads it, and erasing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.rules.keys import new_word
from app.gatherings.models import Gathering
from app.kit.db import new_id
from app.kit.sendings import sending_key
from app.people.models import Person
from app.practice.actions.plumblines import clean_place
from app.practice.errors import groups as errors
from app.practice.models import GroupMember, GroupPlumbline
from app.practice.rules.groups import MOST_GROUPS, READERS
from app.practice.rules.keys import GROUP_NAME
from app.vault.actions import destroy_key, key_for_writing


@dataclass(frozen=True)
class NewGroup:
    """What a group looks at, at which session it talked if at one, and who may read it."""

    name: str
    gathering_id: UUID | None
    seen_by: str
    form_key: UUID


def begin_group(
    db: Session, actor: Person, cohort: Cohort, new: NewGroup, *, now: datetime
) -> UUID:
    """Begin a plumbline for a group of a cohort; the actor stands in it. At most seven statements.

    The same form with the same name begins one, however often it is sent.
    Raises: NameNeeded, NameTooLong, ReadersNeeded, NoSuchSession, TooManyGroups; CannotOpen.
    """
    called = clean_place(new.name)
    _check(db, cohort, new)
    begun = sending_key(new.form_key, actor.id, cohort.id, called)
    earlier = db.scalar(select(GroupPlumbline.id).where(GroupPlumbline.request_key == begun))
    if earlier:
        return earlier
    own = (GroupPlumbline.begun_by_id == actor.id, GroupPlumbline.cohort_id == cohort.id)
    if (db.scalar(select(func.count(GroupPlumbline.id)).where(*own)) or 0) >= MOST_GROUPS:
        raise errors.TooManyGroups
    made = new_id()
    key = key_for_writing(db, made, now=now)
    group = GroupPlumbline(
        id=made,
        cohort_id=cohort.id,
        sealed_name=key.seal(called, GROUP_NAME, made),
        gathering_id=new.gathering_id,
        seen_by=new.seen_by,
        chosen_by_id=actor.id,
        begun_by_id=actor.id,
        created_at=now,
        word=new_word(),
        request_key=begun,
    )
    db.add(group)
    db.flush()
    put_in_group(db, made, actor.id, now=now)
    return made


def put_in_group(
    db: Session,
    group_id: UUID,
    person_id: UUID,
    *,
    now: datetime,
    is_named: bool = False,
    entered_by: Person | None = None,
) -> None:
    """Let somebody stand in a group; whoever does already stays as they are. One statement."""
    made = insert(GroupMember).values(
        group_id=group_id,
        person_id=person_id,
        is_named=is_named,
        joined_at=now,
        entered_by_id=entered_by.id if entered_by else None,
    )
    db.execute(made.on_conflict_do_nothing(index_elements=["group_id", "person_id"]))


def choose_readers(db: Session, actor: Person, group: GroupPlumbline, *, seen_by: str) -> None:
    """Keep who may read it, by the group's choice, and who entered that. One statement.

    Raises: ReadersNeeded.
    """
    if seen_by not in READERS:
        raise errors.ReadersNeeded
    db.execute(
        update(GroupPlumbline)
        .where(GroupPlumbline.id == group.id)
        .values(seen_by=seen_by, chosen_by_id=actor.id)
    )


def erase_group(db: Session, group: GroupPlumbline) -> None:
    """Do away with a group's plumbline, its words and its key, for good. Two statements."""
    db.execute(delete(GroupPlumbline).where(GroupPlumbline.id == group.id))
    destroy_key(db, group.id)


def _check(db: Session, cohort: Cohort, new: NewGroup) -> None:
    if new.seen_by not in READERS:
        raise errors.ReadersNeeded
    if new.gathering_id is None:
        return
    of_cohort = exists().where(Gathering.id == new.gathering_id, Gathering.cohort_id == cohort.id)
    if not db.scalar(select(of_cohort)):
        raise errors.NoSuchSession
