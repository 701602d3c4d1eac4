"""Which features of health creation an entry is about, as its author says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.models import CpdRecord, Reflection, ReflectionFeature
from app.reflections.queries.frame import FEATURES, IS_OPENED, Feature, features_from
from app.reflections.queries.zone import NEWEST_ZONE
from app.reflections.rules import HOME_ZONE


@dataclass(frozen=True)
class About:
    """The features that can be chosen for an entry, those that are, and the person's zone.

    `is_counted`: it has a line in the person's CPD record. `is_opened`: two people have opened
    their log.
    """

    features: list[Feature]
    chosen: frozenset[str]
    zone: str
    is_counted: bool
    is_opened: bool


_chosen = (
    select(func.array_agg(ReflectionFeature.item_key))
    .join(Reflection, Reflection.id == ReflectionFeature.reflection_id)
    .where(Reflection.id == bindparam("reflection"), Reflection.person_id == bindparam("person"))
    .scalar_subquery()
)
_counted = exists().where(
    CpdRecord.reflection_id == bindparam("reflection"), CpdRecord.person_id == bindparam("person")
)
_ABOUT = select(FEATURES, _chosen, NEWEST_ZONE.scalar_subquery(), _counted, IS_OPENED)


def about_entry(db: Session, actor: Person, reflection_id: UUID, *, now: datetime) -> About:
    """What the actor's own entry is about, and what it could be. One statement."""
    facts = {"person": actor.id, "reflection": reflection_id, "now": now}
    rows, keys, zone, *more = db.execute(_ABOUT, facts).one()
    chosen = frozenset[str](keys or ())
    features = [one for one in features_from(rows) if one.is_offered or one.key in chosen]
    return About(features, chosen, zone or HOME_ZONE, *more)
