"""The sessions of a cohort, and the page of one."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.cohorts import policy
from app.cohorts.queries import Seat, facilitators_of, seat_by_slug
from app.gatherings.policy import (
    may_call_off,
    may_change,
    may_note_attendance,
    may_see_gathering,
)
from app.gatherings.queries import GatheringSeat, coming_page, gathering_seat, past_page
from app.gatherings.queries.letters import letter_counts
from app.gatherings.queries.proposals import open_proposals
from app.gatherings.rules import WAYS
from app.gatherings.rules.attendance import OWN_WORDS, TOOK_PART, can_be_noted
from app.gatherings.rules.roles import by_role, say_yours
from app.gatherings.rules.room import room_is_open, room_opens_at
from app.gatherings.views.blueprint import bp
from app.gatherings.views.catch_up import catching_up
from app.gatherings.views.replies import own_reply
from app.gatherings.views.words import say_letters
from app.people.queries import names_of
from app.syllabus.queries import has_card, module_now
from app.web.context import actor, db, now
from app.web.guard import guard


@bp.get("/cohorts/<slug>/sessions")
@guard(seat_by_slug, policy.may_open)
def sessions(seat: Seat) -> ResponseReturnValue:
    """The sessions of a cohort, to come and past."""
    numbers = {name: request.args.get(name, 1, type=int) for name in ("page", "past")}
    facilitates = policy.may_facilitate(actor(), seat)
    return render_template(
        "gatherings/sessions.html",
        cohort=seat.cohort,
        coming=coming_page(db(), seat.cohort.id, now(), numbers["page"]),
        past=past_page(db(), seat.cohort.id, now(), numbers["past"]),
        ways=WAYS,
        facilitates=facilitates,
        proposals_waiting=open_proposals(db(), seat.cohort.id) if facilitates else 0,
        looks_after=policy.may_look_after(actor(), seat),
    )


@bp.get("/sessions/<uuid:gathering_id>")
@guard(gathering_seat, may_see_gathering)
def session(facts: GatheringSeat) -> ResponseReturnValue:
    """A session, for the people of its cohort."""
    gathering, cohort = facts.gathering, facts.seat.cohort
    looks_after = policy.may_look_after(actor(), facts.seat)
    letters = letter_counts(db(), gathering.id) if looks_after else []
    module = (
        module_now(db(), gathering.module_id, cohort.edition_id) if gathering.module_id else None
    )
    return render_template(
        "gatherings/session.html",
        gathering=gathering,
        cohort=cohort,
        module=module,
        guided=module is not None
        and looks_after
        and has_card(db(), cohort.edition_id, "guide", module.key),
        facilitators=facilitators_of(db(), cohort.id),
        way=WAYS[gathering.how],
        letters=say_letters(letters, cohort.time_zone, now()),
        looks_after=looks_after,
        names=names_of(db(), [gathering.planned_by_id, gathering.cancelled_by_id])
        if looks_after
        else {},
        learns=policy.may_learn(actor(), facts.seat),
        can_call_off=gathering.can_be_called_off(now()) and may_call_off(actor(), facts),
        over=gathering.is_over(now()),
        opens_at=room_opens_at(gathering.starts_at),
        room_open=gathering.link
        and room_is_open(gathering.state, gathering.starts_at, gathering.ends_at, now()),
        took_part=OWN_WORDS.get(facts.took_part or ""),
        counts=facts.took_part in TOOK_PART,
        catching_up=catching_up(facts, now()),
        own=own_reply(facts, actor()),
        roles=by_role(facts.roles),
        mine=say_yours([line.role for line in facts.roles if line.person_id == actor().id]),
        can_change=may_change(actor(), facts),
        ahead=gathering.can_be_called_off(now()),
        can_note=may_note_attendance(actor(), facts)
        and can_be_noted(gathering.state, gathering.starts_at, now()),
    )
