"""Writing something to offer it; no reflection is behind it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kit.cleaning import READ_TO_REFUSE
from app.kit.db import new_id
from app.kit.errors import NotFound, Refusal
from app.outputs.actions.give import Offering, faults_in, give
from app.outputs.forms.giving import GiftForm
from app.outputs.queries.alike import origin_of
from app.outputs.rules.consent import HINTS
from app.outputs.rules.gifts import KINDS
from app.outputs.views.blueprint import bp
from app.outputs.views.cohort_choice import Choice, choice_in
from app.outputs.views.gift_fields import is_sent_again, show_all, show_beside
from app.web.context import actor, db, form_key, now
from app.web.guard import signed_in

WITH_FILES = ("outputs.offer_gift", "outputs.enter_gift")


@bp.url_value_preprocessor
def read_large_pictures(endpoint: str | None, _values: object) -> None:
    """Let somebody who is signed in send more than we take, to be told so on the form."""
    if endpoint in WITH_FILES and current_user.is_authenticated:
        request.max_content_length = READ_TO_REFUSE


@bp.get("/contributions/start")
@signed_in
def start_giving() -> ResponseReturnValue:
    """What would you like to tell? The kinds, each with a line about it."""
    choice = choice_in(request.args)
    return render_template("outputs/giving/start.html", kinds=KINDS, choice=choice)


@bp.get("/contributions/gifts/<kind>/new")
@signed_in
def new_gift(kind: str) -> ResponseReturnValue:
    """The form for one kind."""
    choice = choice_in(request.args)
    return _page(GiftForm(None, request_key=str(new_id())), kind, choice)


@bp.post("/contributions/gifts/<kind>")
@signed_in
def offer_gift(kind: str) -> ResponseReturnValue:
    """Offer it; sending the form twice offers it once."""
    choice, form = choice_in(request.form), GiftForm()
    _prepare(form, kind, choice)
    is_whole, gift, allowed = form.validate_on_submit(), form.gift(kind), form.allowed()
    faults = faults_in(gift, allowed, form.origin, cohort=choice.seat.cohort, now=now())
    if faults or not is_whole:
        status = show_all(form, faults)
        return _page(form, kind, choice), status
    offering = Offering(actor().id, choice.seat.cohort, form_key())
    try:
        give(db(), offering, gift=gift, allowed=allowed, now=now())
    except Refusal as refusal:
        if is_sent_again(refusal):
            form.request_key.data = str(new_id())
        status = show_beside(form, refusal)
        return _page(form, kind, choice), status
    flash("Thank you. It is offered. You can take it back here at any time.", "success")
    return redirect(url_for("outputs.own_contributions"))


def _prepare(form: GiftForm, kind: str, choice: Choice) -> None:
    """Ask as this kind is asked for, and show names as they would look.

    Raises: NotFound for a kind that there is not.
    """
    if kind not in KINDS:
        raise NotFound
    form.ask_for(kind)
    form.offer_names(origin_of(db(), choice.seat.cohort.id, actor().id))


def _page(form: GiftForm, kind: str, choice: Choice) -> str:
    _prepare(form, kind, choice)
    return render_template(
        "outputs/giving/write.html", form=form, kind=kind, choice=choice, hints=HINTS
    )
