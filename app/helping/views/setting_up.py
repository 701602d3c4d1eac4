"""Setting up a helper with somebody who has no e-mail, and ending it for them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.actions.record import note
from app.cohorts.queries import Seat
from app.helping.actions.answer import end_helping_for, send_code, show_code
from app.helping.actions.ask import faults_in, set_up_helper
from app.helping.errors import HelpCodeWrong
from app.helping.forms import SetUpForm
from app.helping.policy import may_end_for, may_set_up
from app.helping.queries import SetUpPlace, choices_for, helpers_of, helping_place, set_up_place
from app.helping.rules import ACTS, HOWS, NEVER_FOR_THEM, PAPER, TEXT, suggested_last_day
from app.helping.views.blueprint import bp, send_letters
from app.kit.errors import NotFound, Refusal
from app.kit.times import in_zone
from app.web.context import actor, db, now, platform
from app.web.guard import guard
from app.web.limits import limiter

HELPERS = "/cohorts/<slug>/people/<uuid:person_id>/helpers"


@bp.get(HELPERS)
@guard(set_up_place, may_set_up)
def helpers_for(place: SetUpPlace) -> ResponseReturnValue:
    """Who helps somebody, and the form to fill in with them."""
    today = in_zone(now(), place.facts.member.person.time_zone).date()
    last_day = suggested_last_day(place.facts.seat.cohort.starts_on, today)
    return _page(place, SetUpForm.fresh(last_day))


@bp.post(HELPERS)
@guard(set_up_place, may_set_up)
@limiter.limit("20 per hour")
def set_up_helping(place: SetUpPlace) -> ResponseReturnValue:
    """Keep it; on to the code, or done."""
    form = SetUpForm()
    whose, wish = place.facts.member.person, form.wish
    faults = faults_in(whose, wish, now=now())
    if not form.validate_on_submit() or faults:
        form.refuse(faults)
        return _page(place, form), 422
    try:
        here = place.facts.seat.cohort.id
        made = set_up_helper(db(), actor(), whose, wish, cohort_id=here, now=now())
    except Refusal as refusal:
        form.refuse([refusal])
        return _page(place, form), refusal.status
    note(db(), helping=made.id)
    if made.said_how == TEXT and made.code_at is None:
        at = helping_place(db(), actor(), helping_id=made.id)
        if at is None:
            raise NotFound
        send_code(db(), at, now=now())
        flash(f"We sent {whose.name} a text with six figures. Ask them to read it out.", "success")
    elif made.said_how != TEXT:
        flash("Kept. It begins when the helper says yes too.", "success")
    send_letters()
    return _back(place)


@bp.post(f"{HELPERS}/<uuid:helping_id>/codes")
@guard(set_up_place, may_set_up)
@limiter.limit("10 per hour")
def send_helping_code(place: SetUpPlace) -> ResponseReturnValue:
    """Send the code once more."""
    if place.at is None:
        raise NotFound
    send_code(db(), place.at, now=now())
    send_letters()
    flash("We sent the text once more.", "success")
    return _back(place)


@bp.post(f"{HELPERS}/<uuid:helping_id>/confirmations")
@guard(set_up_place, may_set_up)
def confirm_helping(place: SetUpPlace) -> ResponseReturnValue:
    """The person read out the code: they say yes."""
    if place.at is None:
        raise NotFound
    typed = request.form.get("code", "")
    if not show_code(db(), platform().links, place.at, typed=typed, now=now()):
        # A try counts only when it is kept, so it is no refusal.
        flash(HelpCodeWrong.sentence, "error")
        return _back(place)
    send_letters()
    flash("They said yes. It begins when the helper says yes too.", "success")
    return _back(place)


@bp.post(f"{HELPERS}/<uuid:helping_id>/ends")
@guard(set_up_place, may_end_for)
def end_helping_for_them(place: SetUpPlace) -> ResponseReturnValue:
    """They rang: it ends at once."""
    if place.at is None:
        raise NotFound
    was_open = end_helping_for(db(), actor(), place.at, now=now())
    send_letters()
    flash("It has ended." if was_open else "It had ended already.", "info")
    return _back(place)


def _back(place: SetUpPlace) -> ResponseReturnValue:
    slug, whose = place.facts.seat.cohort.slug, place.facts.member.person
    here = ".helpers_for" if may_set_up(actor(), place) else "cohorts.person"
    return redirect(url_for(here, slug=slug, person_id=whose.id))


def _page(place: SetUpPlace, form: SetUpForm) -> str:
    whose = place.facts.member.person
    people = choices_for(db(), whose.id, cohort_id=place.facts.seat.cohort.id)
    form.offer([one for one in people if one.person_id != actor().id])
    if whose.phone is None:
        form.how.choices = {PAPER: HOWS[PAPER]}
    seat: Seat = place.facts.seat
    return render_template(
        "helping/setting_up.html",
        form=form,
        cohort=seat.cohort,
        whose=whose,
        helpers=helpers_of(db(), whose.id, now=now()),
        acts=ACTS,
        never=NEVER_FOR_THEM,
        now=now(),
    )
