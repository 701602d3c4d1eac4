"""Changing one's own e-mail address, and answering at the new and at the old one."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.people.actions.email_changes import (
    ask_for_email,
    confirm_end,
    refuse_at_old_end,
    withdraw_email,
)
from app.people.errors.email_changes import EmailLinkSpent
from app.people.forms.email_changes import EmailChangeForm
from app.people.models import EmailChange, Person
from app.people.queries.email_changes import change_of, change_of_letter, may_refuse_until
from app.people.rules.email_changes import (
    EMAIL_NEW,
    EMAIL_OLD,
    NEW_LINK,
    OLD_LINK,
    hidden_address,
    old_end,
)
from app.people.views.blueprint import bp
from app.people.views.steps import fresh_step, whose_step
from app.web.context import actor, after_commit, db, done_by, now, platform, sign_in
from app.web.guard import open_to_all, signed_in
from app.web.limits import limiter
from app.web.security import private_page

NOT_ME = "no"


@bp.get("/account/email")
@signed_in
@fresh_step
def own_email() -> ResponseReturnValue:
    """Ask for the new address, and say what happens then."""
    return _page(EmailChangeForm(formdata=None))


@bp.post("/account/email")
@signed_in
@fresh_step
@limiter.limit("5 per day", key_func=whose_step)
def ask_email() -> ResponseReturnValue:
    """Write to both addresses; the page says the same, whoever has the new one."""
    form = EmailChangeForm()
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        ask_for_email(db(), actor(), typed=form.email.data or "", here=sign_in().id, now=now())
    except Refusal as refusal:
        form.email.errors = [refusal.sentence]
        return _page(form), refusal.status
    after_commit(lambda: platform().bell.ring("send_letters"))
    also = (
        "to both addresses" if actor().email else "to it, and tell you as our letters come to you"
    )
    flash(f"We write {also}. Nothing has changed yet.", "success")
    return redirect(url_for("people.own_account", _anchor="email"))


@bp.post("/account/email/withdrawal")
@signed_in
def withdraw_own_email() -> ResponseReturnValue:
    """Forget the address that one asked for."""
    withdraw_email(db(), actor())
    flash("Done. Nothing changes.", "success")
    return redirect(url_for("people.own_account", _anchor="email"))


@bp.get("/account/email/new/<word>")
@open_to_all("the link itself is the key; opening it does nothing, since mail scanners open links")
def open_new_email(word: str) -> ResponseReturnValue:
    """One button for whoever reads the new address."""
    change = change_of_letter(db(), _letter(NEW_LINK, word), kind=EMAIL_NEW, now=now())
    if change is None or change.new_confirmed_at is not None:
        raise EmailLinkSpent
    return private_page(render_template("people/email_new.html", change=change))


@bp.post("/account/email/new/<word>")
@open_to_all("the link itself is the key")
@limiter.limit("30 per minute")
def confirm_new_email(word: str) -> ResponseReturnValue:
    """The new address said yes."""
    change = confirm_end(db(), _letter(NEW_LINK, word), kind=EMAIL_NEW, now=now())
    done_by(change.person_id)
    return _answered(change)


@bp.get("/account/email/old/<word>")
@open_to_all("the link itself is the key; opening it does nothing, since mail scanners open links")
def open_old_email(word: str) -> ResponseReturnValue:
    """Two buttons for whoever reads the old address."""
    change = change_of_letter(db(), _letter(OLD_LINK, word), kind=EMAIL_OLD, now=now())
    if change is None:
        raise EmailLinkSpent
    page = render_template(
        "people/email_old.html",
        change=change,
        address=hidden_address(change.new_email),
        until=may_refuse_until(db(), change),
        zone=db().get_one(Person, change.person_id).time_zone,
    )
    return private_page(page)


@bp.post("/account/email/old/<word>")
@open_to_all("the link itself is the key")
@limiter.limit("30 per minute")
def answer_old_email(word: str) -> ResponseReturnValue:
    """The old address said yes or no."""
    letter_id = _letter(OLD_LINK, word)
    if request.form.get("says") == NOT_ME:
        done_by(refuse_at_old_end(db(), letter_id, now=now()))
        return private_page(render_template("people/email_stopped.html"))
    change = confirm_end(db(), letter_id, kind=EMAIL_OLD, now=now())
    done_by(change.person_id)
    return _answered(change)


def say_not_taken(*, is_dropped: bool) -> None:
    """Say that an address ended with the sign-in that asked for it, where one did."""
    if is_dropped:
        flash(
            "The e-mail address that was asked for somewhere else is not taken. If it was you, ask "
            "for it again."
        )


def _page(form: EmailChangeForm) -> str:
    change = change_of(db(), actor().id, now=now())
    return render_template("people/email.html", form=form, change=change, old_end=old_end(actor()))


def _answered(change: EmailChange) -> ResponseReturnValue:
    person, until = db().get_one(Person, change.person_id), may_refuse_until(db(), change)
    page = render_template(
        "people/email_answered.html",
        change=change,
        is_done=person.email == change.new_email,
        person=person,
        old_end=old_end(person),
        until=until,
    )
    return private_page(page)


def _letter(purpose: str, word: str) -> UUID | None:
    return platform().links.read(purpose, word)
