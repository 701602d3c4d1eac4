"""Planning a series of sessions: a proposal from the modules, a list to change, then a yes."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.policy import may_look_after
from app.cohorts.queries import Seat, seat_by_slug
from app.gatherings.actions.series import faults_in, plan_series
from app.gatherings.errors.series import NoSessionLeft, RowsRefused, TooManySessions
from app.gatherings.forms.rows import Row, read_rows, with_faults
from app.gatherings.forms.series import SeriesForm
from app.gatherings.forms.together import TogetherForm
from app.gatherings.models import Gathering
from app.gatherings.queries.series import latest_session, modules_without_session
from app.gatherings.rules import WAYS
from app.gatherings.views.blueprint import bp
from app.kit.db import new_id
from app.kit.times import in_zone, say_zone
from app.web.context import actor, after_commit, db, form_key, now, platform, request_key
from app.web.guard import guard

# Where to go when the sessions of a cohort that was just opened are planned.
FACILITATORS = "facilitators"


@bp.get("/cohorts/<slug>/series/new")
@guard(seat_by_slug, may_look_after)
def new_series(seat: Seat) -> ResponseReturnValue:
    """The form for a series."""
    today = in_zone(now(), seat.cohort.time_zone).date()
    before = latest_session(db(), seat.cohort.id)
    return _rhythm(seat.cohort, SeriesForm.fresh(seat.cohort, today, before), 200, before)


@bp.post("/cohorts/<slug>/series/previews")
@guard(seat_by_slug, may_look_after)
def preview_series(seat: Seat) -> ResponseReturnValue:
    """Show the sessions that there could be; nothing is written."""
    form = SeriesForm()
    if not form.validate_on_submit() or form.first.data is None:
        return _rhythm(seat.cohort, form, 422)
    modules = modules_without_session(db(), seat.cohort)
    rows = form.rows(modules, form.first.data, seat.cohort.time_zone, now())
    return proposal(seat.cohort, form, rows, key=new_id())


@bp.post("/cohorts/<slug>/series")
@guard(seat_by_slug, may_look_after)
def plan_many(seat: Seat) -> ResponseReturnValue:
    """Plan the sessions of the list."""
    form, rows = TogetherForm(), read_rows(request.form)
    then = request.form.get("then", "")
    if not form.validate_on_submit():
        return _list(seat.cohort, form, rows, 422, then=then)
    plan = form.plan(rows, request_key(request.form.get("request_key")))
    try:
        made = plan_series(db(), actor(), plan, cohort=seat.cohort, now=now())
    except RowsRefused as refusal:
        return _list(seat.cohort, form, with_faults(rows, refusal.faults), 422, then=then)
    except (NoSessionLeft, TooManySessions) as refusal:
        return _list(seat.cohort, form, rows, 422, then=then, sentence=refusal.sentence)
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(_said(len(plan.sessions), is_new=made.is_new), "success" if made.is_new else "info")
    page = "cohorts.facilitators" if then == FACILITATORS else "gatherings.sessions"
    return redirect(url_for(page, slug=seat.cohort.slug))


def proposal(
    cohort: Cohort, form: TogetherForm, rows: Sequence[Row], *, key: UUID, then: str = ""
) -> ResponseReturnValue:
    """The page with proposed sessions, each with what does not fit yet; `key` is of its form."""
    faults = faults_in(form.plan(rows), cohort.time_zone, now())
    return _list(cohort, form, with_faults(rows, faults), 200, then=then, key=key)


def _list(
    cohort: Cohort,
    form: TogetherForm,
    rows: Sequence[Row],
    status: int,
    *,
    then: str,
    sentence: str | None = None,
    key: UUID | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "gatherings/series.html",
        cohort=cohort,
        form=form,
        rows=rows,
        refused=status != 200,  # noqa: PLR2004 - a page that came back
        sentence=sentence,
        ways=WAYS,
        zone_name=say_zone(cohort.time_zone),
        then=then,
        key=key or form_key(),
    )
    return page, status


def _rhythm(
    cohort: Cohort, form: SeriesForm, status: int, before: Gathering | None = None
) -> ResponseReturnValue:
    page = render_template(
        "gatherings/new_series.html",
        cohort=cohort,
        form=form,
        before=before,
        modules=modules_without_session(db(), cohort),
        zone_name=say_zone(cohort.time_zone),
    )
    return page, status


def _said(number: int, *, is_new: bool) -> str:
    if not is_new:
        return "These sessions were planned before. You can change each on its own page."
    return f"{'1 session is' if number == 1 else f'{number} sessions are'} planned, with reminders."
