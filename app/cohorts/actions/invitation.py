"""Inviting people, inviting them again, and their answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from app.cohorts.errors import AnsweredAlready, InvitedToday, JoinedAlready, NotInvited
from app.cohorts.models import Enrolment
from app.cohorts.rules import (
    BETWEEN_INVITATIONS,
    DECLINED,
    INVITED,
    JOINED,
    invitation_occurrence,
    may_become,
)
from app.kit.db import changed
from app.kit.errors import NotFound
from app.people.actions.sign_in import make_links
from app.people.models import Person
from app.people.rules import INVITATION_LINK_LASTS
from app.post.actions.plan import NewLetter, plan_letters


class Invited(Protocol):
    """What an invitation needs of an enrolment."""

    @property
    def id(self) -> UUID:
        """The enrolment."""
        ...

    @property
    def person_id(self) -> UUID:
        """Whom the letter is for."""
        ...

    @property
    def cohort_id(self) -> UUID:
        """The cohort that it asks them into."""
        ...

    @property
    def invitations(self) -> int:
        """How many invitations there have been, this one included."""
        ...


def plan_invitations(db: Session, enrolments: Sequence[Invited], *, now: datetime) -> None:
    """Plan a letter with a link for each; two statements for each 1,000."""
    people = [enrolment.person_id for enrolment in enrolments]
    links = make_links(db, people, now=now, lasts=INVITATION_LINK_LASTS)
    letters = [
        NewLetter(
            person_id=enrolment.person_id,
            kind="invitation",
            about_id=enrolment.id,
            due_at=now,
            occurrence=invitation_occurrence(enrolment.invitations),
            link_id=link.id,
            cohort_id=enrolment.cohort_id,
        )
        for enrolment, link in zip(enrolments, links, strict=True)
    ]
    plan_letters(db, letters, now=now)


def invite_again(db: Session, *, cohort_id: UUID, person_id: UUID, now: datetime) -> None:
    """Send one more invitation to somebody who has not answered, at most once a day.

    Of two tries at the same moment one wins.
    Raises: NotFound, AnsweredAlready, InvitedToday.
    """
    enrolment = db.scalar(
        update(Enrolment)
        .where(
            *_is(cohort_id, person_id),
            Enrolment.state == INVITED,
            or_(
                Enrolment.invited_at.is_(None),
                Enrolment.invited_at <= now - BETWEEN_INVITATIONS,
            ),
        )
        .values(invited_at=now, invitations=Enrolment.invitations + 1)
        .returning(Enrolment)
        .execution_options(populate_existing=True)
    )
    if enrolment is None:
        raise _why_not_again(db, cohort_id, person_id)
    plan_invitations(db, [enrolment], now=now)


def answer_invitation(
    db: Session,
    actor: Person,
    *,
    cohort_id: UUID,
    yes: bool,
    person_id: UUID | None = None,
    now: datetime,
) -> None:
    """Say yes or no to an invitation; the same answer twice is one answer.

    `person_id` names another person whose answer the actor enters, such as one given by phone.
    Raises: JoinedAlready for a no after a yes, NotInvited when there is nothing to answer.
    """
    whose = person_id or actor.id
    state = JOINED if yes else DECLINED
    moment = {"joined_at": now, "declined_at": None} if yes else {"declined_at": now}
    answered = (
        update(Enrolment)
        .where(*_is(cohort_id, whose), Enrolment.state.in_(may_become(state)))
        .values(state=state, answered_by_id=actor.id, **moment)
    )
    if changed(db, answered) == 0:
        found = db.scalar(select(Enrolment.state).where(*_is(cohort_id, whose)))
        if found == JOINED and not yes:
            raise JoinedAlready
        if found != state:
            raise NotInvited


def _is(cohort_id: UUID, person_id: UUID) -> tuple[Any, Any]:
    return Enrolment.cohort_id == cohort_id, Enrolment.person_id == person_id


def _why_not_again(db: Session, cohort_id: UUID, person_id: UUID) -> Exception:
    state = db.scalar(select(Enrolment.state).where(*_is(cohort_id, person_id)))
    if state is None:
        return NotFound()
    return InvitedToday() if state == INVITED else AnsweredAlready()
