"""Who has an edition, and who should be told when words were taken out of it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.kit.errors import Refusal
from app.outputs.actions.recipients import Gift, note_recipient, note_told
from app.outputs.errors import DayGivenNeeded
from app.outputs.forms import RecipientForm
from app.outputs.policy import may_make_outputs
from app.outputs.queries.afterwards import (
    RecipientSeat,
    how_many_to_tell,
    recipient_seat,
    recipients_of,
)
from app.outputs.queries.outputs import Desk, desk_by_id, standing_of
from app.outputs.rules.afterwards import HOW
from app.outputs.rules.consent import today_in
from app.outputs.views.blueprint import bp, page_number
from app.web.context import actor, db, form_key, now
from app.web.guard import guard


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/recipients")
@guard(desk_by_id, may_make_outputs)
def recipients(desk: Desk) -> ResponseReturnValue:
    """Who has an edition of this report."""
    today = today_in(desk.seat.cohort.time_zone, now())
    form = RecipientForm(formdata=None, given_on=today)
    form.request_key.data = str(new_id())
    return _page(desk, form)


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/recipients")
@guard(desk_by_id, may_make_outputs)
def add_recipient(desk: Desk) -> ResponseReturnValue:
    """Note one more who has it."""
    form = RecipientForm()
    form.offer_editions([one.number for one in standing_of(db(), desk.output.id).published])
    if not form.validate_on_submit():
        return _page(desk, form), 422
    gift = Gift(form.to_whom.data or "", form.how.data or "", form.given_on.data)
    try:
        note_recipient(
            db(),
            actor(),
            output=desk.output,
            cohort=desk.seat.cohort,
            number=int(form.number.data or 0),
            gift=gift,
            request_key=form_key(),
            now=now(),
        )
    except Refusal as refusal:
        field = form.given_on if isinstance(refusal, DayGivenNeeded) else form.to_whom
        field.errors = [refusal.sentence]
        return _page(desk, form), refusal.status
    flash("Noted.", "success")
    return redirect(_here(desk))


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/recipients/<uuid:recipient_id>/tellings")
@guard(recipient_seat, may_make_outputs)
def tell_recipient(at: RecipientSeat) -> ResponseReturnValue:
    """Note that they were told."""
    note_told(db(), actor(), at.recipient, cohort=at.seat.cohort, now=now())
    flash("Noted that they were told, with your name.", "success")
    return redirect(_here(at.desk))


def _here(desk: Desk) -> str:
    return url_for("outputs.recipients", slug=desk.seat.cohort.slug, output_id=desk.output.id)


def _page(desk: Desk, form: RecipientForm) -> str:
    published = standing_of(db(), desk.output.id).published
    form.offer_editions([one.number for one in published])
    return render_template(
        "outputs/recipients.html",
        desk=desk,
        form=form,
        editions=published,
        how=HOW,
        to_tell=how_many_to_tell(db(), desk.output.id),
        page=recipients_of(db(), desk.output.id, page=page_number()),
    )
