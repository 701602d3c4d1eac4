"""Adding and changing places, and choosing those that a cohort belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.cohorts.errors.places import (
    CodeKnown,
    CodeWrong,
    PlaceKindUnknown,
    PlaceKnown,
    PlaceNameNeeded,
    PositionWrong,
)
from app.cohorts.models import CohortPlace
from app.cohorts.rules.places import clean_code, code_form, fits, read_position
from app.kit.errors import Refusal
from app.people.models import Person, Place
from app.people.rules import PLACES, clean_name

# Those that are there stay as they are; a place that is gone in between is passed over.
CHOOSE = text(
    """
    INSERT INTO cohort_place (id, cohort_id, place_id)
    SELECT uuidv7(), :cohort, place.id FROM place
    WHERE place.id = ANY(CAST(:places AS uuid[]))
    ORDER BY place.id
    ON CONFLICT (cohort_id, place_id) DO NOTHING
    """
)


@dataclass(frozen=True)
class PlaceFacts:
    """What is known of a place; an empty `ods_code` means that there is none."""

    name: str
    kind: str
    ods_code: str = ""
    # Its middle in degrees, to tell how far two places are apart; empty: nobody has said.
    position: str = ""


def add_place(db: Session, actor: Person, facts: PlaceFacts, *, now: datetime) -> Place:
    """Put a place on the list.

    Raises: PlaceNameNeeded, PlaceKindUnknown, CodeWrong, PositionWrong, PlaceKnown, CodeKnown.
    """
    place = Place(made_by_id=actor.id, created_at=now)
    _keep(db, place, _clean(facts))
    return place


def change_place(db: Session, place: Place, facts: PlaceFacts) -> None:
    """Change what is known of a place; cohorts go on belonging to it.

    Raises: PlaceNameNeeded, PlaceKindUnknown, CodeWrong, PositionWrong, PlaceKnown, CodeKnown.
    """
    _keep(db, place, _clean(facts))


def choose_places(db: Session, cohort_id: UUID, place_ids: Sequence[UUID]) -> None:
    """Let a cohort belong to these places and to no other; two statements."""
    others = delete(CohortPlace).where(CohortPlace.cohort_id == cohort_id)
    db.execute(others.where(CohortPlace.place_id.not_in(place_ids)))
    add_to_places(db, cohort_id, place_ids)


def add_to_places(db: Session, cohort_id: UUID, place_ids: Sequence[UUID]) -> None:
    """Let a cohort belong to these places as well; one statement."""
    if place_ids:
        db.execute(CHOOSE, {"cohort": cohort_id, "places": list(place_ids)})


def _clean(facts: PlaceFacts) -> dict[str, str | float | None]:
    """The clean facts by the names of their columns.

    Raises: PlaceNameNeeded, PlaceKindUnknown, CodeWrong, PositionWrong.
    """
    name, code = clean_name(facts.name), clean_code(facts.ods_code)
    if name is None:
        raise PlaceNameNeeded
    if facts.kind not in PLACES:
        raise PlaceKindUnknown
    if code and not fits(code, facts.kind):
        raise CodeWrong(code_form(facts.kind).sentence)
    try:
        north, east = read_position(facts.position) or (None, None)
    except ValueError as error:
        raise PositionWrong from error
    return {
        "name": name,
        "kind": facts.kind,
        "ods_code": code or None,
        "latitude": north,
        "longitude": east,
    }


def _keep(db: Session, place: Place, facts: dict[str, str | float | None]) -> None:
    """Write a place; the database decides whether its name and code are its own.

    Raises: PlaceKnown, CodeKnown.
    """
    own_id = place.id
    try:
        with db.begin_nested():
            for column, value in facts.items():
                setattr(place, column, value)
            db.add(place)
    except IntegrityError as error:
        raise _known(db, facts["name"], own_id) from error


def _known(db: Session, name: object, own_id: UUID | None) -> Refusal:
    """Which of the two is not a place's own: the name is told first when both are not."""
    named = select(Place.id).where(
        func.lower(Place.name) == func.lower(name), Place.id.is_distinct_from(own_id)
    )
    return PlaceKnown() if db.scalar(named) else CodeKnown()
