"""Makes what there is in a place for tests, as the pages do."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.queries import Seat
from app.cohorts.queries.seats import seat_by_slug
from app.kit.db import new_id
from app.participation.actions.asset_answers import suggest_change
from app.participation.actions.assets import AssetWords, Source, add_asset
from app.participation.actions.skills import SkillWords, offer_skill
from app.participation.models import Asset, AssetSuggestion, OfferedSkill
from app.participation.rules.assets import GROUP
from app.people.models import Person
from tests.clock import NOON


def seat_of(db: Session, cohort: Cohort, person: Person) -> Seat:
    """Somebody's place in a cohort."""
    seat = seat_by_slug(db, person, slug=cohort.slug)
    assert seat is not None
    return seat


def make_asset(
    db: Session,
    cohort: Cohort,
    by: Person,
    name: str = "The Canal Choir",
    *,
    now: datetime = NOON,
    **words: str,
) -> Asset:
    """Something that there is, flushed."""
    said = AssetWords(words.pop("kind", GROUP), name, **words)
    made = add_asset(db, by, seat_of(db, cohort, by), said, Source(), form=new_id(), now=now)
    return db.get_one(Asset, made)


def make_skill(
    db: Session, cohort: Cohort, by: Person, words: str = "I bake bread.", *, now: datetime = NOON
) -> OfferedSkill:
    """What somebody offers, flushed."""
    said = SkillWords(words, says_yes=True)
    offer_skill(db, by, seat_of(db, cohort, by), said, Source(), form=new_id(), now=now)
    return db.scalars(select(OfferedSkill).order_by(OfferedSkill.id.desc()).limit(1)).one()


def make_suggested(db: Session, asset: Asset, by: Person, words: str = "It moved.") -> UUID:
    """What somebody would change, flushed."""
    suggest_change(db, by, asset_id=asset.id, words=words, form=new_id(), now=NOON)
    newest = select(AssetSuggestion.id).order_by(AssetSuggestion.id.desc()).limit(1)
    return db.scalars(newest).one()
