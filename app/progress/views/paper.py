"""Typing in for somebody what they did on paper or told by phone."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.helping.queries.entering import Entering
from app.helping.rules import STEPS
from app.helping.views.entering import lets_enter
from app.kit.times import say_date
from app.people.models import Person
from app.progress import rules
from app.progress.actions.paper import Sheet, check_day, enter_answers, enter_done
from app.progress.errors import EntryRefused
from app.progress.forms import sheet_in, ticked_in
from app.progress.policy import can_be_entered, runs_entering
from app.progress.queries.paper import (
    PaperPlace,
    paper_modules,
    paper_page,
    paper_place,
    replies_page,
)
from app.progress.views.blueprint import bp
from app.progress.views.telling import say_entry
from app.web.context import actor, db, now
from app.web.guard import guard

PAPER = "/cohorts/<slug>/people/<uuid:person_id>/paper"


def may_enter_for(person: Person, place: PaperPlace) -> bool:
    """Whoever looks after the cohort, and whom the person chose to help with it."""
    whose, runs_it = place.person.id, runs_entering(person, place)
    return can_be_entered(person, place) and lets_enter(
        person, Entering(whose, STEPS, runs_it, place.cohort.id)
    )


@bp.get(PAPER)
@guard(paper_place, may_enter_for)
def paper(place: PaperPlace) -> ResponseReturnValue:
    """Which module it is."""
    return render_template(
        "progress/paper.html", place=place, modules=paper_modules(db(), place), sheet=_sheet(place)
    )


@bp.get(f"{PAPER}/<module_key>")
@guard(paper_place, may_enter_for)
def paper_module(place: PaperPlace) -> ResponseReturnValue:
    """The steps of a module, each with its form."""
    sheet = _sheet(place)
    try:
        check_day(place, sheet.on, now=now())
    except EntryRefused as refusal:
        return _paper_page(place, sheet, refusal), refusal.status
    return _paper_page(place, sheet)


@bp.post(f"{PAPER}/<module_key>/<step_key>/completions")
@guard(paper_place, may_enter_for)
def enter_completion(place: PaperPlace) -> ResponseReturnValue:
    """One step was done."""
    sheet = sheet_in(request.form)
    try:
        enter_done(db(), actor(), place, sheet=sheet, now=now())
    except EntryRefused as refusal:
        return _paper_page(place, sheet, refusal), refusal.status
    return redirect(_address(place, ".paper_module", sheet, anchor=f"step-{place.step_key}"))


@bp.post(f"{PAPER}/<module_key>/<step_key>/answers")
@guard(paper_place, may_enter_for)
def enter_check(place: PaperPlace) -> ResponseReturnValue:
    """Questions were answered; on to what the course says to the answers."""
    sheet = sheet_in(request.form)
    try:
        enter_answers(db(), actor(), place, sheet=sheet, options=ticked_in(request.form), now=now())
    except EntryRefused as refusal:
        return _paper_page(place, sheet, refusal), refusal.status
    return redirect(_address(place, ".replies", sheet, step_key=place.step_key))


@bp.get(f"{PAPER}/<module_key>/<step_key>/replies")
@guard(paper_place, may_enter_for)
def replies(place: PaperPlace) -> ResponseReturnValue:
    """What the course says to the answers that the actor typed in, to read out."""
    return render_template(
        "progress/replies.html",
        place=place,
        page=replies_page(db(), actor(), place),
        sheet=_sheet(place),
    )


def _sheet(place: PaperPlace) -> Sheet:
    """As the address says: the day stays chosen from one person to the next."""
    return sheet_in(request.args, how=rules.PAPER, on=place.days(now()).last)


def _paper_page(place: PaperPlace, sheet: Sheet, refusal: EntryRefused | None = None) -> str:
    return render_template(
        "progress/paper_module.html",
        place=place,
        page=paper_page(db(), place),
        sheet=sheet,
        days=place.days(now()),
        refusal=refusal,
        kinds=rules.KINDS,
        hows=rules.HOWS,
        letters=rules.LETTERS,
        say_date=say_date,
        say_entry=say_entry,
    )


def _address(
    place: PaperPlace,
    endpoint: str,
    sheet: Sheet,
    *,
    step_key: str | None = None,
    anchor: str | None = None,
) -> str:
    return url_for(
        endpoint,
        slug=place.cohort.slug,
        person_id=place.person.id,
        module_key=place.module_key,
        step_key=step_key,
        on=sheet.on,
        how=sheet.how,
        _anchor=anchor,
    )
