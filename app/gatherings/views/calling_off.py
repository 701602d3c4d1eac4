"""Calling off a session, or several of a series."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.gatherings.actions.series_changes import SeriesCallOff, call_off_sessions
from app.gatherings.errors.changes import SeriesChangedMeanwhile
from app.gatherings.forms.changes import ScopeForm
from app.gatherings.policy import may_call_off
from app.gatherings.queries import GatheringSeat, gathering_seat
from app.gatherings.queries.series_changes import sessions_to_change
from app.gatherings.rules.series_changes import ONE, SCOPES, seal
from app.gatherings.views.blueprint import bp
from app.web.context import actor, after_commit, db, form_key, now, platform
from app.web.guard import guard


@bp.get("/sessions/<uuid:gathering_id>/cancellations")
@guard(gathering_seat, may_call_off)
def calling_off(facts: GatheringSeat) -> ResponseReturnValue:
    """What happens when the session is called off, before it is; of a series, which are meant."""
    if not facts.gathering.can_be_called_off(now()):
        return redirect(url_for("gatherings.session", gathering_id=facts.gathering.id))
    return _page(facts, request.args.get("scope", ""), None, 200)


@bp.post("/sessions/<uuid:gathering_id>/cancellations")
@guard(gathering_seat, may_call_off)
def call_off(facts: GatheringSeat) -> ResponseReturnValue:
    """Call the session off, or those of its series that were shown."""
    scope = request.form.get("scope", ONE)
    key = form_key()
    off = SeriesCallOff(scope, request.form.get("seen", ""), key)
    try:
        number = call_off_sessions(db(), actor(), off, gathering=facts.gathering, now=now())
    except SeriesChangedMeanwhile as refusal:
        return _page(facts, scope, refusal.sentence, refusal.status)
    after_commit(lambda: platform().bell.ring("send_letters"))
    sessions = "The session is" if number == 1 else f"{number} sessions are"
    flash(f"{sessions} called off. Everybody in the cohort gets one letter about it.", "info")
    return redirect(url_for("gatherings.session", gathering_id=facts.gathering.id))


def _page(
    facts: GatheringSeat, scope: str, sentence: str | None, status: int
) -> ResponseReturnValue:
    """The question; `scope` is empty until it is chosen, and a single session needs no choice."""
    gathering = facts.gathering
    chosen = scope if scope in SCOPES else ""
    if gathering.series_id is None:
        chosen = ONE
    sessions = sessions_to_change(db(), gathering, chosen, now()) if chosen else []
    form = ScopeForm(data={"scope": chosen or ONE})
    page = render_template(
        "gatherings/calling_off.html",
        gathering=gathering,
        cohort=facts.seat.cohort,
        form=form,
        scope=chosen,
        sessions=sessions,
        seen=seal([(one.id, one.sequence) for one in sessions]),
        sentence=sentence,
    )
    return page, status
