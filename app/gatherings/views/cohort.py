"""The page of a cohort; it stands in this room because it tells of the next session."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.cohorts import policy
from app.cohorts.queries import Seat, facilitators_of, seat_by_slug
from app.cohorts.queries.places import places_of
from app.cohorts.queries.seats import place_in_line
from app.gatherings.queries import next_gathering
from app.gatherings.queries.overview import needs_now
from app.gatherings.views.blueprint import bp
from app.kit.times import say_zone
from app.web.context import actor, db, now
from app.web.guard import guard


@bp.get("/cohorts/<slug>/")
@guard(seat_by_slug, policy.may_see_front)
def cohort(seat: Seat) -> ResponseReturnValue:
    """A cohort, for the people in it and those invited."""
    inside = policy.may_open(actor(), seat)
    facilitates = policy.may_facilitate(actor(), seat)
    looks_after = policy.may_look_after(actor(), seat)
    needs = (
        needs_now(db(), seat.cohort, actor(), now(), facilitates=facilitates)
        if looks_after
        else None
    )
    return render_template(
        "gatherings/cohort.html",
        cohort=seat.cohort,
        enrolment=seat.enrolment,
        line=place_in_line(db(), seat.enrolment),
        facilitators=facilitators_of(db(), seat.cohort.id),
        places=places_of(db(), seat.cohort.id),
        coming=next_gathering(db(), [seat.cohort.id], now()) if inside else None,
        zone_name=say_zone(seat.cohort.time_zone),
        inside=inside,
        looks_after=looks_after,
        facilitates=facilitates,
        needs=needs,
        now=now(),
        learns=policy.may_learn(actor(), seat),
        appoints=policy.may_appoint(actor(), seat),
    )
