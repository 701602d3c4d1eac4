"""Setting a goal, changing it, and saying that a step is done."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.kit.sendings import sending_key
from app.mentoring.actions.keys import key_to_write
from app.mentoring.actions.meetings import held
from app.mentoring.errors.together import GoalChanged, GoalTooLong, StateUnknown, TitleNeeded
from app.mentoring.models import MentoringGoal
from app.mentoring.queries.goals import GoalPlace
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.keys import GOAL
from app.mentoring.rules.together import GOAL_STATES, GoalWords, typed_goal, words_of
from app.people.models import Person


def set_goal(
    db: Session,
    place: PairingPlace,
    actor: Person,
    *,
    title: str,
    steps: str,
    request_key: UUID,
    now: datetime,
) -> None:
    """Write down what one of the two would like to reach. Four statements at most.

    The same words of the same form set nothing again; other words of it are a goal of their own.
    Raises: NotFound for whoever is not one of the two; NotFromHere, TitleNeeded, GoalTooLong;
    CannotOpen.
    """
    words = _checked(typed_goal(title, steps))
    held(db, place, actor)
    key, goal_id = key_to_write(db, place, now=now), new_id()
    db.execute(
        insert(MentoringGoal)
        .values(
            id=goal_id,
            pairing_id=place.pairing.id,
            owner_id=actor.id,
            sealed_words=key.seal(words.as_text, GOAL, goal_id),
            made_at=now,
            changed_at=now,
            request_key=sending_key(request_key, words.as_text),
        )
        .on_conflict_do_nothing(index_elements=["pairing_id", "request_key"])
    )


def change_goal(
    db: Session,
    at: GoalPlace,
    actor: Person,
    *,
    title: str,
    steps: str,
    state: str,
    seen: int,
    now: datetime,
) -> None:
    """Change what a goal says, or how it stands; flushed. Four statements.

    `seen` is the revision that the form was opened with. Steps whose words stay are as done as
    they were. What is so already is no change.
    Raises: NotFound for whoever is not one of the two; NotFromHere, GoalChanged, TitleNeeded,
    GoalTooLong, StateUnknown; CannotOpen.
    """
    if state not in GOAL_STATES:
        raise StateUnknown
    goal, before = _opened(db, at, actor, now)
    words = _checked(typed_goal(title, steps, before))
    if words == before and state == goal.state:
        return
    if goal.revision != seen:
        raise GoalChanged
    goal.state = state
    _keep(db, at, goal, words, now)


def tick_step(
    db: Session,
    at: GoalPlace,
    actor: Person,
    *,
    number: int,
    is_done: bool,
    today: date,
    seen: int,
    now: datetime,
) -> None:
    """Say that a step is done, or that it is not after all; flushed. Four statements.

    The same again is no change.
    Raises: NotFound for whoever is not one of the two and for no such step; NotFromHere,
    GoalChanged; CannotOpen.
    """
    goal, before = _opened(db, at, actor, now)
    try:
        words = before.with_step(number, is_done=is_done, today=today)
    except LookupError:
        raise NotFound from None
    if words == before:
        return
    if goal.revision != seen:
        raise GoalChanged
    _keep(db, at, goal, words, now)


def _opened(
    db: Session, at: GoalPlace, actor: Person, now: datetime
) -> tuple[MentoringGoal, GoalWords]:
    """The goal as it stands now; whoever else changes it waits for the pairing."""
    held(db, at.place, actor)
    goal = db.scalars(
        select(MentoringGoal)
        .where(MentoringGoal.id == at.goal.id)
        .execution_options(populate_existing=True)
    ).one()
    key = key_to_write(db, at.place, now=now)
    return goal, words_of(key.open(goal.sealed_words, GOAL, goal.id))


def _keep(db: Session, at: GoalPlace, goal: MentoringGoal, words: GoalWords, now: datetime) -> None:
    goal.sealed_words = key_to_write(db, at.place, now=now).seal(words.as_text, GOAL, goal.id)
    goal.revision += 1
    goal.changed_at = now
    db.flush()


def _checked(words: GoalWords | None) -> GoalWords:
    if words is None:
        raise GoalTooLong
    if not words.title:
        raise TitleNeeded
    return words
