"""One step of one person: what became of it, and making something easier for them."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.insights.forms.easing import ExcuseForm, TimeForm
from app.insights.policy.progress import may_ease, may_see_progress_of
from app.insights.queries.way import ProgressSeat, cell_page, progress_seat
from app.insights.views.blueprint import bp
from app.insights.views.telling import say_history
from app.kit.errors import Refusal
from app.kit.times import in_zone, say_date
from app.progress.actions.ease import excuse_step, give_time, take_back_excuse
from app.progress.actions.unlock import unlock_module
from app.web.context import actor, db, now
from app.web.guard import guard

STEP = "/cohorts/<slug>/progress/<uuid:enrolment_id>/<module_key>/<step_key>"


@bp.get(STEP)
@guard(progress_seat, may_see_progress_of)
def cell(facts: ProgressSeat) -> ResponseReturnValue:
    """One step of one person: what became of it, and what can be made easier."""
    return _page(facts, ExcuseForm(formdata=None), TimeForm(formdata=None))


@bp.post(f"{STEP}/unlocks")
@guard(progress_seat, may_ease)
def unlock_here(facts: ProgressSeat) -> ResponseReturnValue:
    """Open the module of this step for one person."""
    opened = unlock_module(
        db(),
        actor(),
        cohort=facts.seat.cohort,
        module_key=facts.module_key,
        person_id=facts.person.person_id,
        now=now(),
    )
    flash(f"Module {opened.number} is open for {facts.person.name} now.", "success")
    return redirect(_address(facts))


@bp.post(f"{STEP}/excuses")
@guard(progress_seat, may_ease)
def excuse(facts: ProgressSeat) -> ResponseReturnValue:
    """This step is not asked of this person."""
    form = ExcuseForm()
    if not form.validate_on_submit():
        return _page(facts, form, TimeForm(formdata=None)), 422
    excuse_step(db(), actor(), at=facts.at, reason=form.reason.data or "", now=now())
    flash(f"{facts.person.name} does not need to do this step. Their own page says so.", "success")
    return redirect(_address(facts))


@bp.post(f"{STEP}/excuses/removals")
@guard(progress_seat, may_ease)
def take_back(facts: ProgressSeat) -> ResponseReturnValue:
    """This step is asked of this person again."""
    if take_back_excuse(db(), actor(), at=facts.at, now=now()):
        flash(f"The step is to do again for {facts.person.name}.", "success")
    return redirect(_address(facts))


@bp.post(f"{STEP}/times")
@guard(progress_seat, may_ease)
def more_time(facts: ProgressSeat) -> ResponseReturnValue:
    """This person has time for the module until a day."""
    form, zone = TimeForm(), facts.seat.cohort.time_zone
    if not form.validate_on_submit() or form.until.data is None:
        return _page(facts, ExcuseForm(formdata=None), form), 422
    until = form.until.data
    try:
        give_time(db(), actor(), at=facts.at, zone=zone, until=until, now=now())
    except Refusal as refusal:
        form.until.errors = [refusal.sentence]
        return _page(facts, ExcuseForm(formdata=None), form), refusal.status
    flash(f"{facts.person.name} has time until {say_date(until)}. Their page says so.", "success")
    return redirect(_address(facts))


def _page(facts: ProgressSeat, excuse_form: ExcuseForm, time_form: TimeForm) -> str:
    page, cohort = cell_page(db(), facts, now=now()), facts.seat.cohort
    return render_template(
        "insights/cell.html",
        facts=facts,
        cohort=cohort,
        page=page,
        history=say_history(page, cohort.time_zone),
        eases=may_ease(actor(), facts),
        excused=page.easing.of(facts.step_key),
        time=page.easing.until(in_zone(now(), cohort.time_zone).date()),
        excuse_form=excuse_form,
        time_form=time_form,
    )


def _address(facts: ProgressSeat) -> str:
    return url_for(
        "insights.cell",
        slug=facts.seat.cohort.slug,
        enrolment_id=facts.enrolment.id,
        module_key=facts.module_key,
        step_key=facts.step_key,
    )
