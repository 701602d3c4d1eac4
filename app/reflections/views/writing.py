"""Writing, reading and changing one's own entries; there is no way in for anybody else."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.kit.errors import Refusal
from app.progress.queries import WritingStep, writing_step
from app.reflections.actions.write import FromStep, add_version, write_reflection
from app.reflections.forms import WritingForm
from app.reflections.policy import may_add_version, may_read
from app.reflections.queries import Entry, own_entry, versions_of, zone_for
from app.reflections.rules import clean_text
from app.reflections.views.blueprint import bp
from app.web.context import actor, db, now, request_key
from app.web.guard import guard, signed_in

SAVED = "Saved. Only you can read it."
BOTH_KEPT = "Saved. It was also changed in another window while you wrote. Both versions are kept."


@bp.get("/reflections/new")
@signed_in
def new() -> ResponseReturnValue:
    """The box for a new entry, with the prompt of the step it was opened from."""
    form = WritingForm(formdata=None)
    form.request_key.data = str(new_id())
    form.step.data = request.args.get("step")
    form.cohort.data = request.args.get("cohort")
    return render_template("reflections/new.html", form=form, step=_step(form))


@bp.post("/reflections/")
@signed_in
def write() -> ResponseReturnValue:
    """Keep a new entry; the same form sent twice is one entry."""
    form = WritingForm()
    begun_at = _begun_at(form)
    try:
        reflection_id = write_reflection(
            db(),
            actor(),
            text=_text(form),
            request_key=request_key(form.request_key.data) or new_id(),
            begun_at=begun_at,
            now=now(),
        )
    except Refusal as refusal:
        form.text.errors = [refusal.sentence]
        page = render_template("reflections/new.html", form=form, step=_step(form))
        return page, refusal.status
    flash(SAVED, "success")
    return redirect(url_for(".entry", reflection_id=reflection_id))


@bp.get("/reflections/<uuid:reflection_id>")
@guard(own_entry, may_read)
def entry(mine: Entry) -> ResponseReturnValue:
    """One entry as it is now."""
    return _entry_page(mine)


@bp.get("/reflections/<uuid:reflection_id>/versions/<int(max=1000000):number>")
@guard(own_entry, may_read)
def version(mine: Entry) -> ResponseReturnValue:
    """One entry as it was."""
    return _entry_page(mine)


@bp.get("/reflections/<uuid:reflection_id>/versions/new")
@guard(own_entry, may_add_version)
def change(mine: Entry) -> ResponseReturnValue:
    """The box with what the entry says now."""
    form = WritingForm(formdata=None, text=mine.version.text, seen=str(mine.version.number))
    return render_template("reflections/change.html", form=form, mine=mine)


@bp.post("/reflections/<uuid:reflection_id>/versions")
@guard(own_entry, may_add_version)
def write_version(mine: Entry) -> ResponseReturnValue:
    """Keep a new version; the ones before stay as they were."""
    form = WritingForm()
    own = mine.reflection.id
    seen = request.form.get("seen", type=int)
    try:
        saved = add_version(
            db(), actor(), reflection_id=own, text=_text(form), seen=seen, now=now()
        )
    except Refusal as refusal:
        form.text.errors = [refusal.sentence]
        return render_template("reflections/change.html", form=form, mine=mine), refusal.status
    flash(BOTH_KEPT if saved.others_between else SAVED, "success")
    return redirect(url_for(".entry", reflection_id=own))


def _entry_page(mine: Entry) -> str:
    return render_template(
        "reflections/entry.html",
        mine=mine,
        versions=versions_of(db(), actor(), mine.reflection.id),
        zone=zone_for(db(), actor()),
    )


def _text(form: WritingForm) -> str:
    """What was written.

    Raises: Refusal when it is longer than the box says.
    """
    form.validate()
    if form.text.errors:
        raise Refusal(str(form.text.errors[0]))
    return form.text.data or ""


def _begun_at(form: WritingForm) -> FromStep | None:
    step_id: UUID | None = request_key(form.step.data)
    slug = clean_text(form.cohort.data or "")
    return FromStep(step_id, slug) if step_id else None


def _step(form: WritingForm) -> WritingStep | None:
    begun_at = _begun_at(form)
    if begun_at is None:
        return None
    return writing_step(db(), actor().id, begun_at.step_id, begun_at.slug, now=now())
