"""Who has which role at a session."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.gatherings.actions.roles import add_role, remove_role
from app.gatherings.errors.replies import OneNameOnly, RoleNameNeeded, RoleUnknown
from app.gatherings.forms.changes import RoleForm
from app.gatherings.policy import may_change
from app.gatherings.queries import GatheringSeat, gathering_seat
from app.gatherings.queries.roles import people_to_choose
from app.gatherings.rules.roles import ROLES
from app.gatherings.views.blueprint import bp
from app.kit.errors import Refusal
from app.people.models import Person
from app.web.context import db, request_key
from app.web.guard import guard

FIELDS: dict[type[Refusal], str] = {
    RoleUnknown: "role",
    RoleNameNeeded: "person",
    OneNameOnly: "guest",
}


@dataclass(frozen=True)
class RoleSeat:
    """A session with the actor's place in its cohort, and a role at it."""

    session: GatheringSeat
    role_id: UUID


def role_seat(db: Session, actor: Person, *, gathering_id: UUID, role_id: UUID) -> RoleSeat | None:
    """The session of this address and the actor's place in its cohort; one statement."""
    found = gathering_seat(db, actor, gathering_id=gathering_id)
    return RoleSeat(found, role_id) if found else None


def may_take_back(actor: Person, facts: RoleSeat) -> bool:
    """Whoever changes a session takes roles back."""
    return may_change(actor, facts.session)


@bp.get("/sessions/<uuid:gathering_id>/roles")
@guard(gathering_seat, may_change)
def roles(facts: GatheringSeat) -> ResponseReturnValue:
    """Who has which role, and the form for one more."""
    return _page(facts, _form(facts), 200)


@bp.post("/sessions/<uuid:gathering_id>/roles")
@guard(gathering_seat, may_change)
def give_role(facts: GatheringSeat) -> ResponseReturnValue:
    """Give somebody a role."""
    form = _form(facts)
    if not form.validate_on_submit():
        return _page(facts, form, 422)
    try:
        name = add_role(
            db(),
            gathering=facts.gathering,
            role=form.role.data or "",
            person_id=request_key(form.person.data),
            guest=form.guest.data or "",
        )
    except Refusal as refusal:
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _page(facts, form, refusal.status)
    flash(f"{name} is on the page of the session now, and in its reminders.", "success")
    return redirect(url_for("gatherings.roles", gathering_id=facts.gathering.id))


@bp.post("/sessions/<uuid:gathering_id>/roles/<uuid:role_id>/removals")
@guard(role_seat, may_take_back)
def take_role(facts: RoleSeat) -> ResponseReturnValue:
    """Take a role back."""
    remove_role(db(), gathering=facts.session.gathering, role_id=facts.role_id)
    flash("The role is taken off the session.", "info")
    return redirect(url_for("gatherings.roles", gathering_id=facts.session.gathering.id))


def _form(facts: GatheringSeat) -> RoleForm:
    form = RoleForm()
    form.offer(people_to_choose(db(), facts.seat.cohort.id))
    return form


def _page(facts: GatheringSeat, form: RoleForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "gatherings/roles.html",
        gathering=facts.gathering,
        cohort=facts.seat.cohort,
        lines=facts.roles,
        words=ROLES,
        form=form,
    )
    return page, status
