"""Running a cohort again: what is new, the old and new days side by side, then a yes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.errors import StrangeStart
from app.cohorts.models import Cohort
from app.cohorts.policy import may_appoint
from app.cohorts.queries import Seat, seat_by_slug
from app.gatherings.actions.rerun import faults_in_rerun, rerun_cohort
from app.gatherings.errors.series import RowsRefused
from app.gatherings.forms.reruns import RerunForm, proposed_rows, with_sources
from app.gatherings.forms.rows import Row, read_rows, with_faults
from app.gatherings.queries.reruns import copied, sessions_too_many, sources_of
from app.gatherings.queries.series import modules_in, sessions_of
from app.gatherings.rules.series import MOST_SESSIONS
from app.gatherings.views.blueprint import bp
from app.gatherings.views.words import say_copied
from app.kit.db import new_id
from app.kit.times import in_zone, say_date, say_zone
from app.syllabus.models import Edition
from app.syllabus.queries import published_editions
from app.web.context import actor, after_commit, db, form_key, now, platform
from app.web.guard import guard


@bp.get("/cohorts/<slug>/reruns")
@guard(seat_by_slug, may_appoint)
def rerun(seat: Seat) -> ResponseReturnValue:
    """The form for a new cohort like this one."""
    return _first_page(seat.cohort, RerunForm.fresh(seat.cohort, _today(seat.cohort)), 200)


@bp.post("/cohorts/<slug>/reruns/previews")
@guard(seat_by_slug, may_appoint)
def preview_rerun(seat: Seat) -> ResponseReturnValue:
    """The sessions as they were and as they would be; nothing is written."""
    cohort, form = seat.cohort, RerunForm()
    form.offer(_editions(cohort))
    if not form.validate_on_submit() or form.starts_on.data is None:
        return _first_page(cohort, form, 422)
    rows = proposed_rows(sessions_of(db(), cohort.id), cohort, form.starts_on.data)
    faults = faults_in_rerun(db(), cohort, form.plan(rows, _today(cohort)), now=now())
    return _list(cohort, form, with_faults(rows, faults), new_id(), 200)


@bp.post("/cohorts/<slug>/reruns")
@guard(seat_by_slug, may_appoint)
def run_again(seat: Seat) -> ResponseReturnValue:
    """Open the new cohort with the sessions of the list."""
    old, form, rows = seat.cohort, RerunForm(), read_rows(request.form)
    form.offer(_editions(old))
    key = form_key()
    if not form.validate_on_submit():
        return _first_page(old, form, 422)
    try:
        cohort = rerun_cohort(db(), actor(), old, form.plan(rows, _today(old), key), now=now())
    except RowsRefused as refusal:
        return _list(old, form, with_faults(rows, refusal.faults), key, refusal.status)
    except StrangeStart as refusal:
        form.starts_on.errors = [refusal.sentence]
        return _first_page(old, form, refusal.status)
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(say_copied(cohort.name, copied(db(), cohort.id)), "success")
    return redirect(url_for("cohorts.facilitators", slug=cohort.slug))


def _today(cohort: Cohort) -> date:
    return in_zone(now(), cohort.time_zone).date()


def _editions(cohort: Cohort) -> list[tuple[Edition, str]]:
    """The edition that the cohort is on, and the newest one where that is another."""
    published = published_editions(db())
    own = [(edition, "as before") for edition in published if edition.id == cohort.edition_id]
    newest = [(edition, "the newest") for edition in published[:1]]
    return own + [one for one in newest if one[0].id != cohort.edition_id]


def _first_page(cohort: Cohort, form: RerunForm, status: int) -> ResponseReturnValue:
    editions = _editions(cohort)
    form.offer(editions)
    form.edition.data = form.edition.data or editions[0][0].key
    page = render_template(
        "gatherings/rerun.html",
        cohort=cohort,
        form=form,
        too_many=sessions_too_many(db(), cohort.id),
        most=MOST_SESSIONS,
        has_begun=cohort.starts_on <= _today(cohort),
    )
    return page, status


def _list(
    cohort: Cohort, form: RerunForm, rows: Sequence[Row], key: UUID, status: int
) -> ResponseReturnValue:
    sources = sources_of(db(), cohort, with_runners=form.runners.data)
    edition = next(one for one, _ in _editions(cohort) if one.key == form.edition.data)
    modules = modules_in(db(), edition.id, [one.session.module_id for one in sources.values()])
    page = render_template(
        "gatherings/rerun_list.html",
        cohort=cohort,
        form=form,
        rows=with_sources(rows, sources, cohort, modules),
        edition=edition,
        too_many=sessions_too_many(db(), cohort.id),
        new_first_day=say_date(form.starts_on.data or cohort.starts_on),
        most=MOST_SESSIONS,
        has_begun=cohort.starts_on <= _today(cohort),
        refused=status != 200,  # noqa: PLR2004 - a page that came back
        zone_name=say_zone(cohort.time_zone),
        key=key,
    )
    return page, status
