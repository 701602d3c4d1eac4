"""Letters that need no more than the person they go to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.people.models import Person
from app.people.queries import persons_by_id
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from app.post.rules import NO_PERSON


def to_each(
    db: Session, letters: Sequence[Letter], write: Callable[[Letter, Person], Draft]
) -> dict[UUID, Draft | Lapse]:
    """What goes to each; nothing to whoever is gone. One statement."""
    people = persons_by_id(db, [letter.person_id for letter in letters])
    return {
        letter.id: write(letter, people[letter.person_id])
        if letter.person_id in people
        else Lapse(NO_PERSON)
        for letter in letters
    }
