"""Goals of two people, with steps."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.kit.times import in_zone
from app.mentoring.actions.goals import change_goal, set_goal, tick_step
from app.mentoring.errors import together as errors
from app.mentoring.forms.together import GoalChangeForm, GoalForm
from app.mentoring.policy.pairings import is_member, may_write_together
from app.mentoring.policy.together import may_change_goal
from app.mentoring.queries.goals import Goal, GoalPlace, count_goals, goal_place, goals_of
from app.mentoring.queries.pairings import PairingPlace, pairing_place
from app.mentoring.rules.states import CLOSED, LIVE, SUSPENDED
from app.mentoring.rules.together import GOAL_STATES
from app.mentoring.views.blueprint import bp
from app.web.context import actor, db, form_key, now, typed_number
from app.web.guard import guard

FIELDS: dict[type[Refusal], str] = {
    errors.TitleNeeded: "title",
    errors.GoalTooLong: "description",
    errors.StateUnknown: "state",
}


@bp.get("/mentoring/pairings/<uuid:pairing_id>/goals/")
@guard(pairing_place, is_member)
def goals(place: PairingPlace) -> ResponseReturnValue:
    """What each would like to reach, and how far it is."""
    return _page(place, GoalForm(formdata=None), 200)


@bp.post("/mentoring/pairings/<uuid:pairing_id>/goals/")
@guard(pairing_place, may_write_together)
def add_goal(place: PairingPlace) -> ResponseReturnValue:
    """Write down what one would like to reach."""
    form = GoalForm()
    if not form.validate_on_submit():
        return _page(place, form, 422)
    key = form_key()
    words = {"title": form.title.data or "", "steps": form.description.data or ""}
    try:
        set_goal(db(), place, actor(), **words, request_key=key, now=now())
    except Refusal as refusal:
        return _page(place, _beside(form, refusal), refusal.status)
    flash("Your goal is written down.", "success")
    return redirect(url_for(".goals", pairing_id=place.pairing.id))


@bp.get("/mentoring/pairings/<uuid:pairing_id>/goals/<uuid:goal_id>/changes")
@guard(goal_place, may_change_goal)
def goal(at: GoalPlace) -> ResponseReturnValue:
    """A goal as it is, to be changed."""
    found = _opened(at)
    form = GoalChangeForm(
        formdata=None,
        data={
            "title": found.words.title,
            "description": found.words.step_lines,
            "state": found.state,
        },
    )
    return _change_page(at, form, 200)


@bp.post("/mentoring/pairings/<uuid:pairing_id>/goals/<uuid:goal_id>/changes")
@guard(goal_place, may_change_goal)
def change_a_goal(at: GoalPlace) -> ResponseReturnValue:
    """Change it; with `step` in it, that step alone is done, or not done after all."""
    if "step" in request.form:
        return _tick(at)
    form = GoalChangeForm()
    if not form.validate_on_submit():
        return _change_page(at, form, 422)
    try:
        change_goal(
            *(db(), at, actor()),
            title=form.title.data or "",
            steps=form.description.data or "",
            state=form.state.data or "",
            seen=_number("revision"),
            now=now(),
        )
    except errors.GoalChanged as refusal:
        return _change_page(at, form, refusal.status, refusal.sentence)
    except Refusal as refusal:
        return _change_page(at, _beside(form, refusal), refusal.status)
    flash("The goal is as you wrote it.", "success")
    return redirect(url_for(".goals", pairing_id=at.place.pairing.id))


def goals_shown(place: PairingPlace) -> dict[str, object]:
    """What the page of a pairing says of goals; one statement, or none."""
    if place.pairing.state not in (*LIVE, SUSPENDED, CLOSED):
        return {"goals": None}
    return {"goals": count_goals(db(), place.pairing.id)}


def _tick(at: GoalPlace) -> ResponseReturnValue:
    tick_step(
        *(db(), at, actor()),
        number=_number("step"),
        is_done=request.form.get("done") != "no",
        today=in_zone(now(), actor().time_zone).date(),
        seen=_number("revision"),
        now=now(),
    )
    return redirect(url_for(".goals", pairing_id=at.place.pairing.id, _anchor=f"goal-{at.goal.id}"))


def _opened(at: GoalPlace) -> Goal:
    return next(one for one in goals_of(db(), actor(), at.place) if one.id == at.goal.id)


def _beside(form: GoalForm, refusal: Refusal) -> GoalForm:
    if type(refusal) not in FIELDS:
        raise refusal
    form[FIELDS[type(refusal)]].errors = [refusal.sentence]
    return form


def _page(place: PairingPlace, form: GoalForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "mentoring/goals/all.html",
        form=form,
        found=goals_of(db(), actor(), place),
        partner=place.partner(actor().id),
        pairing=place.pairing,
        can_write=place.pairing.state in LIVE,
        states=GOAL_STATES,
    )
    return page, status


def _change_page(
    at: GoalPlace, form: GoalForm, status: int, sentence: str = ""
) -> ResponseReturnValue:
    page = render_template(
        "mentoring/goals/one.html",
        form=form,
        goal=_opened(at),
        partner=at.place.partner(actor().id),
        pairing=at.place.pairing,
        states=GOAL_STATES,
        sentence=sentence,
    )
    return page, status


def _number(name: str) -> int:
    """A number of the form; one that nothing has, when it is not one."""
    return typed_number(request.form.get(name))
