"""Moving sessions of a series: which, where to, and how it would be, before the yes."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.gatherings.actions.series_changes import SeriesMove, move_sessions
from app.gatherings.errors.changes import (
    NothingToMove,
    ScopeNeeded,
    SeriesChangedMeanwhile,
    ShiftNeeded,
    ShiftTooFar,
    SomeCannotMove,
)
from app.gatherings.forms.changes import MoveForm
from app.gatherings.policy import may_change
from app.gatherings.queries import GatheringSeat, gathering_seat
from app.gatherings.queries.series_changes import new_times, sessions_to_change
from app.gatherings.rules.series_changes import MOST_MINUTES, SCOPES, NewTime, Shift, seal
from app.gatherings.views.blueprint import bp
from app.kit.errors import Refusal
from app.kit.times import say_zone
from app.web.context import actor, after_commit, db, form_key, now, platform
from app.web.guard import guard


@bp.get("/sessions/<uuid:gathering_id>/moves")
@guard(gathering_seat, may_change)
def moving(facts: GatheringSeat) -> ResponseReturnValue:
    """The question how far and which, and once it is answered, the old times and the new ones."""
    form = MoveForm(request.args)
    if "scope" not in request.args:
        return _page(facts, form, [], None, 200)
    try:
        times = _times(facts, form)
    except Refusal as refusal:
        return _page(facts, form, [], refusal.sentence, refusal.status)
    return _page(facts, form, times, None, 200)


@bp.post("/sessions/<uuid:gathering_id>/moves")
@guard(gathering_seat, may_change)
def move(facts: GatheringSeat) -> ResponseReturnValue:
    """Move the sessions as they were shown."""
    form = MoveForm(request.form)
    try:
        moved = move_sessions(
            db(),
            actor(),
            SeriesMove(
                form.scope.data or "",
                _shift(form),
                request.form.get("seen", ""),
                form_key(),
            ),
            gathering=facts.gathering,
            cohort=facts.seat.cohort,
            now=now(),
        )
    except (SeriesChangedMeanwhile, SomeCannotMove) as refusal:
        return _page(facts, form, _times(facts, form), refusal.sentence, refusal.status)
    except Refusal as refusal:
        return _page(facts, form, [], refusal.sentence, refusal.status)
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(_say(moved), "success" if moved else "info")
    return redirect(url_for("gatherings.sessions", slug=facts.seat.cohort.slug))


def _say(moved: int) -> str:
    if not moved:
        return "These sessions are at that time already, so all is as it was."
    sessions = "1 session has" if moved == 1 else f"{moved} sessions have"
    return f"{sessions} a new time. Everybody in the cohort gets one letter about it."


def _shift(form: MoveForm) -> Shift:
    """How far they move.

    Raises: ShiftNeeded, ShiftTooFar.
    """
    shift = form.shift
    if shift is None:
        raise ShiftNeeded
    if abs(shift.minutes) > MOST_MINUTES:
        raise ShiftTooFar
    return shift


def _times(facts: GatheringSeat, form: MoveForm) -> list[NewTime]:
    """The sessions with their new times.

    Raises: ScopeNeeded, ShiftNeeded, ShiftTooFar, NothingToMove.
    """
    if form.scope.data not in SCOPES:
        raise ScopeNeeded
    shift = _shift(form)
    sessions = sessions_to_change(db(), facts.gathering, form.scope.data, now())
    if not sessions:
        raise NothingToMove
    return new_times(sessions, shift, facts.seat.cohort.time_zone, now())


def _page(
    facts: GatheringSeat,
    form: MoveForm,
    times: list[NewTime],
    sentence: str | None,
    status: int,
) -> ResponseReturnValue:
    page = render_template(
        "gatherings/move.html",
        gathering=facts.gathering,
        cohort=facts.seat.cohort,
        form=form,
        times=times,
        can_move=times and all(not one.fault for one in times),
        seen=seal([(one.id, one.sequence) for one in times]),
        sentence=sentence,
        zone_name=say_zone(facts.seat.cohort.time_zone),
    )
    return page, status
