"""The sign-in letter as the post sees it: sent only while its link still works."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.people.letters import sign_in_letter
from app.people.queries import links_with_persons
from app.people.rules import may_use
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import NO_LINK


class SignInKind:
    """Letters that let one person in."""

    name = "sign_in"
    topic = ""
    waits = False

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; a link that was used or ran out needs no letter."""
        found = links_with_persons(db, [letter.about_id for letter in letters])
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            link, person = found.get(letter.about_id, (None, None))
            if link is None or person is None:
                answers[letter.id] = Lapse(NO_LINK)
            elif not may_use(used_at=link.used_at, expires_at=link.expires_at, now=desk.now):
                answers[letter.id] = Lapse("The link was used or ran out before it could be sent.")
            else:
                subject, body = sign_in_letter(person.name, desk.tongue)
                answers[letter.id] = Draft(subject, body)
        return answers
