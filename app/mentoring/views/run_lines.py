"""Changing a proposal by hand: what it would mean is shown first."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import NotFound, Refusal
from app.kit.seeking import LONGEST_SOUGHT, clean_sought
from app.mentoring.actions.lines import pair_by_hand, take_out
from app.mentoring.policy.roles import is_coordinator
from app.mentoring.queries.choosing import who_takes_part, whom_with
from app.mentoring.queries.consequences import Consequences, if_paired, if_taken_out
from app.mentoring.queries.lines import (
    LineFacts,
    line_facts,
    say_to_coordinator,
    standing_lines,
)
from app.mentoring.queries.runs import RunFacts, run_facts
from app.mentoring.rules.runs import BY_HAND_PART, OUT_PART, PROPOSED
from app.mentoring.views.blueprint import bp
from app.mentoring.views.runs import again, page_number, revision
from app.web.context import actor, db, now, request_key
from app.web.guard import guard


@bp.get("/mentoring/coordination/runs/<uuid:run_id>/pairs")
@guard(run_facts, is_coordinator)
def pairs(at: RunFacts) -> ResponseReturnValue:
    """Choose one, then the other, then see what it would mean."""
    person_id = request_key(request.args.get("person"))
    other_id = request_key(request.args.get("other"))
    if person_id is not None and other_id is not None:
        return _what_it_means(at, person_id, other_id)
    sought = clean_sought(request.args.get("name", ""))
    lines = standing_lines(db(), at.run.id)
    if person_id is None:
        found = who_takes_part(db(), lines, sought, wanted=page_number())
    else:
        with_this = whom_with(db(), actor(), lines, person_id, sought, wanted=page_number())
        if with_this is None:
            raise NotFound
        found = with_this
    return render_template(
        "mentoring/runs/choosing.html",
        at=at,
        run=at.run,
        found=found,
        person_id=person_id,
        sought=sought,
        longest_name=LONGEST_SOUGHT,
        is_open=at.run.state == PROPOSED,
    )


@bp.post("/mentoring/coordination/runs/<uuid:run_id>/pairs")
@guard(run_facts, is_coordinator)
def pair(at: RunFacts) -> ResponseReturnValue:
    """Pair two by hand, as it was shown."""
    person_id = request_key(request.form.get("person"))
    other_id = request_key(request.form.get("other"))
    if person_id is None or other_id is None:
        raise NotFound
    going = [request_key(one) for one in request.form.getlist("lets_go")]
    try:
        pair_by_hand(
            db(),
            actor(),
            at.run.id,
            (person_id, other_id),
            revision=revision(),
            lets_go=[one for one in going if one is not None],
            now=now(),
        )
    except Refusal as refusal:
        return again(at, refusal)
    flash("They are a pair in this proposal now. Nobody is asked before it is approved.", "success")
    return redirect(url_for(".run", run_id=at.run.id, part=BY_HAND_PART))


@bp.get("/mentoring/coordination/runs/<uuid:run_id>/lines/<uuid:line_id>/removals")
@guard(line_facts, is_coordinator)
def removal(facts: LineFacts) -> ResponseReturnValue:
    """What it would mean to take a pair out."""
    lines = standing_lines(db(), facts.at.run.id)
    own = next((line for line in lines if line.id == facts.line.id), None)
    found = if_taken_out(db(), lines, own) if own else None
    return render_template(
        "mentoring/runs/removal.html",
        at=facts.at,
        run=facts.at.run,
        line=facts.line,
        told=_told(found) if found else None,
        is_open=facts.at.run.state == PROPOSED and own is not None,
    )


@bp.post("/mentoring/coordination/runs/<uuid:run_id>/lines/<uuid:line_id>/removals")
@guard(line_facts, is_coordinator)
def remove(facts: LineFacts) -> ResponseReturnValue:
    """Take a pair out."""
    run_id = facts.at.run.id
    try:
        take_out(db(), actor(), run_id, facts.line.id, revision=revision(), now=now())
    except Refusal as refusal:
        return again(facts.at, refusal)
    flash(f"{facts.line.words}: taken out. They are not asked.", "success")
    return redirect(url_for(".run", run_id=run_id, part=OUT_PART))


def _what_it_means(at: RunFacts, person_id: UUID, other_id: UUID) -> ResponseReturnValue:
    """What it would mean to pair these two, or why they cannot be."""
    lines = standing_lines(db(), at.run.id)
    try:
        found = if_paired(db(), actor(), lines, (person_id, other_id))
    except Refusal as refusal:
        return _cannot(at, person_id, refusal)
    going = [line for line in lines if {line.person_id, line.other_id} in found.lost]
    return render_template(
        "mentoring/runs/pair.html",
        at=at,
        run=at.run,
        person_id=person_id,
        other_id=other_id,
        name=found.names[person_id],
        other=found.names[other_id],
        is_pair=any({line.person_id, line.other_id} == {person_id, other_id} for line in lines),
        going=going,
        told=_told(found),
        is_open=at.run.state == PROPOSED,
    )


def _cannot(at: RunFacts, person_id: UUID, refusal: Refusal) -> str:
    return render_template(
        "mentoring/runs/cannot.html",
        at=at,
        run=at.run,
        person_id=person_id,
        sentence=refusal.sentence,
    )


def _told(found: Consequences) -> dict[str, list[str]]:
    """Consequences in words, each list by name."""
    names = found.names
    by_text = {str(person_id): name for person_id, name in names.items()}

    def two(one: UUID, other: UUID) -> str:
        return f"{names[one]} and {names[other]}"

    return {
        "reasons": say_to_coordinator(found.reasons, by_text),
        "lost": sorted(" and ".join(sorted(names[one] for one in pair)) for pair in found.lost),
        "alone": [names[one] for one in found.alone],
        "arise": [two(*pair) for pair in found.arise],
        "settle": [two(*pair) for pair in found.settle],
    }
