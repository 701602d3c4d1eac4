"""The sign-in letter as the post sees it: sent only while its link still works."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.people.letters import sign_in_letter
from app.people.queries import links_with_persons
from app.people.rules import may_use
from app.post.kinds import Draft, Lapse
from app.post.models import Letter
from app.post.rules import NO_LINK
from app.post.rules.tongues import IN_ENGLISH, Tongue


class SignInKind:
    """Letters that let one person in."""

    name = "sign_in"
    topic = ""
    waits = False

    def prepare(
        self,
        db: Session,
        letters: Sequence[Letter],
        *,
        site: str,
        now: datetime,
        tongue: Tongue = IN_ENGLISH,
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; a link that was used or ran out needs no letter."""
        del site
        found = links_with_persons(db, [letter.about_id for letter in letters])
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            link, person = found.get(letter.about_id, (None, None))
            if link is None or person is None:
                answers[letter.id] = Lapse(NO_LINK)
            elif not may_use(used_at=link.used_at, expires_at=link.expires_at, now=now):
                answers[letter.id] = Lapse("The link was used or ran out before it could be sent.")
            else:
                subject, body = sign_in_letter(person.name, tongue)
                answers[letter.id] = Draft(subject, body)
        return answers
