"""Letters about a new way into an account as the post sees them; they do not wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.people.kinds.each import to_each
from app.people.letters.new_ways import new_way_letter
from app.people.models import Person
from app.people.rules.new_ways import NEW_WAYS, WAY_IN_NEW
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter


class NewWayKind:
    """Letters to somebody into whose account there is a new way, also when it is gone again."""

    name = WAY_IN_NEW
    topic = ""
    waits = False

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement."""

        def write(letter: Letter, person: Person) -> Draft:
            what = NEW_WAYS[letter.occurrence]
            return new_way_letter(person.name, what, desk.site, desk.tongue)

        return to_each(db, letters, write)
