"""Kind contacts with people who could not be there: a list, and the page of one."""

from __future__ import annotations

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_facilitate
from app.cohorts.queries import Seat, seat_by_slug
from app.gatherings.actions.follow_ups import (
    Told,
    give_back_follow_up,
    open_for_apologies,
    take_follow_up,
    tell_follow_up,
)
from app.gatherings.errors import follow_ups as errors
from app.gatherings.forms.follow_ups import FollowUpForm
from app.gatherings.policy import may_follow_up
from app.gatherings.queries.follow_up_history import history_of
from app.gatherings.queries.follow_ups import (
    FollowUpSeat,
    apologies_page,
    follow_up_seat,
    follow_ups_page,
)
from app.gatherings.rules.attendance import CHOICES
from app.gatherings.rules.follow_ups import DONE, OUTCOME_WORDS, SHOWS, SNOOZED
from app.gatherings.views.blueprint import bp
from app.kit.errors import NotFound, Refusal
from app.kit.times import in_zone
from app.people.rules import CHANNELS
from app.web.context import actor, db, now, request_key
from app.web.guard import guard

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    errors.ReasonTooLong: "reason",
    errors.NoteTooLong: "note",
    errors.OutcomeNeeded: "outcome",
    errors.DayWrong: "again_on",
}
KEPT = {DONE: "Done. Thank you for asking.", SNOOZED: "Put off. It comes back on that day."}


@bp.get("/cohorts/<slug>/follow-ups")
@guard(seat_by_slug, may_facilitate)
def follow_ups(seat: Seat) -> ResponseReturnValue:
    """Whom to ring: those to do, one's own, or all."""
    show = request.args.get("show", "open")
    show = show if show in SHOWS else "open"
    number = request.args.get("page", 1, type=int)
    return render_template(
        "gatherings/follow_ups.html",
        cohort=seat.cohort,
        page=follow_ups_page(db(), seat.cohort.id, actor(), show, number, now()),
        show=show,
        shows=SHOWS,
        outcomes=OUTCOME_WORDS,
        now=now(),
    )


@bp.get("/cohorts/<slug>/follow-ups/<uuid:follow_up_id>")
@guard(follow_up_seat, may_follow_up)
def follow_up(facts: FollowUpSeat) -> ResponseReturnValue:
    """One person, how to reach them, what one could say, and what came of it."""
    return _page(facts, _form(facts), 200)


@bp.post("/cohorts/<slug>/follow-ups/<uuid:follow_up_id>")
@guard(follow_up_seat, may_follow_up)
def tell(facts: FollowUpSeat) -> ResponseReturnValue:
    """Keep what came of it."""
    form = FollowUpForm()
    if not form.validate_on_submit():
        return _page(facts, form, 422)
    zone, one = facts.seat.cohort.time_zone, facts.line.follow_up
    try:
        state = tell_follow_up(
            db(), actor(), _told(form), follow_up_id=one.id, zone=zone, now=now()
        )
    except Refusal as refusal:
        field = FIELDS.get(type(refusal))
        if field:
            form[field].errors = [refusal.sentence]
        return _page(facts, form, refusal.status, None if field else refusal.sentence)
    flash(KEPT.get(state, "Saved."), "success")
    return redirect(url_for(".follow_ups", slug=facts.seat.cohort.slug))


@bp.post("/cohorts/<slug>/follow-ups/<uuid:follow_up_id>/owner")
@guard(follow_up_seat, may_follow_up)
def own(facts: FollowUpSeat) -> ResponseReturnValue:
    """Look after it, or give it back."""
    one, slug = facts.line.follow_up, facts.seat.cohort.slug
    act = give_back_follow_up if request.form.get("owner") == "nobody" else take_follow_up
    act(db(), actor(), follow_up_id=one.id, now=now())
    return redirect(url_for(".follow_up", slug=slug, follow_up_id=one.id))


@bp.get("/cohorts/<slug>/follow-ups/new")
@guard(seat_by_slug, may_facilitate)
def new_follow_ups(seat: Seat) -> ResponseReturnValue:
    """Who sent apologies, in case somebody wants to ring them all the same."""
    return render_template(
        "gatherings/apologies.html",
        cohort=seat.cohort,
        page=apologies_page(db(), seat.cohort.id, request.args.get("page", 1, type=int)),
    )


@bp.post("/cohorts/<slug>/follow-ups")
@guard(seat_by_slug, may_facilitate)
def add_follow_up(seat: Seat) -> ResponseReturnValue:
    """Ring somebody who sent apologies."""
    attendance_id = request_key(request.form.get("attendance"))
    if attendance_id is None:
        raise NotFound
    open_for_apologies(
        db(), actor(), cohort_id=seat.cohort.id, attendance_id=attendance_id, now=now()
    )
    flash("It is on your list.", "success")
    return redirect(url_for(".follow_ups", slug=seat.cohort.slug, show="mine"))


def _form(facts: FollowUpSeat) -> FollowUpForm:
    one = facts.line.follow_up
    until = one.snoozed_until
    zone = facts.seat.cohort.time_zone
    kept = {"reason": one.reason, "note": one.note, "outcome": one.outcome}
    return FollowUpForm(
        formdata=None, data={**kept, "again_on": in_zone(until, zone).date() if until else None}
    )


def _told(form: FollowUpForm) -> Told:
    finish = request.form.get("next") == "finish"
    return Told(
        reason=form.reason.data or "",
        note=form.note.data or "",
        outcome=form.outcome.data or "",
        again_on=form.again_on.data,
        finish=finish,
        seen=_seen(),
    )


def _seen() -> datetime | None:
    """Which change the page showed; nonsense counts as none."""
    try:
        seen = datetime.fromisoformat(request.form.get("seen", ""))
    except ValueError:
        return None
    return seen if seen.tzinfo else None


def _page(
    facts: FollowUpSeat, form: FollowUpForm, status: int, sentence: str | None = None
) -> ResponseReturnValue:
    page = render_template(
        "gatherings/follow_up.html",
        cohort=facts.seat.cohort,
        line=facts.line,
        form=form,
        sentence=sentence,
        choices=CHOICES,
        channels=CHANNELS,
        outcomes=OUTCOME_WORDS,
        history=history_of(db(), actor(), facts.line.follow_up, facts.seat.cohort.time_zone),
        now=now(),
    )
    return page, status
