"""Writing the key messages of an output, and saying what they stand on."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.kit.errors import NotFound, Refusal
from app.outputs.actions.messages import (
    change_message,
    remove_message,
    take_message,
    write_message,
)
from app.outputs.errors.making import GroundNeeded, MessageNeeded, NoteNeeded, PollNeeded
from app.outputs.forms.making import MessageForm
from app.outputs.models import KeyMessage
from app.outputs.policy import may_make_outputs
from app.outputs.queries.layouts import MessageDesk, layout_of, message_desk
from app.outputs.queries.making import closed_votes, priorities_of
from app.outputs.queries.outputs import Desk, desk_by_id
from app.outputs.queries.voices import Voice, voices_by_id
from app.outputs.rules.gifts import MESSAGE
from app.outputs.rules.making import STANDS_ON, STANDS_ON_HINTS
from app.outputs.rules.stages import PRIORITIES
from app.outputs.views.blueprint import bp
from app.web.context import actor, db, form_key, now, request_key
from app.web.guard import guard

FIELDS: dict[type[Refusal], str] = {
    MessageNeeded: "words",
    GroundNeeded: "stands_on",
    NoteNeeded: "note",
    PollNeeded: "poll",
}


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/messages/new")
@guard(desk_by_id, may_make_outputs)
def new_message(desk: Desk) -> ResponseReturnValue:
    """A message to write, or somebody's own to take as it is (`from`)."""
    form = MessageForm(formdata=None)
    form.request_key.data = str(new_id())
    return _page(desk, form, voice=_voice(desk, request.args.get("from")))


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/messages")
@guard(desk_by_id, may_make_outputs)
def add_message(desk: Desk) -> ResponseReturnValue:
    """Keep the message; sent twice it is one."""
    form, voice = MessageForm(), _voice(desk, request.form.get("from"))
    if not form.validate_on_submit():
        return _page(desk, form, voice=voice, status=422)
    sent = (db(), actor(), desk.output)
    try:
        if voice:
            take_message(
                *sent,
                contribution_id=voice.contribution.id,
                meant=form.meant(),
                key=form_key(),
                now=now(),
            )
        else:
            write_message(*sent, form.meant(), key=form_key(), now=now())
    except Refusal as refusal:
        return _refused(desk, form, refusal, voice=voice)
    return _done(desk, "The message is saved.")


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/messages/<uuid:message_id>")
@guard(message_desk, may_make_outputs)
def message(at: MessageDesk) -> ResponseReturnValue:
    """A message to change."""
    form = MessageForm(formdata=None, obj=at.message)
    form.note.data = str(at.message.note_id or "")
    form.poll.data = str(at.message.poll_id or "")
    return _page(at.desk, form, message=at.message, voice=_of(at.message))


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/messages/<uuid:message_id>")
@guard(message_desk, may_make_outputs)
def alter_message(at: MessageDesk) -> ResponseReturnValue:
    """Keep the change, unless somebody else changed the message meanwhile."""
    form = MessageForm()
    if not form.validate_on_submit():
        return _page(at.desk, form, message=at.message, voice=_of(at.message), status=422)
    try:
        change_message(
            db(),
            actor(),
            at.message,
            form.meant(),
            version=form.seen_version(),
            now=now(),
        )
    except Refusal as refusal:
        message_id = at.message.id
        db().rollback()
        desk = desk_by_id(db(), actor(), slug=at.seat.cohort.slug, output_id=at.desk.output.id)
        fresh = db().get(KeyMessage, message_id)
        if desk is None or fresh is None:
            raise NotFound from refusal
        form.version.data = str(fresh.version)
        return _refused(desk, form, refusal, message=fresh, voice=_of(fresh))
    return _done(at.desk, "The message is saved.")


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/messages/<uuid:message_id>/removals")
@guard(message_desk, may_make_outputs)
def take_away(at: MessageDesk) -> ResponseReturnValue:
    """Take the message away; the words under it stay in."""
    remove_message(db(), at.message)
    return _done(at.desk, "The message is taken away. The words under it stand under none now.")


def _done(desk: Desk, said: str) -> ResponseReturnValue:
    flash(said, "success")
    slug, output_id = desk.seat.cohort.slug, desk.output.id
    return redirect(url_for(".groups", slug=slug, output_id=output_id, _anchor="messages"))


def _voice(desk: Desk, raw: str | None) -> Voice | None:
    """Somebody's key message that is to be taken as it is.

    Raises: NotFound.
    """
    if not raw:
        return None
    wanted = request_key(raw)
    found = voices_by_id(db(), [wanted]) if wanted else []
    is_one = found and found[0].kind == MESSAGE and found[0].is_public(now())
    if not is_one or found[0].cohort.id != desk.seat.cohort.id:
        raise NotFound
    return found[0]


def _of(kept: KeyMessage) -> Voice | None:
    found = voices_by_id(db(), [kept.contribution_id]) if kept.contribution_id else []
    return found[0] if found else None


def _refused(
    desk: Desk,
    form: MessageForm,
    refusal: Refusal,
    *,
    message: KeyMessage | None = None,
    voice: Voice | None = None,
) -> ResponseReturnValue:
    field = FIELDS.get(type(refusal))
    if field:
        form[field].errors = [refusal.sentence]
    return _page(
        desk,
        form,
        message=message,
        voice=voice,
        sentence=None if field else refusal.sentence,
        status=refusal.status,
    )


def _page(
    desk: Desk,
    form: MessageForm,
    *,
    message: KeyMessage | None = None,
    voice: Voice | None = None,
    sentence: str | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    by_priority = desk.output.template == PRIORITIES
    form.offer(
        notes=layout_of(db(), desk.output).notes,
        votes=closed_votes(db(), desk.seat.cohort.id),
        priorities=priorities_of(db(), desk.seat.cohort).titles if by_priority else {},
    )
    page = render_template(
        "outputs/message.html",
        desk=desk,
        form=form,
        message=message,
        voice=voice,
        by_priority=by_priority,
        stands_on=STANDS_ON,
        hints=STANDS_ON_HINTS,
        sentence=sentence,
    )
    return page, status
