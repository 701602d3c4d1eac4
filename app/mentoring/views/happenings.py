"""That two people met: one tap, with or without a plan, also told by phone."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.helping.queries import HelpingPlace, helping_place
from app.helping.queries.entering import Entering
from app.helping.rules import MEETINGS
from app.helping.views.entering import helps_with, lets_enter
from app.kit.errors import NotFound
from app.kit.times import in_zone
from app.mentoring.actions.happenings import Told, note_meeting, note_missed, note_planned
from app.mentoring.errors.meetings import DayWrong
from app.mentoring.forms.meetings import MetForm
from app.mentoring.policy.meetings import may_keep_meeting
from app.mentoring.policy.pairings import is_member, may_coordinate, may_write_together
from app.mentoring.queries.meetings import MeetingPlace, meeting_place
from app.mentoring.queries.pairings import PairingPlace, pairing_place
from app.mentoring.queries.partners import partners_of
from app.mentoring.rules.meetings import ENTERED
from app.mentoring.rules.states import LIVE
from app.mentoring.rules.topics import CONTACT_MODES
from app.mentoring.views.blueprint import bp
from app.mentoring.views.meetings import back_to
from app.people.models import Person
from app.web.context import acting_for, actor, db, now, request_key, sent
from app.web.guard import guard

NOTED = "Noted: you met. Good."
ALREADY = "That you met then was noted already."


@bp.post("/mentoring/pairings/<uuid:pairing_id>/meetings/<uuid:meeting_id>/happenings")
@guard(meeting_place, may_keep_meeting)
def happened(at: MeetingPlace) -> ResponseReturnValue:
    """A meeting that was planned did happen, or with `met` = `no` did not."""
    if request.form.get("met") == "no":
        note_missed(db(), at, actor(), now=now())
        flash("Noted: you did not meet then. That can happen. Plan another time if you like.")
        return back_to(at.place)
    _, is_new = note_planned(db(), at, Told(actor(), actor()), now=now())
    flash(NOTED if is_new else ALREADY, "success")
    return back_to(at.place)


@bp.post("/mentoring/pairings/<uuid:pairing_id>/happenings")
@guard(pairing_place, may_write_together)
def met(place: PairingPlace) -> ResponseReturnValue:
    """The two met without a plan: with no day in it, today."""
    form = MetForm()
    day = form.day.data if "day" in request.form else _today(actor().time_zone)
    if day is None:
        raise DayWrong
    _, is_new = note_meeting(
        *(db(), place, Told(actor(), actor())),
        mode=form.mode.data or "",
        day=day,
        now=now(),
    )
    flash(NOTED if is_new else ALREADY, "success")
    return back_to(place)


def may_note_for(person: Person, place: PairingPlace) -> bool:
    """A coordinator who is neither of the two, and whom the one it is for chose to help."""
    whose = request_key(sent().get("for"))
    runs_it = may_coordinate(person, place)
    is_theirs = whose is not None and any(one.person_id == whose for one in place.members)
    if runs_it or is_member(person, place) or not is_theirs or whose is None:
        return runs_it
    return lets_enter(person, Entering(whose, MEETINGS, runs_it))


@bp.get("/help/<uuid:helping_id>/pairs")
@guard(helping_place, helps_with(MEETINGS))
def pairs_of_helped(at: HelpingPlace) -> ResponseReturnValue:
    """With whom the person walks, to note that they met."""
    partners = partners_of(db(), at.person.id)
    return render_template("mentoring/helped.html", at=at, partners=partners, me=actor())


@bp.get("/mentoring/coordination/pairings/<uuid:pairing_id>/happenings")
@guard(pairing_place, may_note_for)
def new_told_happening(place: PairingPlace) -> ResponseReturnValue:
    """The form in which a coordinator notes what one of the two told them."""
    return _told_page(place, MetForm(formdata=None), 200)


@bp.post("/mentoring/coordination/pairings/<uuid:pairing_id>/happenings")
@guard(pairing_place, may_note_for)
def told_happening(place: PairingPlace) -> ResponseReturnValue:
    """Note that they met, for one of the two who told it by phone or on paper."""
    form = MetForm()
    if not form.validate_on_submit():
        return _told_page(place, form, 422)
    who = place.member(_for(place)).person
    if who is None:
        raise NotFound
    try:
        note_meeting(
            *(db(), place, Told(actor(), who, request.form.get("via", ""))),
            mode=form.mode.data,
            day=form.day.data or date.min,
            now=now(),
        )
    except DayWrong as refusal:
        form.day.errors = [refusal.sentence]
        return _told_page(place, form, refusal.status)
    flash("Noted: they met.", "success")
    if helped := acting_for():
        return redirect(url_for(".pairs_of_helped", helping_id=helped.helping_id))
    return redirect(url_for(".new_told_happening", pairing_id=place.pairing.id))


def _for(place: PairingPlace) -> UUID:
    """For whom it is entered.

    Raises: NotFound when it is neither of the two.
    """
    wanted = request_key(request.form.get("for"))
    if wanted not in {one.person_id for one in place.members} or wanted is None:
        raise NotFound
    return wanted


def _today(zone: str) -> date:
    return in_zone(now(), zone).date()


def _told_page(place: PairingPlace, form: MetForm, status: int) -> ResponseReturnValue:
    helped = acting_for()
    page = render_template(
        "mentoring/coordination/met.html",
        place=place,
        pairing=place.pairing,
        form=form,
        ways=ENTERED,
        modes=CONTACT_MODES,
        can_meet=place.pairing.state in LIVE,
        chosen=request.form,
        who=[one for one in place.members if helped is None or one.person_id == helped.person_id],
    )
    return page, status
