"""By which rules the people of a cohort are reminded."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_facilitate
from app.cohorts.queries import Seat, seat_by_slug
from app.gatherings.actions.choose_reminders import choose_reminders
from app.gatherings.rules.reminders import OTHERS, RULES
from app.gatherings.views.blueprint import bp
from app.web.context import after_commit, db, now, platform
from app.web.guard import guard


@bp.get("/cohorts/<slug>/reminders")
@guard(seat_by_slug, may_facilitate)
def reminders(seat: Seat) -> ResponseReturnValue:
    """A box for each rule, with what it means."""
    return render_template(
        "gatherings/reminders.html", cohort=seat.cohort, rules=RULES, others=OTHERS
    )


@bp.post("/cohorts/<slug>/reminders")
@guard(seat_by_slug, may_facilitate)
def choose(seat: Seat) -> ResponseReturnValue:
    """Keep which boxes are ticked."""
    chosen = request.form.getlist("rule")
    if choose_reminders(db(), cohort_id=seat.cohort.id, chosen=chosen, now=now()):
        after_commit(lambda: platform().bell.ring("send_letters"))
        flash("Saved. Letters that wait already follow what you chose.", "success")
    else:
        flash("Nothing was changed, so all is as it was.", "info")
    return redirect(url_for(".reminders", slug=seat.cohort.slug))
