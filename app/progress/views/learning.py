"""The modules of one's cohorts, their steps, and marking them as done."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.queries import facilitators_of
from app.progress import rules
from app.progress.actions.answer import Chosen, save_answers
from app.progress.actions.complete import Onward, mark_step_done
from app.progress.actions.visit import open_step
from app.progress.errors import ChoiceNeeded, NotOpenYet
from app.progress.forms import chosen_in
from app.progress.policy import may_go_through
from app.progress.queries import ModulePage, Place, module_page, modules_in, own_modules, place
from app.progress.queries.easing import easing_of
from app.progress.queries.resume import point_on
from app.progress.rules.sheets import with_room
from app.progress.views.blueprint import bp
from app.progress.views.languages import wanted_here, wording_here
from app.progress.views.recordings import recording_here
from app.progress.views.telling import say_easing, say_entry
from app.progress.views.words import step_rows
from app.web.context import actor, after_commit, db, now, platform
from app.web.guard import guard, signed_in


@bp.get("/modules/")
@signed_in
def own() -> ResponseReturnValue:
    """The actor's cohorts with their modules."""
    return render_template("progress/own.html", cohorts=own_modules(db(), actor().id, now=now()))


@bp.get("/modules/<slug>/")
@guard(place, may_go_through)
def modules(at: Place) -> ResponseReturnValue:
    """The modules of one cohort's edition."""
    course = modules_in(db(), at.enrolment.id, now=now())
    point = point_on(course) if course else None
    return render_template("progress/modules.html", at=at, course=course, point=point)


@bp.get("/modules/<slug>/<module_key>/")
@guard(place, may_go_through)
def module(at: Place) -> ResponseReturnValue:
    """A module: what it is for, its steps, and where to carry on."""
    language = wanted_here()
    page = module_page(db(), at.enrolment.id, at.module_key, now=now(), language=language)
    wording = wording_here(page.written.translations)
    return render_template(
        "progress/module.html",
        at=at,
        page=page,
        wording=wording,
        steps=step_rows(page.course, page.module, page.titles, wording.wanted),
        easing=_easing(page) if page.module.is_open else [],
        helpers=[] if page.module.is_open else facilitators_of(db(), at.cohort.id),
    )


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
        # It may have been the last step of the whole course.
        after_commit(lambda: platform().bell.ring("issue_certificates"))
        _say_what_is_left(onward)
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


@bp.errorhandler(NotOpenYet)
def locked(refusal: NotOpenYet) -> ResponseReturnValue:
    """A locked step, whether it was to be read or written on: why, until when, and whom to ask.

    The status says that nothing was given or kept.
    """
    page = render_template(
        "progress/locked.html",
        at=refusal.at,
        sentence=refusal.sentence,
        helpers=facilitators_of(db(), refusal.at.course.cohort_id),
    )
    return page, refusal.status


def _easing(page: ModulePage) -> list[str]:
    """What was made easier in this module, in words."""
    found = easing_of(
        db(),
        page.course.enrolment_id,
        page.module.key,
        has_excuses=any(step.is_spared for step in page.module.steps),
    )
    return say_easing(found, page, now())


def _say_what_is_left(onward: Onward) -> None:
    if onward.opens:
        flash(f"You have done all that is open here. {onward.opens}")
    elif not onward.is_module_done:
        flash("That was the last step. Some steps before it are still to do.")


def _step_page(
    at: Place, *, chosen: Chosen | None = None, refusal: ChoiceNeeded | None = None
) -> str:
    page = open_step(db(), actor(), at=at.step, now=now())
    return render_template(
        "progress/step.html",
        at=at,
        page=page,
        wording=wording_here(page.translations),
        recording=recording_here(page),
        sheet=with_room(page.data.get("sheet", "")),
        steps=step_rows(page.course, page.module),
        kinds=rules.KINDS,
        say_entry=say_entry,
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
