"""Answering a scale that this deployment has a licence for, apart from everything else."""

from __future__ import annotations

from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.practice.actions.scales import answer_scale, enter_scale, take_back_scale
from app.practice.errors.wellbeing import NothingSaid, NotOffered
from app.practice.forms.wellbeing import WhoseForm
from app.practice.policy.scales import may_enter_scale
from app.practice.queries.scales import (
    ScaleSeat,
    all_own_scale_answers,
    own_scale_answers,
    scale_seat,
)
from app.practice.rules.plumbline_file import scales_as_json
from app.practice.rules.scales import FIELD, Scale, Shelf, read_shelf
from app.practice.views.blueprint import bp
from app.practice.views.files import JSON, attached
from app.practice.views.told import kept_for_them
from app.suggestions.queries.entering import tellers
from app.web.context import actor, db, form_key, now, platform, request_key
from app.web.guard import guard, signed_in


def shelf() -> Shelf:
    """The scales of this deployment as their files stand now."""
    return read_shelf(platform().settings.scales_dir)


def scale_of(key: str) -> Scale:
    """The scale of an address.

    Raises: NotFound when this deployment has none of this name, or its file has a fault.
    """
    found = shelf().scales.get(key)
    if found is None:
        raise NotFound
    return found


@bp.get("/practice/wellbeing/scales/<scale_key>")
@signed_in
def scale(scale_key: str) -> ResponseReturnValue:
    """A scale in its exact wording, and what one said before."""
    return _page(scale_key)


@bp.post("/practice/wellbeing/scales/<scale_key>")
@signed_in
def say_scale(scale_key: str) -> ResponseReturnValue:
    """Keep today's answers."""
    asked = scale_of(scale_key)
    try:
        answer_scale(db(), actor(), asked, sent=request.form, form_key=form_key(), now=now())
    except (NothingSaid, NotOffered) as refusal:
        return _page(scale_key, refusal.sentence), refusal.status
    flash("Kept. Only you see it.", "success")
    return redirect(url_for(".scale", scale_key=scale_key))


@bp.post("/practice/wellbeing/scales/<scale_key>/removals")
@signed_in
def take_back_scale_answers(scale_key: str) -> ResponseReturnValue:
    """Erase one's own answers of one day."""
    answer_id = request_key(request.form.get("answer"))
    if answer_id is None:
        raise NotFound
    take_back_scale(db(), actor(), answer_id)
    flash("It is erased.", "info")
    is_asked = scale_key in shelf().scales
    return redirect(url_for(".scale", scale_key=scale_key) if is_asked else url_for(".wellbeing"))


@bp.get("/practice/wellbeing/scales")
@signed_in
def scales_file() -> ResponseReturnValue:
    """All that one said to any scale, as a file that other programs read."""
    content = scales_as_json(all_own_scale_answers(db(), actor()))
    return attached(content, JSON, "scales.json")


@bp.get("/cohorts/<slug>/wellbeing/entries/<scale_key>")
@guard(scale_seat, may_enter_scale)
def entering_scale(at: ScaleSeat) -> ResponseReturnValue:
    """A scale, to be read out to somebody."""
    return _told_page(at, WhoseForm(formdata=None, request_key=str(new_id())))


@bp.post("/cohorts/<slug>/wellbeing/entries/<scale_key>")
@guard(scale_seat, may_enter_scale)
def enter_told_scale(at: ScaleSeat) -> ResponseReturnValue:
    """Keep somebody else's answers."""
    keep = partial(enter_scale, db(), actor(), at.seat.cohort, scale_of(at.scale_key))
    return kept_for_them(at.seat, keep, partial(_told_page, at))


def _page(scale_key: str, sentence: str | None = None) -> str:
    asked = shelf().scales.get(scale_key)
    page = own_scale_answers(db(), actor(), scale_key, request.args.get("page", 1, int))
    if asked is None and not page.rows:
        raise NotFound
    return render_template(
        "practice/scale.html",
        scale=asked,
        name=asked.file.name if asked else page.rows[0].said["name"],
        scale_key=scale_key,
        page=page,
        field=FIELD,
        sent=request.form,
        key=request.form.get("request_key") or new_id(),
        sentence=sentence,
        zone=actor().time_zone,
    )


def _told_page(at: ScaleSeat, form: WhoseForm, sentence: str | None = None) -> str:
    form.offer(tellers(db(), actor(), at.seat.cohort.id))
    return render_template(
        "practice/scale_told.html",
        cohort=at.seat.cohort,
        scale=scale_of(at.scale_key),
        form=form,
        field=FIELD,
        sent=request.form,
        sentence=sentence,
    )
