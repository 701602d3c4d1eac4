"""Putting a pair on hold, and ending the hold: the safeguarding lead and the deputy."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.mentoring.actions.pauses import end_hold, hold
from app.mentoring.policy.pairings import may_hold
from app.mentoring.policy.roles import is_safeguarding
from app.mentoring.queries.holds import Held, pairs_to_hold
from app.mentoring.queries.pairings import PairingPlace, pairing_place
from app.mentoring.rules.states import STATES, SUSPENDED
from app.mentoring.views.blueprint import bp
from app.people.models import Person
from app.web.context import actor, db, now
from app.web.guard import guard

ROOT = "/mentoring/safeguarding/pairings/"


def pairs_found(db: Session, actor: Person) -> Sequence[Held]:
    """The pairs that the address asks for."""
    return pairs_to_hold(db, actor, request.args.get("name", "")) if is_safeguarding(actor) else []


@bp.get(ROOT)
@guard(pairs_found, is_safeguarding)
def holding(pairs: Sequence[Held]) -> ResponseReturnValue:
    """Pairs on hold, and those of people with a name."""
    name = request.args.get("name", "")
    words = {"pairs": pairs, "name": name, "states": STATES, "on_hold": SUSPENDED}
    return render_template("mentoring/holds.html", **words)


@bp.post(f"{ROOT}<uuid:pairing_id>/holds")
@guard(pairing_place, may_hold)
def begin_hold(place: PairingPlace) -> ResponseReturnValue:
    """Put a pair on hold."""
    hold(db(), place, actor(), now=now())
    flash("On hold. No letter goes out: please be in touch with both of them yourself.", "success")
    return redirect(url_for(".holding"))


@bp.post(f"{ROOT}<uuid:pairing_id>/hold-endings")
@guard(pairing_place, may_hold)
def finish_hold(place: PairingPlace) -> ResponseReturnValue:
    """End the hold; the pair goes on from where it stood."""
    end_hold(db(), place, actor(), now=now())
    flash("The hold is over, and the pair goes on from where it stood.", "success")
    return redirect(url_for(".holding"))
