"""Letters about a new way into an account as the post sees them; they do not wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.people.letters.new_ways import new_way_letter
from app.people.queries import persons_by_id
from app.people.rules.new_ways import NEW_WAYS, WAY_IN_NEW
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import NO_PERSON


class NewWayKind:
    """Letters to somebody into whose account there is a new way, also when it is gone again."""

    name = WAY_IN_NEW
    topic = ""
    waits = False

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement."""
        people = persons_by_id(db, [letter.person_id for letter in letters])
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            person, what = people.get(letter.person_id), NEW_WAYS.get(letter.occurrence)
            if person is None or what is None:
                answers[letter.id] = Lapse(NO_PERSON)
            else:
                answers[letter.id] = new_way_letter(person.name, what, desk.site, desk.tongue)
        return answers
