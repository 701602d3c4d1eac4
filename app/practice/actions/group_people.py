"""Who stands in a group: by its word, by telling a facilitator, and named only by their own yes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.rules.keys import clean_word
from app.people.models import Person
from app.practice.actions.groups import put_in_group
from app.practice.actions.tellers import somebody_in
from app.practice.errors import groups as errors
from app.practice.models import GroupMember, GroupPlumbline
from app.practice.queries.groups import GroupPlace


def join_group(db: Session, actor: Person, cohort: Cohort, *, word: str, now: datetime) -> UUID:
    """Come into a group of one's cohort by the word that its people know. Two statements.

    Raises: NoSuchWord.
    """
    found = db.scalar(
        select(GroupPlumbline.id).where(
            GroupPlumbline.cohort_id == cohort.id, GroupPlumbline.word == clean_word(word)
        )
    )
    if found is None:
        raise errors.NoSuchWord
    put_in_group(db, found, actor.id, now=now)
    return found


def put_down(
    db: Session,
    actor: Person,
    at: GroupPlace,
    *,
    person_id: UUID | None,
    is_named: bool,
    now: datetime,
) -> None:
    """Note that somebody of the cohort was there, as they told; the record says who noted it.

    `is_named`: they said that their name may stand there. Whoever stands there keeps what they
    chose themselves. Two statements.
    Raises: PersonNeeded.
    """
    whose = somebody_in(db, actor, at.cohort, person_id)
    put_in_group(db, at.group.id, whose, now=now, is_named=is_named, entered_by=actor)


def name_oneself(db: Session, actor: Person, at: GroupPlace, *, is_named: bool) -> None:
    """Let one's own name stand in a group, or no longer. One statement."""
    db.execute(
        update(GroupMember)
        .where(GroupMember.group_id == at.group.id, GroupMember.person_id == actor.id)
        .values(is_named=is_named)
    )


def leave_group(db: Session, actor: Person, at: GroupPlace) -> None:
    """Stand no longer in a group; what it said together stays the group's. One statement."""
    db.execute(
        delete(GroupMember).where(
            GroupMember.group_id == at.group.id, GroupMember.person_id == actor.id
        )
    )
