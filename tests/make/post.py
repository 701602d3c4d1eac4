"""Makes letters for tests, of a kind that only tests know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.people.models import Person
from app.post.actions.plan import NewLetter, plan_letters
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import SIGN_IN_LINK
from tests.clock import NOON
from tests.make.people import make_person


class NoteKind:
    """A note to anybody who still has an address when it is sent."""

    name = "note"
    topic = ""
    waits = False

    def __init__(self, body: str = "Hello {name},\n\nsee you on Thursday.\n") -> None:
        self.body = body

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Look again at the person; one statement."""
        del desk
        wanted = [letter.person_id for letter in letters]
        persons = {
            person.id: person for person in db.scalars(select(Person).where(Person.id.in_(wanted)))
        }
        return {letter.id: self._answer(persons[letter.person_id]) for letter in letters}

    def _answer(self, person: Person) -> Draft:
        body = self.body.replace("{name}", person.name)
        return Draft("A note for you", body)


class KeyKind(NoteKind):
    """A note with a sign-in link in it."""

    name = "key"

    def __init__(self) -> None:
        super().__init__(f"Hello {{name}},\n\n{SIGN_IN_LINK}\n")


class UnknownBreak(Exception):  # noqa: N818 - a mistake in a room, for tests
    """A room has a mistake."""


class BrokenKind(NoteKind):
    """A note that cannot be written to people of one name."""

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Break on the name `Broken`."""
        answers = super().prepare(db, letters, desk)
        if any(
            isinstance(said, Draft) and said.body.startswith("Hello Broken")
            for said in answers.values()
        ):
            raise UnknownBreak
        return answers


def make_letters(
    db: Session,
    number: int,
    *,
    kind: str = "note",
    about_id: UUID | None = None,
    due_at: datetime = NOON,
    name: str = "Amina Example",
    link_id: UUID | None = None,
) -> list[Person]:
    """New persons who each have one letter due, a millisecond apart and committed."""
    about = about_id or new_id()
    persons = [make_person(db, name=name) for _ in range(number)]
    letters = [
        NewLetter(
            person_id=person.id,
            kind=kind,
            about_id=about,
            link_id=link_id,
            due_at=due_at - timedelta(milliseconds=number - place),
        )
        for place, person in enumerate(persons)
    ]
    plan_letters(db, letters, now=due_at)
    db.commit()
    return persons


def letter_of(db: Session, person: Person) -> Letter:
    """The one letter of a person, as it stands in the database now."""
    db.commit()
    found = select(Letter).where(Letter.person_id == person.id)
    return db.scalars(found, execution_options={"populate_existing": True}).one()
