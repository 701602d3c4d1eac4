"""The register of a session: who took part, and how."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.gatherings.actions.attendance import keep_register
from app.gatherings.policy import may_note_attendance
from app.gatherings.queries import GatheringSeat, gathering_seat
from app.gatherings.queries.attendance import register_page
from app.gatherings.rules.attendance import CHOICES, Noted, can_be_noted
from app.gatherings.views.blueprint import bp
from app.web.context import actor, db, now, request_key
from app.web.guard import guard

# More rows than any page has are not ours.
MOST_ROWS = 200


@bp.get("/sessions/<uuid:gathering_id>/attendance")
@guard(gathering_seat, may_note_attendance)
def attendance(facts: GatheringSeat) -> ResponseReturnValue:
    """A row for each person; before the session begins, only when that will be."""
    number = request.args.get("page", 1, type=int)
    gathering = facts.gathering
    is_open = can_be_noted(gathering.state, gathering.starts_at, now())
    return render_template(
        "gatherings/attendance.html",
        gathering=gathering,
        cohort=facts.seat.cohort,
        page=register_page(db(), gathering, number) if is_open else None,
        choices=CHOICES,
    )


@bp.post("/sessions/<uuid:gathering_id>/attendance")
@guard(gathering_seat, may_note_attendance)
def keep(facts: GatheringSeat) -> ResponseReturnValue:
    """Keep what was changed."""
    people = keep_register(db(), actor(), gathering=facts.gathering, noted=_noted(), now=now())
    flash(_say(people), "success" if people else "info")
    number = request.args.get("page", type=int)
    return redirect(url_for(".attendance", gathering_id=facts.gathering.id, page=number))


def _say(people: int) -> str:
    if not people:
        return "Nothing was changed, so all is as it was."
    return f"Saved for {'1 person' if people == 1 else f'{people} people'}."


def _noted() -> Iterator[Noted]:
    """What the form says: for each row whom it is about, what it showed, and what was chosen."""
    for number, row in enumerate(request.form.getlist("row")[:MOST_ROWS], start=1):
        who, _, before = row.partition(" ")
        enrolment_id: UUID | None = request_key(who)
        if enrolment_id is not None:
            yield Noted(enrolment_id, before, request.form.get(f"how{number}", before))
