"""Matchings: asking for one, seeing what it proposes, and deciding on it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.kit.errors import Refusal
from app.mentoring.actions.approve import Approved, approve_run
from app.mentoring.actions.runs import ask_for_run, set_run_aside
from app.mentoring.policy.roles import is_coordinator
from app.mentoring.queries.changes import changes_page, changes_since
from app.mentoring.queries.lines import lines_page, parts_of, standing_lines
from app.mentoring.queries.runs import RunFacts, run_facts, runs_page
from app.mentoring.queries.standing import how_it_stands
from app.mentoring.rules.runs import (
    ABOUT,
    ASKED_PARTS,
    CHANGES_PART,
    PARTS,
    PROPOSED,
    REFUSED,
    RUN_STATES,
    STEPS,
    UNDER_WAY,
)
from app.mentoring.rules.states import ANSWER_WITHIN
from app.mentoring.views.blueprint import bp
from app.people.rules import MENTORING_COORDINATOR
from app.web.context import actor, after_commit, db, form_key, now, platform
from app.web.guard import guard, role


@bp.get("/mentoring/coordination/runs/")
@role(MENTORING_COORDINATOR)
def runs() -> ResponseReturnValue:
    """All matchings, and asking for another."""
    return _list_page()


@bp.post("/mentoring/coordination/runs/")
@role(MENTORING_COORDINATOR)
def ask_run() -> ResponseReturnValue:
    """Ask for a matching; sending the form twice asks for one."""
    key = form_key()
    try:
        run_id = ask_for_run(db(), actor(), request_key=key, now=now())
    except Refusal as refusal:
        return _list_page(refusal), refusal.status
    after_commit(lambda: platform().bell.ring("match_people"))
    return redirect(url_for(".run", run_id=run_id))


@bp.get("/mentoring/coordination/runs/<uuid:run_id>")
@guard(run_facts, is_coordinator)
def run(at: RunFacts) -> ResponseReturnValue:
    """How far it is, or what it proposes."""
    return _run_page(at)


@bp.post("/mentoring/coordination/runs/<uuid:run_id>/approvals")
@guard(run_facts, is_coordinator)
def approve(at: RunFacts) -> ResponseReturnValue:
    """Ask everybody in it."""
    try:
        done = approve_run(db(), actor(), at.run.id, revision=revision(), now=now())
    except Refusal as refusal:
        return again(at, refusal)
    flash(_asked(done), "success")
    return redirect(url_for(".run", run_id=at.run.id))


@bp.post("/mentoring/coordination/runs/<uuid:run_id>/withdrawals")
@guard(run_facts, is_coordinator)
def set_aside(at: RunFacts) -> ResponseReturnValue:
    """Leave everything as it is."""
    try:
        set_run_aside(db(), actor(), at.run.id, revision=revision(), now=now())
    except Refusal as refusal:
        return again(at, refusal)
    flash("It is set aside. Nobody is asked anything.", "success")
    return redirect(url_for(".run", run_id=at.run.id))


def revision() -> int:
    """Which state of the proposal somebody saw; none at all when it makes no sense."""
    return request.form.get("revision", -1, type=int)


def again(at: RunFacts, refusal: Refusal) -> ResponseReturnValue:
    """The run as it stands now, with the sentence."""
    db().rollback()
    present = run_facts(db(), actor(), run_id=at.run.id) or at
    return _run_page(present, refusal), refusal.status


def page_number() -> int:
    """Which page of a list is asked for; the first when it makes no sense."""
    return request.args.get("page", 1, type=int)


def _list_page(refusal: Refusal | None = None) -> str:
    return render_template(
        "mentoring/runs/all.html",
        found=runs_page(db(), page_number()),
        states=RUN_STATES,
        request_key=new_id(),
        sentence=refusal.sentence if refusal else None,
        zone=actor().time_zone,
    )


def _run_page(at: RunFacts, refusal: Refusal | None = None) -> str:
    found = at.run
    counts = dict(parts_of(db(), found.id))
    since = changes_since(db(), found)
    part = request.args.get("part", "")
    if part not in ABOUT:
        part = next((one for one in PARTS if counts[one]), next(iter(PARTS)))
    if part == CHANGES_PART:
        page = changes_page(db(), since, page_number()) if since else None
        lines = None
    else:
        page = None
        lines = lines_page(db(), found.id, part, total=counts[part], wanted=page_number())
    can_change = found.state == PROPOSED
    return render_template(
        "mentoring/runs/one.html",
        at=at,
        run=found,
        # Before anything is changed by hand it stands as the matching made it.
        standing=how_it_stands(db(), standing_lines(db(), found.id))
        if can_change and found.revision
        else None,
        counts=counts,
        asks=sum(counts[one] for one in ASKED_PARTS),
        since=since,
        part=part,
        about=ABOUT,
        parts=PARTS,
        lines=lines,
        changes=page,
        states=RUN_STATES,
        refused=REFUSED,
        step=STEPS[min(found.done, len(STEPS) - 1)],
        can_change=can_change,
        is_under_way=found.state in UNDER_WAY,
        answer_days=ANSWER_WITHIN.days,
        sentence=refusal.sentence if refusal else None,
        zone=actor().time_zone,
    )


def _asked(done: Approved) -> str:
    pairs = "One pair is" if done.asked == 1 else f"{done.asked} pairs are"
    if not done.refused:
        return f"{pairs} asked. Each of them can say yes or no."
    rest = "one" if done.refused == 1 else f"{done.refused}"
    return (
        f"{pairs} asked. For {rest} something has changed meanwhile, so we did not ask: "
        "look under “Not asked after all”."
    )
