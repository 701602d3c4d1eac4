"""What the clock does about worries: escalation, reminders, and roles that nobody holds."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, or_, select, update
from sqlalchemy.orm import Session

from app.mentoring.actions.worry_letters import straight_channel, tell_handlers
from app.mentoring.letters.worries import ROLE_EMPTY
from app.mentoring.models import MentoringProfile, Worry, WorryChange
from app.mentoring.queries.named import Named, holds_role, named_safeguarding
from app.mentoring.rules.worries import EMPTY_ROLES, ESCALATED
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from app.post.actions.plan import NewLetter, plan_letters


def escalate_worries(db: Session, *, now: datetime) -> int:
    """Let what nobody opened in time go to the deputy, and say how many did.

    While nobody is the lead, everything that is not closed goes at once. Whoever could open what
    waits is reminded each day, also somebody who was given the role since. Programme leads are
    told that a role is empty, in the same words whether a worry waits or not. At most eight
    statements, whatever waits; run twice, or by two workers, it does nothing the second time.
    """
    named = named_safeguarding(db)
    unopened = Worry.opened_at.is_(None)
    # What a lead opened who is lead no more is finished by the deputy.
    goes = unopened & (Worry.escalates_at <= now) if named.leads else Worry.closed_at.is_(None)
    gone: list[UUID] = list(
        db.scalars(
            update(Worry)
            .where(Worry.escalated_at.is_(None), goes)
            .values(escalated_at=now)
            .returning(Worry.id)
            .execution_options(synchronize_session=False)
        )
    )
    db.add_all([WorryChange(worry_id=one, what=ESCALATED, at=now) for one in gone])
    waiting = db.scalars(
        select(Worry)
        .where(or_(unopened, Worry.id.in_(gone)))
        .order_by(Worry.raised_at)
        .execution_options(populate_existing=True)
    )
    tell_handlers(db, waiting.all(), named, now=now)
    _tell_of_empty_roles(db, named, now)
    db.flush()
    return len(gone)


def _tell_of_empty_roles(db: Session, named: Named, now: datetime) -> None:
    """While people walk together, or a worry waits; once a day without both, else once a week."""
    if not named.empty_roles:
        return
    year, week, _ = now.isocalendar()
    is_urgent = not named.leads and not named.deputies
    when = f"{now.date()}" if is_urgent else f"{year}-W{week:02d}"
    in_use = or_(
        exists().where(MentoringProfile.person_id.is_not(None)),
        exists().where(Worry.opened_at.is_(None)),
    )
    leads = db.scalars(select(Person).where(holds_role(PROGRAMME_LEAD), in_use))
    letters = [
        NewLetter(person.id, ROLE_EMPTY, EMPTY_ROLES, now, f"{role}:{when}", channel=channel)
        for person in leads
        if (channel := straight_channel(person))
        for role in named.empty_roles
    ]
    if letters:
        plan_letters(db, letters, now=now)
