"""What a programme lead does: the list of cohorts, and making facilitators."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.actions.enrolment import add_facilitator
from app.cohorts.forms import PersonForm
from app.cohorts.policy import may_appoint
from app.cohorts.queries import Seat, cohorts_page, seat_by_slug
from app.cohorts.queries.people import facilitator_seats
from app.cohorts.views.blueprint import bp
from app.people.policy import second_step_due
from app.people.rules import PROGRAMME_LEAD
from app.web.context import actor, after_commit, db, now, platform
from app.web.guard import guard, role

lead = role(PROGRAMME_LEAD)


@bp.get("/admin/")
@lead
def programme() -> ResponseReturnValue:
    """The list of cohorts."""
    page = cohorts_page(db(), request.args.get("page", 1, type=int))
    step_due = second_step_due(actor(), platform().settings.lead_grace_days, now())
    return render_template("cohorts/programme.html", page=page, step_due=step_due)


@bp.get("/cohorts/<slug>/facilitators")
@guard(seat_by_slug, may_appoint)
def facilitators(seat: Seat) -> ResponseReturnValue:
    """Who runs this cohort, and the form to ask one more."""
    return _facilitators(seat, PersonForm(), 200)


@bp.post("/cohorts/<slug>/facilitators")
@guard(seat_by_slug, may_appoint)
def make_facilitator(seat: Seat) -> ResponseReturnValue:
    """Invite somebody to run this cohort."""
    form = PersonForm()
    if not form.validate_on_submit():
        return _facilitators(seat, form, 422)
    add_facilitator(
        db(),
        actor(),
        cohort_id=seat.cohort.id,
        name=form.name.data or "",
        email=form.email.data or "",
        standing=form.standing.data,
        now=now(),
    )
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(
        "Done. A letter with an invitation is on its way, unless they had one already.", "success"
    )
    return redirect(url_for("cohorts.facilitators", slug=seat.cohort.slug))


def _facilitators(seat: Seat, form: PersonForm, status: int) -> ResponseReturnValue:
    members = facilitator_seats(db(), seat.cohort.id)
    page = render_template(
        "cohorts/facilitators.html", cohort=seat.cohort, members=members, form=form
    )
    return page, status
