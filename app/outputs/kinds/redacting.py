"""The letter about a suggestion as the post sees it: sent only while it waits for its author."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.outputs.letters import Place
from app.outputs.letters.redacting import REDACTION, redaction_letter
from app.outputs.queries.redactions import asked_authors
from app.post.kinds import SAMPLE_NAME, Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND


class RedactionKind:
    """Letters that tell an author of a suggestion about their words; about one redaction."""

    name = REDACTION
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; what was answered, taken back or is about other words needs no letter."""
        asked = asked_authors(db, {letter.about_id for letter in letters})
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            found = asked.get((letter.about_id, letter.person_id))
            answers[letter.id] = (
                redaction_letter(_place(*found, letter.channel, desk))
                if found
                else Lapse("This suggestion does not wait for an answer any more.")
            )
        return answers


def _place(name: str, cohort: str, channel: str, desk: Desk) -> Place:
    return Place(
        name=name,
        title="",
        cohort=cohort,
        site=desk.site,
        tongue=desk.tongue,
        channel=channel,
        by_hand=channel in BY_HAND,
    )


def sample_redaction(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """The same letter to a made-up person; one statement."""
    cohort = db.scalars(select(Cohort.name).where(Cohort.id == cohort_id)).one()
    return redaction_letter(_place(SAMPLE_NAME, cohort, channel, desk))
