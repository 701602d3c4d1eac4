"""What a programme lead does: the list of cohorts, opening one, and making facilitators."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.actions.enrolment import add_facilitator
from app.cohorts.actions.opening import CohortPlan, open_cohort
from app.cohorts.errors import PhoneWrong, StrangeStart
from app.cohorts.forms import OpenCohortForm, PersonForm
from app.cohorts.policy import may_appoint
from app.cohorts.queries import Seat, cohorts_page, seat_by_slug
from app.cohorts.queries.people import facilitator_seats
from app.cohorts.views.blueprint import bp
from app.people.rules import PROGRAMME_LEAD
from app.syllabus.queries import published_editions
from app.web.context import actor, after_commit, db, now, platform, request_key
from app.web.guard import guard, role

lead = role(PROGRAMME_LEAD)


@bp.get("/admin/")
@lead
def programme() -> ResponseReturnValue:
    """The list of cohorts."""
    page = cohorts_page(db(), request.args.get("page", 1, type=int))
    return render_template("cohorts/programme.html", page=page)


@bp.get("/admin/cohorts/new")
@lead
def new_cohort() -> ResponseReturnValue:
    """The form for a new cohort."""
    return _opening(OpenCohortForm(), 200)


@bp.post("/admin/cohorts")
@lead
def open_one() -> ResponseReturnValue:
    """Open a cohort."""
    form = OpenCohortForm()
    form.offer(published_editions(db()))
    if not form.validate_on_submit():
        return _opening(form, 422)
    plan = CohortPlan(
        name=form.name.data or "",
        edition_key=form.edition.data,
        time_zone=form.time_zone.data,
        starts_on=form.starts_on.data or now().date(),
        phone=form.phone.data or "",
        request_key=request_key(request.form.get("request_key")),
    )
    try:
        cohort = open_cohort(db(), actor(), plan, now=now())
    except StrangeStart as refusal:
        form.starts_on.errors = [refusal.sentence]
        return _opening(form, refusal.status)
    except PhoneWrong as refusal:
        form.phone.errors = [refusal.sentence]
        return _opening(form, refusal.status)
    flash(f"“{cohort.name}” is open.", "success")
    return redirect(url_for("cohorts.facilitators", slug=cohort.slug))


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


def _opening(form: OpenCohortForm, status: int) -> ResponseReturnValue:
    editions = published_editions(db())
    form.offer(editions)
    return render_template("cohorts/new.html", form=form, editions=editions), status


def _facilitators(seat: Seat, form: PersonForm, status: int) -> ResponseReturnValue:
    members = facilitator_seats(db(), seat.cohort.id)
    page = render_template(
        "cohorts/facilitators.html", cohort=seat.cohort, members=members, form=form
    )
    return page, status
