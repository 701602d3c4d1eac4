"""Letters about shares as the post sees them: sent only while there is something to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.mentoring.letters.sharing import ShareFacts, shared_letter
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND
from app.reflections.letters.shares import (
    COMMENTED,
    SHARED,
    commented_letter,
)
from app.reflections.queries.share_letters import Told, authors_to_tell, readers_to_tell

NOT_OPEN = "It is not shared with this person any more."
READ = "They have opened it already."
NOTHING_NEW = "They have seen it already, or it was taken back."


class SharedKind:
    """Letters that tell a reader that there is something to read; about one share."""

    name = SHARED
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; what was opened, has ended or is for others needs no letter."""
        found = readers_to_tell(db, letters, now=desk.now)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            told = found.get((letter.about_id, letter.person_id))
            if told is None:
                answers[letter.id] = Lapse(NOT_OPEN)
            elif told.has_seen:
                answers[letter.id] = Lapse(READ)
            else:
                answers[letter.id] = shared_letter(_facts(letter, told, desk))
        return answers


class CommentedKind:
    """Letters that tell an author that somebody said something; about one share."""

    name = COMMENTED
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; what the author has seen since needs no letter."""
        found = authors_to_tell(db, letters)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            told = found.get((letter.about_id, letter.person_id))
            if told is None or told.has_seen:
                answers[letter.id] = Lapse(NOTHING_NEW)
            else:
                answers[letter.id] = commented_letter(_facts(letter, told, desk))
        return answers


def _facts(letter: Letter, told: Told, desk: Desk) -> ShareFacts:
    by_hand = letter.channel in BY_HAND
    return ShareFacts(told.name, told.cohort, letter.about_id, desk.site, desk.tongue, by_hand)
