"""Typing in what somebody would change, who told it on paper or by phone."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_facilitate
from app.cohorts.queries import Seat
from app.kit.db import new_id
from app.kit.errors import NotFound, Refusal
from app.people.models import Person
from app.progress.queries import Place, modules_in, place
from app.suggestions import errors
from app.suggestions.actions.suggest import enter_for_somebody
from app.suggestions.forms import NOBODY, EnteringForm
from app.suggestions.queries.entering import tellers
from app.suggestions.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import guard

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    errors.StepNeeded: "page",
    errors.PersonNeeded: "person",
    errors.WordsNeeded: "words",
    errors.TooLong: "words",
}


def may_enter(who: Person, at: Place) -> bool:
    """Facilitators of the cohort type in for others."""
    return may_facilitate(who, Seat(at.cohort, at.enrolment))


@bp.get("/cohorts/<slug>/suggestions/new")
@guard(place, may_enter)
def new(at: Place) -> ResponseReturnValue:
    """The form for somebody else's words."""
    return _page(at, EnteringForm(formdata=None, request_key=str(new_id())))


@bp.post("/cohorts/<slug>/suggestions")
@guard(place, may_enter)
def enter(at: Place) -> ResponseReturnValue:
    """Keep somebody else's words; the record says who typed them in."""
    form = EnteringForm()
    try:
        _enter(at, form)
    except Refusal as refusal:
        if type(refusal) not in FIELDS:
            raise
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _page(at, form), refusal.status
    flash("Kept. The cohort can read it now.", "success")
    return redirect(url_for(".said", slug=at.cohort.slug))


def _enter(at: Place, form: EnteringForm) -> None:
    """Keep what was chosen and written.

    Raises: StepNeeded, PersonNeeded, WordsNeeded, TooLong.
    """
    module_key, step_key = form.keys
    there = replace(at, module_key=module_key, step_key=step_key)
    if form.person_id is None and form.person.data != NOBODY:
        raise errors.PersonNeeded
    try:
        enter_for_somebody(
            db(), actor(), at=there, person_id=form.person_id, said=form.said(), now=now()
        )
    except NotFound:
        raise errors.StepNeeded from None


def _page(at: Place, form: EnteringForm) -> str:
    course = modules_in(db(), at.enrolment.id, now=now())
    form.offer(course, tellers(db(), actor(), at.cohort.id))
    return render_template("suggestions/enter.html", cohort=at.cohort, form=form)
