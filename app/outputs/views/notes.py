"""Notes of sessions in which a cohort made sense of its words together."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.kit.errors import NotFound, Refusal
from app.kit.times import in_zone, say_short_date
from app.outputs.actions.notes import change_note, faults_in, remove_note, write_note
from app.outputs.errors.making import NotesNeeded, PeopleNeeded, SessionDayNeeded
from app.outputs.forms.making import NoteForm
from app.outputs.policy import may_make_outputs
from app.outputs.queries.layouts import NoteDesk, NoteLine, note_desk
from app.outputs.queries.making import begun_sessions
from app.outputs.queries.outputs import Desk, desk_by_id
from app.outputs.views.blueprint import bp
from app.web.context import actor, db, form_key, now
from app.web.guard import guard

FIELDS: dict[type[Refusal], str] = {
    PeopleNeeded: "people",
    SessionDayNeeded: "held_on",
    NotesNeeded: "said",
}


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/notes/new")
@guard(desk_by_id, may_make_outputs)
def new_note(desk: Desk) -> ResponseReturnValue:
    """Notes to write."""
    form = NoteForm(formdata=None)
    form.request_key.data = str(new_id())
    return _page(desk, form)


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/notes")
@guard(desk_by_id, may_make_outputs)
def add_note(desk: Desk) -> ResponseReturnValue:
    """Keep the notes; sent twice they are kept once."""
    form = NoteForm()
    if not form.validate_on_submit():
        return _refused(desk, form)
    zone = desk.seat.cohort.time_zone
    try:
        write_note(db(), actor(), desk.output, form.noted(), zone=zone, key=form_key(), now=now())
    except Refusal as refusal:
        return _refused(desk, form, refusal)
    return _done(desk, "The notes are saved. Messages can stand on them now.")


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/notes/<uuid:note_id>")
@guard(note_desk, may_make_outputs)
def note(at: NoteDesk) -> ResponseReturnValue:
    """Notes to change."""
    form = NoteForm(formdata=None, obj=at.line.note)
    form.session.data = str(at.line.note.gathering_id or "")
    return _page(at.desk, form, line=at.line)


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/notes/<uuid:note_id>")
@guard(note_desk, may_make_outputs)
def alter_note(at: NoteDesk) -> ResponseReturnValue:
    """Keep the change, unless somebody else changed the notes meanwhile."""
    form = NoteForm()
    if not form.validate_on_submit():
        return _refused(at.desk, form, line=at.line)
    slug, output_id, note_id = at.seat.cohort.slug, at.desk.output.id, at.line.note.id
    try:
        change_note(
            db(),
            actor(),
            at.line.note,
            form.noted(),
            version=form.seen_version(),
            zone=at.seat.cohort.time_zone,
            now=now(),
        )
    except Refusal as refusal:
        db().rollback()
        fresh = note_desk(db(), actor(), slug=slug, output_id=output_id, note_id=note_id)
        if fresh is None:
            raise NotFound from refusal
        form.version.data = str(fresh.line.note.version)
        return _refused(fresh.desk, form, refusal, fresh.line)
    return _done(at.desk, "The notes are saved.")


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/notes/<uuid:note_id>/removals")
@guard(note_desk, may_make_outputs)
def throw_note_away(at: NoteDesk) -> ResponseReturnValue:
    """Take the notes away."""
    remove_note(db(), at.line.note)
    return _done(at.desk, "The notes are taken away.")


def _done(desk: Desk, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for(".output", slug=desk.seat.cohort.slug, output_id=desk.output.id))


def _refused(
    desk: Desk, form: NoteForm, refusal: Refusal | None = None, line: NoteLine | None = None
) -> ResponseReturnValue:
    """The form with what was written, and all that it lacks, each beside its field."""
    for one in faults_in(form.noted(), zone=desk.seat.cohort.time_zone, now=now()):
        field = form[FIELDS[type(one)]]
        # Where what is too long stands beside the second box, the first lacks nothing.
        if not (field.errors or (isinstance(one, NotesNeeded) and form.differed.errors)):
            field.errors = [one.sentence]
    is_other = refusal is not None and type(refusal) not in FIELDS
    sentence = refusal.sentence if refusal and is_other else None
    return _page(desk, form, line=line, sentence=sentence, status=(refusal or Refusal).status)


def _page(
    desk: Desk,
    form: NoteForm,
    *,
    line: NoteLine | None = None,
    sentence: str | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    zone = desk.seat.cohort.time_zone
    sessions = begun_sessions(db(), desk.seat.cohort.id, now())
    form.offer(
        [
            (str(one.id), f"{one.title}, {say_short_date(in_zone(one.starts_at, zone).date())}")
            for one in sessions
        ]
    )
    page = render_template("outputs/note.html", desk=desk, form=form, line=line, sentence=sentence)
    return page, status
