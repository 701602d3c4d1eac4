"""What letters about sessions say to a made-up person, with the cohort's next session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.cohorts.queries.people import facilitators_of
from app.gatherings.kinds import facts_of
from app.gatherings.letters import SessionFacts, Text, cancelled_text, reminder_text
from app.gatherings.letters.catch_up import CatchUpFacts, catch_up_text
from app.gatherings.letters.changed import (
    News,
    moved_text,
    series_cancelled_text,
    series_moved_text,
)
from app.gatherings.letters.planned import planned_text, sessions_text
from app.gatherings.letters.proposals import AnswerFacts, answer_letter
from app.gatherings.letters.seat import seat_text
from app.gatherings.models import Gathering
from app.gatherings.rules import PLANNED
from app.gatherings.rules.catch_up import Material
from app.gatherings.rules.changes import stand_of
from app.kit.db import new_id
from app.kit.times import start_of
from app.people.models import Person
from app.post.kinds import SAMPLE_NAME, Desk, Draft, Sampler
from app.post.rules import BY_HAND
from app.post.rules.tongues import mark

A_TASK = mark("Watch the first ten minutes, and note one thing that you would like to try.")


@dataclass(frozen=True)
class _Sample:
    """A session that is ahead, and what its letters tell of it."""

    session: Gathering
    facts: SessionFacts
    site: str
    slug: str
    now: datetime

    @property
    def news(self) -> News:
        """As if it had begun a day earlier before."""
        after, day = stand_of(self.session), timedelta(days=1)
        before = replace(after, starts_at=after.starts_at - day, ends_at=after.ends_at - day)
        return News(self.facts, before, after)


def _of_a_session(write: Callable[[_Sample], Text]) -> Sampler:
    def sample(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
        return write(_sample(db, cohort_id, channel, desk)).to(SAMPLE_NAME)

    return sample


def _sample(db: Session, cohort_id: UUID, channel: str, desk: Desk) -> _Sample:
    """The cohort's next session, or a made-up one where none is planned; three statements."""
    cohort = db.scalars(select(Cohort).where(Cohort.id == cohort_id)).one()
    coming = db.scalar(
        select(Gathering)
        .where(
            Gathering.cohort_id == cohort_id,
            Gathering.state == PLANNED,
            Gathering.starts_at > desk.now,
        )
        .order_by(Gathering.starts_at, Gathering.id)
        .limit(1)
    )
    session = coming or _made_up(cohort, desk)
    running: list[Person] = list(facilitators_of(db, cohort_id))
    facts = facts_of(session, cohort, running, desk, by_hand=channel in BY_HAND)
    return _Sample(session, facts, desk.site, cohort.slug, desk.now)


def _made_up(cohort: Cohort, desk: Desk) -> Gathering:
    """A session that nobody has planned; it is never kept."""
    day = (desk.now + timedelta(days=7)).date()
    starts_at = start_of(day, cohort.time_zone) + timedelta(hours=10)
    words = ("link", "phone", "about", "access", "recording", "transcript", "catch_up")
    return Gathering(
        id=new_id(),
        cohort_id=cohort.id,
        title=desk.tongue.say("A made-up session"),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        how="in_person",
        place=desk.tongue.say("Community hall"),
        state=PLANNED,
        sequence=0,
        moves=0,
        created_at=desk.now,
        **dict.fromkeys(words, ""),
    )


def _catch_up(sample: _Sample) -> Text:
    facts = sample.facts
    told = CatchUpFacts(
        title=facts.title,
        cohort=facts.cohort,
        zone=facts.zone,
        starts_at=sample.now - timedelta(days=1),
        material=Material("https://video.example/a-recording", "", facts.tongue.say(A_TASK)),
        address=facts.address,
        contacts=facts.contacts,
        cohort_phone=facts.cohort_phone,
        tongue=facts.tongue,
        by_hand=facts.by_hand,
    )
    return catch_up_text(told)


def _proposal(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """The answer to somebody who proposed a session; three statements."""
    facts = _sample(db, cohort_id, channel, desk).facts
    return answer_letter(
        AnswerFacts(
            name=SAMPLE_NAME,
            title=facts.title,
            cohort=facts.cohort,
            zone=facts.zone,
            answer="",
            starts_at=facts.starts_at,
            address=facts.address,
            tongue=facts.tongue,
            by_hand=facts.by_hand,
        )
    )


def _sessions(sample: _Sample) -> Text:
    return sessions_text(
        [sample.facts],
        page=f"{sample.site}/cohorts/{sample.slug}/sessions",
        account=f"{sample.site}/account/calendar",
        now=sample.now,
    )


SAMPLERS: Mapping[str, Sampler] = {
    "session": _of_a_session(lambda one: planned_text(one.facts, one.now)),
    "sessions": _of_a_session(_sessions),
    "reminder": _of_a_session(lambda one: reminder_text(one.facts, one.now)),
    "cancelled": _of_a_session(lambda one: cancelled_text(one.facts)),
    "moved": _of_a_session(lambda one: moved_text(one.news, one.now)),
    "series_moved": _of_a_session(lambda one: series_moved_text([one.news], one.now)),
    "series_cancelled": _of_a_session(lambda one: series_cancelled_text([one.facts], one.now)),
    "seat": _of_a_session(lambda one: seat_text(one.facts)),
    "proposal": _proposal,
    "catch_up": _of_a_session(_catch_up),
}
