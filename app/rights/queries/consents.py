"""What somebody said yes to and has not taken back: how often, and since when; no words of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import JOINED
from app.gatherings.models import CalendarFeed
from app.helping.models import Helping
from app.mentoring.models import MentoringProfile
from app.outputs.models import Consent as Allowed
from app.outputs.models import Contribution
from app.participation.models import OfferedSkill, SupportShare
from app.people.models import Identity
from app.practice.models import Pledge
from app.practice.rules.pledges import ME
from app.reflections.models import Share
from app.rights.rules import consents as rules


def consents_of(db: Session, person_id: UUID, *, now: datetime) -> Sequence[rules.Consent]:
    """One line for everything that can be said yes to, in the order of the page. One statement."""
    rows = db.execute(union_all(*_all(person_id, now)))
    found = {key: (count, since) for key, count, since in rows}
    return [rules.Consent(kind, *found.get(key, (0, None))) for key, kind in rules.KINDS.items()]


def _all(person_id: UUID, now: datetime) -> list[Select[str, int, Any]]:
    shown = [
        _of(key, table.shared_at).where(
            table.author_id == person_id, table.revoked_at.is_(None), table.ends_at > now
        )
        for key, table in ((rules.SHARES, Share), (rules.MAPS, SupportShare))
    ]
    words = (
        select(
            literal(rules.WORDS), func.count(Contribution.id.distinct()), func.min(Allowed.given_at)
        )
        .join(Allowed, Allowed.contribution_id == Contribution.id)
        .where(Contribution.author_id == person_id, Allowed.withdrawn_at.is_(None))
        .where(Contribution.text != "")
    )
    skills = (
        _of(rules.SKILLS, OfferedSkill.said_yes_at)
        .join(Enrolment, Enrolment.id == OfferedSkill.enrolment_id)
        .where(Enrolment.person_id == person_id, Enrolment.state == JOINED)
    )
    helpers = _of(rules.HELPERS, Helping.person_yes_at).where(
        Helping.person_id == person_id,
        Helping.person_yes_at.is_not(None),
        Helping.ended_at.is_(None),
        Helping.last_day >= now.date(),
    )
    pledges = _of(rules.PLEDGES, Pledge.created_at).where(
        Pledge.person_id == person_id, Pledge.seen_by != ME
    )
    return [
        *shown,
        words,
        skills,
        helpers,
        pledges,
        _of(rules.MENTORING, MentoringProfile.created_at).where(
            # Also while they rest: it is kept, and coordinators see it.
            MentoringProfile.person_id == person_id
        ),
        _of(rules.CALENDAR, CalendarFeed.created_at).where(
            CalendarFeed.person_id == person_id, CalendarFeed.ended_at.is_(None)
        ),
        _of(rules.ELSEWHERE, Identity.joined_at).where(Identity.person_id == person_id),
    ]


def _of(key: str, at: InstrumentedAttribute[Any]) -> Select[str, int, Any]:
    return select(literal(key), func.count(), func.min(at)).select_from(at.class_)
