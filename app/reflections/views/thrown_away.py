"""Throwing one's own entries away, bringing them back, and erasing them."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.times import say_day
from app.reflections.actions.thrown_away import bring_back, erase_now, throw_entry_away
from app.reflections.policy import may_throw_away
from app.reflections.queries import Entry, own_entry, own_entry_even_thrown_away, zone_for
from app.reflections.queries.own_shares import shares_of_entry
from app.reflections.queries.thrown_away import thrown_away
from app.reflections.rules.thrown_away import erased_from
from app.reflections.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import guard, signed_in

THROWN_AWAY = "Thrown away. You can bring it back until {day}."
IS_BACK = "Your entry is back, as it was. What you had shared of it stays ended."
ERASED = "Erased for good."
# Said of what is not theirs too, so that it tells nothing of it.
CANNOT_COME_BACK = "That cannot be brought back: it is erased for good."
NOT_ERASED = "There was nothing to erase now. It is erased already, or you have brought it back."


@bp.get("/reflections/<uuid:reflection_id>/removals/new")
@guard(own_entry, may_throw_away)
def before_throwing_away(mine: Entry) -> ResponseReturnValue:
    """What will happen, before anything does."""
    return render_template(
        "reflections/thrown/before.html",
        mine=mine,
        until=erased_from(now()),
        zone=zone_for(db(), actor()),
        shares=shares_of_entry(db(), actor(), mine.reflection.id, now=now()),
    )


@bp.post("/reflections/<uuid:reflection_id>/removals")
@guard(own_entry_even_thrown_away, may_throw_away)
def throw_entry(mine: Entry) -> ResponseReturnValue:
    """Take an entry off every page; a second click does no harm."""
    throw_entry_away(db(), actor(), reflection_id=mine.reflection.id, now=now())
    flash(THROWN_AWAY.format(day=say_day(erased_from(now()), zone_for(db(), actor()))), "success")
    return redirect(url_for(".log"))


@bp.get("/reflections/thrown-away/")
@signed_in
def thrown() -> ResponseReturnValue:
    """What the actor has thrown away and can still bring back."""
    page = thrown_away(db(), actor(), request.args.get("page", 1, type=int))
    return render_template(
        "reflections/thrown/list.html", page=page, zone=zone_for(db(), actor()), now=now()
    )


@bp.post("/reflections/<uuid:reflection_id>/returns")
@signed_in
def bring_entry_back(reflection_id: UUID) -> ResponseReturnValue:
    """Put an entry back into the log; a second click does no harm."""
    if bring_back(db(), actor(), reflection_id=reflection_id):
        flash(IS_BACK, "success")
        return redirect(url_for(".entry", reflection_id=reflection_id))
    flash(CANNOT_COME_BACK)
    return redirect(url_for(".thrown"))


@bp.post("/reflections/<uuid:reflection_id>/erasures")
@signed_in
def erase_entry(reflection_id: UUID) -> ResponseReturnValue:
    """Erase at once what was thrown away; a second click finds nothing, and says so."""
    if erase_now(db(), actor(), reflection_id=reflection_id):
        flash(ERASED, "success")
    else:
        flash(NOT_ERASED)
    return redirect(url_for(".thrown"))
