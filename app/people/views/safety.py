"""Signing in safely: the second steps that somebody has set up, and setting one up."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.kit.errors import Refusal
from app.people.actions.codes import confirm_code_app, secret_of_started, start_code_app
from app.people.actions.recovery import fresh_recovery_codes
from app.people.actions.second_steps import remove_code_app
from app.people.codes import address_for_app, drawn, in_groups
from app.people.errors.second_steps import NoSecondStep
from app.people.forms.second_steps import SetUpForm
from app.people.policy import second_step_due
from app.people.queries.identities import identities_of
from app.people.queries.second_steps import second_steps_of
from app.people.rules.new_ways import APP, RECOVERY
from app.people.views.blueprint import bp
from app.people.views.new_ways import tell_of
from app.people.views.steps import fresh_step, mark_step
from app.web.context import actor, db, now, platform
from app.web.guard import signed_in
from app.web.limits import limiter
from app.web.security import let_forms_lead_to


@bp.get("/account/second-step/")
@signed_in
def own_second_steps() -> ResponseReturnValue:
    """What one has set up beside the first step."""
    due = second_step_due(actor(), platform().settings.lead_grace_days, now())
    steps = second_steps_of(db(), actor().id)
    provider = platform().provider
    if provider is not None:
        let_forms_lead_to(provider.issuer)
    return render_template(
        "people/second_steps.html",
        steps=steps,
        due=due,
        provider=provider,
        identities=identities_of(db(), actor().id, issuer=provider.issuer) if provider else [],
    )


@bp.post("/account/second-step/app")
@signed_in
@fresh_step
def start_app() -> ResponseReturnValue:
    """Begin to set up an app that shows codes."""
    start_code_app(db(), actor(), now=now())
    return redirect(url_for("people.set_up_app"))


@bp.get("/account/second-step/app")
@signed_in
@fresh_step
def set_up_app() -> ResponseReturnValue:
    """The picture for the app, and the box for its first code."""
    return _set_up(SetUpForm(formdata=None))


@bp.post("/account/second-step/app/confirmation")
@signed_in
@fresh_step
@limiter.limit("30 per 10 minutes")
def confirm_app() -> ResponseReturnValue:
    """Take the app into use; recovery codes are shown this once."""
    form = SetUpForm()
    if not form.validate_on_submit():
        return _set_up(form), 422
    try:
        codes = confirm_code_app(db(), actor(), typed=form.code.data or "", now=now())
    except Refusal as refusal:
        form.code.errors = [refusal.sentence]
        return _set_up(form), refusal.status
    tell_of(APP)
    mark_step(both=True)
    flash("Your app is set up. From now on we ask for its code when you sign in.", "success")
    return _codes(codes) if codes else redirect(url_for("people.own_second_steps"))


@bp.post("/account/second-step/app/removal")
@signed_in
@fresh_step
def remove_app() -> ResponseReturnValue:
    """Let no app show codes for one any more."""
    remove_code_app(db(), actor())
    flash("Done. We do not ask for a code from an app any more.", "success")
    return redirect(url_for("people.own_second_steps"))


@bp.post("/account/second-step/recovery-codes")
@signed_in
@fresh_step
def new_recovery_codes() -> ResponseReturnValue:
    """Ten new recovery codes, shown this once.

    Raises: NoSecondStep.
    """
    if not actor().has_second_step:
        raise NoSecondStep
    tell_of(RECOVERY)
    return _codes(fresh_recovery_codes(db(), actor(), now=now()))


def _set_up(form: SetUpForm) -> str:
    secret = secret_of_started(db(), actor(), now=now())
    address = address_for_app(secret, actor().email or actor().name)
    return render_template(
        "people/set_up_app.html",
        form=form,
        # Drawn by us from our own words; nobody's text stands in it as marks.
        picture=Markup(drawn(address)),  # noqa: S704
        key=in_groups(secret),
        address=address,
    )


def _codes(codes: list[str]) -> str:
    return render_template("people/recovery_codes.html", codes=codes)
