"""One's own account: name, what one brings, reading, and password."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.people.actions.reading import choose_reading
from app.people.actions.register import describe_oneself, set_password
from app.people.errors import DescribedMeanwhile
from app.people.forms import AccountForm, PasswordForm, ReadingForm
from app.people.queries.email_changes import change_of, may_refuse_until
from app.people.rules import seen_mark
from app.people.rules.email_changes import old_end
from app.people.rules.new_ways import PASSWORD
from app.people.views.blueprint import bp
from app.people.views.email import say_not_taken
from app.people.views.new_ways import tell_of
from app.people.views.steps import fresh_step
from app.web.context import actor, db, now, sign_in
from app.web.forms import WebForm
from app.web.guard import signed_in
from app.web.limits import limiter


@bp.get("/account/")
@signed_in
def own_account() -> ResponseReturnValue:
    """One's own name, what one brings, how one likes to read, and password."""
    return _account()


@bp.post("/account/")
@signed_in
def change_account() -> ResponseReturnValue:
    """Keep one's own name and what one brings."""
    form = AccountForm()
    if not form.validate_on_submit():
        return _account(form=form), 422
    try:
        describe_oneself(
            db(),
            actor(),
            name=form.name.data or "",
            what_i_bring=form.what_i_bring.data or "",
            seen=form.seen.data,
        )
    except DescribedMeanwhile as refusal:
        form.what_i_bring.errors = [refusal.sentence]
        form.seen.data = seen_mark(actor().what_i_bring)
        return _account(form=form), refusal.status
    flash("Saved.", "success")
    return redirect(url_for("people.own_account"))


@bp.post("/account/reading")
@signed_in
def change_reading() -> ResponseReturnValue:
    """Keep how one likes to read."""
    form = ReadingForm()
    if not form.validate_on_submit():
        return _account(reading_form=form), 422
    choose_reading(
        db(),
        actor(),
        text_size=form.text_size.data,
        spacing=form.spacing.data,
        language=form.language.data,
    )
    flash("Saved. This is how your pages look now, on screen and on paper.", "success")
    return redirect(url_for("people.own_account", _anchor="reading"))


@bp.post("/account/password")
@signed_in
@fresh_step
@limiter.limit("10 per 10 minutes")
def change_password() -> ResponseReturnValue:
    """Set a password; it signs the person out everywhere else."""
    form = PasswordForm()
    if not form.validate_on_submit():
        return _account(password_form=form), 422
    try:
        is_dropped = set_password(
            db(), actor(), password=form.new_password.data or "", here=sign_in().id, now=now()
        )
    except Refusal as refusal:
        form.new_password.errors = [refusal.sentence]
        return _account(password_form=form), refusal.status
    tell_of(PASSWORD)
    flash("Your password is set. You are signed out everywhere else.", "success")
    say_not_taken(is_dropped=is_dropped)
    return redirect(url_for("people.own_account"))


def _account(**sent: WebForm) -> str:
    """The page of the account, with a form as it was sent where there is something to put right."""
    fresh: dict[str, WebForm] = {
        "form": AccountForm(formdata=None, obj=actor(), seen=seen_mark(actor().what_i_bring)),
        "reading_form": ReadingForm(formdata=None, obj=actor()),
        "password_form": PasswordForm(formdata=None),
    }
    change = change_of(db(), actor().id, now=now())
    return render_template(
        "people/account.html",
        **(fresh | sent),
        change=change,
        old_end=old_end(actor()),
        until=may_refuse_until(db(), change) if change and change.new_confirmed_at else None,
    )
