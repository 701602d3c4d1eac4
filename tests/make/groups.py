"""Makes groups that hold a plumbline together, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.db import new_id
from app.people.models import Person
from app.practice.actions.group_looks import KeptNow, SentLook, keep_group_look
from app.practice.actions.groups import NewGroup, begin_group
from app.practice.queries.groups import GroupLookPlace, GroupPlace, group_place
from app.practice.rules.groups import GROUP, Said, SentItem
from tests.clock import NOON


def make_group(
    db: Session,
    person: Person,
    cohort: Cohort,
    name: str = "Hilltop Surgery",
    *,
    seen_by: str = GROUP,
    gathering_id: UUID | None = None,
    now: datetime = NOON,
) -> UUID:
    """A group without answers, flushed; the person stands in it."""
    new = NewGroup(name, gathering_id, seen_by, new_id())
    return begin_group(db, person, cohort, new, now=now)


def group_of(db: Session, person: Person, cohort: Cohort, group_id: UUID) -> GroupPlace:
    """A group as a guard finds it for this person."""
    found = group_place(db, person, slug=cohort.slug, group_id=group_id)
    assert found is not None
    return found


def make_group_look(
    db: Session,
    person: Person,
    at: GroupPlace,
    moment: str,
    said: Mapping[str, Said],
    *,
    seen: int = 0,
    people: int = 5,
    is_all: bool = True,
    now: datetime = NOON,
) -> KeptNow:
    """A look of a group with these answers, flushed; `seen` is what the page had shown."""
    items = {item: SentItem(one, seen) for item, one in said.items()}
    sent = SentLook(items, people, is_all)
    return keep_group_look(db, person, GroupLookPlace(at, moment), sent, now=now)
