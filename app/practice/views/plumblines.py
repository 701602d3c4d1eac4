"""A person's own plumblines: the list, beginning one, reading one, and erasing it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.queries import own_seats
from app.cohorts.rules import JOINED
from app.kit.db import new_id
from app.kit.dumbbells import Dumbbell, DumbbellDrawing, place_dumbbells
from app.kit.errors import Refusal
from app.practice.actions.counting import count_plumbline
from app.practice.actions.plumblines import begin_plumbline, erase_plumbline
from app.practice.errors import plumblines as errors
from app.practice.forms.plumblines import PracticeForm
from app.practice.policy.plumblines import is_own, may_count
from app.practice.queries.own_plumblines import own_plumblines
from app.practice.queries.plumblines import (
    PlumblinePage,
    PlumblinePlace,
    plumbline_page,
    plumbline_place,
)
from app.practice.rules.looks import HIGHEST, LOWEST, TICKS, say_score
from app.practice.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import guard, signed_in

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    errors.NameNeeded: "name",
    errors.NameTooLong: "name",
    errors.TooMany: "name",
    errors.CohortNeeded: "cohort",
}


@bp.get("/practice/plumbline")
@signed_in
def plumblines() -> ResponseReturnValue:
    """One's own plumblines, and the way to begin one."""
    return _page(PracticeForm(formdata=None, request_key=str(new_id())))


@bp.post("/practice/plumbline")
@signed_in
def begin() -> ResponseReturnValue:
    """Name a practice or service."""
    form = PracticeForm()
    slug, name = form.cohort.data or "", form.name.data or ""
    try:
        made = begin_plumbline(db(), actor(), slug=slug, name=name, form_key=form.key, now=now())
    except Refusal as refusal:
        if type(refusal) not in FIELDS:
            raise
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _page(form), refusal.status
    return redirect(url_for(".plumbline", plumbline_id=made))


@bp.get("/practice/plumbline/<uuid:plumbline_id>")
@guard(plumbline_place, is_own)
def plumbline(at: PlumblinePlace) -> ResponseReturnValue:
    """One plumbline: its looks beside each other, and what comes next."""
    page = plumbline_page(db(), actor(), at)
    return render_template(
        "practice/plumbline.html",
        at=at,
        page=page,
        drawing=drawn(page),
        say_score=say_score,
        is_member=at.state == JOINED,
    )


@bp.post("/practice/plumbline/<uuid:plumbline_id>/counting")
@guard(plumbline_place, may_count)
def count(at: PlumblinePlace) -> ResponseReturnValue:
    """Let one's numbers count in the picture of the cohort, or no longer."""
    is_counted = request.form.get("counted") == "yes"
    count_plumbline(db(), at.plumbline, is_counted=is_counted)
    flash("Your numbers count." if is_counted else "Your numbers no longer count.", "success")
    return redirect(url_for(".plumbline", plumbline_id=at.plumbline.id))


@bp.post("/practice/plumbline/<uuid:plumbline_id>/removals")
@guard(plumbline_place, is_own)
def erase(at: PlumblinePlace) -> ResponseReturnValue:
    """Erase a plumbline and its numbers."""
    erase_plumbline(db(), at)
    flash("It is erased, with all its numbers.", "info")
    return redirect(url_for(".plumblines"))


def drawn(page: PlumblinePage) -> DumbbellDrawing:
    """The chart of all looks."""
    rows = [Dumbbell(label=line.asked.label, points=line.points) for line in page.lines]
    return place_dumbbells(rows, lowest=LOWEST, highest=HIGHEST, ticks=TICKS)


def _page(form: PracticeForm) -> str:
    seats = [one for one in own_seats(db(), actor().id) if one.enrolment.state == JOINED]
    form.offer(seats)
    page = own_plumblines(db(), actor(), request.args.get("page", 1, int))
    return render_template("practice/plumblines.html", form=form, seats=seats, page=page)
