"""What a cohort answered in the knowledge checks, as something to talk about in a session."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_look_after
from app.cohorts.queries import Seat, seat_by_slug
from app.kit.small_numbers import FEWEST_IN_PARTS
from app.progress.policy import may_see_shares
from app.progress.queries.places import CohortModule, module_of_cohort
from app.progress.queries.shares import check_shares, shares_in
from app.progress.views.blueprint import bp
from app.web.context import db
from app.web.guard import guard


@bp.get("/cohorts/<slug>/checks")
@guard(seat_by_slug, may_look_after)
def checks(seat: Seat) -> ResponseReturnValue:
    """The modules that have a knowledge check."""
    return render_template(
        "progress/checks.html",
        cohort=seat.cohort,
        modules=check_shares(db(), seat.cohort),
        fewest=FEWEST_IN_PARTS,
    )


@bp.get("/cohorts/<slug>/checks/<module_key>")
@guard(module_of_cohort, may_see_shares)
def shares(at: CohortModule) -> ResponseReturnValue:
    """What people chose first in one module, and what the course says to it."""
    cohort = at.seat.cohort
    return render_template(
        "progress/shares.html",
        cohort=cohort,
        page=shares_in(db(), cohort, at.module_key),
        fewest=FEWEST_IN_PARTS,
    )
