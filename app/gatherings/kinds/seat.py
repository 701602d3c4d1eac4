"""Letters to those who waited for a place at a session and have one now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.gatherings.kinds import BEGUN, prepare_letters
from app.gatherings.letters.seat import seat_text
from app.gatherings.models import Gathering
from app.gatherings.rules import CALLED_OFF, PLANNED
from app.post.kinds import Desk, Draft, Lapse
from app.post.models import Letter


class SeatKind:
    """Letters that there is a place after all."""

    name = "seat"
    topic = ""
    waits = True

    def prepare(
        self, db: Session, letters: Sequence[Letter], desk: Desk
    ) -> Mapping[UUID, Draft | Lapse]:
        """Four statements; each session's text is written once for all its people."""

        def lapse(_letter: Letter, gathering: Gathering, _cohort: Cohort) -> str | None:
            if gathering.state != PLANNED:
                return CALLED_OFF
            return BEGUN if desk.now >= gathering.starts_at else None

        # Whoever has said meanwhile that they cannot come needs no letter about their place.
        return prepare_letters(db, letters, desk, lapse, seat_text, reminds=True)
