"""The modules of one's cohorts, their steps, and marking them as done."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.progress import rules
from app.progress.actions.answer import Chosen, save_answers
from app.progress.actions.complete import mark_step_done
from app.progress.actions.visit import open_step
from app.progress.errors import ChoiceNeeded
from app.progress.forms import chosen_in
from app.progress.policy import may_go_through
from app.progress.queries import (
    ModulePage,
    Place,
    module_page,
    modules_in,
    own_modules,
    place,
    resume_point,
)
from app.web.context import actor, db, now
from app.web.guard import guard, signed_in

bp = Blueprint("progress", __name__, template_folder="templates")


@bp.get("/modules/")
@signed_in
def own() -> ResponseReturnValue:
    """The actor's cohorts with their modules."""
    return render_template("progress/own.html", cohorts=own_modules(db(), actor().id))


@bp.get("/modules/<slug>/")
@guard(place, may_go_through)
def modules(at: Place) -> ResponseReturnValue:
    """The modules of one cohort's edition."""
    mine = at.enrolment.id
    return render_template(
        "progress/modules.html",
        at=at,
        cohort=modules_in(db(), mine),
        point=resume_point(db(), [mine]).get(mine),
    )


@bp.get("/modules/<slug>/<module_key>/")
@guard(place, may_go_through)
def module(at: Place) -> ResponseReturnValue:
    """A module: what it is for, its steps, and where to carry on."""
    page = module_page(db(), at.enrolment.id, at.cohort.edition_id, at.module_key)
    return render_template("progress/module.html", at=at, page=page, steps=_rows(at, page))


@bp.get("/modules/<slug>/<module_key>/<step_key>")
@guard(place, may_go_through)
def step(at: Place) -> ResponseReturnValue:
    """One step; opening it keeps where the person is."""
    return _step_page(at)


@bp.post("/modules/<slug>/<module_key>/<step_key>/completions")
@guard(place, may_go_through)
def complete(at: Place) -> ResponseReturnValue:
    """The person says that the step is done; on to the next."""
    onward = mark_step_done(db(), actor(), at=at.step, now=now())
    if onward.next_key is None:
        if not onward.is_module_done:
            flash("That was the last step. Some steps before it are still to do.")
        return redirect(url_for(".module", slug=at.cohort.slug, module_key=at.module_key))
    return redirect(_address(at, onward.next_key))


@bp.post("/modules/<slug>/<module_key>/<step_key>/answers")
@guard(place, may_go_through)
def answer(at: Place) -> ResponseReturnValue:
    """Keep the answers chosen so far, and say something about them."""
    chosen = chosen_in(request.form)
    try:
        save_answers(db(), actor(), at=at.step, chosen=chosen, now=now())
    except ChoiceNeeded as refusal:
        return _step_page(at, chosen=chosen, refusal=refusal), refusal.status
    anchor = f"question-{chosen.check}" if chosen.check else None
    return redirect(_address(at, at.step_key, anchor))


@dataclass(frozen=True)
class StepRow:
    """A step as the list of steps shows it."""

    title: str
    state: str
    href: str
    more: str


def _rows(at: Place, page: ModulePage) -> list[StepRow]:
    here = page.resume if page.has_begun else None
    return [
        StepRow(
            title=step.title,
            state="done" if step.done_at else "here" if step is here else "todo",
            href=_address(at, step.key),
            more=f"{rules.KINDS.get(step.kind, 'Read')}, about {_minutes(step.minutes)}",
        )
        for step in page.steps
    ]


def _minutes(number: int) -> str:
    return "1 minute" if number == 1 else f"{number} minutes"


def _step_page(
    at: Place, *, chosen: Chosen | None = None, refusal: ChoiceNeeded | None = None
) -> str:
    page = open_step(db(), actor(), at=at.step, now=now())
    return render_template(
        "progress/step.html",
        at=at,
        page=page,
        kinds=rules.KINDS,
        chosen=chosen.options if chosen else {},
        unanswered=chosen.check if chosen else None,
        refusal=refusal,
    )


def _address(at: Place, step_key: str, anchor: str | None = None) -> str:
    return url_for(
        ".step",
        slug=at.cohort.slug,
        module_key=at.module_key,
        step_key=step_key,
        _anchor=anchor,
    )
