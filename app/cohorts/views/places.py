"""The list of places that cohorts belong to, for programme leads."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.actions.places import PlaceFacts, add_place, change_place
from app.cohorts.errors.places import CodeKnown, CodeWrong, PlaceKnown, PositionWrong
from app.cohorts.forms.places import PlaceForm
from app.cohorts.policy import may_change_place
from app.cohorts.queries.places import place_by_id, places_page
from app.cohorts.views.blueprint import bp
from app.kit.errors import Refusal
from app.people.models import Place
from app.people.rules import PLACES, PROGRAMME_LEAD
from app.web.context import actor, db, now
from app.web.guard import guard, role

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    PlaceKnown: "name",
    CodeWrong: "ods_code",
    CodeKnown: "ods_code",
    PositionWrong: "position",
}


@bp.get("/admin/places/")
@role(PROGRAMME_LEAD)
def places() -> ResponseReturnValue:
    """The list of places."""
    page = places_page(db(), request.args.get("page", 1, type=int))
    return render_template("cohorts/places.html", page=page, kinds=PLACES)


@bp.get("/admin/places/new")
@role(PROGRAMME_LEAD)
def new_place() -> ResponseReturnValue:
    """The form for a new place."""
    return _form_page(PlaceForm(), None, 200)


@bp.post("/admin/places/")
@role(PROGRAMME_LEAD)
def add_one_place() -> ResponseReturnValue:
    """Put a place on the list."""
    form = PlaceForm()
    if not form.validate_on_submit():
        return _form_page(form, None, 422)
    try:
        place = add_place(db(), actor(), _facts(form), now=now())
    except tuple(FIELDS) as refusal:
        return _refused(form, None, refusal)
    flash(f"“{place.name}” is on the list.", "success")
    return redirect(url_for("cohorts.places"))


@bp.get("/admin/places/<uuid:place_id>")
@guard(place_by_id, may_change_place)
def place(found: Place) -> ResponseReturnValue:
    """What is known of a place, to change it."""
    return _form_page(PlaceForm.of(found), found, 200)


@bp.post("/admin/places/<uuid:place_id>")
@guard(place_by_id, may_change_place)
def change_one_place(found: Place) -> ResponseReturnValue:
    """Change what is known of a place."""
    form = PlaceForm()
    if not form.validate_on_submit():
        return _form_page(form, found, 422)
    try:
        change_place(db(), found, _facts(form))
    except tuple(FIELDS) as refusal:
        return _refused(form, found, refusal)
    flash("Saved.", "success")
    return redirect(url_for("cohorts.places"))


def _facts(form: PlaceForm) -> PlaceFacts:
    return PlaceFacts(
        form.name.data or "",
        form.kind.data,
        form.ods_code.data or "",
        form.position.data or "",
    )


def _refused(form: PlaceForm, found: Place | None, refusal: Refusal) -> ResponseReturnValue:
    form[FIELDS[type(refusal)]].errors = [refusal.sentence]
    return _form_page(form, found, refusal.status)


def _form_page(form: PlaceForm, found: Place | None, status: int) -> ResponseReturnValue:
    return render_template("cohorts/place.html", form=form, place=found), status
