"""The seats of a cohort, and what a facilitator decides about one person's seat."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.actions.approval import answer_asking
from app.cohorts.actions.capacity import change_seats
from app.cohorts.actions.departure import leave, withdraw
from app.cohorts.errors.seats import CapacityWrong, HoursWrong
from app.cohorts.forms import says_yes
from app.cohorts.forms.joining import SeatsForm
from app.cohorts.policy import may_look_after, may_look_after_member, may_take_back, may_take_out
from app.cohorts.queries import Seat, seat_by_slug
from app.cohorts.queries.seats import MemberSeat, member_seat, seats_of
from app.cohorts.rules import DECLINED, JOINED
from app.cohorts.rules.seats import MOST_OFFERS
from app.cohorts.views.blueprint import bp
from app.cohorts.views.people import person_page
from app.kit.errors import Refusal
from app.web.context import actor, after_commit, db, now, platform
from app.web.guard import guard


@bp.get("/cohorts/<slug>/seats")
@guard(seat_by_slug, may_look_after)
def seats(seat: Seat) -> ResponseReturnValue:
    """How many seats there are, and who waits."""
    limit = seat.cohort.capacity
    form = SeatsForm(formdata=None, capacity=str(limit or ""), offer_hours=seat.cohort.offer_hours)
    return _seats(seat, form, 200)


@bp.post("/cohorts/<slug>/seats")
@guard(seat_by_slug, may_look_after)
def set_seats(seat: Seat) -> ResponseReturnValue:
    """Keep how many seats there are."""
    form = SeatsForm()
    form.offer(seat.cohort.offer_hours)
    if not form.validate_on_submit():
        return _seats(seat, form, 422)
    capacity, hours = form.capacity.count, form.offer_hours.data
    try:
        offered = change_seats(db(), seat.cohort, capacity=capacity, offer_hours=hours, now=now())
    except CapacityWrong as refusal:
        form.capacity.errors = [refusal.sentence]
        return _seats(seat, form, refusal.status)
    except HoursWrong as refusal:
        form.offer_hours.errors = [refusal.sentence]
        return _seats(seat, form, refusal.status)
    after_commit(lambda: platform().bell.ring("send_letters"))
    people = "1 person" if offered == 1 else f"{offered} people"
    flash(f"Saved. {people} in line got an offer." if offered else "Saved.", "success")
    return redirect(url_for("cohorts.seats", slug=seat.cohort.slug))


@bp.post("/cohorts/<slug>/people/<uuid:person_id>/approvals")
@guard(member_seat, may_look_after_member)
def answer_one_asking(facts: MemberSeat) -> ResponseReturnValue:
    """Say yes or no to somebody who asked to join."""
    seat, whose = facts.seat, facts.member.person
    try:
        state = answer_asking(
            db(),
            actor(),
            cohort_id=seat.cohort.id,
            person_id=whose.id,
            yes=says_yes(request.form),
            now=now(),
        )
    except Refusal as refusal:
        return person_page(facts, refusal.sentence, refusal.status)
    after_commit(lambda: platform().bell.ring("send_letters"))
    if state == JOINED:
        after_commit(lambda: platform().bell.ring("plan_reminders"))
    told = {
        JOINED: f"{whose.name} is in. A letter tells them.",
        "waiting": f"There is no free seat, so {whose.name} is in line. A letter tells them.",
    }
    flash(told.get(state, f"A kind letter tells {whose.name} that it cannot be."), "success")
    return redirect(url_for("cohorts.people", slug=seat.cohort.slug))


@bp.post("/cohorts/<slug>/people/<uuid:person_id>/withdrawals")
@guard(member_seat, may_take_back)
def take_back(facts: MemberSeat) -> ResponseReturnValue:
    """Take back an invitation, an offer, or a place in line."""
    seat, whose = facts.seat, facts.member.person
    had_said_no = facts.member.enrolment.state == DECLINED
    try:
        is_told = withdraw(db(), actor(), cohort_id=seat.cohort.id, person_id=whose.id, now=now())
    except Refusal as refusal:
        return person_page(facts, refusal.sentence, refusal.status)
    after_commit(lambda: platform().bell.ring("send_letters"))
    letter = "A short, kind letter tells them." if is_told else "They had not heard of it yet."
    if had_said_no:
        letter = f"{whose.name} can run this cohort only once they are asked anew."
    flash(f"Taken back. {letter}", "success")
    return redirect(url_for("cohorts.person", slug=seat.cohort.slug, person_id=whose.id))


@bp.get("/cohorts/<slug>/people/<uuid:person_id>/departures")
@guard(member_seat, may_take_out)
def taking_out(facts: MemberSeat) -> ResponseReturnValue:
    """What happens when somebody is taken out, before it is done."""
    return render_template(
        "cohorts/taking_out.html", cohort=facts.seat.cohort, who=facts.member.person
    )


@bp.post("/cohorts/<slug>/people/<uuid:person_id>/departures")
@guard(member_seat, may_take_out)
def take_out(facts: MemberSeat) -> ResponseReturnValue:
    """Take somebody out of the cohort."""
    seat, whose = facts.seat, facts.member.person
    try:
        leave(db(), actor(), cohort_id=seat.cohort.id, person_id=whose.id, now=now())
    except Refusal as refusal:
        return person_page(facts, refusal.sentence, refusal.status)
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(f"{whose.name} is out of this cohort. A letter tells them what stays theirs.", "success")
    return redirect(url_for("cohorts.person", slug=seat.cohort.slug, person_id=whose.id))


def _seats(seat: Seat, form: SeatsForm, status: int) -> ResponseReturnValue:
    form.offer(seat.cohort.offer_hours)
    page = render_template(
        "cohorts/seats.html",
        cohort=seat.cohort,
        form=form,
        counts=seats_of(db(), seat.cohort.id),
        most_offers=MOST_OFFERS,
    )
    return page, status
