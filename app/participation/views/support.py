"""A person's own support map: the list and its drawing, its versions, and erasing it."""

from __future__ import annotations

from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.participation.actions.support import (
    erase_map,
    go_back,
    put_support,
    say_strengths,
    take_off,
)
from app.participation.forms.support import FIELDS, StrengthsForm, SupportForm
from app.participation.queries.support import all_versions, own_map, own_versions
from app.participation.queries.support_shares import maps_shared_with
from app.participation.rules.support import KINDS, PLURALS, RINGS, SupportMap, map_as_json
from app.participation.rules.support_drawing import draw_support
from app.participation.views.blueprint import bp
from app.web.context import actor, db, form_key, now
from app.web.guard import signed_in


@bp.get("/support/")
@signed_in
def support() -> ResponseReturnValue:
    """One's own map, and those that others share with one."""
    return _page(SupportForm(formdata=None, request_key=str(new_id())))


@bp.post("/support/")
@signed_in
def put_on() -> ResponseReturnValue:
    """Put one on the map."""
    form = SupportForm()
    try:
        put_support(db(), actor(), form.support, key="", form=form.key, now=now())
    except tuple(FIELDS) as refusal:
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _page(form), refusal.status
    flash("It is on your map. Only you see it.", "success")
    return redirect(url_for(".support"))


@bp.get("/support/strengths")
@signed_in
def strengths() -> ResponseReturnValue:
    """The form for what is strong in one."""
    mine = own_map(db(), actor())
    form = StrengthsForm(formdata=None, request_key=str(new_id()))
    form.lines.data = mine.map.strengths if mine else ""
    return render_template("participation/support/strengths.html", form=form)


@bp.post("/support/strengths")
@signed_in
def keep_strengths() -> ResponseReturnValue:
    """Keep it."""
    form = StrengthsForm()
    try:
        say_strengths(db(), actor(), form.lines.data or "", form=form.key, now=now())
    except tuple(FIELDS) as refusal:
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return render_template("participation/support/strengths.html", form=form), refusal.status
    flash("Kept. Only you see it.", "success")
    return redirect(url_for(".support"))


@bp.get("/support/supports/<uuid:support_key>")
@signed_in
def changing_support(support_key: UUID) -> ResponseReturnValue:
    """The form for one that is on the map."""
    mine = own_map(db(), actor())
    one = mine.map.one(str(support_key)) if mine else None
    if one is None:
        raise NotFound
    return _change_page(support_key, SupportForm.of(one))


@bp.post("/support/supports/<uuid:support_key>")
@signed_in
def change_support(support_key: UUID) -> ResponseReturnValue:
    """Write it over."""
    form = SupportForm()
    try:
        put_support(db(), actor(), form.support, key=str(support_key), form=form.key, now=now())
    except tuple(FIELDS) as refusal:
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _change_page(support_key, form), refusal.status
    flash("It is changed.", "success")
    return redirect(url_for(".support"))


@bp.post("/support/supports/<uuid:support_key>/removals")
@signed_in
def take_support_off(support_key: UUID) -> ResponseReturnValue:
    """Take it off the map; earlier versions still have it."""
    take_off(db(), actor(), key=str(support_key), form=form_key(), now=now())
    flash("It is off your map. Earlier versions still have it.", "success")
    return redirect(url_for(".support"))


@bp.get("/support/versions/")
@signed_in
def support_versions() -> ResponseReturnValue:
    """How the map was from time to time."""
    page = own_versions(db(), actor(), request.args.get("page", 1, type=int))
    return render_template("participation/support/versions.html", page=page)


@bp.get("/support/versions/<int:number>")
@signed_in
def support_version(number: int) -> ResponseReturnValue:
    """The map as it was."""
    mine = own_map(db(), actor(), number)
    if mine is None:
        raise NotFound
    words = map_words(mine.map)
    return render_template("participation/support/version.html", mine=mine, **words)


@bp.post("/support/versions/<int:number>/returns")
@signed_in
def return_to(number: int) -> ResponseReturnValue:
    """Let the map be again as it was."""
    mine = own_map(db(), actor(), number)
    if mine is None:
        raise NotFound
    go_back(db(), actor(), mine.map, form=form_key(), now=now())
    flash("Your map is as it was then. What it was before is kept as a version.", "success")
    return redirect(url_for(".support"))


@bp.get("/support/file")
@signed_in
def support_file() -> ResponseReturnValue:
    """All versions of one's own map, as a file that other programs read."""
    rows = all_versions(db(), actor())
    versions = [(one.number, one.written_at.isoformat(), one.map) for one in rows]
    answer = Response(map_as_json(versions), mimetype="application/json")
    answer.headers["Content-Disposition"] = "attachment; filename=support-map.json"
    return answer


@bp.get("/support/removals/new")
@signed_in
def erasing_map() -> ResponseReturnValue:
    """What goes when the map is erased."""
    return render_template("participation/support/erase.html")


@bp.post("/support/removals")
@signed_in
def erase_whole_map() -> ResponseReturnValue:
    """Erase the map."""
    erase_map(db(), actor())
    flash("Your support map is erased, with all versions. Nothing of it is kept.", "success")
    return redirect(url_for(".support"))


def map_words(shown: SupportMap) -> dict[str, object]:
    """What every page with a map shows: the list in its order, the drawing, and their words."""
    return {
        "shown_map": shown,
        "supports": shown.in_order(),
        "drawing": draw_support(shown),
        "kinds": KINDS,
        "plurals": PLURALS,
        "rings": RINGS,
    }


def _page(form: SupportForm) -> str:
    mine = own_map(db(), actor())
    return render_template(
        "participation/support/own.html",
        mine=mine,
        form=form,
        with_me=maps_shared_with(db(), actor(), now=now()),
        **map_words(mine.map if mine else SupportMap()),
    )


def _change_page(support_key: UUID, form: SupportForm) -> str:
    return render_template("participation/support/change.html", key=support_key, form=form)
