"""Hours given and received, for their own person alone."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.mentoring.actions.hours import check_met, count_hours
from app.mentoring.errors.meetings import MinutesWrong
from app.mentoring.forms.meetings import HoursForm
from app.mentoring.policy.meetings import may_keep_meeting, may_see_meeting
from app.mentoring.queries.hours import GAVE, RECEIVED, hours_at, own_hours
from app.mentoring.queries.meetings import MeetingPlace, meeting_place
from app.mentoring.rules.meetings import HAPPENED
from app.mentoring.rules.states import LIVE
from app.mentoring.rules.topics import CONTACT_MODES
from app.mentoring.views.blueprint import bp
from app.mentoring.views.meetings import back_to
from app.web.context import actor, db, now
from app.web.guard import guard, signed_in


@bp.get("/mentoring/hours")
@signed_in
def hours() -> ResponseReturnValue:
    """All the time that one gave and received, meeting by meeting."""
    lines = own_hours(db(), actor().id)
    return render_template(
        "mentoring/meetings/own_hours.html",
        lines=lines,
        gave=sum(line.gave for line in lines),
        received=sum(line.received for line in lines),
        modes=CONTACT_MODES,
    )


@bp.get("/mentoring/pairings/<uuid:pairing_id>/meetings/<uuid:meeting_id>/hours")
@guard(meeting_place, may_see_meeting)
def meeting_hours(at: MeetingPlace) -> ResponseReturnValue:
    """How the time of one meeting was shared."""
    if at.meeting.state != HAPPENED:
        return back_to(at.place)
    counted = hours_at(db(), at, actor().id)
    form = HoursForm(data={"gave": counted.get(GAVE, 0), "received": counted.get(RECEIVED, 0)})
    return _page(at, form, 200)


@bp.post("/mentoring/pairings/<uuid:pairing_id>/meetings/<uuid:meeting_id>/hours")
@guard(meeting_place, may_keep_meeting)
def count(at: MeetingPlace) -> ResponseReturnValue:
    """Write down how it was shared."""
    form = HoursForm()
    if not form.validate_on_submit():
        return _page(at, form, 422)
    gave, received = form.gave.data or 0, form.received.data or 0
    try:
        count_hours(db(), at, actor(), gave=gave, received=received, now=now())
    except MinutesWrong as refusal:
        form.gave.errors = [refusal.sentence]
        return _page(at, form, refusal.status)
    flash("Your hours are written down.", "success")
    return redirect(url_for(".hours"))


def _page(at: MeetingPlace, form: HoursForm, status: int) -> ResponseReturnValue:
    check_met(at.meeting, now())
    page = render_template(
        "mentoring/meetings/hours.html",
        form=form,
        meeting=at.meeting,
        partner=at.place.partner(actor().id),
        pairing=at.place.pairing,
        modes=CONTACT_MODES,
        can_count=at.place.pairing.state in LIVE,
    )
    return page, status
