"""The letter about what came of a report as the post sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.outputs.letters.asks import CAME_OF_IT, Answered, came_letter
from app.outputs.queries.ask_letters import answers_told, people_to_tell
from app.outputs.rules.asks import DONE
from app.post.kinds import SAMPLE_NAME, Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND
from app.post.rules.topics import OUTCOMES

NOTHING_CAME = "What they were to be told was taken down."
NOT_IN_IT = "Nothing of theirs stands in this report any more."


class CameOfItKind:
    """Letters about the answers of one day; about one output, the day is its occurrence."""

    name = CAME_OF_IT
    topic = OUTCOMES
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Two statements; answers taken down since are not told, nor is who took words back."""
        ids = {letter.about_id for letter in letters}
        people = people_to_tell(db, ids, now=desk.now)
        told = answers_told(db, ids)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            name = people.get((letter.about_id, letter.person_id))
            output = told.get(letter.about_id)
            found = output.answers.get(date.fromisoformat(letter.occurrence)) if output else None
            if name is None:
                answers[letter.id] = Lapse(NOT_IN_IT)
            elif output is None or not found:
                answers[letter.id] = Lapse(NOTHING_CAME)
            else:
                answers[letter.id] = came_letter(
                    name,
                    title=output.title,
                    cohort=output.cohort,
                    address=f"{desk.site}/outputs/{output.slug}/came-of-it",
                    answers=[Answered(one.kind, one.asked, one.by_whom, one.said) for one in found],
                    tongue=desk.tongue,
                    by_hand=letter.channel in BY_HAND,
                )
        return answers


def sample_came(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """What a made-up author is told; one statement."""
    cohort = db.scalars(select(Cohort.name).where(Cohort.id == cohort_id)).one()
    say = desk.tongue.say
    answer = Answered(
        DONE, say("A made-up wish"), say("a made-up practice"), say("A made-up answer")
    )
    return came_letter(
        SAMPLE_NAME,
        title=say("A made-up report"),
        cohort=cohort,
        address=f"{desk.site}/outputs/…",
        answers=[answer],
        tongue=desk.tongue,
        by_hand=channel in BY_HAND,
    )
