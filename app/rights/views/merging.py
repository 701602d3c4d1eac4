"""For programme leads: two accounts of one person, side by side, and what becomes of them."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.rules import ROLES, STANDINGS
from app.cohorts.rules import STATES as PLACES
from app.kit.errors import NotFound, Refusal
from app.people.models import Person
from app.people.rules import PROGRAMME_LEAD
from app.people.views.steps import fresh_step
from app.rights.actions import ask_merge as actions
from app.rights.actions.merging.ways import doors_change
from app.rights.forms.merging import FindForm, HearForm, KeptForm
from app.rights.models import AccountMerge
from app.rights.policy import is_one_of_them, may_hear
from app.rights.queries.clashes import clashes
from app.rights.queries.merges import account_of, people_like, side_of, waits_for, wishes_page
from app.rights.rules.merging import ANSWERS, SIDES, STATES, WAIT_DAYS, who_says_yes
from app.rights.views.blueprint import bp
from app.rights.views.remember import remember
from app.web.context import actor, db, now, typed_number
from app.web.guard import role
from app.web.limits import limiter

ROOT = "/admin/same-person"
ONE_NOW = "The two accounts are one now. The person gets a letter."
ASKED_NOW = "We ask the person at each account that was used. You see here what they say."


@bp.get(f"{ROOT}/")
@role(PROGRAMME_LEAD)
@fresh_step
def merges() -> ResponseReturnValue:
    """Find two accounts of one person, and what became of those that were found."""
    form = FindForm(request.args, meta={"csrf": False})
    first = _maybe(request.args.get("first"))
    found = people_like(db(), form.who.data or "") if form.validate() else []
    number = max(typed_number(request.args.get("page"), otherwise=1), 1)
    return render_template(
        "rights/merges.html",
        form=form,
        first=first,
        found=[one for one in found if first is None or one.id != first.id],
        page=wishes_page(db(), number),
        states=STATES,
        now=now(),
    )


@bp.get(f"{ROOT}/<uuid:stays_id>/<uuid:goes_id>")
@role(PROGRAMME_LEAD)
@fresh_step
def merge_look(stays_id: UUID, goes_id: UUID) -> ResponseReturnValue:
    """The two side by side, which ways to reach the person stay, and what clashes."""
    return _look(_person(stays_id), _person(goes_id), None)


@bp.post(f"{ROOT}/<uuid:stays_id>/<uuid:goes_id>")
@role(PROGRAMME_LEAD)
@fresh_step
@limiter.limit("60 per hour")
def ask_merge(stays_id: UUID, goes_id: UUID) -> ResponseReturnValue:
    """Ask for each yes that is needed; without any it is done."""
    stays, goes = _person(stays_id), _person(goes_id)
    form = KeptForm()
    form.offer(stays, goes)
    if not form.validate_on_submit():
        return _look(stays, goes, form), 422
    try:
        row = actions.ask_merge(db(), actor(), stays, goes, form.kept, now=now())
    except Refusal as refusal:
        db().rollback()
        return _look(_person(stays_id), _person(goes_id), form, refusal), refusal.status
    flash(ONE_NOW if remember(row) else ASKED_NOW, "success")
    return redirect(url_for("rights.merge_wish", merge_id=row.id))


@bp.get(f"{ROOT}/wishes/<uuid:merge_id>")
@role(PROGRAMME_LEAD)
@fresh_step
def merge_wish(merge_id: UUID) -> ResponseReturnValue:
    """Who has said yes, and what a lead can do."""
    return _wish(_row(merge_id), HearForm(formdata=None))


@bp.post(f"{ROOT}/wishes/<uuid:merge_id>/heard/<side>")
@role(PROGRAMME_LEAD)
@fresh_step
@limiter.limit("60 per hour")
def hear_yes(merge_id: UUID, side: str) -> ResponseReturnValue:
    """Note a yes that was told, at an account to which nobody can write."""
    if side not in SIDES:
        raise NotFound
    row, form = _row(merge_id), HearForm()
    if not form.validate_on_submit():
        return _wish(row, form, side=side), 422
    try:
        actions.hear(db(), actor(), row, side, form.words.data or "", now=now())
    except Refusal as refusal:
        db().rollback()
        return _wish(_row(merge_id), form, refusal, side=side), refusal.status
    flash(ONE_NOW if remember(row) else "We noted the yes.", "success")
    return redirect(url_for("rights.merge_wish", merge_id=merge_id))


@bp.post(f"{ROOT}/wishes/<uuid:merge_id>/withdrawals")
@role(PROGRAMME_LEAD)
@fresh_step
def take_back_merge(merge_id: UUID) -> ResponseReturnValue:
    """Leave the two accounts as they are after all."""
    try:
        actions.withdraw(db(), _row(merge_id), now=now())
    except Refusal as refusal:
        flash(refusal.sentence)
        return redirect(url_for("rights.merge_wish", merge_id=merge_id))
    flash("The two accounts stay as they are.", "success")
    return redirect(url_for("rights.merges"))


def _person(person_id: UUID) -> Person:
    person = db().get(Person, person_id)
    if person is None:
        raise NotFound
    return person


def _maybe(typed: str | None) -> Person | None:
    try:
        return db().get(Person, UUID(typed)) if typed else None
    except ValueError:
        return None


def _row(merge_id: UUID) -> AccountMerge:
    row = db().get(AccountMerge, merge_id)
    if row is None:
        raise NotFound
    return row


def _look(
    stays: Person, goes: Person, form: KeptForm | None, refusal: Refusal | None = None
) -> str:
    shown = form or KeptForm(formdata=None)
    if form is None:
        shown.offer(stays, goes)
        shown.process()
    one, two = account_of(db(), stays), account_of(db(), goes)
    shared = {place.cohort_id for _, place in one.cohorts}
    return render_template(
        "rights/merge_look.html",
        form=shown,
        stays=one,
        goes=two,
        clashes=clashes(db(), stays, goes),
        both_in=[cohort.name for cohort, place in two.cohorts if place.cohort_id in shared],
        needed=who_says_yes(one.side, two.side, doors_change=doors_change(stays, goes, shown.kept)),
        is_own=is_one_of_them(actor(), stays.id, goes.id),
        refusal=refusal,
        days=WAIT_DAYS,
        roles=ROLES,
        standings=STANDINGS,
        place_states=PLACES,
    )


def _wish(
    row: AccountMerge, form: HearForm, refusal: Refusal | None = None, *, side: str = ""
) -> str:
    if refusal is not None:
        form.words.errors = [refusal.sentence]
    people = {one: db().get(Person, row.person_of(one)) for one in SIDES}
    about = {one: side_of(db(), person) for one, person in people.items() if person}
    lead = db().get(Person, row.asked_by_id) if row.asked_by_id else None
    return render_template(
        "rights/merge_wish.html",
        row=row,
        state=row.state_at(now()),
        form=form,
        side=side,
        people=people,
        about=about,
        lead=lead,
        answers=ANSWERS,
        states=STATES,
        waits={one: waits_for(row, one, now=now()) for one in SIDES},
        is_own=is_one_of_them(actor(), row.stays_id, row.goes_id),
        may_hear={one: may_hear(actor(), row, side) for one, side in about.items()},
    )
