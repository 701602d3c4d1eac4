"""When the modules of a cohort open, and opening one before its time."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_look_after, may_look_after_member
from app.cohorts.queries import Seat, seat_by_slug
from app.cohorts.queries.seats import MemberSeat, member_seat
from app.kit.errors import NotFound
from app.progress.actions.unlock import unlock_module
from app.progress.queries.doors import counted_doors, doors_of
from app.progress.views.blueprint import bp
from app.progress.views.words import say_opened
from app.web.context import actor, db, now
from app.web.guard import guard


@bp.get("/cohorts/<slug>/modules")
@guard(seat_by_slug, may_look_after)
def doors(seat: Seat) -> ResponseReturnValue:
    """Each module of the cohort: when it opens, to how many it is open, and opening it now."""
    return render_template(
        "progress/doors.html",
        cohort=seat.cohort,
        doors=counted_doors(db(), seat.cohort, now=now()),
        say_opened=say_opened,
    )


@bp.get("/cohorts/<slug>/people/<uuid:person_id>/modules")
@guard(member_seat, may_look_after_member)
def doors_for_one(facts: MemberSeat) -> ResponseReturnValue:
    """The same for one person; it tells nothing of what they have done."""
    cohort, member = facts.seat.cohort, facts.member
    return render_template(
        "progress/doors_for_one.html",
        cohort=cohort,
        member=member,
        doors=doors_of(db(), cohort, member.enrolment.id, now=now()),
        say_opened=say_opened,
    )


@bp.post("/cohorts/<slug>/unlocks")
@guard(seat_by_slug, may_look_after)
def unlock(seat: Seat) -> ResponseReturnValue:
    """Open a module for one person, or for everybody."""
    person_id = _person_id(request.form.get("person_id"))
    opened = unlock_module(
        db(),
        actor(),
        cohort=seat.cohort,
        module_key=request.form.get("module_key", ""),
        person_id=person_id,
        now=now(),
    )
    whom = "everybody" if person_id is None else "this person"
    flash(f"Module {opened.number}, “{opened.title}”, is open now for {whom}.", "success")
    if person_id is None:
        return redirect(url_for(".doors", slug=seat.cohort.slug))
    return redirect(url_for(".doors_for_one", slug=seat.cohort.slug, person_id=person_id))


def _person_id(text: str | None) -> UUID | None:
    """Whom the form names; nobody: everybody.

    Raises: NotFound for what is not an id: it must never open a module for everybody.
    """
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
