"""Entering pledges, and how they go, for whoever told it by phone or on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_facilitate
from app.cohorts.queries import Seat, seat_by_slug
from app.helping.queries.entering import Entering
from app.helping.rules import PLEDGES
from app.helping.views.entering import lets_enter
from app.kit.db import new_id
from app.kit.errors import Refusal
from app.library.rules import SIZES
from app.people.models import Person
from app.practice.actions.pledges import faults_in
from app.practice.actions.pledges_told import (
    Sending,
    enter_answer,
    enter_change,
    enter_pledge,
    faults_in_told_answer,
)
from app.practice.forms.pledges import ToldAnswerForm, ToldChangeForm, ToldPledgeForm
from app.practice.views.blueprint import bp
from app.practice.views.pledge_fields import show_all
from app.suggestions.queries.entering import Teller, tellers
from app.web.context import acting_for, actor, db, now, request_key, sent, typed_number
from app.web.guard import guard

ToldForm = ToldPledgeForm | ToldAnswerForm | ToldChangeForm

PLEDGE = "practice/pledges/told_pledge.html"
ANSWER = "practice/pledges/told_answer.html"
CHANGE = "practice/pledges/told_change.html"


def may_enter_told(person: Person, seat: Seat) -> bool:
    """The facilitators of the cohort, and whom the person it is about chose to help with it."""
    runs_it, whose = may_facilitate(person, seat), request_key(sent().get("person"))
    if runs_it or whose is None:
        return runs_it
    return lets_enter(person, Entering(whose, PLEDGES, runs_it, seat.cohort.id))


@bp.get("/cohorts/<slug>/pledges/new")
@guard(seat_by_slug, may_enter_told)
def new_told_pledge(seat: Seat) -> ResponseReturnValue:
    """The form for somebody else's pledge."""
    chosen = request.args.get("person", "")
    return _page(seat, PLEDGE, ToldPledgeForm(None, request_key=str(new_id()), person=chosen))


@bp.post("/cohorts/<slug>/pledges")
@guard(seat_by_slug, may_enter_told)
def told_pledge(seat: Seat) -> ResponseReturnValue:
    """Keep it; the record says who entered it."""
    form = ToldPledgeForm()
    said = Sending(form.person_id, form.key)

    def keep() -> str:
        number = enter_pledge(db(), actor(), seat, said, form.promise, now=now())
        return f"Kept. Tell them that this is their pledge number {number}."

    return _kept(seat, PLEDGE, form, keep, faults_in(form.promise))


@bp.get("/cohorts/<slug>/pledges/answers/new")
@guard(seat_by_slug, may_enter_told)
def new_told_answer(seat: Seat) -> ResponseReturnValue:
    """The form for how somebody else's pledge goes."""
    chosen = request.args.get("person", "")
    return _page(seat, ANSWER, ToldAnswerForm(None, request_key=str(new_id()), person=chosen))


@bp.post("/cohorts/<slug>/pledges/answers")
@guard(seat_by_slug, may_enter_told)
def told_answer(seat: Seat) -> ResponseReturnValue:
    """Keep it; the record says who entered it."""
    form = ToldAnswerForm()
    said = Sending(form.person_id, form.key, typed_number(form.number.data))

    def keep() -> str:
        enter_answer(db(), actor(), seat, said, form.told, now=now())
        return "Kept. Thank them: each answer is a good one."

    return _kept(seat, ANSWER, form, keep, faults_in_told_answer(said, form.told))


@bp.get("/cohorts/<slug>/pledges/changes/new")
@guard(seat_by_slug, may_facilitate)
def new_told_change(seat: Seat) -> ResponseReturnValue:
    """The form for what somebody else would like to be different."""
    return _page(seat, CHANGE, ToldChangeForm(None, request_key=str(new_id())))


@bp.post("/cohorts/<slug>/pledges/changes")
@guard(seat_by_slug, may_facilitate)
def told_change(seat: Seat) -> ResponseReturnValue:
    """Keep it; the record says who entered it."""
    form = ToldChangeForm()
    said = Sending(form.person_id, form.key, typed_number(form.number.data))

    def keep() -> str:
        enter_change(db(), actor(), seat, said, form.change, now=now())
        return "Kept. They see that you entered it for them."

    return _kept(seat, CHANGE, form, keep)


def _kept(
    seat: Seat,
    template: str,
    form: ToldForm,
    keep: Callable[[], str],
    faults: Sequence[Refusal] = (),
) -> ResponseReturnValue:
    """Keep what was told and say so, or show the form again with all that it lacks."""
    try:
        done = keep()
    except Refusal as refusal:
        status = show_all(form, refusal, faults)
        return _page(seat, template, form), status
    flash(done, "success")
    if helped := acting_for():
        return redirect(url_for("helping.help_page", helping_id=helped.helping_id))
    return redirect(url_for(".cohort_pledges", slug=seat.cohort.slug))


def _page(seat: Seat, template: str, form: ToldForm) -> str:
    if helped := acting_for():
        form.ask_who([Teller(helped.person_id, helped.name)])
    else:
        form.ask_who(tellers(db(), actor(), seat.cohort.id))
    return render_template(template, cohort=seat.cohort, form=form, sizes=SIZES)
