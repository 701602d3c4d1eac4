"""What a report asks: the list for its cohort, putting and proposing, and what waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.queries import Seat, seat_by_slug
from app.kit.db import new_id
from app.kit.errors import Refusal
from app.kit.times import in_zone
from app.outputs.actions.asks import propose_ask, put_ask
from app.outputs.errors import asks as errors
from app.outputs.forms.asks import AskForm
from app.outputs.policy import may_ask_for_output, may_make_outputs, may_propose, may_see_desk
from app.outputs.queries.asks import lines_of, waiting_asks
from app.outputs.queries.outputs import Desk, desk_by_id
from app.outputs.rules.asks import KINDS, STATES
from app.outputs.views.blueprint import bp, page_number
from app.suggestions.queries.entering import tellers
from app.web.context import actor, db, form_key, now
from app.web.forms import WebForm
from app.web.guard import guard

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    errors.TellsOfPeople: "is_looked_at",
    errors.AskNeeded: "text",
    errors.TooLongAsked: "text",
    errors.WhomNeeded: "to_whom",
    errors.DayAhead: "asked_on",
}


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/asks")
@guard(desk_by_id, may_see_desk)
def asks(desk: Desk) -> ResponseReturnValue:
    """What a report asks, what its people propose that it ask, and what came of it."""
    form = AskForm(formdata=None, asked_on=_today(desk))
    form.request_key.data = str(new_id())
    return _page(desk, form)


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/asks")
@guard(desk_by_id, may_make_outputs)
def put_one(desk: Desk) -> ResponseReturnValue:
    """Write down what a report asks of whom; anyone can read it from now on."""
    form = AskForm()
    if not form.validate_on_submit():
        return _page(desk, form), 422
    keep = partial(put_ask, asked_on=form.asked_on.data or _today(desk))
    told = "Saved. Anyone can read it beside the report, once the report is published."
    return _kept(desk, form, keep, told)


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/asks/proposals")
@guard(desk_by_id, may_propose)
def propose_one(desk: Desk) -> ResponseReturnValue:
    """Propose what a report should ask; its facilitators decide."""
    form = AskForm()
    if may_make_outputs(actor(), desk):
        form.offer_people(tellers(db(), actor(), desk.seat.cohort.id))
    whose = form.whose_id(actor().id)
    if not form.validate_on_submit() or whose is None:
        return _page(desk, form), 422
    told = "Thank you. Your facilitators decide, and their answer will stand here."
    return _kept(desk, form, partial(propose_ask, whose_id=whose), told)


@bp.get("/cohorts/<slug>/asks")
@guard(seat_by_slug, may_ask_for_output)
def waiting(seat: Seat) -> ResponseReturnValue:
    """What waits for a facilitator: proposals, what nobody answered, and promises that are late."""
    today = in_zone(now(), seat.cohort.time_zone).date()
    page = waiting_asks(db(), seat.cohort.id, today=today, page=page_number())
    return render_template("outputs/asks_waiting.html", seat=seat, page=page, today=today)


def show_beside(form: WebForm, refusal: Refusal, fields: dict[type[Refusal], str]) -> None:
    """Show a refusal beside the field that it is about, or above the form."""
    field = fields.get(type(refusal))
    if field is None:
        form.form_errors.append(refusal.sentence)
    else:
        form[field].errors = [refusal.sentence]


def _kept(desk: Desk, form: AskForm, keep: Callable[..., None], told: str) -> ResponseReturnValue:
    """Keep what is asked, put or proposed, or show beside it why not."""
    try:
        keep(
            *(db(), actor()),
            output=desk.output,
            wording=form.wording(),
            request_key=form_key(),
            today=_today(desk),
            now=now(),
        )
    except Refusal as refusal:
        show_beside(form, refusal, FIELDS)
        return _page(desk, form), refusal.status
    flash(told, "success")
    return redirect(url_for("outputs.asks", slug=desk.seat.cohort.slug, output_id=desk.output.id))


def _page(desk: Desk, form: AskForm) -> str:
    runs_it = may_make_outputs(actor(), desk)
    if runs_it:
        form.offer_people(tellers(db(), actor(), desk.seat.cohort.id))
    return render_template(
        "outputs/asks.html",
        desk=desk,
        form=form,
        lines=lines_of(db(), desk.output.id, states=STATES),
        today=_today(desk),
        runs_it=runs_it,
        proposes=may_propose(actor(), desk),
        kinds=KINDS,
    )


def _today(desk: Desk) -> date:
    return in_zone(now(), desk.seat.cohort.time_zone).date()
