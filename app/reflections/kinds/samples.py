"""What letters of the reflections room say to a made-up person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.post.kinds import SAMPLE_NAME, Draft, Sampler
from app.post.rules import BY_HAND
from app.post.rules.tongues import IN_ENGLISH, Tongue
from app.reflections.letters.log_openings import LOG_OPENED, OpenedFacts, log_opened_letter
from app.reflections.letters.shares import (
    COMMENTED,
    SHARED,
    ShareFacts,
    commented_letter,
    shared_letter,
)
from app.reflections.rules.log_openings import LASTS


def _about_shares(write: Callable[[ShareFacts], Draft]) -> Sampler:
    def sample(
        db: Session,
        cohort_id: UUID,
        *,
        channel: str,
        site: str,
        now: datetime,
        tongue: Tongue = IN_ENGLISH,
    ) -> Draft:
        del now
        cohort = db.scalars(select(Cohort.name).where(Cohort.id == cohort_id)).one()
        return write(ShareFacts(SAMPLE_NAME, cohort, None, site, tongue, channel in BY_HAND))

    return sample


def sample_log_opened(
    db: Session,
    cohort_id: UUID,
    *,
    channel: str,
    site: str,
    now: datetime,
    tongue: Tongue = IN_ENGLISH,
) -> Draft:
    """The letter about an opened log, with made-up people and no reason; one statement."""
    zone = db.scalars(select(Cohort.time_zone).where(Cohort.id == cohort_id)).one()
    facts = OpenedFacts(
        name=SAMPLE_NAME,
        asker=tongue.say("A programme lead"),
        decider=tongue.say("The safeguarding lead"),
        reason=tongue.say("The reason stands here, word for word."),
        is_required_by_law=False,
        until=now + LASTS,
        zone=zone,
        opening_id=None,
        site=site,
        tongue=tongue,
        by_hand=channel in BY_HAND,
    )
    return log_opened_letter(facts)


SAMPLERS: Mapping[str, Sampler] = {
    SHARED: _about_shares(shared_letter),
    COMMENTED: _about_shares(commented_letter),
    LOG_OPENED: sample_log_opened,
}
