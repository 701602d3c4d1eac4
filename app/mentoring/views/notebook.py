"""The notebook that only two people can read."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.mentoring.actions.notebook import take_out_note, write_note
from app.mentoring.errors.together import NothingWritten
from app.mentoring.forms.together import NoteForm
from app.mentoring.policy.pairings import is_member, may_write_together
from app.mentoring.policy.together import may_take_out
from app.mentoring.queries.notebook import NotePlace, count_notes, note_place, notebook_page
from app.mentoring.queries.pairings import PairingPlace, pairing_place
from app.mentoring.rules.states import CLOSED, LIVE, SUSPENDED
from app.mentoring.views.blueprint import bp
from app.web.context import actor, db, form_key, now
from app.web.guard import guard


@bp.get("/mentoring/pairings/<uuid:pairing_id>/notebook")
@guard(pairing_place, is_member)
def notebook(place: PairingPlace) -> ResponseReturnValue:
    """What the two wrote, newest first, and room for more."""
    return _page(place, NoteForm(formdata=None), 200)


@bp.post("/mentoring/pairings/<uuid:pairing_id>/notebook")
@guard(pairing_place, may_write_together)
def write(place: PairingPlace) -> ResponseReturnValue:
    """Add an entry."""
    form = NoteForm()
    if not form.validate_on_submit():
        return _page(place, form, 422)
    key = form_key()
    try:
        write_note(db(), place, actor(), form.text.data or "", request_key=key, now=now())
    except NothingWritten as refusal:
        form.text.errors = [refusal.sentence]
        return _page(place, form, refusal.status)
    flash("It is in your notebook.", "success")
    return redirect(url_for(".notebook", pairing_id=place.pairing.id))


@bp.post("/mentoring/pairings/<uuid:pairing_id>/notebook/<uuid:note_id>/removals")
@guard(note_place, may_take_out)
def take_out(at: NotePlace) -> ResponseReturnValue:
    """Take out an entry of one's own."""
    take_out_note(db(), at, actor())
    flash("The entry is gone from your notebook.", "info")
    return redirect(url_for(".notebook", pairing_id=at.place.pairing.id))


def notebook_shown(place: PairingPlace) -> dict[str, object]:
    """What the page of a pairing says of the notebook; one statement, or none."""
    if place.pairing.state not in (*LIVE, SUSPENDED, CLOSED):
        return {"notes": None}
    return {"notes": count_notes(db(), place.pairing.id)}


def _page(place: PairingPlace, form: NoteForm, status: int) -> ResponseReturnValue:
    state = place.pairing.state
    page = render_template(
        "mentoring/notebook.html",
        form=form,
        page=notebook_page(db(), actor(), place, request.args.get("page", 1, int)),
        partner=place.partner(actor().id),
        pairing=place.pairing,
        can_write=state in LIVE,
        can_take_out=state != SUSPENDED,
        zone=actor().time_zone,
    )
    return page, status
