"""Reads of the goals of two people; each says how many statements it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.mentoring.models import MentoringGoal
from app.mentoring.queries.keys import key_to_read
from app.mentoring.queries.pairings import PairingPlace, pairing_place
from app.mentoring.rules.keys import GOAL
from app.mentoring.rules.together import OPEN, GoalWords, words_of
from app.people.models import Person


@dataclass(frozen=True)
class Goal:
    """One goal, opened for one of the two; `owner` is whose it is."""

    id: UUID
    words: GoalWords
    owner: str
    is_own: bool
    state: str
    revision: int


@dataclass(frozen=True)
class GoalPlace:
    """One goal, not opened, and the pairing it belongs to."""

    place: PairingPlace
    goal: MentoringGoal


def goal_place(db: Session, actor: Person, *, pairing_id: UUID, goal_id: UUID) -> GoalPlace | None:
    """A goal of this pairing, for guards; policy decides. Two statements."""
    place = pairing_place(db, actor, pairing_id=pairing_id)
    goal = db.scalar(
        select(MentoringGoal).where(
            MentoringGoal.id == goal_id, MentoringGoal.pairing_id == pairing_id
        )
    )
    return GoalPlace(place, goal) if place and goal else None


def goals_of(db: Session, actor: Person, place: PairingPlace) -> Sequence[Goal]:
    """All goals for one of the two, those that are open first. Two statements.

    Raises: LookupError for anybody else; CannotOpen.
    """
    key = key_to_read(db, actor, place)
    if key is None:
        return []
    rows = db.scalars(
        select(MentoringGoal)
        .where(MentoringGoal.pairing_id == place.pairing.id)
        .order_by(case((MentoringGoal.state == OPEN, 0), else_=1), MentoringGoal.made_at)
        .execution_options(populate_existing=True)
    ).all()
    names = {one.person_id: one.name for one in place.members}
    return [
        Goal(
            id=row.id,
            words=words_of(key.open(row.sealed_words, GOAL, row.id)),
            owner=names[row.owner_id],
            is_own=row.owner_id == actor.id,
            state=row.state,
            revision=row.revision,
        )
        for row in rows
    ]


def count_goals(db: Session, pairing_id: UUID) -> tuple[int, int]:
    """How many goals are open, and how many reached; nothing is opened. One statement."""
    rows = db.execute(
        select(MentoringGoal.state, func.count())
        .where(MentoringGoal.pairing_id == pairing_id)
        .group_by(MentoringGoal.state)
    )
    counts = dict(rows.all())
    return counts.get(OPEN, 0), counts.get("reached", 0)
