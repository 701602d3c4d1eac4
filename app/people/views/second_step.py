"""Being asked for the second step: while signing in, and before something that matters."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, logout_user

from app.kit.errors import Refusal, SignedOut
from app.people.actions.second_steps import pass_second_step, prove_again
from app.people.forms.second_steps import StepForm
from app.people.models import Person
from app.people.policy import second_step_due
from app.people.queries.second_steps import second_steps_of
from app.people.views.addresses import own_address
from app.people.views.blueprint import bp
from app.people.views.letting_in import let_in
from app.people.views.steps import (
    SHARED,
    half_person,
    half_way,
    has_only_first_step,
    hold_half,
    mark_step,
    step_limit,
)
from app.web.context import actor, db, now, platform, sign_in
from app.web.errors import what_was_written
from app.web.guard import open_to_all, signed_in

# What a programme lead may open before they have set up a second step.
WHILE_SETTING_UP = {
    *("people.own_second_steps", "people.start_app", "people.set_up_app", "people.confirm_app"),
    *("people.new_passkey", "people.ask_for_passkey", "people.add_passkey", "people.show_passkey"),
    *("people.ask_to_show", "people.ask_step", "people.try_step", "people.sign_out"),
}


@bp.get("/sign-in/second-step")
@open_to_all("shows a form only to whoever took the first step, and nothing of their account")
def second_step() -> ResponseReturnValue:
    """One more step for somebody who has shown the first."""
    person = half_person()
    return _half(StepForm(formdata=None), person) if person else _from_the_start()


@bp.post("/sign-in/second-step")
@open_to_all("whoever took the first step takes the second here")
@step_limit
def try_second_step() -> ResponseReturnValue:
    """Let somebody in who shows the second step too."""
    person, form = half_person(), StepForm()
    if person is None:
        return _from_the_start()
    if not form.validate_on_submit():
        return _half(form, person), 422
    code, recovery = form.code.data or "", form.recovery.data or ""
    try:
        pass_second_step(db(), person, code=code, recovery=recovery, now=now())
    except Refusal as refusal:
        form.refuse(refusal)
        return _half(form, person), refusal.status
    then, how = half_way()
    if recovery.strip():
        flash("You used a recovery code. It does not work again. See how many are left.")
        then = url_for("people.own_second_steps")
    return let_in(person, then, how=how, both=True)


@bp.get("/account/step")
@signed_in
def ask_step() -> ResponseReturnValue:
    """Ask somebody who is signed in to show once more that it is them."""
    form = StepForm(formdata=None)
    form.next.data = own_address(request.args.get("next"))
    return _again(form)


@bp.post("/account/step")
@signed_in
@step_limit
def try_step() -> ResponseReturnValue:
    """Go on to what asked for it."""
    form = StepForm()
    if not form.validate_on_submit():
        return _again(form), 422
    try:
        prove_again(
            *(db(), actor()),
            code=form.code.data or "",
            recovery=form.recovery.data or "",
            password=form.password.data or "",
            now=now(),
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return _again(form), refusal.status
    mark_step(both=actor().has_second_step)
    return redirect(own_address(form.next.data) or url_for("people.own_second_steps"))


@bp.before_app_request
def ask_who_must() -> ResponseReturnValue | None:
    """Stop a sign-in of one step where there must be two, and lead to what is missing.

    Raises: SignedOut when there is writing to give back.
    """
    if "_user_id" not in session or request.blueprint in {None, "health"}:
        return None
    if not current_user.is_authenticated or request.endpoint == "people.sign_out":
        return None
    if has_only_first_step():
        person = actor()
        if what_was_written():
            raise SignedOut
        here = request.full_path.rstrip("?") if request.method == "GET" else None
        before = sign_in()
        logout_user()
        session.clear()
        session[SHARED] = before.is_shared
        hold_half(person, own_address(here), before.how)
        return redirect(url_for("people.second_step"))
    return _lead_to_set_up()


def _lead_to_set_up() -> ResponseReturnValue | None:
    due = second_step_due(actor(), platform().settings.lead_grace_days, now())
    view = request.endpoint or ""
    if due is None or due > now() or view in WHILE_SETTING_UP or view in _PUBLIC:
        return None
    return redirect(url_for("people.own_second_steps"))


_PUBLIC = {"home.about", "home.accessibility", "home.privacy"}


def _from_the_start() -> ResponseReturnValue:
    if current_user.is_authenticated:
        # A second click, a step back or a link elsewhere must not sign out who is in already.
        return redirect("/")
    session.clear()
    flash("Please sign in again from the start. The second step has to follow within ten minutes.")
    return redirect(url_for("people.sign_in"))


def _half(form: StepForm, person: Person) -> str:
    steps = second_steps_of(db(), person.id)
    return render_template("people/second_step.html", form=form, steps=steps)


def _again(form: StepForm) -> str:
    steps = second_steps_of(db(), actor().id)
    return render_template("people/step_again.html", form=form, steps=steps)
