"""The way into the online room of a session, through us."""

from __future__ import annotations

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_facilitate
from app.gatherings.actions.room import enter_room
from app.gatherings.policy import may_see_gathering
from app.gatherings.queries import GatheringSeat, gathering_seat
from app.gatherings.rules.room import room_is_open, room_opens_at
from app.gatherings.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import guard
from app.web.security import let_forms_leave


@bp.get("/sessions/<uuid:gathering_id>/room")
@guard(gathering_seat, may_see_gathering)
def room(facts: GatheringSeat) -> ResponseReturnValue:
    """One button that leads into the room, or when it opens.

    Looking at it counts nothing: programs that check letters for harm open every link in them.
    """
    gathering = facts.gathering
    let_forms_leave()
    return render_template(
        "gatherings/room.html",
        gathering=gathering,
        cohort=facts.seat.cohort,
        is_open=room_is_open(gathering.state, gathering.starts_at, gathering.ends_at, now()),
        over=gathering.is_over(now()),
        opens_at=room_opens_at(gathering.starts_at),
        facilitates=may_facilitate(actor(), facts.seat),
    )


@bp.post("/sessions/<uuid:gathering_id>/room")
@guard(gathering_seat, may_see_gathering)
def go_in(facts: GatheringSeat) -> ResponseReturnValue:
    """Note the click and lead to the address that stands with the session, and to no other."""
    link = enter_room(
        db(),
        gathering=facts.gathering,
        enrolment=facts.seat.enrolment,
        facilitates=may_facilitate(actor(), facts.seat),
        now=now(),
    )
    answer = redirect(link, 303)
    # The other site does not learn from where people came.
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
