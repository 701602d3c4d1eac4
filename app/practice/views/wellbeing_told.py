"""Typing in how somebody says they are, by phone or from paper."""

from __future__ import annotations

from functools import partial

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_facilitate
from app.cohorts.queries import Seat, seat_by_slug
from app.kit.db import new_id
from app.practice.actions.wellbeing import enter_wellbeing
from app.practice.forms.wellbeing import WhoseForm
from app.practice.rules.wellbeing import HIGHEST, INTRODUCTION, LOWEST, QUESTIONS
from app.practice.views.blueprint import bp
from app.practice.views.scales import shelf
from app.practice.views.told import kept_for_them
from app.suggestions.queries.entering import tellers
from app.web.context import actor, db
from app.web.guard import guard


@bp.get("/cohorts/<slug>/wellbeing/entries")
@guard(seat_by_slug, may_facilitate)
def entering_wellbeing(seat: Seat) -> ResponseReturnValue:
    """The four questions, to be read out to somebody."""
    return _page(seat, WhoseForm(formdata=None, request_key=str(new_id())))


@bp.post("/cohorts/<slug>/wellbeing/entries")
@guard(seat_by_slug, may_facilitate)
def enter_told_wellbeing(seat: Seat) -> ResponseReturnValue:
    """Keep somebody else's answers."""
    keep = partial(enter_wellbeing, db(), actor(), seat.cohort)
    return kept_for_them(seat, keep, partial(_page, seat))


def _page(seat: Seat, form: WhoseForm, sentence: str | None = None) -> str:
    form.offer(tellers(db(), actor(), seat.cohort.id))
    return render_template(
        "practice/wellbeing_told.html",
        cohort=seat.cohort,
        form=form,
        scales=shelf().scales.values(),
        introduction=INTRODUCTION,
        questions=QUESTIONS,
        scale=range(LOWEST, HIGHEST + 1),
        sent=request.form,
        sentence=sentence,
    )
