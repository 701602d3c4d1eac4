"""What a coordinator enters about an end, for one of the two who told them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.mentoring.actions.absences import be_in_touch, miss
from app.mentoring.actions.endings import (
    begin_to_close,
    end_for_safety,
    end_now,
    propose_again,
)
from app.mentoring.actions.looking_back import look_back
from app.mentoring.errors.agreements import PersonNeeded
from app.mentoring.errors.endings import EndNeeded
from app.mentoring.forms.endings import FIELDS, EnteredLookingBackForm
from app.mentoring.policy.pairings import may_coordinate, may_hold
from app.mentoring.queries.endings import ending_of
from app.mentoring.queries.pairings import PairingPlace, pairing_place
from app.mentoring.rules.endings import LOOK_BACK, NOW
from app.mentoring.views.blueprint import bp
from app.mentoring.views.coordinating import COORDINATION, entry_in
from app.mentoring.views.post import ring_post
from app.web.context import actor, db, form_key, now
from app.web.guard import guard


@bp.post(f"{COORDINATION}/closings")
@guard(pairing_place, may_coordinate)
def enter_close(place: PairingPlace) -> ResponseReturnValue:
    """One of the two would end it, or look back first."""
    way = request.form.get("way")
    if way not in (LOOK_BACK, NOW):
        raise EndNeeded
    enter = begin_to_close if way == LOOK_BACK else end_now
    enter(db(), place, entry_in(), now=now())
    ring_post()
    flash("Written down. Both are told, and not who wished it.", "success")
    return _back(place)


@bp.post(f"{COORDINATION}/absences")
@guard(pairing_place, may_coordinate)
def enter_absence(place: PairingPlace) -> ResponseReturnValue:
    """One of the two cannot reach the other."""
    miss(db(), place, entry_in(), now=now())
    ring_post()
    flash("Written down. The other gets a kind word, and is on your list of calls.", "success")
    return _back(place)


@bp.post(f"{COORDINATION}/presences")
@guard(pairing_place, may_coordinate)
def enter_presence(place: PairingPlace) -> ResponseReturnValue:
    """One of the two says that they are in touch again."""
    be_in_touch(db(), place, entry_in(), now=now())
    flash("Written down: they are in touch.", "success")
    return _back(place)


@bp.get(f"{COORDINATION}/endings")
@guard(pairing_place, may_coordinate)
def entering_look_back(place: PairingPlace) -> ResponseReturnValue:
    """The form for what one of the two gained; nothing of what was written is in it."""
    return _page(place, EnteredLookingBackForm(formdata=None), 200)


@bp.post(f"{COORDINATION}/endings")
@guard(pairing_place, may_coordinate)
def enter_look_back(place: PairingPlace) -> ResponseReturnValue:
    """Keep what one of the two says."""
    form = EnteredLookingBackForm()
    try:
        look_back(db(), place, entry_in(), form.said, now=now())
    except Refusal as refusal:
        if type(refusal) not in FIELDS:
            raise
        field = form.person if isinstance(refusal, PersonNeeded) else form.gained
        field.errors = [refusal.sentence]
        return _page(place, form, refusal.status)
    ring_post()
    flash("Written down. Only the two can read what was gained.", "success")
    return _back(place)


@bp.post(f"{COORDINATION}/proposals")
@guard(pairing_place, may_coordinate)
def propose_once_more(place: PairingPlace) -> ResponseReturnValue:
    """Propose two to each other again who both would like it."""
    key = form_key()
    made = propose_again(db(), place, actor(), request_key=key, now=now())
    flash("Proposed again. Both are asked by their own way.", "success")
    return redirect(url_for(".coordinated_pair", pairing_id=made.id))


@bp.post("/mentoring/safeguarding/pairings/<uuid:pairing_id>/endings")
@guard(pairing_place, may_hold)
def end_safely(place: PairingPlace) -> ResponseReturnValue:
    """End a pair for safety."""
    end_for_safety(db(), place, actor(), now=now())
    ring_post()
    flash("Ended. Both are told that it has ended, and not why.", "success")
    return redirect(url_for(".holding"))


def _back(place: PairingPlace) -> ResponseReturnValue:
    return redirect(url_for(".coordinated_pair", pairing_id=place.pairing.id))


def _page(place: PairingPlace, form: EnteredLookingBackForm, status: int) -> ResponseReturnValue:
    form.offer(place.members)
    return render_template(
        "mentoring/coordination/look_back.html",
        place=place,
        form=form,
        ending=ending_of(db(), place),
    ), status
