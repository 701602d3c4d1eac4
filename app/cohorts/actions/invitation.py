"""Inviting people, inviting them again, and their answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.orm import Session

from app.cohorts.actions.seats import has_seat, hold_cohort, pass_on_seats
from app.cohorts.errors import AnsweredAlready, InvitedToday, JoinedAlready, NotInvited
from app.cohorts.errors.seats import InviteNotSent, StillAsked, StillInLine, TakenBack
from app.cohorts.models import Cohort, Enrolment
from app.cohorts.rules import (
    ASKED,
    BETWEEN_INVITATIONS,
    DECLINED,
    FACILITATOR,
    INVITED,
    JOINED,
    LEFT,
    OFFERED,
    SEATED,
    WAITING,
    WITHDRAWN,
    invitation_occurrence,
)
from app.kit.errors import NotFound
from app.people.actions.sign_in import make_links
from app.people.models import Person, SignInLink
from app.people.rules import INVITATION_LINK_LASTS
from app.post.actions.plan import NewLetter, plan_letters
from app.post.models import Letter


class Enrolled(Protocol):
    """What any letter about an enrolment needs of it."""

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
        """The cohort that it is about."""
        ...


class Invited(Enrolled, Protocol):
    """What an invitation needs of an enrolment."""

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


class InLine(Enrolled, Protocol):
    """What a letter about a place in line needs of an enrolment."""

    @property
    def waiting_since(self) -> datetime | None:
        """Since when they stand in line."""
        ...


def plan_in_line(db: Session, enrolments: Sequence[InLine], *, now: datetime) -> None:
    """Plan a letter with a link for each who was put in line; two statements for each 1,000."""
    people = [enrolment.person_id for enrolment in enrolments]
    links = make_links(db, people, now=now, lasts=INVITATION_LINK_LASTS)
    letters = [
        NewLetter(
            person_id=enrolment.person_id,
            kind="in_line",
            about_id=enrolment.id,
            due_at=now,
            occurrence=f"since-{enrolment.waiting_since or now:%Y%m%dT%H%M%S%f}",
            link_id=link.id,
            cohort_id=enrolment.cohort_id,
        )
        for enrolment, link in zip(enrolments, links, strict=True)
    ]
    plan_letters(db, letters, now=now)


def invite_again(db: Session, *, cohort_id: UUID, person_id: UUID, now: datetime) -> None:
    """Send one more invitation to somebody who has not answered, at most once a day.

    At once where the link of the last one has ended, since it went to a wrong number.
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
                _link_ended(now),
            ),
        )
        .values(invited_at=now, invitations=Enrolment.invitations + 1)
        .returning(Enrolment)
        .execution_options(populate_existing=True)
    )
    if enrolment is None:
        raise _why_not_again(db, cohort_id, person_id)
    plan_invitations(db, [enrolment], now=now)


def _link_ended(now: datetime) -> ColumnElement[bool]:
    """Whether the newest invitation lets nobody in any more, though nobody has used it."""
    return exists(
        select(Letter.id)
        .join(SignInLink, SignInLink.id == Letter.link_id)
        .where(
            Letter.about_id == Enrolment.id,
            Letter.kind == "invitation",
            Letter.due_at >= Enrolment.invited_at,
            SignInLink.used_at.is_(None),
            SignInLink.expires_at <= now,
        )
    )


def answer_invitation(
    db: Session,
    actor: Person,
    *,
    cohort_id: UUID,
    yes: bool,
    person_id: UUID | None = None,
    now: datetime,
) -> str:
    """Say yes or no to an invitation or an offered seat, or leave the line; returns the state.

    `person_id` names another person whose answer the actor enters, such as one given by phone.
    The same answer twice is one answer. A no passes the seat on. Whoever said no and changes
    their mind gets a seat if one is free, and a place in line if not.
    Raises: JoinedAlready for a no after a yes, StillInLine, StillAsked, TakenBack, NotInvited.
    """
    cohort = hold_cohort(db, cohort_id)
    place = held_place(db, cohort_id, person_id or actor.id)
    state = place.state if place is not None else None
    if place is None or state == LEFT:
        raise NotInvited
    if state == WITHDRAWN:
        raise TakenBack
    if yes and state != JOINED:
        _say_yes(db, cohort, place, now=now)
    elif not yes and state != DECLINED:
        _say_no(db, cohort, place, now=now)
    if place.state != state:
        place.answered_by_id = actor.id
    db.flush()
    return place.state


def held_place(db: Session, cohort_id: UUID, person_id: UUID) -> Enrolment | None:
    """Somebody's enrolment, held until the commit; one statement."""
    return db.scalar(
        select(Enrolment)
        .where(*_is(cohort_id, person_id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def let_in(db: Session, cohort: Cohort, place: Enrolment, *, now: datetime) -> None:
    """Let somebody in who has no seat yet, or put them in line; the cohort is held."""
    place.offered_until = place.declined_at = place.left_at = place.left_by_id = None
    place.offers = 0
    if place.role == FACILITATOR or place.state in SEATED or has_seat(db, cohort):
        place.become(JOINED)
        place.joined_at, place.waiting_since = now, None
    else:
        place.become(WAITING)
        place.waiting_since = now
    db.flush()


def _say_yes(db: Session, cohort: Cohort, place: Enrolment, *, now: datetime) -> None:
    if place.state == WAITING:
        raise StillInLine
    if place.state == ASKED:
        raise StillAsked
    if place.state == DECLINED and place.invited_at is None and place.asked_at is not None:
        # They took back their asking before anybody had said yes to it.
        place.become(ASKED)
        place.asked_at, place.declined_at = now, None
    else:
        let_in(db, cohort, place, now=now)


def _say_no(db: Session, cohort: Cohort, place: Enrolment, *, now: datetime) -> None:
    if place.state == JOINED:
        raise JoinedAlready
    place.become(DECLINED)
    place.declined_at = now
    place.offered_until = place.waiting_since = None
    pass_on_seats(db, cohort, now=now)


def _is(cohort_id: UUID, person_id: UUID) -> tuple[Any, Any]:
    return Enrolment.cohort_id == cohort_id, Enrolment.person_id == person_id


def _why_not_again(db: Session, cohort_id: UUID, person_id: UUID) -> Exception:
    state = db.scalar(select(Enrolment.state).where(*_is(cohort_id, person_id)))
    if state is None:
        return NotFound()
    if state in (ASKED, WAITING, OFFERED, WITHDRAWN):
        return InviteNotSent()
    return InvitedToday() if state == INVITED else AnsweredAlready()
