"""Arranging an output: what goes in, under which message it stands, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.kit.db import changed
from app.outputs.actions.retire import hold
from app.outputs.errors.making import ArrangedMeanwhile
from app.outputs.models import Contribution, KeyMessage, Output, Placement
from app.outputs.rules.making import OUT, UNDER_MESSAGE, UNDER_PRIORITY
from app.people.models import Person


def touch(db: Session, output_id: UUID) -> None:
    """Note that something of an output has changed since its draft; others wait until we are done.

    One statement.
    """
    db.execute(
        update(Output).where(Output.id == output_id).values(arrangement=Output.arrangement + 1)
    )


def touch_as_seen(db: Session, output_id: UUID, seen: int) -> None:
    """The same, only if nobody has changed anything since the page that somebody looked at.

    One statement.
    Raises: ArrangedMeanwhile.
    """
    as_seen = update(Output).where(Output.id == output_id, Output.arrangement == seen)
    if changed(db, as_seen.values(arrangement=seen + 1)) != 1:
        raise ArrangedMeanwhile


def place(
    db: Session,
    actor: Person,
    output: Output,
    *,
    places: Mapping[UUID, str],
    seen: int,
    now: datetime,
) -> None:
    """Put contributions where a facilitator wants them; `places` says where, by contribution.

    A place is "" (in, under nothing), `out`, `m:` and a message, or `p:` and a priority. What is
    not of this output's cohort, or no place, is passed over. Six statements.
    Raises: ArrangedMeanwhile.
    """
    # Before all else, so that nobody waits for us who takes words back while we wait for them.
    hold(db, list(places))
    touch_as_seen(db, output.id, seen)
    here = db.scalars(
        select(Contribution.id).where(
            Contribution.id.in_(places), Contribution.cohort_id == output.cohort_id
        )
    ).all()
    messages = {
        str(each)
        for each in db.scalars(select(KeyMessage.id).where(KeyMessage.output_id == output.id))
    }
    db.execute(
        delete(Placement).where(
            Placement.output_id == output.id, Placement.contribution_id.in_(here)
        )
    )
    rows = [
        {
            "output_id": output.id,
            "contribution_id": each,
            "placed_by_id": actor.id,
            "placed_at": now,
            **where,
        }
        for each in here
        if (where := _where(places[each], messages)) is not None
    ]
    if rows:
        db.execute(insert(Placement).values(rows))


def move_message(db: Session, message: KeyMessage, *, to: int, seen: int) -> None:
    """Put a message at a place, counted from 0; where it is there already nothing happens.

    Three statements.
    Raises: ArrangedMeanwhile.
    """
    wanted = select(KeyMessage.id).where(KeyMessage.output_id == message.output_id)
    order = list(db.scalars(wanted.order_by(KeyMessage.position)))
    to = min(max(to, 0), len(order) - 1)
    if order.index(message.id) == to:
        return
    touch_as_seen(db, message.output_id, seen)
    order.remove(message.id)
    order.insert(to, message.id)
    db.execute(
        update(KeyMessage), [{"id": each, "position": place} for place, each in enumerate(order)]
    )


def forget_placements(db: Session, contribution_ids: Collection[UUID]) -> None:
    """Forget where words stood that were taken back, and the messages that they were.

    Two statements.
    """
    db.execute(delete(Placement).where(Placement.contribution_id.in_(contribution_ids)))
    db.execute(delete(KeyMessage).where(KeyMessage.contribution_id.in_(contribution_ids)))


def _where(place: str, messages: Collection[str]) -> dict[str, object] | None:
    """The columns of a place; None for no row at all."""
    nowhere: dict[str, object] = {"message_id": None, "priority": "", "left_out": False}
    if place == OUT:
        return {**nowhere, "left_out": True}
    message = place.removeprefix(UNDER_MESSAGE)
    if place.startswith(UNDER_MESSAGE) and message in messages:
        return {**nowhere, "message_id": UUID(message)}
    priority = place.removeprefix(UNDER_PRIORITY)
    if place.startswith(UNDER_PRIORITY) and priority:
        return {**nowhere, "priority": priority}
    return None
