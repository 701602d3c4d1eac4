"""What people of a cohort show of their pledges."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_facilitate, may_learn
from app.cohorts.queries import Seat, seat_by_slug
from app.practice.queries.pledge_counts import pledge_counts
from app.practice.queries.shown_pledges import shown_pledges
from app.practice.views.blueprint import bp
from app.practice.views.pledges import WORDS
from app.web.context import actor, db
from app.web.guard import guard


@bp.get("/cohorts/<slug>/pledges")
@guard(seat_by_slug, may_learn)
def cohort_pledges(seat: Seat) -> ResponseReturnValue:
    """The pledges that people show to their cohort."""
    helps = may_facilitate(actor(), seat)
    number = request.args.get("page", 1, int)
    page = shown_pledges(db(), seat.cohort.id, helps=helps, number=number)
    return render_template(
        "practice/pledges/cohort.html",
        cohort=seat.cohort,
        page=page,
        helps=helps,
        counts=pledge_counts(db(), seat.cohort.id) if helps else None,
        **WORDS,
    )
