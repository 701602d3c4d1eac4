"""Counting something as learning: beside a reflection, after a session, or by itself."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.kit.errors import Refusal
from app.reflections.actions.cpd.records import (
    Belongs,
    Learning,
    change_learning,
    count_learning,
    take_out,
)
from app.reflections.errors.cpd import ChangedElsewhere, CountedAlready
from app.reflections.forms.cpd import ALONE, WITH_OTHERS, LearningForm
from app.reflections.policy import may_open_record
from app.reflections.queries.cpd.prefill import Prefill, from_reflection, from_session
from app.reflections.queries.cpd.records import CpdLine, first_month_of, own_record
from app.reflections.rules.cpd import Words
from app.reflections.rules.cpd.years import year_with
from app.reflections.views.blueprint import bp
from app.web.context import actor, db, form_key, now, request_key
from app.web.guard import guard, signed_in

COUNTED = "Saved in your CPD record. Only you can see it."
OUT = "Taken out of your CPD record."
# Said of what is not theirs too, so that it tells nothing of it.
NOT_OUT = "There was nothing to take out now. That line is out of your CPD record already."


@bp.get("/cpd/records/new")
@signed_in
def new_record() -> ResponseReturnValue:
    """The form, with what is known of the reflection or the session that it was opened from."""
    begun = _begun_with(request.args.get("reflection"), request.args.get("session"))
    if begun.counted:
        return redirect(url_for(".record", record_id=begun.counted))
    return render_template("reflections/cpd/new.html", form=_filled(begun), begun=begun)


@bp.post("/cpd/records/")
@signed_in
def count() -> ResponseReturnValue:
    """Keep a record; the same form sent twice is one record."""
    form = LearningForm()
    reflection, session = request_key(form.reflection.data), request_key(form.session.data)
    try:
        count_learning(
            db(),
            actor(),
            _learning(form),
            request_key=form_key(),
            belongs=Belongs(reflection, session),
            now=now(),
        )
    except CountedAlready as refusal:
        line = own_record(db(), actor(), record_id=refusal.record_id)
        if line is None:
            raise
        return _both(form, refusal, line)
    except Refusal as refusal:
        begun = Prefill(reflection_id=reflection, gathering_id=session)
        page = _again("new", form, refusal, begun=begun)
        return page, refusal.status
    return _back_to_year(form)


@bp.get("/cpd/records/<uuid:record_id>")
@guard(own_record, may_open_record)
def record(line: CpdLine) -> ResponseReturnValue:
    """One record, to be read and changed."""
    kept, words = line.record, line.words
    form = LearningForm(
        formdata=None,
        title=words.title,
        day=kept.day,
        minutes=kept.minutes,
        who=WITH_OTHERS if kept.participatory else ALONE,
        learned=words.learned,
        changed=words.changed,
        seen=_changed_at(line),
    )
    return render_template("reflections/cpd/record.html", form=form, line=line)


@bp.post("/cpd/records/<uuid:record_id>")
@guard(own_record, may_open_record)
def change_record(line: CpdLine) -> ResponseReturnValue:
    """Change a record."""
    form = LearningForm()
    try:
        seen = form.was_changed_at()
        change_learning(db(), actor(), line.record, _learning(form), seen=seen, now=now())
    except ChangedElsewhere as refusal:
        # What it says now, not what it said when the page was asked for.
        return _both(form, refusal, own_record(db(), actor(), record_id=line.record.id) or line)
    except Refusal as refusal:
        return _again("record", form, refusal, line=line), refusal.status
    return _back_to_year(form)


@bp.get("/cpd/records/<uuid:record_id>/removal")
@guard(own_record, may_open_record)
def ask_removal(line: CpdLine) -> ResponseReturnValue:
    """Ask before a record is taken out."""
    return render_template("reflections/cpd/removal.html", line=line)


@bp.post("/cpd/records/<uuid:record_id>/removal")
@signed_in
def remove_record(record_id: UUID) -> ResponseReturnValue:
    """Take a record out; a reflection stays as it is, and a second click says that it is out."""
    if take_out(db(), actor(), record_id):
        flash(OUT, "success")
    else:
        flash(NOT_OUT)
    return redirect(url_for(".cpd"))


def _begun_with(reflection: str | None, session: str | None) -> Prefill:
    wanted: UUID | None = request_key(reflection)
    found = from_reflection(db(), actor(), wanted) if wanted else None
    if found is None and (wanted := request_key(session)):
        found = from_session(db(), actor(), wanted)
    return found or Prefill()


def _filled(begun: Prefill) -> LearningForm:
    form = LearningForm(
        formdata=None,
        title=begun.title,
        day=begun.day or now().date(),
        minutes=begun.minutes,
        who=WITH_OTHERS if begun.participatory else ALONE,
    )
    form.request_key.data = str(new_id())
    form.reflection.data = str(begun.reflection_id or "")
    form.session.data = str(begun.gathering_id or "")
    return form


def _learning(form: LearningForm) -> Learning:
    """What the form says.

    Raises: Refusal when a field has something to put right; the fields say what.
    """
    day, minutes = form.day.data, form.minutes.data
    if not form.validate() or day is None or minutes is None:
        raise Refusal
    words = Words(form.title.data or "", form.learned.data or "", form.changed.data or "")
    return Learning(words, day, minutes, form.who.data == WITH_OTHERS)


def _changed_at(line: CpdLine) -> str:
    when = line.record.changed_at
    return when.isoformat() if when else ""


def _both(form: LearningForm, refusal: Refusal, line: CpdLine) -> ResponseReturnValue:
    """The page of a record with what it says now and what was typed, to choose from."""
    form.seen.data = _changed_at(line)
    return _again("record", form, refusal, line=line, both=True), refusal.status


def _again(page: str, form: LearningForm, refusal: Refusal, **facts: object) -> str:
    if not form.errors:
        form.form_errors = [refusal.sentence]
    return render_template(f"reflections/cpd/{page}.html", form=form, **facts)


def _back_to_year(form: LearningForm) -> ResponseReturnValue:
    flash(COUNTED, "success")
    year = year_with(form.day.data or now().date(), first_month_of(db(), actor()))
    return redirect(url_for(".cpd", year=year.number))
