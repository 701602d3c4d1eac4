"""What the letter about a pledge says to a made-up person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.kit.times import in_zone
from app.post.kinds import SAMPLE_NAME, Desk, Draft, Sampler
from app.post.rules import BY_HAND
from app.practice.letters.pledges import PLEDGE_FOLLOW_UP, FollowUpFacts, follow_up_letter
from app.practice.rules.pledges import FOLLOW_UPS


def sample_follow_up(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """The first question about a made-up pledge; one statement."""
    cohort = db.scalars(select(Cohort).where(Cohort.id == cohort_id)).one()
    today = in_zone(desk.now, cohort.time_zone).date()
    facts = FollowUpFacts(
        name=SAMPLE_NAME,
        cohort=cohort.name,
        number=1,
        made_on=today - timedelta(days=FOLLOW_UPS[0]),
        pledge_id=None,
        site=desk.site,
        tongue=desk.tongue,
        by_hand=channel in BY_HAND,
        by_text=channel == "text",
    )
    return follow_up_letter(facts)


SAMPLERS: Mapping[str, Sampler] = {PLEDGE_FOLLOW_UP: sample_follow_up}
