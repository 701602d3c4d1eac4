"""Opening a cohort; it stands in this room because it proposes the cohort's sessions."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.actions.opening import CohortPlan, open_cohort
from app.cohorts.errors import PhoneWrong, StrangeStart
from app.cohorts.errors.seats import CapacityWrong
from app.cohorts.models import Cohort
from app.cohorts.queries.places import all_places
from app.gatherings.forms.series import OpeningForm
from app.gatherings.views.blueprint import bp
from app.gatherings.views.series import FACILITATORS, proposal
from app.kit.errors import Refusal
from app.people.rules import PROGRAMME_LEAD
from app.syllabus.queries import modules_of, published_editions
from app.web.context import actor, db, now, request_key
from app.web.guard import role

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    StrangeStart: "starts_on",
    PhoneWrong: "phone",
    CapacityWrong: "capacity",
}


@bp.get("/admin/cohorts/new")
@role(PROGRAMME_LEAD)
def new_cohort() -> ResponseReturnValue:
    """The form for a new cohort."""
    return _opening(OpeningForm(data={"weeks": "2", "weekday": 1, "how": "blended"}), 200)


@bp.post("/admin/cohorts")
@role(PROGRAMME_LEAD)
def open_one() -> ResponseReturnValue:
    """Open a cohort, and show the sessions that it could have."""
    form = OpeningForm()
    form.offer(published_editions(db()), all_places(db()))
    if not form.validate_on_submit():
        return _opening(form, 422)
    try:
        cohort = open_cohort(db(), actor(), _plan(form), now=now())
    except (StrangeStart, PhoneWrong, CapacityWrong) as refusal:
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _opening(form, refusal.status)
    flash(f"“{cohort.name}” is open.", "success")
    return _next_page(form, cohort)


def _next_page(form: OpeningForm, cohort: Cohort) -> ResponseReturnValue:
    """The proposed sessions, or who runs the cohort when sessions come later."""
    modules = [] if form.for_later else modules_of(db(), cohort.edition_id)
    if not modules:
        return redirect(url_for("cohorts.facilitators", slug=cohort.slug))
    rows = form.rows(modules, cohort.starts_on, cohort.time_zone, now())
    # The key of the cohort's own form, so that a page sent again proposes the same series.
    return proposal(cohort, form, rows, key=cohort.request_key, then=FACILITATORS)


def _plan(form: OpeningForm) -> CohortPlan:
    return CohortPlan(
        name=form.name.data or "",
        edition_key=form.edition.data,
        time_zone=form.time_zone.data,
        starts_on=form.starts_on.data or now().date(),
        phone=form.phone.data or "",
        request_key=request_key(request.form.get("request_key")),
        place_ids=form.places.place_ids,
        capacity=form.capacity.data,
    )


def _opening(form: OpeningForm, status: int) -> ResponseReturnValue:
    editions, places = published_editions(db()), all_places(db())
    form.offer(editions, places)
    page = render_template("gatherings/opening.html", form=form, editions=editions, places=places)
    return page, status
