"""Adding what there is in a place, and changing what is said about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.cohorts.policy import may_facilitate
from app.cohorts.queries import Seat
from app.cohorts.rules.places import read_position
from app.kit.db import changed, new_id
from app.kit.sendings import sending_key
from app.participation.actions.held import joined_place
from app.participation.errors import assets as errors
from app.participation.models import Asset, AssetChange
from app.participation.rules.assets import (
    ADDED,
    CHANGED,
    COSTS,
    KINDS,
    LONGEST_ABOUT,
    LONGEST_LINE,
    LONGEST_NAME,
    PAGE,
    STEP_FREE,
    TOLD,
    UNKNOWN,
)
from app.people.models import Person
from app.people.rules import clean_line, clean_lines


@dataclass(frozen=True)
class AssetWords:
    """What a form says of an asset; `position` is two numbers as maps show them, or empty."""

    kind: str
    name: str
    about: str = ""
    offers: str = ""
    reach: str = ""
    step_free: str = UNKNOWN
    cost: str = UNKNOWN
    languages: str = ""
    access: str = ""
    for_whom: str = ""
    area: str = ""
    position: str = ""


@dataclass(frozen=True)
class Source:
    """Whose knowledge it is: the actor's own, or of somebody who told the actor, and how."""

    person_id: UUID | None = None
    how: str = PAGE


def add_asset(
    db: Session,
    actor: Person,
    seat: Seat,
    words: AssetWords,
    source: Source,
    *,
    form: UUID,
    now: datetime,
) -> UUID:
    """Add an asset for all of the cohort, and give its id. Two statements, three for another.

    The same form with the same words adds it once.
    Raises: AssetKindNeeded, AssetNameNeeded, AboutTooLong, LineTooLong, AccessWrong,
    PositionWrong, TellerNeeded, ToldHowNeeded.
    """
    kept = _clean(words)
    told_by = teller_of(db, actor, seat, source)
    key = sending_key(form, actor.id, seat.cohort.id, *kept.values())
    made: UUID | None = db.scalar(
        insert(Asset)
        .values(
            id=new_id(),
            cohort_id=seat.cohort.id,
            added_by_id=told_by or actor.id,
            added_at=now,
            confirmed_at=now,
            request_key=key,
            **kept,
        )
        .on_conflict_do_nothing(index_elements=[Asset.request_key])
        .returning(Asset.id)
    )
    if made is None:
        return db.scalars(select(Asset.id).where(Asset.request_key == key)).one()
    note(db, actor, made, ADDED, told_by, source.how, now=now)
    return made


def change_asset(
    db: Session,
    actor: Person,
    seat: Seat,
    *,
    asset_id: UUID,
    seen: int,
    words: AssetWords,
    source: Source,
    now: datetime,
) -> None:
    """Say anew what there is; that also says that it is so today. Two statements, or three.

    `seen` is the revision that the actor had before them.
    Raises: the refusals of `add_asset`; AssetChangedMeanwhile when another was quicker.
    """
    kept = _clean(words)
    told_by = teller_of(db, actor, seat, source)
    newer = (
        update(Asset)
        .where(Asset.id == asset_id, Asset.revision == seen)
        .values(confirmed_at=now, gone_at=None, revision=Asset.revision + 1, **kept)
    )
    if not changed(db, newer):
        raise errors.AssetChangedMeanwhile
    note(db, actor, asset_id, CHANGED, told_by, source.how, now=now)


def remove_asset(db: Session, *, asset_id: UUID) -> None:
    """Erase an asset with all that was said about it. One statement."""
    db.execute(delete(Asset).where(Asset.id == asset_id))


def note(
    db: Session,
    actor: Person,
    asset_id: UUID,
    what: str,
    told_by: UUID | None,
    how: str,
    *,
    now: datetime,
) -> None:
    """Write down what happened to an asset. One statement."""
    db.add(
        AssetChange(
            asset_id=asset_id,
            what=what,
            at=now,
            by_id=actor.id,
            told_by_id=told_by,
            how=how if told_by else PAGE,
        )
    )
    db.flush()


def teller_of(db: Session, actor: Person, seat: Seat, source: Source) -> UUID | None:
    """Who told the actor; None when the actor knows it. One statement, none for one's own.

    Raises: TellerNeeded when the actor may not enter for others or they are not in the cohort;
    ToldHowNeeded.
    """
    if source.person_id is None or source.person_id == actor.id:
        return None
    if not may_facilitate(actor, seat):
        raise errors.TellerNeeded
    if joined_place(db, seat.cohort.id, source.person_id) is None:
        raise errors.TellerNeeded
    if source.how not in TOLD:
        raise errors.ToldHowNeeded
    return source.person_id


def _clean(words: AssetWords) -> dict[str, Any]:
    """The columns of an asset as they are kept."""
    if words.kind not in KINDS:
        raise errors.AssetKindNeeded
    if words.step_free not in STEP_FREE or words.cost not in COSTS:
        raise errors.AccessWrong
    latitude, longitude = _position(words.position)
    return {
        "kind": words.kind,
        "name": _name(words.name),
        "about": _lines(words.about),
        "offers": _lines(words.offers),
        "reach": _line(words.reach),
        "step_free": words.step_free,
        "cost": words.cost,
        "languages": _line(words.languages),
        "access": _lines(words.access),
        "for_whom": _line(words.for_whom),
        "area": _line(words.area),
        "latitude": latitude,
        "longitude": longitude,
    }


def _name(text: str) -> str:
    name = clean_line(text, LONGEST_NAME)
    if name is None:
        raise errors.AssetNameNeeded
    return name


def _lines(text: str) -> str:
    lines = clean_lines(text, LONGEST_ABOUT)
    if lines is None:
        raise errors.AboutTooLong
    return lines


def _line(text: str) -> str:
    line = clean_lines(text, LONGEST_LINE)
    if line is None:
        raise errors.LineTooLong
    return " ".join(line.split())


def _position(text: str) -> tuple[float | None, float | None]:
    try:
        return read_position(text) or (None, None)
    except ValueError:
        raise errors.PositionWrong from None
