"""The people of a cohort, for those who look after it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.actions.enrolment import add_people
from app.cohorts.actions.invitation import answer_invitation, invite_again
from app.cohorts.errors import SaysYesThemselves
from app.cohorts.forms import PasteForm, PersonForm, says_yes
from app.cohorts.policy import (
    may_enter_contact,
    may_enter_yes,
    may_look_after,
    may_look_after_member,
    may_take_back,
    may_take_out,
)
from app.cohorts.queries import Seat, seat_by_slug
from app.cohorts.queries.found import find_people
from app.cohorts.queries.seats import MemberSeat, member_seat
from app.cohorts.queries.undelivered import why_undelivered
from app.cohorts.rules import JOINED, OUT
from app.cohorts.views.blueprint import bp
from app.cohorts.views.seeking import href_of, read_sought
from app.cohorts.views.words import WORDS, say_added
from app.kit.errors import Refusal
from app.kit.seeking import LONGEST_SOUGHT
from app.people.actions.newcomers import Newcomer
from app.people.queries import names_of
from app.web.context import actor, after_commit, db, now, platform
from app.web.guard import guard


@bp.get("/cohorts/<slug>/people")
@guard(seat_by_slug, may_look_after)
def people(seat: Seat) -> ResponseReturnValue:
    """Everybody in the cohort, or those who are looked for, with their invitations."""
    sought = read_sought(request.args)
    found = find_people(
        db(), seat.cohort.id, sought, number=request.args.get("page", 1, type=int), now=now()
    )
    return render_template(
        "cohorts/people.html",
        cohort=seat.cohort,
        found=found,
        sought=sought,
        longest_name=LONGEST_SOUGHT,
        href=href_of(seat.cohort.slug, sought),
        **WORDS,
    )


@bp.get("/cohorts/<slug>/people/new")
@guard(seat_by_slug, may_look_after)
def new_people(seat: Seat) -> ResponseReturnValue:
    """The forms to add one person, or pasted lines."""
    return adding(seat, PersonForm(formdata=None), PasteForm(formdata=None), 200)


@bp.post("/cohorts/<slug>/people")
@guard(seat_by_slug, may_look_after)
def add_one(seat: Seat) -> ResponseReturnValue:
    """Invite one person."""
    form = PersonForm()
    if not form.validate_on_submit():
        return adding(seat, form, PasteForm(formdata=None), 422)
    newcomer = Newcomer(form.name.data or "", form.email.data or "")
    added = add_people(
        db(),
        actor(),
        cohort_id=seat.cohort.id,
        people=[newcomer],
        standing=form.standing.data,
        now=now(),
    )
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(say_added(added), "success")
    return redirect(url_for("cohorts.people", slug=seat.cohort.slug))


@bp.get("/cohorts/<slug>/people/<uuid:person_id>")
@guard(member_seat, may_look_after_member)
def person(facts: MemberSeat) -> ResponseReturnValue:
    """One person of the cohort."""
    return person_page(facts, None, 200)


@bp.post("/cohorts/<slug>/people/<uuid:person_id>/invitations")
@guard(member_seat, may_look_after_member)
def send_again(facts: MemberSeat) -> ResponseReturnValue:
    """Send one more invitation."""
    seat, whose = facts.seat, facts.member.person
    try:
        invite_again(db(), cohort_id=seat.cohort.id, person_id=whose.id, now=now())
    except Refusal as refusal:
        return person_page(facts, refusal.sentence, refusal.status)
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(f"One more invitation to {whose.name} is on its way.", "success")
    return redirect(url_for("cohorts.person", slug=seat.cohort.slug, person_id=whose.id))


@bp.post("/cohorts/<slug>/people/<uuid:person_id>/answers")
@guard(member_seat, may_look_after_member)
def enter_answer(facts: MemberSeat) -> ResponseReturnValue:
    """Enter the answer that somebody gave by phone or in person."""
    seat, whose = facts.seat, facts.member.person
    try:
        if says_yes(request.form) and not may_enter_yes(actor(), facts):
            raise SaysYesThemselves
        answer_invitation(
            db(),
            actor(),
            cohort_id=seat.cohort.id,
            person_id=whose.id,
            yes=says_yes(request.form),
            now=now(),
        )
    except Refusal as refusal:
        return person_page(facts, refusal.sentence, refusal.status)
    after_commit(lambda: platform().bell.ring("plan_reminders"))
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(f"Saved what {whose.name} told you.", "success")
    return redirect(url_for("cohorts.person", slug=seat.cohort.slug, person_id=whose.id))


def adding(seat: Seat, form: PersonForm, paste: PasteForm, status: int) -> ResponseReturnValue:
    """The page with both forms to add people."""
    page = render_template("cohorts/new_people.html", cohort=seat.cohort, form=form, paste=paste)
    return page, status


def person_page(facts: MemberSeat, sentence: str | None, status: int) -> ResponseReturnValue:
    """The page of one person, with the sentence of a refusal where there is one."""
    place = facts.member.enrolment
    names = names_of(db(), [place.added_by_id, place.answered_by_id, place.left_by_id])
    page = render_template(
        "cohorts/person.html",
        cohort=facts.seat.cohort,
        member=facts.member,
        entered_for=place.answered_by_id not in (None, place.person_id),
        names=names,
        sentence=sentence,
        trouble=why_undelivered(db(), facts.seat.cohort.id, facts.member.person.id, now()),
        enters_contact=may_enter_contact(actor(), facts),
        is_out=place.state in OUT,
        enters_yes=may_enter_yes(actor(), facts),
        takes_back=may_take_back(actor(), facts),
        takes_out=may_take_out(actor(), facts) and place.state == JOINED,
        **WORDS,
    )
    return page, status
