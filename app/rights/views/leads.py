"""For programme leads: starting a copy or an erasure for somebody who asked by phone or letter."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import NotFound, Refusal
from app.people.models import Person
from app.people.queries.called import one_called
from app.people.rules import PROGRAMME_LEAD
from app.people.views.steps import fresh_step
from app.rights.actions.ask_erasure import ask_erasure, undo_erasure
from app.rights.actions.copies import ask_copy
from app.rights.forms import SomebodyForm
from app.rights.queries.erasures import erasures_page
from app.rights.rules.erasing import WAIT_DAYS
from app.rights.views.blueprint import bp
from app.web.context import actor, db, now, typed_number
from app.web.guard import role
from app.web.limits import limiter

ROOT = "/admin/people-data"


@bp.get(ROOT)
@role(PROGRAMME_LEAD)
@fresh_step
def people_data() -> ResponseReturnValue:
    """Start something for somebody, and what was started."""
    return _page(SomebodyForm(formdata=None))


@bp.post(f"{ROOT}/copies")
@role(PROGRAMME_LEAD)
@fresh_step
@limiter.limit("60 per hour")
def copy_for_somebody() -> ResponseReturnValue:
    """Ask for a copy for somebody; only they can fetch it."""
    form = SomebodyForm()
    try:
        person = _whom(form)
    except Refusal as refusal:
        return _page(form, refusal), refusal.status
    ask_copy(db(), actor(), person, now=now())
    flash("We make the copy now. The person gets a letter, and only they can fetch it.", "success")
    return redirect(url_for("rights.people_data"))


@bp.post(f"{ROOT}/erasures")
@role(PROGRAMME_LEAD)
@fresh_step
@limiter.limit("60 per hour")
def erasure_for_somebody() -> ResponseReturnValue:
    """Ask that somebody is erased; they get a letter, and can keep their account."""
    form = SomebodyForm()
    try:
        ask_erasure(db(), actor(), _whom(form), now=now())
    except Refusal as refusal:
        return _page(form, refusal), refusal.status
    flash(f"The account is erased in {WAIT_DAYS} days. The person gets a letter about it.")
    return redirect(url_for("rights.people_data"))


@bp.post(f"{ROOT}/erasures/<uuid:person_id>/undoings")
@role(PROGRAMME_LEAD)
@fresh_step
def undo_for_somebody(person_id: UUID) -> ResponseReturnValue:
    """Keep somebody's account after all, because they said so."""
    person = db().get(Person, person_id)
    if person is None:
        raise NotFound
    undo_erasure(db(), person, now=now())
    flash("The account stays. Nothing was erased.", "success")
    return redirect(url_for("rights.people_data"))


def _whom(form: SomebodyForm) -> Person:
    """The person whom the form is about.

    Raises: Refusal with the sentence of whatever is wrong.
    """
    if not form.validate_on_submit():
        raise Refusal(str(next(iter(form.who.errors), "Please try again.")))
    return one_called(db(), form.who.data or "")


def _page(form: SomebodyForm, refusal: Refusal | None = None) -> str:
    if refusal is not None:
        form.who.errors = [refusal.sentence]
    number = max(typed_number(request.args.get("page"), otherwise=1), 1)
    return render_template(
        "rights/people_data.html", form=form, page=erasures_page(db(), number), days=WAIT_DAYS
    )
