"""One's own wellbeing: four questions, on a page of their own."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.kit.errors import NotFound
from app.practice.actions.wellbeing import say_wellbeing, take_back_wellbeing
from app.practice.errors.wellbeing import NothingSaid, NotOnTheScale
from app.practice.queries.scales import answered_scales
from app.practice.queries.wellbeing import own_wellbeing
from app.practice.rules.wellbeing import HIGHEST, INTRODUCTION, LOWEST, QUESTIONS
from app.practice.views.blueprint import bp
from app.practice.views.scales import shelf
from app.web.context import actor, db, form_key, now, request_key
from app.web.guard import signed_in


@bp.get("/practice/wellbeing")
@signed_in
def wellbeing() -> ResponseReturnValue:
    """The four questions, and what one said before."""
    return _page()


@bp.post("/practice/wellbeing")
@signed_in
def say() -> ResponseReturnValue:
    """Keep today's answers."""
    try:
        say_wellbeing(db(), actor(), sent=request.form, form_key=form_key(), now=now())
    except (NothingSaid, NotOnTheScale) as refusal:
        return _page(refusal.sentence), refusal.status
    flash("Kept. Only you see it.", "success")
    return redirect(url_for(".wellbeing"))


@bp.post("/practice/wellbeing/removals")
@signed_in
def take_back() -> ResponseReturnValue:
    """Erase one's own answers of one day."""
    answer_id = request_key(request.form.get("answer"))
    if answer_id is None:
        raise NotFound
    take_back_wellbeing(db(), actor(), answer_id)
    flash("It is erased.", "info")
    return redirect(url_for(".wellbeing"))


def _page(sentence: str | None = None) -> str:
    found = shelf().scales
    return render_template(
        "practice/wellbeing.html",
        scales=found.values(),
        gone=[key for key in answered_scales(db(), actor()) if key not in found],
        introduction=INTRODUCTION,
        questions=QUESTIONS,
        scale=range(LOWEST, HIGHEST + 1),
        page=own_wellbeing(db(), actor(), request.args.get("page", 1, int)),
        sent=request.form,
        key=request.form.get("request_key") or new_id(),
        sentence=sentence,
        zone=actor().time_zone,
    )
