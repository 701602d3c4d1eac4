"""Letters to whoever gave words, as the post sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.outputs.kinds.afterwards import out_of, sample_out
from app.outputs.letters import PLACED, WRITTEN_DOWN, placed_letter, written_down_letter
from app.outputs.queries.giving_letters import authors_placed, told_authors
from app.post.kinds import SAMPLE_NAME, Desk, Draft, Lapse
from app.post.models import Letter
from app.post.rules import BY_HAND

NOT_PLACED = "Nothing of theirs stands in this draft by a yes ahead any more."
NOT_TOLD = "It was taken back, or its author has written it anew."
READ_BACK = "It was read back to them: they have no screen to look at it on."


class PlacedKind:
    """Letters to those whose words a yes ahead put into a draft; about the output."""

    name = PLACED
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement; what was left out or taken back since is not told."""
        found = authors_placed(db, {letter.about_id for letter in letters}, now=desk.now)
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            one = found.get((letter.about_id, letter.person_id))
            answers[letter.id] = (
                placed_letter(out_of(one, letter.channel, desk)) if one else Lapse(NOT_PLACED)
            )
        return answers


class WrittenDownKind:
    """Letters to those for whom a facilitator wrote something down; about the contribution."""

    name = WRITTEN_DOWN
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """One statement."""
        found = told_authors(db, {letter.about_id for letter in letters})
        answers: dict[UUID, Draft | Lapse] = {}
        for letter in letters:
            one = found.get(letter.about_id)
            if letter.channel in BY_HAND:
                answers[letter.id] = Lapse(READ_BACK)
            elif one is None or one.person_id != letter.person_id:
                answers[letter.id] = Lapse(NOT_TOLD)
            else:
                answers[letter.id] = written_down_letter(
                    one.name, by=one.by, cohort=one.cohort, site=desk.site, tongue=desk.tongue
                )
        return answers


def sample_placed(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """What a made-up author is told; one statement."""
    return placed_letter(sample_out(db, cohort_id, channel, desk))


def sample_written_down(db: Session, cohort_id: UUID, *, channel: str, desk: Desk) -> Draft:
    """What a made-up author is told; one statement."""
    out = sample_out(db, cohort_id, channel, desk)
    return written_down_letter(
        out.name, by=SAMPLE_NAME, cohort=out.cohort, site=desk.site, tongue=desk.tongue
    )
