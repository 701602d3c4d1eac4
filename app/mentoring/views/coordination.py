"""What coordinators see: every pair in a few words, whom to ring and why, and letters to bring."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.kit.languages import language
from app.mentoring.actions.call_list import note_mentoring_try, open_call_list
from app.mentoring.actions.calls import settle_call
from app.mentoring.forms.calls import read_mentoring_try
from app.mentoring.policy.calls import may_settle
from app.mentoring.policy.roles import is_coordinator
from app.mentoring.queries.calls import CallPlace, call_to_settle
from app.mentoring.queries.coordination import coordination_page
from app.mentoring.rules.calls import WHYS
from app.mentoring.rules.check_ins import ANSWERS
from app.mentoring.rules.states import STATES
from app.mentoring.views.blueprint import bp
from app.mentoring.views.worries import whoever_asks
from app.people.models import Person
from app.post.rules.tries import DONE, OUTCOMES
from app.web.context import actor, db, now, platform
from app.web.guard import guard


@bp.get("/mentoring/coordination/")
@guard(whoever_asks, is_coordinator)
def coordination(_actor: Person) -> ResponseReturnValue:
    """Every pair: how it stands, the month in which they last met, and how they say it goes."""
    state = request.args.get("state", "")
    needs_call = request.args.get("call") == "yes"
    page = coordination_page(
        db(),
        actor(),
        state=state if state in STATES else None,
        needs_call=needs_call,
        number=request.args.get("page", 1, type=int),
    )
    return render_template(
        "mentoring/coordination/pairs.html",
        page=page,
        state=state if state in STATES else "",
        needs_call=needs_call,
        states=STATES,
        answers=ANSWERS,
        whys=WHYS,
    )


@bp.get("/mentoring/coordination/calls/")
@guard(whoever_asks, is_coordinator)
def mentoring_calls(_actor: Person) -> ResponseReturnValue:
    """Whom to ring or to write to, and why."""
    return _calls(None, 200)


@bp.post("/mentoring/coordination/calls/<uuid:call_id>/settlements")
@guard(call_to_settle, may_settle)
def settlement(place: CallPlace) -> ResponseReturnValue:
    """Somebody was rung about this."""
    if settle_call(db(), actor(), place.call.id, now=now()):
        flash("Saved: you have been in touch with them about this.", "success")
    else:
        flash("Somebody has been in touch with them about this already.", "info")
    return redirect(url_for("mentoring.mentoring_calls"))


@bp.post("/mentoring/coordination/calls/")
@guard(whoever_asks, is_coordinator)
def mentoring_letters_tried(_actor: Person) -> ResponseReturnValue:
    """Note what came of bringing letters."""
    try:
        letter_ids, tried = read_mentoring_try(request.form)
        noted = note_mentoring_try(
            *(db(), platform().office, actor()), letter_ids=letter_ids, tried=tried, now=now()
        )
    except Refusal as refusal:
        return _calls(refusal.sentence, refusal.status)
    if not noted.letters:
        flash("This had changed before you saved, so nothing was noted. Please look again.")
    elif tried.outcome == DONE:
        flash("Saved: they have it.", "success")
    else:
        flash("Saved. They come back to the list tomorrow.", "success")
    return redirect(url_for("mentoring.mentoring_calls"))


def _calls(sentence: str | None, status: int) -> ResponseReturnValue:
    number = request.args.get("page", 1, type=int)
    page = open_call_list(db(), platform().office, actor(), number=number, now=now())
    html = render_template(
        "mentoring/coordination/calls.html",
        page=page,
        sentence=sentence,
        whys=WHYS,
        outcomes=OUTCOMES,
        language_of=language,
        zone=actor().time_zone,
    )
    return html, status
