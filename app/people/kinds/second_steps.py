"""Letters about a second step, or all sign-ins, that a lead took away, as the post sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.people.kinds.each import to_each
from app.people.letters.second_steps import reset_letter, shut_out_letter
from app.people.queries.second_steps import persons_of_resets
from app.people.rules.email_changes import SHUT_OUT
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter


class ShutOutKind:
    """Letters to somebody whom a programme lead signed out everywhere."""

    name = SHUT_OUT
    topic = ""
    waits = False

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement."""
        return to_each(
            db,
            letters,
            lambda _, person: Draft(*shut_out_letter(person.name, desk.site, desk.tongue)),
        )


class SecondStepResetKind:
    """Letters that say that a second step was taken away; they do not wait for the morning."""

    name = "second_step_reset"
    topic = ""
    waits = False

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement."""
        found = persons_of_resets(db, [letter.about_id for letter in letters])
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            person = found.get(letter.about_id)
            if person is None:
                answers[letter.id] = Lapse("The account is not there any more.")
            else:
                answers[letter.id] = Draft(*reset_letter(person.name, desk.tongue))
        return answers
