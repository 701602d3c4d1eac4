"""Who has opened one's own log: every request, and every entry that was read."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.policy.log_openings import is_own_log
from app.reflections.queries import zone_for
from app.reflections.queries.log_openings import (
    OpeningPlace,
    opening_place,
    openings_of_own_log,
    reason_of,
)
from app.reflections.queries.opened_logs import reads_of
from app.reflections.rules.log_openings import STATES
from app.reflections.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import guard, signed_in


def own_opening(db: Session, actor: Person, *, opening_id: UUID) -> OpeningPlace | None:
    """The request of this address as it stands now."""
    return opening_place(db, actor, opening_id=opening_id, now=now())


@bp.get("/reflections/openings/")
@signed_in
def own_openings() -> ResponseReturnValue:
    """Everybody who asked to open the actor's log, also in vain."""
    page = openings_of_own_log(db(), actor(), request.args.get("page", 1, type=int), now=now())
    return render_template(
        "reflections/openings/list.html",
        page=page,
        states=STATES,
        zone=zone_for(db(), actor()),
    )


@bp.get("/reflections/openings/<uuid:opening_id>")
@guard(own_opening, is_own_log)
def own_opening_page(place: OpeningPlace) -> ResponseReturnValue:
    """One request about the actor's own log, why, and what was read."""
    return render_template(
        "reflections/openings/one.html",
        place=place,
        reason=reason_of(db(), place),
        reads=reads_of(db(), place, request.args.get("page", 1, type=int)),
        states=STATES,
        zone=zone_for(db(), actor()),
    )
