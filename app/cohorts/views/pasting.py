"""Adding people from pasted lines: first a look, then a yes."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.actions.enrolment import add_people
from app.cohorts.forms import PasteForm, PersonForm
from app.cohorts.policy import may_look_after
from app.cohorts.queries import Seat, seat_by_slug
from app.cohorts.queries.previews import Preview, preview_of
from app.cohorts.rules import STANDINGS
from app.cohorts.views.blueprint import bp
from app.cohorts.views.people import adding
from app.cohorts.views.words import say_added
from app.people.actions.newcomers import Newcomer
from app.web.context import actor, after_commit, db, now, platform
from app.web.guard import guard


@bp.post("/cohorts/<slug>/people/preview")
@guard(seat_by_slug, may_look_after)
def preview(seat: Seat) -> ResponseReturnValue:
    """Show what each line would do; nothing is written."""
    form = PasteForm()
    if not form.validate_on_submit():
        return adding(seat, PersonForm(formdata=None), form, 422)
    return _looked_at(seat, form, preview_of(db(), seat.cohort.id, form.lines.data or ""))


@bp.post("/cohorts/<slug>/people/batch")
@guard(seat_by_slug, may_look_after)
def add_batch(seat: Seat) -> ResponseReturnValue:
    """Invite the people of the good lines, and give the other lines back."""
    form = PasteForm()
    if not form.validate_on_submit():
        return adding(seat, PersonForm(formdata=None), form, 422)
    looked = preview_of(db(), seat.cohort.id, form.lines.data or "")
    people = [Newcomer(line.name, line.email) for line in (*looked.to_add, *looked.here)]
    added = add_people(
        db(),
        actor(),
        cohort_id=seat.cohort.id,
        people=people,
        standing=form.standing.data,
        now=now(),
    )
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(say_added(added), "success")
    if not looked.faulty:
        return redirect(url_for("cohorts.people", slug=seat.cohort.slug))
    form.lines.data = looked.left_over
    return _looked_at(seat, form, preview_of(db(), seat.cohort.id, looked.left_over))


def _looked_at(seat: Seat, form: PasteForm, looked: Preview) -> ResponseReturnValue:
    return render_template(
        "cohorts/preview.html",
        cohort=seat.cohort,
        form=form,
        looked=looked,
        standing=STANDINGS[form.standing.data],
    )
