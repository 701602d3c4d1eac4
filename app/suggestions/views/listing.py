"""The list of a cohort: you said, we did."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_facilitate, may_learn, may_look_after, may_open
from app.cohorts.queries import Seat, seat_by_slug
from app.suggestions.queries.lines import state_counts, suggestions_page
from app.suggestions.rules import STATES
from app.suggestions.views.blueprint import bp
from app.web.context import actor, db
from app.web.guard import guard


@bp.get("/cohorts/<slug>/suggestions")
@guard(seat_by_slug, may_open)
def said(seat: Seat) -> ResponseReturnValue:
    """What people of a cohort would change, and what came of it; open to all of the cohort."""
    counts = state_counts(db(), seat.cohort.id)
    asked = request.args.get("state", "")
    state = asked if asked in counts else None
    total = counts[state] if state else sum(counts.values())
    number = request.args.get("page", 1, type=int)
    found = suggestions_page(db(), actor(), seat.cohort.id, state=state, total=total, number=number)
    return render_template(
        "suggestions/said.html",
        cohort=seat.cohort,
        page=found,
        counts=counts,
        state=state,
        states=STATES,
        here=url_for(".said", slug=seat.cohort.slug),
        learns=may_learn(actor(), seat),
        answers=may_look_after(actor(), seat),
        enters=may_facilitate(actor(), seat),
    )
