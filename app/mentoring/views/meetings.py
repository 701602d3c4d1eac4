"""The meetings of a pair: what is planned, planning, changing and calling off."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.kit.times import NoSuchTime, say_zone
from app.mentoring.actions.meetings import cancel_meeting, change_meeting, check_ahead, plan_meeting
from app.mentoring.errors import meetings as errors
from app.mentoring.forms.meetings import MeetingForm
from app.mentoring.models import MentoringMeeting
from app.mentoring.policy.meetings import may_keep_meeting
from app.mentoring.policy.pairings import is_member, may_write_together
from app.mentoring.queries.meetings import MeetingPlace, meeting_place, meetings_of, usual_mode
from app.mentoring.queries.pairings import PairingPlace, pairing_place
from app.mentoring.rules.meetings import ENTERED
from app.mentoring.rules.states import LIVE, OPEN, PROPOSED
from app.mentoring.rules.topics import CONTACT_MODES
from app.mentoring.views.blueprint import bp
from app.mentoring.views.post import ring_post
from app.people.queries import names_of
from app.web.context import actor, db, form_key, now, typed_number
from app.web.guard import guard

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    errors.InThePast: "day",
    errors.TooFarAhead: "day",
    NoSuchTime: "clock",
    errors.LengthWrong: "minutes",
    errors.ModeNeeded: "mode",
    errors.PlaceTooLong: "place",
}


@bp.get("/mentoring/pairings/<uuid:pairing_id>/meetings/")
@guard(pairing_place, is_member)
def meetings(place: PairingPlace) -> ResponseReturnValue:
    """What is planned and what happened, and a form for the next one."""
    form = MeetingForm(data={"minutes": 60, "mode": usual_mode(db(), place.pairing.id)})
    return _list_page(place, form, 200)


@bp.post("/mentoring/pairings/<uuid:pairing_id>/meetings/")
@guard(pairing_place, may_write_together)
def plan(place: PairingPlace) -> ResponseReturnValue:
    """Plan a meeting."""
    form = MeetingForm()
    if not form.validate_on_submit():
        return _list_page(place, form, 422)
    key = form_key()
    wanted = form.plan(actor().time_zone)
    try:
        plan_meeting(db(), place, actor(), wanted, request_key=key, now=now())
    except Refusal as refusal:
        return _list_page(place, beside(form, refusal), refusal.status)
    ring_post()
    flash("Your meeting is planned. Both of you are reminded before it.", "success")
    return back_to(place)


@bp.get("/mentoring/pairings/<uuid:pairing_id>/meetings/<uuid:meeting_id>/changes")
@guard(meeting_place, may_keep_meeting)
def meeting(at: MeetingPlace) -> ResponseReturnValue:
    """A meeting that is ahead, to be changed or called off."""
    if not at.meeting.is_ahead(now()):
        return back_to(at.place)
    form = MeetingForm()
    form.fill(at.meeting, actor().time_zone)
    return _change_page(at, form, 200)


@bp.post("/mentoring/pairings/<uuid:pairing_id>/meetings/<uuid:meeting_id>/changes")
@guard(meeting_place, may_keep_meeting)
def change(at: MeetingPlace) -> ResponseReturnValue:
    """Change it."""
    form = MeetingForm()
    if not form.validate_on_submit():
        return _change_page(at, form, 422)
    plan = form.plan(actor().time_zone)
    try:
        is_new = change_meeting(db(), at, actor(), plan, seen=_seen(), now=now())
    except errors.ChangedMeanwhile as refusal:
        return _change_page(at, form, refusal.status, refusal.sentence)
    except Refusal as refusal:
        return _change_page(at, beside(form, refusal), refusal.status)
    ring_post()
    flash("Your meeting is changed." if is_new else "All is as it was.", "success")
    return back_to(at.place)


@bp.post("/mentoring/pairings/<uuid:pairing_id>/meetings/<uuid:meeting_id>/cancellations")
@guard(meeting_place, may_keep_meeting)
def cancel(at: MeetingPlace) -> ResponseReturnValue:
    """Call it off."""
    cancel_meeting(db(), at, actor(), now=now())
    ring_post()
    flash("Your meeting is called off.", "info")
    return back_to(at.place)


def meetings_shown(place: PairingPlace) -> dict[str, object]:
    """What the page of a pairing says of meetings; three statements, or none.

    One more where somebody entered one for one of the two.
    """
    state = place.pairing.state
    if state == PROPOSED or not (state in OPEN or place.pairing.last_met_on):
        return {"met": None}
    met = meetings_of(db(), place.pairing.id, now=now())
    entered = [one.noted_by_id for one in met.happened if one.noted_via in ENTERED]
    return {
        "met": met,
        "enterers": names_of(db(), entered),
        "zone": actor().time_zone,
        "can_meet": state in LIVE,
        "now": now(),
    }


def back_to(place: PairingPlace) -> ResponseReturnValue:
    """The page of the pair, at its meetings."""
    return redirect(url_for(".pairing", pairing_id=place.pairing.id) + "#meetings")


def beside(form: MeetingForm, refusal: Refusal) -> MeetingForm:
    """The form with a refusal beside its field.

    Raises: the refusal again, when it belongs to no field.
    """
    if type(refusal) not in FIELDS:
        raise refusal
    form[FIELDS[type(refusal)]].errors = [refusal.sentence]
    return form


def _list_page(place: PairingPlace, form: MeetingForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "mentoring/meetings/all.html",
        form=form,
        partner=place.partner(actor().id),
        pairing=place.pairing,
        zone_name=say_zone(actor().time_zone),
        modes=CONTACT_MODES,
        entered=ENTERED,
        **{"met": None, **meetings_shown(place), "can_meet": place.pairing.state in LIVE},
    )
    return page, status


def _change_page(
    at: MeetingPlace, form: MeetingForm, status: int, sentence: str = ""
) -> ResponseReturnValue:
    shown: MentoringMeeting = at.meeting
    check_ahead(shown, now())
    page = render_template(
        "mentoring/meetings/one.html",
        form=form,
        meeting=shown,
        partner=at.place.partner(actor().id),
        pairing=at.place.pairing,
        modes=CONTACT_MODES,
        zone=actor().time_zone,
        zone_name=say_zone(actor().time_zone),
        sentence=sentence,
    )
    return page, status


def _seen() -> int:
    """The number that the form was opened with; one that nobody has, when it is not one."""
    return typed_number(request.form.get("sequence"))
