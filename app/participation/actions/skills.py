"""What people offer to their cohort, by their own yes, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.queries import Seat
from app.kit.db import new_id
from app.kit.sendings import sending_key
from app.participation.actions.assets import Source, teller_of
from app.participation.actions.held import joined_place
from app.participation.errors import assets as errors
from app.participation.models import OfferedSkill
from app.participation.rules.assets import LONGEST_SKILL, MOST_SKILLS, PAGE
from app.people.models import Person
from app.people.rules import clean_lines


@dataclass(frozen=True)
class SkillWords:
    """What somebody offers, and whether they said yes to showing it to the cohort."""

    words: str
    says_yes: bool


def offer_skill(
    db: Session,
    actor: Person,
    seat: Seat,
    said: SkillWords,
    source: Source,
    *,
    form: UUID,
    now: datetime,
) -> None:
    """Show the cohort what somebody offers, in their words. Four statements, five for another.

    The same form with the same words shows it once.
    Raises: YesNeeded, SkillNeeded, TooManySkills, TellerNeeded, ToldHowNeeded.
    """
    words = clean_lines(said.words, LONGEST_SKILL)
    if not words:
        raise errors.SkillNeeded
    if not said.says_yes:
        raise errors.YesNeeded
    told_by = teller_of(db, actor, seat, source)
    place = joined_place(db, seat.cohort.id, told_by or actor.id)
    if place is None:
        raise errors.TellerNeeded
    # Two forms of one person wait for each other, so that the count holds.
    db.execute(select(Enrolment.id).where(Enrolment.id == place).with_for_update())
    counted = select(func.count()).where(OfferedSkill.enrolment_id == place)
    if (db.scalar(counted) or 0) >= MOST_SKILLS:
        raise errors.TooManySkills
    offered = insert(OfferedSkill).values(
        id=new_id(),
        enrolment_id=place,
        words=words,
        said_yes_at=now,
        confirmed_at=now,
        entered_by_id=actor.id if told_by else None,
        how=source.how if told_by else PAGE,
        request_key=sending_key(form, place, words),
    )
    db.execute(offered.on_conflict_do_nothing(index_elements=[OfferedSkill.request_key]))


def take_back_skill(db: Session, *, skill_id: UUID) -> None:
    """Erase what somebody offered. A second time changes nothing. One statement."""
    db.execute(delete(OfferedSkill).where(OfferedSkill.id == skill_id))


def confirm_skill(db: Session, *, skill_id: UUID, now: datetime) -> None:
    """Say that somebody still offers it. One statement."""
    still = update(OfferedSkill).where(OfferedSkill.id == skill_id)
    db.execute(still.values(confirmed_at=now))
