"""Moving one person to another cohort: a look at what comes along, then a yes."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.queries.seats import MemberSeat, member_seat
from app.kit.errors import NotFound, Refusal
from app.progress.actions.move_person import move_person
from app.progress.policy import may_move_person
from app.progress.queries.moving_people import cohorts_to_move_to, person_move
from app.progress.views.blueprint import bp
from app.web.context import actor, after_commit, db, now, platform
from app.web.guard import guard


@bp.get("/cohorts/<slug>/people/<uuid:person_id>/moves")
@guard(member_seat, may_move_person)
def moving_person(facts: MemberSeat) -> ResponseReturnValue:
    """The cohorts to choose from; with one in the address, what would come along."""
    return _moving(facts, request.args.get("to", ""), None, 200)


@bp.post("/cohorts/<slug>/people/<uuid:person_id>/moves")
@guard(member_seat, may_move_person)
def move_one(facts: MemberSeat) -> ResponseReturnValue:
    """Move the person."""
    whose, to = facts.member.person, request.form.get("to", "")
    try:
        moved = move_person(
            db(),
            actor(),
            cohort_id=facts.seat.cohort.id,
            person_id=whose.id,
            to=to,
            now=now(),
        )
    except NotFound:
        raise
    except Refusal as refusal:
        return _moving(facts, to, refusal.sentence, refusal.status)
    after_commit(lambda: platform().bell.ring("plan_reminders"))
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(f"{whose.name} goes on in “{moved.cohort.name}” now. A letter tells them.", "success")
    return redirect(url_for("cohorts.person", slug=moved.cohort.slug, person_id=whose.id))


def _moving(facts: MemberSeat, to: str, sentence: str | None, status: int) -> ResponseReturnValue:
    seat, member = facts.seat, facts.member
    move = person_move(db(), actor(), seat=seat, enrolment=member.enrolment, to=to)
    number = request.args.get("page", 1, type=int)
    page = render_template(
        "progress/moving_person.html",
        cohort=seat.cohort,
        who=member.person,
        move=move,
        page=None
        if move
        else cohorts_to_move_to(db(), actor(), besides=seat.cohort.id, number=number),
        sentence=sentence,
    )
    return page, status
