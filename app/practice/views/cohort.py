"""A cohort's picture, and typing in numbers for somebody who gave them on paper or by phone."""

from __future__ import annotations

from itertools import groupby

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_facilitate, may_learn, may_open
from app.cohorts.queries import Seat, seat_by_slug
from app.kit.db import new_id
from app.kit.dumbbells import Dumbbell, place_dumbbells
from app.kit.errors import Refusal
from app.practice.actions.entering import enter_look, faults_in
from app.practice.errors import plumblines as errors
from app.practice.forms.plumblines import EnteringForm
from app.practice.queries.indicators import indicator_series
from app.practice.queries.picture import cohort_pictures
from app.practice.queries.questions import questions_of
from app.practice.rules.looks import FIELD, HIGHEST, LOWEST, TICKS
from app.practice.views.blueprint import bp
from app.suggestions.queries.entering import tellers
from app.web.context import actor, db, now
from app.web.guard import guard

FIELDS: dict[type[Refusal], str] = {
    errors.PersonNeeded: "person",
    errors.MomentNeeded: "moment",
    errors.NameNeeded: "name",
    errors.NameTooLong: "name",
    errors.LookThere: "moment",
    errors.LookClosed: "moment",
    errors.NoNumbers: "moment",
    errors.NoSuchScore: "moment",
}


@bp.get("/cohorts/<slug>/plumbline")
@guard(seat_by_slug, may_open)
def picture(seat: Seat) -> ResponseReturnValue:
    """What the numbers of the whole cohort show, the same for all who are in it."""
    shown = []
    for one in cohort_pictures(db(), seat.cohort.id):
        rows = [Dumbbell(label=line.asked.label, points=line.points) for line in one.lines]
        drawing = place_dumbbells(rows, lowest=LOWEST, highest=HIGHEST, ticks=TICKS)
        shown.append((one, drawing))
    return render_template(
        "practice/cohort.html",
        cohort=seat.cohort,
        shown=shown,
        series=indicator_series(db(), seat.cohort.id),
        enters=may_facilitate(actor(), seat),
        learns=may_learn(actor(), seat),
    )


@bp.get("/cohorts/<slug>/plumbline/entries")
@guard(seat_by_slug, may_facilitate)
def entering(seat: Seat) -> ResponseReturnValue:
    """The form for somebody else's numbers."""
    return _page(seat, EnteringForm(formdata=None, request_key=str(new_id())))


@bp.post("/cohorts/<slug>/plumbline/entries")
@guard(seat_by_slug, may_facilitate)
def enter(seat: Seat) -> ResponseReturnValue:
    """Keep somebody else's numbers."""
    form = EnteringForm()
    try:
        enter_look(db(), actor(), seat.cohort, form.told(), now=now())
    except Refusal as refusal:
        if type(refusal) not in FIELDS:
            raise
        sentences: dict[str, list[str]] = {}
        for one in (refusal, *faults_in(form.told())):
            said = sentences.setdefault(FIELDS[type(one)], [])
            if one.sentence not in said:
                said.append(one.sentence)
        for name, said in sentences.items():
            form[name].errors = said
        return _page(seat, form), refusal.status
    flash("Kept. From now on only they see these numbers.", "success")
    return redirect(url_for(".picture", slug=seat.cohort.slug))


def _page(seat: Seat, form: EnteringForm) -> str:
    form.offer(tellers(db(), actor(), seat.cohort.id))
    asked = questions_of(db(), seat.cohort).asked
    if not asked:
        raise errors.NothingAsked
    return render_template(
        "practice/entering.html",
        cohort=seat.cohort,
        form=form,
        parts=[(part, list(some)) for part, some in groupby(asked, lambda one: one.part)],
        sent={item.removeprefix(FIELD): value for item, value in request.form.items()},
    )
