"""The page of a cohort; it stands in this room because it tells of the next session."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.cohorts import policy
from app.cohorts.queries import Seat, facilitators_of, seat_by_slug
from app.cohorts.queries.places import places_of
from app.cohorts.queries.seats import place_in_line
from app.gatherings.queries import next_gathering
from app.gatherings.queries.follow_ups import follow_ups_to_do
from app.gatherings.views.blueprint import bp
from app.kit.times import say_zone
from app.post.queries.listed import people_to_reach
from app.post.rules.tries import today_since
from app.web.context import actor, db, now
from app.web.guard import guard


@bp.get("/cohorts/<slug>/")
@guard(seat_by_slug, policy.may_see_front)
def cohort(seat: Seat) -> ResponseReturnValue:
    """A cohort, for the people in it and those invited."""
    inside = policy.may_open(actor(), seat)
    facilitates = policy.may_facilitate(actor(), seat)
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
        looks_after=policy.may_look_after(actor(), seat),
        facilitates=facilitates,
        to_reach=_to_reach(seat) if policy.may_look_after(actor(), seat) else None,
        to_ring=follow_ups_to_do(db(), seat.cohort.id, actor(), now()) if facilitates else None,
        learns=policy.may_learn(actor(), seat),
        appoints=policy.may_appoint(actor(), seat),
    )


def _to_reach(seat: Seat) -> int:
    """How many people wait for a call or a letter on paper."""
    today = today_since(now(), seat.cohort.time_zone)
    return people_to_reach(db(), seat.cohort.id, today=today)
