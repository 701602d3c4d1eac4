"""What there is to catch up on after a session, and how far people are with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.gatherings.actions.catch_up import keep_material, mark_catch_up
from app.gatherings.errors import catch_up as errors
from app.gatherings.forms.catch_up import CatchUpForm
from app.gatherings.policy import may_catch_up, may_keep_catch_up, may_see_gathering
from app.gatherings.queries import GatheringSeat, gathering_seat
from app.gatherings.queries.catch_up import catch_up_page, transcript_of
from app.gatherings.rules import PLANNED
from app.gatherings.rules.catch_up import OPEN, STATES, Material, was_away
from app.gatherings.views.blueprint import bp
from app.kit.errors import NotFound, Refusal
from app.web.context import actor, db, now, request_key
from app.web.guard import guard

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    errors.RecordingWrong: "recording",
    errors.TranscriptTooLong: "transcript",
    errors.TaskTooLong: "task",
}


@dataclass(frozen=True)
class CatchingUp:
    """What the page of a session says of catching up to the person who reads it.

    `asks` says that they were not there and are asked about the task; `state` is their own.
    """

    material: Material
    asks: bool
    state: str
    keeps: bool


def catching_up(facts: GatheringSeat, moment: datetime) -> CatchingUp:
    """The same for the actor; before the session begins only those who run it see anything."""
    gathering = facts.gathering
    material = Material(gathering.recording, facts.transcript_start, gathering.catch_up)
    if gathering.state != PLANNED or gathering.starts_at > moment:
        material = Material("", "", "")
    asks = bool(material.task) and may_catch_up(actor(), facts) and was_away(facts.took_part)
    keeps = gathering.state == PLANNED and may_keep_catch_up(actor(), facts)
    return CatchingUp(material, asks, facts.catch_up or OPEN, keeps)


@bp.get("/sessions/<uuid:gathering_id>/catch-up")
@guard(gathering_seat, may_keep_catch_up)
def catch_up(facts: GatheringSeat) -> ResponseReturnValue:
    """The form, and once the session has begun, who has done what."""
    given = facts.gathering
    transcript = transcript_of(db(), given.id)
    form = CatchUpForm(
        recording=given.recording, transcript=transcript, task=given.catch_up, formdata=None
    )
    return _page(facts, form, 200)


@bp.post("/sessions/<uuid:gathering_id>/catch-up")
@guard(gathering_seat, may_keep_catch_up)
def keep_catch_up(facts: GatheringSeat) -> ResponseReturnValue:
    """Keep what there is to catch up on."""
    form = CatchUpForm()
    if not form.validate_on_submit():
        return _page(facts, form, 422)
    given = Material(form.recording.data or "", form.transcript.data or "", form.task.data or "")
    try:
        letters = keep_material(db(), facts.gathering, given, now=now())
    except Refusal as refusal:
        if type(refusal) not in FIELDS:
            raise
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _page(facts, form, refusal.status)
    flash(_say_kept(letters), "success")
    return redirect(url_for(".catch_up", gathering_id=facts.gathering.id))


@bp.post("/sessions/<uuid:gathering_id>/catch-up/own")
@guard(gathering_seat, may_catch_up)
def mark_own(facts: GatheringSeat) -> ResponseReturnValue:
    """How far the actor is."""
    if facts.seat.enrolment is None:
        raise NotFound
    state = _mark(facts, facts.seat.enrolment.id)
    flash("It is on your list again." if state == OPEN else "Thank you. It is noted.", "success")
    here = url_for(".session", gathering_id=facts.gathering.id, _anchor="catch-up")
    return redirect(here)


@bp.post("/sessions/<uuid:gathering_id>/catch-up/people")
@guard(gathering_seat, may_keep_catch_up)
def mark_for(facts: GatheringSeat) -> ResponseReturnValue:
    """How far somebody is who told it by phone, on paper or in the room."""
    who = request_key(request.form.get("who"))
    if who is None:
        raise NotFound
    state = _mark(facts, who)
    flash(f"It is noted: {STATES[state].lower()}.", "success")
    number = request.args.get("page", type=int)
    here = url_for(".catch_up", gathering_id=facts.gathering.id, page=number, _anchor="people")
    return redirect(here)


@bp.get("/sessions/<uuid:gathering_id>/transcript")
@guard(gathering_seat, may_see_gathering)
def transcript(facts: GatheringSeat) -> ResponseReturnValue:
    """What was said, in writing, where the text itself is kept here."""
    shown = catching_up(facts, now())
    text = transcript_of(db(), facts.gathering.id) if shown.material.transcript else ""
    if not text or shown.material.transcript_site:
        raise NotFound
    return render_template(
        "gatherings/transcript.html",
        gathering=facts.gathering,
        cohort=facts.seat.cohort,
        text=text,
    )


def _mark(facts: GatheringSeat, enrolment_id: UUID) -> str:
    state = request.form.get("state", "")
    mark_catch_up(
        *(db(), actor()),
        gathering=facts.gathering,
        enrolment_id=enrolment_id,
        state=state,
        now=now(),
    )
    return state


def _say_kept(letters: int) -> str:
    if not letters:
        return "Saved."
    people = "1 person who is" if letters == 1 else f"{letters:,} people who are"
    return f"Saved. Letters to {people} not noted as there go on the next mornings."


def _page(facts: GatheringSeat, form: CatchUpForm, status: int) -> ResponseReturnValue:
    gathering = facts.gathering
    begun = gathering.starts_at <= now()
    number = request.args.get("page", 1, type=int)
    page = render_template(
        "gatherings/catch_up.html",
        gathering=gathering,
        cohort=facts.seat.cohort,
        form=form,
        people=catch_up_page(db(), gathering, number) if begun and gathering.catch_up else None,
        states=STATES,
    )
    return page, status
