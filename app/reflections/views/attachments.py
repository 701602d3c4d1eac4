"""Pictures and voice notes on one's own entries; nobody else has an address for them."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kit.cleaning import READ_TO_REFUSE
from app.kit.db import new_id
from app.kit.errors import Refusal
from app.reflections.actions.attach import attach, check_room, remove_attachment
from app.reflections.errors.attachments import DescriptionTooLong, TooManyHere, TooManyInAll
from app.reflections.forms.attachments import AttachmentForm
from app.reflections.policy import may_attach, may_open_attachment, may_remove_attachment
from app.reflections.queries import (
    Attached,
    AttachedFile,
    Entry,
    attached_file,
    attachments_of,
    count_attachments,
    own_attachment,
    own_entry,
)
from app.reflections.rules.attachments import MOST_OF_PERSON, MOST_ON_ENTRY, say_size
from app.reflections.views.blueprint import bp
from app.reflections.views.hearing import let_hear
from app.web.context import actor, db, form_key, now
from app.web.downloads import kept_apart
from app.web.guard import guard, signed_in

# Said of what is not theirs too, so that it tells nothing of it.
NOT_REMOVED = "There was nothing to remove now. That picture or voice note is gone already."
ATTACHMENTS = "/reflections/<uuid:reflection_id>/attachments"


@bp.url_value_preprocessor
def read_large_files(endpoint: str | None, _values: object) -> None:
    """Let somebody who is signed in send more than we take, to be told so on the form."""
    if endpoint == "reflections.add_attachment" and current_user.is_authenticated:
        request.max_content_length = READ_TO_REFUSE


@bp.get(f"{ATTACHMENTS}/new")
@guard(own_entry, may_attach)
def new_attachment(mine: Entry) -> ResponseReturnValue:
    """The form, with what can be added and how much."""
    form = AttachmentForm(formdata=None, request_key=str(new_id()))
    try:
        check_room(count_attachments(db(), actor(), mine.reflection.id))
    except (TooManyHere, TooManyInAll) as full:
        return _form(mine, form, full)
    return _form(mine, form)


@bp.post(ATTACHMENTS)
@guard(own_entry, may_attach)
def add_attachment(mine: Entry) -> ResponseReturnValue:
    """Keep one file; the same form sent twice adds it once."""
    form = AttachmentForm()
    own = mine.reflection.id
    key = form_key()
    try:
        attach(db(), actor(), reflection_id=own, sent=form.sent(), request_key=key, now=now())
    except (TooManyHere, TooManyInAll) as full:
        return _form(mine, form, full), full.status
    except DescriptionTooLong as refusal:
        form.description.errors = [refusal.sentence]
        return _form(mine, form), refusal.status
    except Refusal as refusal:
        form.file.errors = [refusal.sentence]
        return _form(mine, form), refusal.status
    flash("Added. Only you can open it.", "success")
    return redirect(url_for(".entry", reflection_id=own, _anchor="attachments"))


@bp.get(f"{ATTACHMENTS}/<uuid:attachment_id>")
@guard(attached_file, may_open_attachment)
def attachment(found: AttachedFile) -> ResponseReturnValue:
    """The file itself, whole or in parts."""
    return kept_apart(found.content, found.about.media_type, found.about.name)


@bp.get(f"{ATTACHMENTS}/<uuid:attachment_id>/removals/new")
@guard(own_attachment, may_remove_attachment)
def new_removal(found: Attached) -> ResponseReturnValue:
    """Asks whether it is to go."""
    let_hear([found.kind])
    return render_template("reflections/attachments/removal.html", one=found)


@bp.post(f"{ATTACHMENTS}/<uuid:attachment_id>/removals")
@signed_in
def remove(reflection_id: UUID, attachment_id: UUID) -> ResponseReturnValue:
    """Delete it; a second click finds nothing, and says so."""
    if remove_attachment(db(), actor(), attachment_id):
        flash("Removed from your log.", "success")
        return redirect(url_for(".entry", reflection_id=reflection_id))
    flash(NOT_REMOVED)
    return redirect(url_for(".log"))


def shown_with(mine: Entry) -> dict[str, object]:
    """What the page of an entry shows of its files, and lets the page play them."""
    found = attachments_of(db(), actor(), mine.reflection.id)
    let_hear(one.kind for one in found)
    return {"attached": found, "most_attached": MOST_ON_ENTRY, "say_size": say_size}


def _form(mine: Entry, form: AttachmentForm, full: Refusal | None = None) -> str:
    return render_template(
        "reflections/attachments/new.html",
        form=form,
        mine=mine,
        full=full,
        on_entry=MOST_ON_ENTRY,
        of_person=MOST_OF_PERSON,
    )
