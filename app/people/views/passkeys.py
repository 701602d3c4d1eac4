"""Passkeys: adding one, signing in with one, and looking after them."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

from flask import Response, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.audit.actions.record import record
from app.kit.errors import Refusal
from app.people import passkeys
from app.people.actions import passkeys as actions
from app.people.deeds import BESIDES, STEP_SHOWN
from app.people.errors.second_steps import PasskeyRefused
from app.people.forms.second_steps import PasskeyForm, ShownPasskeyForm
from app.people.queries.second_steps import passkeys_of
from app.people.rules.new_ways import PASSKEY
from app.people.views.addresses import own_address
from app.people.views.blueprint import bp
from app.people.views.letting_in import let_in
from app.people.views.new_ways import tell_of
from app.people.views.steps import fresh_step, half_person, half_way, is_recent, mark_step, seconds
from app.web.context import actor, db, now, platform
from app.web.guard import open_to_all, signed_in
from app.web.limits import ONE_ADDRESS, limiter

# In the signed cookie: the question that was asked last, for what, and when.
ASKED = "passkey"


@bp.post("/sign-in/passkey/asking")
@open_to_all("whoever signs in is asked for a passkey, and nothing is told of anybody")
@limiter.limit(ONE_ADDRESS)
def ask_to_show() -> ResponseReturnValue:
    """The question that the browser puts to a passkey."""
    person = actor() if current_user.is_authenticated else half_person()
    known = [key.credential_id for key in passkeys_of(db(), person.id)] if person else []
    return _json(passkeys.ask_to_show(_site(), _new_question("show"), known))


@bp.post("/sign-in/passkey")
@open_to_all("the passkey itself is the key")
@limiter.limit(ONE_ADDRESS)
def show_passkey() -> ResponseReturnValue:
    """Let in whoever shows a passkey: it is both steps, since it knows its owner."""
    form = ShownPasskeyForm()
    challenge = _question("show")
    if not form.validate_on_submit():
        raise PasskeyRefused
    person = actions.pass_passkey(
        db(), _site(), challenge=challenge, answer=form.credential.data or "", now=now()
    )
    then = form.next.data
    if current_user.is_authenticated:
        if person.id != actor().id:
            raise PasskeyRefused
        mark_step(both=True)
        record(*(db(), f"people.{STEP_SHOWN}", BESIDES[STEP_SHOWN]), actor_id=person.id, now=now())
        return redirect(own_address(then) or url_for("people.own_second_steps"))
    half, how = half_person(), "passkey"
    if half is not None:
        if half.id != person.id:
            raise PasskeyRefused
        then, how = half_way()
    return let_in(person, then, how=how, both=True)


@bp.get("/account/passkeys/new")
@signed_in
@fresh_step
def new_passkey() -> ResponseReturnValue:
    """The page that makes a passkey."""
    return render_template("people/new_passkey.html", form=PasskeyForm(formdata=None))


@bp.post("/account/passkeys/asking")
@signed_in
@fresh_step
@limiter.limit("30 per minute")
def ask_for_passkey() -> ResponseReturnValue:
    """What the browser needs to make a passkey."""
    known = [key.credential_id for key in passkeys_of(db(), actor().id)]
    account = actor().email or actor().name
    return _json(passkeys.ask_to_make(_site(), actor().id, account, _new_question("make"), known))


@bp.post("/account/passkeys")
@signed_in
@fresh_step
def add_passkey() -> ResponseReturnValue:
    """Keep a new passkey; with the first second step come recovery codes."""
    form = PasskeyForm()
    try:
        challenge = _question("make")
        if not form.validate_on_submit():
            return render_template("people/new_passkey.html", form=form), 422
        answer, name = form.credential.data or "", form.name.data or ""
        codes = actions.add_passkey(
            *(db(), actor(), _site()), challenge=challenge, answer=answer, name=name, now=now()
        )
    except Refusal as refusal:
        form.name.errors = [refusal.sentence]
        return render_template("people/new_passkey.html", form=form), refusal.status
    tell_of(PASSKEY)
    mark_step(both=True)
    flash("Your passkey is kept. You can sign in with it from now on.", "success")
    if codes:
        return render_template("people/recovery_codes.html", codes=codes)
    return redirect(url_for("people.own_second_steps"))


@bp.post("/account/passkeys/<uuid:passkey_id>")
@signed_in
def rename_passkey(passkey_id: UUID) -> ResponseReturnValue:
    """Call a passkey something else."""
    form = PasskeyForm()
    actions.rename_passkey(db(), actor(), passkey_id, name=form.name.data or "")
    flash("Saved.", "success")
    return redirect(url_for("people.own_second_steps", _anchor="passkeys"))


@bp.post("/account/passkeys/<uuid:passkey_id>/removal")
@signed_in
@fresh_step
def remove_passkey(passkey_id: UUID) -> ResponseReturnValue:
    """Let a passkey open nothing any more."""
    actions.remove_passkey(db(), actor(), passkey_id)
    flash("That passkey does not open your account any more.", "success")
    return redirect(url_for("people.own_second_steps", _anchor="passkeys"))


def _site() -> passkeys.Site:
    return passkeys.Site.at(platform().settings.base_url)


def _new_question(purpose: str) -> bytes:
    challenge = secrets.token_bytes(32)
    word = urlsafe_b64encode(challenge).decode()
    session[ASKED] = {"challenge": word, "for": purpose, "at": seconds()}
    return challenge


def _question(purpose: str) -> bytes:
    """The question that this browser was asked last, once and for ten minutes.

    Raises: PasskeyRefused.
    """
    asked = session.pop(ASKED, None)
    if not asked or asked["for"] != purpose or not is_recent(asked["at"]):
        raise PasskeyRefused
    return urlsafe_b64decode(asked["challenge"])


def _json(text: str) -> Response:
    return Response(text, mimetype="application/json")
