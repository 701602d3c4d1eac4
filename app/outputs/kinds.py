"""The letter that asks for a yes as the post sees it: sent only while something still waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.outputs.letters import APPROVAL, approval_letter
from app.outputs.queries.approvals import waiting_authors
from app.post.kinds import SAMPLE_NAME, Desk, Draft, Lapse, Sampler
from app.post.models import Letter
from app.post.rules import BY_HAND


class ApprovalKind:
    """Letters that ask an author to look at their words in a draft; about one output."""

    name = APPROVAL
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; words answered about, taken back or run out need no letter."""
        waiting = waiting_authors(db, {letter.about_id for letter in letters}, now=desk.now)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            found = waiting.get((letter.about_id, letter.person_id))
            if found is None:
                answers[letter.id] = Lapse("Nothing waits for this person's answer any more.")
                continue
            person, title, cohort = found
            answers[letter.id] = approval_letter(
                person.name,
                title=title,
                cohort=cohort,
                site=desk.site,
                tongue=desk.tongue,
                by_hand=letter.channel in BY_HAND,
            )
        return answers


def sample_approval(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """The same letter to a made-up person; one statement."""
    cohort = db.scalars(select(Cohort.name).where(Cohort.id == cohort_id)).one()
    return approval_letter(
        SAMPLE_NAME,
        title=desk.tongue.say("A made-up report"),
        cohort=cohort,
        site=desk.site,
        tongue=desk.tongue,
        by_hand=channel in BY_HAND,
    )


SAMPLERS: Mapping[str, Sampler] = {APPROVAL: sample_approval}
