"""The pages of whoever helps: the question, and what they may do for the person."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.actions.record import note
from app.cohorts.queries import own_seats
from app.cohorts.rules import JOINED
from app.helping.actions.answer import answer_helping
from app.helping.policy import may_help
from app.helping.queries import HelpingPlace, helping_place
from app.helping.rules import ACTS, NEVER_FOR_THEM, OPEN, OVER
from app.helping.views.blueprint import bp, send_letters
from app.helping.views.entering import act_for
from app.web.context import actor, db, now
from app.web.guard import guard


@bp.get("/help/<uuid:helping_id>")
@guard(helping_place, may_help)
def help_page(at: HelpingPlace) -> ResponseReturnValue:
    """What one is asked, or what one may do; nothing else of the person stands here."""
    state = at.state(now()) if at.stands else OVER
    if state == OPEN:
        act_for(at.helping.id, at.person.id, at.person.name)
    return render_template(
        "helping/help.html",
        at=at,
        state=state,
        acts=ACTS,
        never=NEVER_FOR_THEM,
        cohorts=_cohorts(at) if state == OPEN else [],
    )


@bp.post("/help/<uuid:helping_id>/answers")
@guard(helping_place, may_help)
def answer_helping_asked(at: HelpingPlace) -> ResponseReturnValue:
    """Say yes or no."""
    says_yes = request.form.get("answer") == "yes"
    # A no to an address tells the person no name, on the page of what was done either.
    note(db(), whom_id=at.person.id if says_yes or at.known_helper else None)
    answer_helping(db(), actor(), at, says_yes=says_yes, now=now())
    send_letters()
    if not says_yes:
        flash("That is fine. You do not help, and they get to know it.", "info")
        return redirect(url_for(".own_helpers"))
    flash(f"Thank you. You help {at.person.name} now.", "success")
    return redirect(url_for(".help_page", helping_id=at.helping.id))


def _cohorts(at: HelpingPlace) -> list[object]:
    """The cohorts of the person in which it holds. One statement."""
    return [
        one.cohort
        for one in own_seats(db(), at.person.id)
        if one.enrolment.state == JOINED and at.helping.cohort_id in (None, one.cohort.id)
    ]
