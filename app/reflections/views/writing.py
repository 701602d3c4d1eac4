"""Writing, reading and changing one's own entries; there is no way in for anybody else."""

from __future__ import annotations

from uuid import UUID

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.kit.errors import Refusal
from app.kit.times import say_date, say_length
from app.reflections.actions.versions import add_version
from app.reflections.actions.write import write_reflection
from app.reflections.errors import ThrownAway
from app.reflections.forms import WritingForm
from app.reflections.policy import may_add_version, may_read
from app.reflections.queries import (
    Entry,
    own_entry,
    own_entry_even_thrown_away,
    versions_of,
)
from app.reflections.queries.features import about_entry
from app.reflections.queries.own_shares import shares_of_entry
from app.reflections.rules.spoken import SAID
from app.reflections.views.attachments import shown_with
from app.reflections.views.blueprint import bp
from app.reflections.views.box import (
    begun_at,
    begun_before,
    change_page,
    new_page,
    seen_draft,
    text_of,
    wants_data,
)
from app.reflections.views.details import asked_to_look, wants_to_change
from app.web.context import actor, db, form_key, now, request_key
from app.web.guard import guard, signed_in

SAVED = "Saved in your private log."
BOTH_KEPT = "Saved. It was also changed in another window while you wrote. Both versions are kept."


@bp.get("/reflections/new")
@signed_in
def new() -> ResponseReturnValue:
    """The box for a new entry, with the prompt of the step it was opened from."""
    form = WritingForm(formdata=None, request_key=str(new_id()))
    for name in ("step", "cohort", "session"):
        form[name].data = request.args.get(name)
    return new_page(form, found=begun_before(form))


@bp.post("/reflections/")
@signed_in
def write() -> ResponseReturnValue:
    """Keep a new entry; the same form sent twice is one entry."""
    form = WritingForm()
    if wants_to_change():
        return new_page(form)
    try:
        text = text_of(form)
        if asked := asked_to_look(form, text):
            return asked
        reflection_id = write_reflection(
            db(),
            actor(),
            text=text,
            request_key=form_key(),
            begun_at=begun_at(form),
            draft=seen_draft(),
            now=now(),
        )
    except Refusal as refusal:
        form.text.errors = [refusal.sentence]
        if isinstance(refusal, ThrownAway):
            form.request_key.data = str(new_id())
        return new_page(form), refusal.status
    return _saved(reflection_id, SAVED)


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
    form = WritingForm(
        formdata=None,
        text=mine.version.text,
        seen=str(mine.version.number),
        request_key=str(new_id()),
        reflection=str(mine.reflection.id),
    )
    return change_page(form, mine, found=begun_before(form))


@bp.post("/reflections/<uuid:reflection_id>/versions")
@guard(own_entry_even_thrown_away, may_add_version)
def write_version(mine: Entry) -> ResponseReturnValue:
    """Keep a new version; the ones before stay as they were."""
    form = WritingForm()
    own = mine.reflection.id
    if wants_to_change():
        return change_page(form, mine)
    try:
        text = text_of(form)
        if asked := asked_to_look(form, text, mine=mine):
            return asked
        saved = add_version(
            db(),
            actor(),
            reflection_id=own,
            text=text,
            seen=request.form.get("seen", type=int),
            request_key=request_key(form.request_key.data),
            draft=seen_draft(),
            now=now(),
        )
    except Refusal as refusal:
        form.text.errors = [refusal.sentence]
        return change_page(form, mine), refusal.status
    return _saved(own, BOTH_KEPT if saved.others_between else SAVED)


def _saved(reflection_id: UUID, words: str) -> ResponseReturnValue:
    address = url_for(".entry", reflection_id=reflection_id)
    # Words that were sent again by themselves are told of on the page that sent them.
    if not wants_data() or request.form.get("then") == "entry":
        flash(words, "success")
    return jsonify(address=address) if wants_data() else redirect(address)


def _entry_page(mine: Entry) -> str:
    about = about_entry(db(), actor(), mine.reflection.id, now=now())
    return render_template(
        "reflections/entry.html",
        mine=mine,
        versions=versions_of(db(), actor(), mine.reflection.id),
        about=about,
        zone=about.zone,
        shares=shares_of_entry(db(), actor(), mine.reflection.id, now=now()),
        companies=SAID,
        say_date=say_date,
        say_length=say_length,
        **shown_with(mine),
    )
