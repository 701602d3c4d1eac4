"""One's own helpers: who they are, what they may do, asking somebody, and ending it."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.audit.actions.record import note
from app.cohorts.queries import own_seats
from app.cohorts.rules import JOINED
from app.helping.actions.answer import end_helping
from app.helping.actions.ask import ask_helper, faults_in
from app.helping.forms import HelperForm
from app.helping.policy import is_one_of_two
from app.helping.queries import (
    HelpingPlace,
    choices_for,
    helped_by,
    helpers_of,
    helping_place,
)
from app.helping.rules import ACTS, NEVER, suggested_last_day
from app.helping.views.blueprint import bp, send_letters
from app.kit.errors import Refusal
from app.kit.times import in_zone
from app.web.context import actor, db, now
from app.web.guard import guard, signed_in
from app.web.limits import limiter

# It says the same whether anybody has the address.
ASKED_BY_EMAIL = (
    "Asked. If somebody with an account here has this address, they get a letter and can say yes."
)


@bp.get("/account/helpers")
@signed_in
def own_helpers() -> ResponseReturnValue:
    """Who helps one, whom one helps, and a form to ask somebody."""
    return _page(HelperForm.fresh(_suggested()))


@bp.post("/account/helpers")
@signed_in
@limiter.limit("20 per hour")
def ask_for_help() -> ResponseReturnValue:
    """Ask somebody."""
    form = HelperForm()
    wish = form.wish
    faults = faults_in(actor(), wish, now=now())
    if not form.validate_on_submit() or faults:
        form.refuse(faults)
        return _page(form), 422
    try:
        made = ask_helper(db(), actor(), wish, now=now())
    except Refusal as refusal:
        form.refuse([refusal])
        return _page(form), refusal.status
    send_letters()
    flash(ASKED_BY_EMAIL if made.email else "Asked. It begins when they say yes.", "success")
    return redirect(url_for(".own_helpers"))


@bp.post("/account/helpers/<uuid:helping_id>/ends")
@guard(helping_place, is_one_of_two)
def end_help(at: HelpingPlace) -> ResponseReturnValue:
    """End it, as the person or as their helper."""
    both = (at.person, at.known_helper)
    other = next((one.id for one in both if one and one.id != actor().id), None)
    note(db(), whom_id=other)
    was_open = end_helping(db(), actor(), at, now=now())
    send_letters()
    flash("It has ended." if was_open else "It had ended already.", "info")
    return redirect(url_for(".own_helpers"))


def _suggested() -> date:
    me = actor()
    newest = next(
        (one.cohort.starts_on for one in own_seats(db(), me.id) if one.enrolment.state == JOINED),
        None,
    )
    return suggested_last_day(newest, in_zone(now(), me.time_zone).date())


def _page(form: HelperForm) -> str:
    me = actor()
    form.offer(choices_for(db(), me.id))
    return render_template(
        "helping/own.html",
        form=form,
        helpers=helpers_of(db(), me.id, now=now()),
        helped=helped_by(db(), me.id, now=now()),
        acts=ACTS,
        never=NEVER,
        now=now(),
    )
