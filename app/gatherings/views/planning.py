"""Planning a session."""

from __future__ import annotations

from datetime import time
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.errors import PhoneWrong
from app.cohorts.policy import may_facilitate
from app.cohorts.queries import Seat, seat_by_slug
from app.gatherings import errors
from app.gatherings.actions.plan import SessionPlan
from app.gatherings.actions.proposals import plan_proposed
from app.gatherings.errors.changes import AccessTooLong, CapacityWrong
from app.gatherings.forms import SessionForm, as_before
from app.gatherings.models import Gathering
from app.gatherings.queries.proposals import waiting_proposal
from app.gatherings.queries.series import latest_session
from app.gatherings.views.blueprint import bp
from app.kit.errors import Refusal
from app.kit.times import NoSuchTime, say_zone
from app.syllabus.queries import modules_of
from app.web.context import actor, after_commit, db, now, platform, request_key, sent
from app.web.guard import guard

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    errors.TitleNeeded: "title",
    errors.InThePast: "day",
    errors.TooFarAhead: "day",
    NoSuchTime: "clock",
    errors.LengthWrong: "minutes",
    errors.WayNeeded: "how",
    errors.PlaceTooLong: "place",
    errors.LinkWrong: "link",
    errors.ModuleUnknown: "module",
    errors.AboutTooLong: "about",
    PhoneWrong: "phone",
    CapacityWrong: "capacity",
    AccessTooLong: "more_access",
}


@bp.get("/cohorts/<slug>/sessions/new")
@guard(seat_by_slug, may_facilitate)
def new_session(seat: Seat) -> ResponseReturnValue:
    """The form for a new session, with what somebody proposed if it is for a proposal."""
    before = latest_session(db(), seat.cohort.id)
    return _form_page(seat, _fresh(seat, before), 200, before)


@bp.post("/cohorts/<slug>/sessions")
@guard(seat_by_slug, may_facilitate)
def plan_one(seat: Seat) -> ResponseReturnValue:
    """Plan a session."""
    form = SessionForm()
    form.offer(modules_of(db(), seat.cohort.edition_id))
    if not form.validate_on_submit():
        return _form_page(seat, form, 422)
    try:
        made = plan_proposed(
            db(), actor(), plan_of(form), proposal_id=_proposal(), cohort=seat.cohort, now=now()
        )
    except Refusal as refusal:
        if type(refusal) not in FIELDS:
            raise
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _form_page(seat, form, refusal.status)
    after_commit(lambda: platform().bell.ring("plan_reminders"))
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(
        "The session is planned. Everybody who joined is told, and reminded before it.", "success"
    )
    return redirect(url_for("gatherings.session", gathering_id=made.id))


def _fresh(seat: Seat, before: Gathering | None) -> SessionForm:
    """The form with how and where the cohort met before, and what somebody proposed."""
    found = waiting_proposal(db(), seat.cohort.id, _proposal())
    idea = found.proposal if found else None
    proposed = {"title": idea.title, "how": idea.how, "about": idea.about} if idea else {}
    form = SessionForm(data={**as_before(before), **proposed})
    form.offer(modules_of(db(), seat.cohort.edition_id))
    return form


def _proposal() -> UUID | None:
    """The proposal that the session is planned for, if any."""
    return request_key(sent().get("proposal"))


def plan_of(form: SessionForm) -> SessionPlan:
    """What was filled in, for the action to check."""
    return SessionPlan(
        title=form.title.data or "",
        day=form.day.data or now().date(),
        clock=form.clock.data or time(),
        minutes=form.minutes.data or 0,
        how=form.how.data,
        place=form.place.data or "",
        link=form.link.data or "",
        phone=form.phone.data or "",
        about=form.about.data or "",
        module_id=form.module_id,
        offers=tuple(form.offers.data or ()),
        more_access=form.more_access.data or "",
        capacity=form.capacity.data,
        request_key=request_key(request.form.get("request_key")),
        is_circle=bool(form.is_circle.data),
    )


def _form_page(
    seat: Seat, form: SessionForm, status: int, before: Gathering | None = None
) -> ResponseReturnValue:
    page = render_template(
        "gatherings/new.html",
        cohort=seat.cohort,
        form=form,
        before=before,
        proposed=waiting_proposal(db(), seat.cohort.id, _proposal()),
        zone_name=say_zone(seat.cohort.time_zone),
    )
    return page, status
