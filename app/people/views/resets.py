"""A programme lead takes away a second step that is lost, or signs somebody out everywhere."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.people.actions.second_steps import reset_second_step
from app.people.actions.shut_out import shut_out
from app.people.forms.second_steps import ResetForm
from app.people.models import Person
from app.people.queries.called import one_called
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
    """Ask who has lost their phone or passkey, or in whose account somebody else may be."""
    return render_template("people/reset_step.html", form=ResetForm(formdata=None))


@bp.post("/admin/second-step")
@lead
@fresh_step
@own_second_step
@limiter.limit("20 per 10 minutes")
def reset_lost_second_step() -> ResponseReturnValue:
    """Take away their second step; they are told by letter."""
    return _do(
        lambda person: reset_second_step(db(), actor(), person, now=now()),
        "Done. {name} is told by letter, and sets up a new second step.",
    )


@bp.post("/admin/sign-ins/end")
@lead
@fresh_step
@own_second_step
@limiter.limit("20 per 10 minutes")
def end_sign_ins_of_somebody() -> ResponseReturnValue:
    """Sign somebody out everywhere; they are told by letter."""
    return _do(
        lambda person: shut_out(db(), person, now=now()),
        "Done. {name} is signed out everywhere, and told by letter.",
    )


def _do(deed: Callable[[Person], None], done: str) -> ResponseReturnValue:
    form = ResetForm()
    if not form.validate_on_submit():
        return render_template("people/reset_step.html", form=form), 422
    try:
        person = one_called(db(), form.called.data or "")
        deed(person)
    except Refusal as refusal:
        form.called.errors = [refusal.sentence]
        return render_template("people/reset_step.html", form=form), refusal.status
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(done.format(name=person.name), "success")
    return redirect(url_for("people.lost_second_step"))
