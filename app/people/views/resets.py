"""A programme lead takes away the second step of somebody who has lost what it needs."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.people.actions.second_steps import reset_second_step
from app.people.errors.second_steps import NothingToReset
from app.people.forms.second_steps import ResetForm
from app.people.queries.second_steps import person_to_reset
from app.people.rules import PROGRAMME_LEAD
from app.people.views.blueprint import bp
from app.people.views.steps import fresh_step, own_second_step
from app.web.context import actor, after_commit, db, now, platform
from app.web.guard import role
from app.web.limits import limiter

lead = role(PROGRAMME_LEAD)


@bp.get("/admin/second-step")
@lead
@fresh_step
@own_second_step
def lost_second_step() -> ResponseReturnValue:
    """Ask who has lost their phone or passkey."""
    return render_template("people/reset_step.html", form=ResetForm(formdata=None))


@bp.post("/admin/second-step")
@lead
@fresh_step
@own_second_step
@limiter.limit("20 per 10 minutes")
def reset_lost_second_step() -> ResponseReturnValue:
    """Take away their second step; they are told by letter."""
    form = ResetForm()
    if not form.validate_on_submit():
        return render_template("people/reset_step.html", form=form), 422
    try:
        person = person_to_reset(db(), form.email.data or "")
        if person is None:
            raise NothingToReset
        reset_second_step(db(), actor(), person, now=now())
    except Refusal as refusal:
        form.email.errors = [refusal.sentence]
        return render_template("people/reset_step.html", form=form), refusal.status
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(f"Done. {person.name} is told by letter, and sets up a new second step.", "success")
    return redirect(url_for("people.lost_second_step"))
