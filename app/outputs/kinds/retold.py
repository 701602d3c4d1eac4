"""The letter about words told in other words, as the post sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.outputs.letters import RETOLD, Retold, retold_letter
from app.outputs.queries.retold_answers import waiting_for_retold
from app.post.kinds import SAMPLE_NAME, Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND

NOT_WAITING = "Nothing waits for this person's answer any more."


class RetoldKind:
    """Letters that ask an author about their words in other words; about one retelling."""

    name = RETOLD
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; words answered about, or taken back, need no letter."""
        waiting = waiting_for_retold(db, {letter.about_id for letter in letters}, now=desk.now)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            found = waiting.get((letter.about_id, letter.person_id))
            if found is None:
                answers[letter.id] = Lapse(NOT_WAITING)
                continue
            person, told, title, cohort = found
            about = Retold(
                name=person.name,
                title=title,
                cohort=cohort,
                language="" if told.is_easy_read else told.language.both_names,
                site=desk.site,
                by_hand=letter.channel in BY_HAND,
            )
            answers[letter.id] = retold_letter(about, desk.tongue)
        return answers


def sample_retold(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """The same letter to a made-up person; one statement."""
    cohort = db.scalars(select(Cohort.name).where(Cohort.id == cohort_id)).one()
    about = Retold(
        name=SAMPLE_NAME,
        title=desk.tongue.say("A made-up report"),
        cohort=cohort,
        language="",
        site=desk.site,
        by_hand=channel in BY_HAND,
    )
    return retold_letter(about, desk.tongue)
