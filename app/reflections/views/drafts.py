"""Drafts: keeping what is written so far, going on with it on any device, throwing it away."""

from __future__ import annotations

from uuid import UUID

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import NotFound, Refusal
from app.reflections.actions.drafts import keep_draft
from app.reflections.actions.used_drafts import throw_away
from app.reflections.forms import WritingForm
from app.reflections.queries import drafts_page, entry_of_form, own_draft, own_entry, zone_for
from app.reflections.rules.drafts import IsAnEntry, Kept, KeptElsewhere, SentDraft, in_one
from app.reflections.views.blueprint import bp
from app.reflections.views.box import (
    change_page,
    form_of,
    new_page,
    sent_draft,
    wants_data,
)
from app.web.context import actor, db, now
from app.web.guard import signed_in

KEPT = "Kept as a draft. Only you can read it, and you can go on with it on any device."
THROWN_AWAY = "The draft is thrown away."
IS_AN_ENTRY = (
    "You have already saved this in another window. Press “Save”, and what is in the box becomes "
    "a new version of it."
)
CONFLICT = 409


@bp.get("/reflections/drafts/")
@signed_in
def drafts() -> ResponseReturnValue:
    """All that the actor began to write."""
    page = drafts_page(db(), actor(), request.args.get("page", 1, type=int))
    return render_template("reflections/drafts.html", page=page, zone=zone_for(db(), actor()))


@bp.get("/reflections/drafts/<uuid:draft_key>")
@signed_in
def draft(draft_key: UUID) -> ResponseReturnValue:
    """The box with what was written so far; once it is saved, the entry."""
    found = own_draft(db(), actor(), draft_key)
    if found is not None:
        return _box(form_of(found))
    saved = entry_of_form(db(), actor(), draft_key)
    if saved is None:
        raise NotFound
    return redirect(url_for(".entry", reflection_id=saved))


@bp.post("/reflections/drafts/")
@signed_in
def write_draft() -> ResponseReturnValue:
    """Keep what is written so far; a page that keeps it by itself gets the answer as data."""
    form = WritingForm()
    sent = sent_draft(form)
    try:
        answer = keep_draft(db(), actor(), _chosen(sent), now=now())
    except Refusal as refusal:
        if wants_data():
            return jsonify(said=refusal.sentence), refusal.status
        form.text.errors = [refusal.sentence]
        return _box(form), refusal.status
    return _as_data(answer) if wants_data() else _as_page(answer, form)


@bp.post("/reflections/drafts/<uuid:draft_key>/removals")
@signed_in
def throw_draft_away(draft_key: UUID) -> ResponseReturnValue:
    """Throw a draft away; a second click does no harm."""
    throw_away(db(), actor(), draft_key)
    flash(THROWN_AWAY, "success")
    return redirect(url_for(".log"))


def _as_data(answer: Kept | KeptElsewhere | IsAnEntry) -> ResponseReturnValue:
    if isinstance(answer, Kept):
        if request.form.get("then") == "log":
            flash(KEPT, "success")
        return jsonify(revision=answer.revision)
    if isinstance(answer, KeptElsewhere):
        return jsonify(revision=answer.revision, text=answer.text), CONFLICT
    entry = url_for(".entry", reflection_id=answer.reflection_id)
    return jsonify(entry=entry, holds=answer.holds), CONFLICT


def _as_page(answer: Kept | KeptElsewhere | IsAnEntry, form: WritingForm) -> ResponseReturnValue:
    if isinstance(answer, Kept):
        if "choice" in request.form:
            return redirect(url_for(".draft", draft_key=form.request_key.data))
        flash(KEPT, "success")
        return redirect(url_for(".log"))
    if isinstance(answer, KeptElsewhere):
        form.revision.data = str(answer.revision)
        page = render_template("reflections/two_texts.html", form=form, other=answer.text)
        return page, CONFLICT
    form.text.errors = [IS_AN_ENTRY]
    return _box(form), CONFLICT


def _chosen(sent: SentDraft) -> SentDraft:
    """The text of the page with two texts that the person chose, or both in one."""
    other, choice = request.form.get("other", ""), request.form.get("choice")
    texts = {"other": other, "both": in_one(sent.text, other)}
    return sent.with_text(texts.get(choice or "", sent.text))


def _box(form: WritingForm) -> str:
    changed = form.reflection.data
    mine = own_entry(db(), actor(), reflection_id=UUID(changed)) if changed else None
    return change_page(form, mine) if mine else new_page(form)
