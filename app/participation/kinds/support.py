"""Letters about shared support maps: sent only while there is something to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.mentoring.letters.sharing import ShareFacts, shared_letter
from app.participation.letters.support import PLACE, SUPPORT_SHARED
from app.participation.queries.support_shares import map_readers_to_tell
from app.post.kinds import SAMPLE_NAME, Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND

NOT_OPEN = "It is not shared with this person any more."
READ = "They have opened it already."


class SupportSharedKind:
    """Letters that tell a reader that there is a support map to read; about one share."""

    name = SUPPORT_SHARED
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement."""
        found = map_readers_to_tell(
            db,
            [letter.about_id for letter in letters],
            [letter.person_id for letter in letters],
            now=desk.now,
        )
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            told = found.get((letter.about_id, letter.person_id))
            if told is None:
                answers[letter.id] = Lapse(NOT_OPEN)
            elif told[2]:
                answers[letter.id] = Lapse(READ)
            else:
                answers[letter.id] = _draft(told[0], told[1], letter.about_id, letter.channel, desk)
        return answers


def sample_support_shared(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """The letter to a made-up reader; one statement."""
    cohort = db.scalars(select(Cohort.name).where(Cohort.id == cohort_id)).one()
    return _draft(SAMPLE_NAME, cohort, None, channel, desk)


def _draft(name: str, cohort: str, share_id: UUID | None, channel: str, desk: Desk) -> Draft:
    facts = ShareFacts(
        *(name, cohort, share_id, desk.site, desk.tongue, channel in BY_HAND),
        place=PLACE,
        takes_words=False,
    )
    return shared_letter(facts)
