"""For programme leads: starting a copy or an erasure for somebody who asked by phone or letter."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.rules import ROLES, STATES
from app.kit.errors import NotFound, Refusal
from app.people.models import Person
from app.people.queries.called import one_called
from app.people.rules import PROGRAMME_LEAD
from app.people.views.steps import fresh_step
from app.rights.actions.ask_erasure import ask_erasure, undo_erasure
from app.rights.actions.copies import ask_copy
from app.rights.forms import ErasureForm, SomebodyForm
from app.rights.queries.erasures import erasures_page, open_erasure, places_of, was_erased
from app.rights.queries.retention import on_hold
from app.rights.rules.erasing import WAIT_DAYS
from app.rights.views.blueprint import bp
from app.web.context import actor, db, nothing_done, now, typed_number
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
def whom_to_erase() -> ResponseReturnValue:
    """Find whom an erasure is about; the next page shows them, and nothing is asked yet."""
    form = SomebodyForm()
    try:
        person = _whom(form)
    except Refusal as refusal:
        return _page(form, refusal), refusal.status
    nothing_done()
    return redirect(url_for("rights.erasure_look", person_id=person.id))


@bp.get(f"{ROOT}/erasures/<uuid:person_id>")
@role(PROGRAMME_LEAD)
@fresh_step
def erasure_look(person_id: UUID) -> ResponseReturnValue:
    """Who it is, what goes and what stays, before it is asked for."""
    return _look(person_id, ErasureForm(formdata=None))


@bp.post(f"{ROOT}/erasures/<uuid:person_id>")
@role(PROGRAMME_LEAD)
@fresh_step
@limiter.limit("60 per hour")
def erasure_for_somebody(person_id: UUID) -> ResponseReturnValue:
    """Ask that somebody is erased; they get a letter, and can keep their account."""
    form = ErasureForm()
    if not form.validate_on_submit():
        return _look(person_id, form), 422
    person = _person(person_id)
    try:
        ask_erasure(db(), actor(), person, now=now())
    except Refusal as refusal:
        form.is_sure.errors = [refusal.sentence]
        return _look(person_id, form), refusal.status
    flash(f"The account of {person.name} is erased in {WAIT_DAYS} days. They get a letter.")
    return redirect(url_for("rights.people_data"))


@bp.post(f"{ROOT}/erasures/<uuid:person_id>/undoings")
@role(PROGRAMME_LEAD)
@fresh_step
def undo_for_somebody(person_id: UUID) -> ResponseReturnValue:
    """Keep somebody's account after all, because they said so."""
    undo_erasure(db(), _person(person_id), now=now(), is_told=True)
    flash("The account stays. Nothing was erased. The person gets a letter.", "success")
    return redirect(url_for("rights.people_data"))


def _whom(form: SomebodyForm) -> Person:
    """The person whom the form is about.

    Raises: Refusal with the sentence of whatever is wrong.
    """
    if not form.validate_on_submit():
        raise Refusal(str(next(iter(form.who.errors), "Please try again.")))
    return one_called(db(), form.who.data or "")


def _person(person_id: UUID) -> Person:
    """Raises: NotFound, also for whoever was erased already."""
    person = db().get(Person, person_id)
    if person is None or was_erased(db(), person_id):
        raise NotFound
    return person


def _look(person_id: UUID, form: ErasureForm) -> str:
    person = _person(person_id)
    return render_template(
        "rights/erasure_look.html",
        form=form,
        person=person,
        places=places_of(db(), person_id),
        erasure=open_erasure(db(), person_id),
        is_held=on_hold(db(), person_id),
        is_own=person_id == actor().id,
        days=WAIT_DAYS,
        roles=ROLES,
        states=STATES,
    )


def _page(form: SomebodyForm, refusal: Refusal | None = None) -> str:
    if refusal is not None:
        form.who.errors = [refusal.sentence]
    number = max(typed_number(request.args.get("page"), otherwise=1), 1)
    return render_template(
        "rights/people_data.html", form=form, page=erasures_page(db(), number), days=WAIT_DAYS
    )
