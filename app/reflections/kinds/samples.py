"""What letters of the reflections room say to a made-up person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.mentoring.letters.sharing import ShareFacts, shared_letter
from app.post.kinds import SAMPLE_NAME, Desk, Draft, Sampler
from app.post.rules import BY_HAND
from app.reflections.letters.log_openings import (
    LOG_ASKED,
    LOG_OPENED,
    AskedFacts,
    OpenedFacts,
    log_asked_letter,
    log_opened_letter,
)
from app.reflections.letters.shares import (
    COMMENTED,
    SHARED,
    commented_letter,
)
from app.reflections.rules.log_openings import ANSWER_WITHIN, LASTS


def _about_shares(write: Callable[[ShareFacts], Draft]) -> Sampler:
    def sample(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:

        cohort = db.scalars(select(Cohort.name).where(Cohort.id == cohort_id)).one()
        return write(
            ShareFacts(SAMPLE_NAME, cohort, None, desk.site, desk.tongue, channel in BY_HAND)
        )

    return sample


def sample_log_asked(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """The letter to whoever may be the second person; one statement."""
    del channel
    zone = db.scalars(select(Cohort.time_zone).where(Cohort.id == cohort_id)).one()
    facts = AskedFacts(
        name=SAMPLE_NAME,
        asker=desk.tongue.say("A programme lead"),
        until=desk.now + ANSWER_WITHIN,
        zone=zone,
        opening_id=None,
        site=desk.site,
        tongue=desk.tongue,
    )
    return log_asked_letter(facts)


def sample_log_opened(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """The letter about an opened log, with made-up people and no reason; one statement."""
    zone = db.scalars(select(Cohort.time_zone).where(Cohort.id == cohort_id)).one()
    facts = OpenedFacts(
        name=SAMPLE_NAME,
        asker=desk.tongue.say("A programme lead"),
        decider=desk.tongue.say("The safeguarding lead"),
        reason=desk.tongue.say("The reason stands here, word for word."),
        is_required_by_law=False,
        until=desk.now + LASTS,
        zone=zone,
        opening_id=None,
        site=desk.site,
        tongue=desk.tongue,
        by_hand=channel in BY_HAND,
    )
    return log_opened_letter(facts)


SAMPLERS: Mapping[str, Sampler] = {
    SHARED: _about_shares(shared_letter),
    COMMENTED: _about_shares(commented_letter),
    LOG_ASKED: sample_log_asked,
    LOG_OPENED: sample_log_opened,
}
