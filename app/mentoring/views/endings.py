"""How two end: with a look back or at once, and what one says when somebody stays away."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.mentoring.actions.absences import be_in_touch, miss
from app.mentoring.actions.endings import begin_to_close, end_now
from app.mentoring.actions.entries import Entry
from app.mentoring.actions.looking_back import look_back, seen_of
from app.mentoring.errors.endings import EndNeeded, WroteMeanwhile
from app.mentoring.forms.endings import FIELDS, LookingBackForm
from app.mentoring.policy.pairings import is_member
from app.mentoring.queries.apart import is_named
from app.mentoring.queries.endings import ending_of, gained_in
from app.mentoring.queries.pairings import PairingPlace, pairing_place
from app.mentoring.rules.endings import LOOK_BACK, NOW, WAIT_FOR
from app.mentoring.rules.states import CLOSED
from app.mentoring.views.blueprint import bp
from app.mentoring.views.pairing import ROOT
from app.mentoring.views.post import ring_post
from app.web.context import actor, db, now
from app.web.guard import guard

WAIT_DAYS = WAIT_FOR.days


@bp.get(f"{ROOT}/closings")
@guard(pairing_place, is_member)
def closings(place: PairingPlace) -> ResponseReturnValue:
    """The two ways to end; the second press is here."""
    return render_template(
        "mentoring/endings/ways.html",
        place=place,
        partner=place.partner(actor().id),
        ending=ending_of(db(), place),
    )


@bp.post(f"{ROOT}/closings")
@guard(pairing_place, is_member)
def close(place: PairingPlace) -> ResponseReturnValue:
    """End it, or look back first."""
    way, entry = request.form.get("way"), Entry(actor(), actor().id)
    if way == LOOK_BACK:
        begin_to_close(db(), place, entry, now=now())
        ring_post()
        flash("You are coming to an end. You are both told.", "success")
        return redirect(url_for(".look_back_page", pairing_id=place.pairing.id))
    if way != NOW:
        raise EndNeeded
    end_now(db(), place, entry, now=now())
    ring_post()
    flash("It has ended, and that is all right. You are both told, and not why.", "success")
    return redirect(url_for(".pairing", pairing_id=place.pairing.id))


@bp.get(f"{ROOT}/endings")
@guard(pairing_place, is_member)
def look_back_page(place: PairingPlace) -> ResponseReturnValue:
    """What one gained, and what may come after."""
    return _page(place, _own_form(place), 200)


@bp.post(f"{ROOT}/endings")
@guard(pairing_place, is_member)
def keep_look_back(place: PairingPlace) -> ResponseReturnValue:
    """Keep it; when both have, it has ended."""
    form = LookingBackForm()
    try:
        look_back(db(), place, Entry(actor(), actor().id), form.said, now=now())
    except WroteMeanwhile as refusal:
        kept = _own_words(place)
        form.seen.data = seen_of(place.member(actor().id).row)
        form.gained.errors = [refusal.sentence]
        return _page(place, form, refusal.status, kept)
    except Refusal as refusal:
        if type(refusal) not in FIELDS:
            raise
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _page(place, form, refusal.status)
    ring_post()
    has_ended = place.pairing.state == CLOSED
    flash("Saved. Your pair has ended well." if has_ended else "Saved.", "success")
    return redirect(url_for(".pairing", pairing_id=place.pairing.id))


@bp.post(f"{ROOT}/absences")
@guard(pairing_place, is_member)
def tell_absence(place: PairingPlace) -> ResponseReturnValue:
    """One cannot reach the other."""
    miss(db(), place, Entry(actor(), actor().id), now=now())
    ring_post()
    flash(
        f"Thank you. {place.partner(actor().id).name} gets a kind word, and a coordinator rings "
        f"them. If we hear nothing in {WAIT_DAYS} days, we close the pair. Nobody is to blame.",
        "success",
    )
    return redirect(url_for(".pairing", pairing_id=place.pairing.id))


@bp.post(f"{ROOT}/presences")
@guard(pairing_place, is_member)
def tell_presence(place: PairingPlace) -> ResponseReturnValue:
    """The two are in touch again."""
    be_in_touch(db(), place, Entry(actor(), actor().id), now=now())
    flash("Good to hear. You go on as before.", "success")
    return redirect(url_for(".pairing", pairing_id=place.pairing.id))


def _own_words(place: PairingPlace) -> str:
    return next((one.words for one in gained_in(db(), actor(), place) if one.is_own), "")


def _own_form(place: PairingPlace) -> LookingBackForm:
    form, row = LookingBackForm(formdata=None), place.member(actor().id).row
    other = place.partner(actor().id).person_id
    is_apart = other is not None and is_named(db(), actor(), other)
    form.start_from(row, _own_words(place), seen_of(row), not_again=is_apart)
    return form


def _page(
    place: PairingPlace, form: LookingBackForm, status: int, kept: str | None = None
) -> ResponseReturnValue:
    return render_template(
        "mentoring/endings/look_back.html",
        place=place,
        partner=place.partner(actor().id),
        ending=ending_of(db(), place),
        form=form,
        kept=kept,
    ), status
