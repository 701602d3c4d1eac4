"""A person's own place in a cohort: answering the invitation, and leaving."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.actions.departure import leave
from app.cohorts.actions.invitation import answer_invitation
from app.cohorts.forms import says_yes
from app.cohorts.policy import may_answer_invitation, may_leave
from app.cohorts.queries import Seat, facilitators_of, seat_by_slug
from app.cohorts.rules import ASKED, DECLINED, JOINED, WAITING
from app.cohorts.views.blueprint import bp
from app.web.context import actor, after_commit, db, now, platform
from app.web.guard import guard

ANSWERED = {
    JOINED: "Welcome to “{}”. It is good that you are here.",
    DECLINED: "Thank you for telling us. You can change your mind on this page.",
    WAITING: "All seats of “{}” are taken now. You are in line, and we write when it is your turn.",
    ASKED: "You have asked to join “{}” again. A facilitator will answer you.",
}


@bp.post("/cohorts/<slug>/invitation-answers")
@guard(seat_by_slug, may_answer_invitation)
def answer(seat: Seat) -> ResponseReturnValue:
    """Say yes or no to one's own invitation."""
    state = answer_invitation(
        db(), actor(), cohort_id=seat.cohort.id, yes=says_yes(request.form), now=now()
    )
    after_commit(lambda: platform().bell.ring("send_letters"))
    if state == JOINED:
        after_commit(lambda: platform().bell.ring("plan_reminders"))
    flash(ANSWERED[state].format(seat.cohort.name), "success" if state == JOINED else "info")
    return redirect(url_for("gatherings.cohort", slug=seat.cohort.slug))


@bp.get("/cohorts/<slug>/departures")
@guard(seat_by_slug, may_leave)
def leaving(seat: Seat) -> ResponseReturnValue:
    """What happens when somebody leaves, before they do."""
    people = facilitators_of(db(), seat.cohort.id)
    return render_template("cohorts/leaving.html", cohort=seat.cohort, facilitators=people)


@bp.post("/cohorts/<slug>/departures")
@guard(seat_by_slug, may_leave)
def depart(seat: Seat) -> ResponseReturnValue:
    """Leave the cohort."""
    leave(db(), actor(), cohort_id=seat.cohort.id, now=now())
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(f"You have left “{seat.cohort.name}”. Thank you for all that you brought.", "info")
    return redirect(url_for("home.home"))
