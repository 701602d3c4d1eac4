"""Going into the online room through us."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.gatherings.errors.room import RoomShut
from app.gatherings.models import Gathering, JoinClick
from app.gatherings.rules import PLANNED
from app.gatherings.rules.room import room_is_open


def enter_room(
    db: Session,
    *,
    gathering: Gathering,
    enrolment: Enrolment | None,
    facilitates: bool,
    now: datetime,
) -> str:
    """Note that somebody opens the online room, and give its address. One statement.

    It is a hint for the register and no proof, kept once for each person with the first
    time. Facilitators may look in at any time; before the room opens nothing is noted.
    Raises: RoomShut.
    """
    is_open = room_is_open(gathering.state, gathering.starts_at, gathering.ends_at, now)
    if not gathering.link or gathering.state != PLANNED or not (is_open or facilitates):
        raise RoomShut
    if is_open and enrolment is not None:
        made = insert(JoinClick).values(
            gathering_id=gathering.id, enrolment_id=enrolment.id, first_at=now
        )
        db.execute(made.on_conflict_do_nothing())
    return gathering.link
