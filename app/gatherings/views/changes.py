"""Changing one session."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.gatherings.actions.change import Changed, SessionChange, change_session
from app.gatherings.errors import changes as refusals
from app.gatherings.forms.changes import ChangeForm
from app.gatherings.policy import may_change
from app.gatherings.queries import GatheringSeat, gathering_seat
from app.gatherings.rules import PLANNED
from app.gatherings.views.blueprint import bp
from app.gatherings.views.planning import FIELDS as FIELDS_OF_PLANNING
from app.gatherings.views.planning import plan_of
from app.kit.errors import Refusal
from app.kit.times import say_zone
from app.syllabus.queries import module_now, modules_of
from app.web.context import actor, after_commit, db, now, platform, typed_number
from app.web.guard import guard

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    **FIELDS_OF_PLANNING,
    refusals.StartStays: "day",
    refusals.EndPassed: "minutes",
}


@bp.get("/sessions/<uuid:gathering_id>/changes")
@guard(gathering_seat, may_change)
def changing(facts: GatheringSeat) -> ResponseReturnValue:
    """The session as it is, to be changed."""
    gathering = facts.gathering
    if gathering.state != PLANNED or gathering.is_over(now()):
        return redirect(url_for("gatherings.session", gathering_id=gathering.id))
    form = _form(facts)
    module = (
        module_now(db(), gathering.module_id, facts.seat.cohort.edition_id)
        if gathering.module_id
        else None
    )
    form.fill(gathering, facts.seat.cohort.time_zone, module.id if module else gathering.module_id)
    return _page(facts, form, gathering.sequence, 200)


@bp.post("/sessions/<uuid:gathering_id>/changes")
@guard(gathering_seat, may_change)
def change(facts: GatheringSeat) -> ResponseReturnValue:
    """Change the session, and tell people once of what they must know."""
    form, seen = _form(facts), _seen()
    if not form.validate_on_submit():
        return _page(facts, form, seen, 422)
    try:
        done = _change(facts, form, seen)
    except refusals.ChangedMeanwhile as refusal:
        if refusal.stands:
            form.take_in(*refusal.stands, facts.seat.cohort.time_zone)
        return _page(facts, form, refusal.sequence, refusal.status, refusal)
    except Refusal as refusal:
        if type(refusal) not in FIELDS:
            raise
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _page(facts, form, seen, refusal.status)
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(_say(done), "success" if done.anything else "info")
    return redirect(url_for("gatherings.session", gathering_id=facts.gathering.id))


def _change(facts: GatheringSeat, form: ChangeForm, seen: int) -> Changed:
    return change_session(
        db(),
        actor(),
        SessionChange(plan_of(form), seen=seen),
        gathering_id=facts.gathering.id,
        cohort=facts.seat.cohort,
        now=now(),
    )


def _say(done: Changed) -> str:
    if not done.anything:
        return "Nothing was changed, so all is as it was."
    if done.told:
        return "The session is changed. Everybody in the cohort gets one letter about it."
    return "The session is changed. Nobody needs a letter about this."


def _form(facts: GatheringSeat) -> ChangeForm:
    form = ChangeForm()
    modules = modules_of(db(), facts.seat.cohort.edition_id)
    form.offer(modules)
    if facts.gathering.module_id not in {module.id for module in modules}:
        form.offer_old(facts.gathering.module_id)
    return form


def _seen() -> int:
    """The number that the form was opened with; one that nobody has, when it is not one."""
    return typed_number(request.form.get("sequence"))


def _page(
    facts: GatheringSeat,
    form: ChangeForm,
    sequence: int,
    status: int,
    meanwhile: refusals.ChangedMeanwhile | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "gatherings/change.html",
        gathering=facts.gathering,
        cohort=facts.seat.cohort,
        form=form,
        sequence=sequence,
        meanwhile=meanwhile,
        begun=facts.gathering.starts_at <= now(),
        zone_name=say_zone(facts.seat.cohort.time_zone),
    )
    return page, status
