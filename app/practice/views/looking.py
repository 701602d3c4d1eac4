"""One look at a practice: giving its numbers, which are kept one by one as they are given."""

from __future__ import annotations

from itertools import groupby

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.practice.actions.plumblines import give_scores
from app.practice.errors.plumblines import LookClosed, NothingAsked
from app.practice.forms.plumblines import sent_scores
from app.practice.policy.plumblines import may_look
from app.practice.queries.plumblines import (
    KeptLook,
    LookPlace,
    look_place,
    looks_at,
    own_name,
)
from app.practice.queries.questions import questions_of
from app.practice.rules.looks import MOMENTS, is_open, sent_again
from app.practice.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import guard


@bp.get("/practice/plumbline/<uuid:plumbline_id>/<moment>")
@guard(look_place, may_look)
def look(at: LookPlace) -> ResponseReturnValue:
    """The questions of one look, with the numbers that were given at this look and no other."""
    return _page(at)


@bp.post("/practice/plumbline/<uuid:plumbline_id>/<moment>")
@guard(look_place, may_look)
def give(at: LookPlace) -> ResponseReturnValue:
    """Keep numbers; a script that sends them one by one is told how many there are."""
    is_all = "done" in request.form
    try:
        kept = give_scores(db(), at, sent=sent_scores(), is_all=is_all, now=now())
    except Refusal as refusal:
        if not _is_script():
            raise
        return jsonify(sentence=refusal.sentence), refusal.status
    if _is_script():
        return jsonify(given=kept.answered, asked=len(kept.look.asked))
    flash("Your numbers are kept." if is_all else "Kept. Go on whenever you like.", "success")
    return redirect(url_for(".plumbline", plumbline_id=at.place.plumbline.id))


def _is_script() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _page(at: LookPlace) -> str:
    looks = {kept.row.moment: kept for kept in looks_at(db(), at.place.plumbline.id)}
    done = {moment for moment, kept in looks.items() if kept.row.done_at}
    if not is_open(at.moment, looks, done):
        raise LookClosed
    questions = questions_of(db(), at.place.cohort)
    own: KeptLook | None = looks.get(at.moment)
    asked = own.look.asked if own else questions.asked
    if not asked:
        raise NothingAsked
    return render_template(
        "practice/look.html",
        at=at,
        moment=MOMENTS[at.moment],
        name=own_name(db(), actor(), at.place.plumbline),
        questions=questions,
        parts=[(part, list(some)) for part, some in groupby(asked, lambda one: one.part)],
        sent=sent_again(own.look.scores) if own else {},
        total=len(asked),
    )
