"""Moving a cohort to another edition: a look at what that changes, then a yes."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_look_after
from app.cohorts.queries import Seat, seat_by_slug
from app.progress.actions.move import move_cohort
from app.progress.queries.moves import move_page
from app.progress.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import guard


@bp.get("/cohorts/<slug>/edition")
@guard(seat_by_slug, may_look_after)
def edition(seat: Seat) -> ResponseReturnValue:
    """Where the cohort is; with a choice in the address, what a move there would change."""
    page = move_page(
        db(),
        seat.cohort,
        edition_key=request.args.get("edition", ""),
        framework_key=request.args.get("framework", ""),
    )
    return render_template("progress/edition.html", cohort=seat.cohort, page=page)


@bp.post("/cohorts/<slug>/moves")
@guard(seat_by_slug, may_look_after)
def move(seat: Seat) -> ResponseReturnValue:
    """Move the cohort."""
    moved = move_cohort(
        db(),
        actor(),
        cohort=seat.cohort,
        edition_key=request.form.get("edition", ""),
        framework_key=request.form.get("framework"),
        now=now(),
    )
    flash(f"“{seat.cohort.name}” is on “{moved.edition.title}” now.", "success")
    return redirect(url_for(".edition", slug=seat.cohort.slug))
