"""The letter to somebody who typed a word to join, as the post sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.letters.way_in import way_in_letter
from app.cohorts.queries.keys import keys_with_cohorts
from app.people.queries import links_with_persons
from app.people.rules import may_use
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import NO_LINK


class WayInKind:
    """Letters that let somebody in and lead them to the page of a key; about the key."""

    name = "way_in"
    topic = ""
    waits = False

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Two statements; a link that was used or ran out needs no letter."""
        links = links_with_persons(db, [letter.link_id for letter in letters if letter.link_id])
        keys = keys_with_cohorts(db, [letter.about_id for letter in letters])
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            link, person = (
                links.get(letter.link_id, (None, None)) if letter.link_id else (None,) * 2
            )
            key, cohort = keys.get(letter.about_id, (None, ""))
            if link is None or person is None or key is None:
                answers[letter.id] = Lapse(NO_LINK)
            elif not may_use(used_at=link.used_at, expires_at=link.expires_at, now=desk.now):
                answers[letter.id] = Lapse("The link was used or ran out before it could be sent.")
            else:
                answers[letter.id] = way_in_letter(
                    person.name, cohort=cohort, word=key.word, site=desk.site, tongue=desk.tongue
                )
        return answers
