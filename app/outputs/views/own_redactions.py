"""Authors answer what was suggested about their words, and take out something themselves."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.kit.errors import NotFound, Refusal
from app.outputs.actions.redact import answer_redaction, take_out_of_own
from app.outputs.errors.redaction import PieceTwice
from app.outputs.forms.making import RedactionForm
from app.outputs.policy import may_decide_about
from app.outputs.queries.redactions import OwnRedaction, log_of, own_redaction
from app.outputs.queries.voices import Voice, voice_by_id
from app.outputs.rules.reading import SAID
from app.outputs.rules.redaction import YES
from app.outputs.views.blueprint import bp, wake_worker
from app.outputs.views.pieces import field_of, offer_places
from app.web.context import actor, db, form_key, now
from app.web.guard import guard

ROOT = "/contributions/<uuid:contribution_id>/redactions"


@bp.get(ROOT)
@guard(voice_by_id, may_decide_about)
def own_redactions(voice: Voice) -> ResponseReturnValue:
    """What was suggested about one's own words, before and after, and a form of one's own."""
    form = RedactionForm(formdata=None)
    form.request_key.data = str(new_id())
    return _page(voice, form)


@bp.post(ROOT)
@guard(voice_by_id, may_decide_about)
def take_own_out(voice: Voice) -> ResponseReturnValue:
    """Take a piece out of one's own words; sent twice it is done once."""
    form = RedactionForm()
    if not form.validate_on_submit():
        return _page(voice, form, status=422)
    try:
        take_out_of_own(db(), actor(), voice, form.wanted(), key=form_key(), now=now())
    except Refusal as refusal:
        field = field_of(form, refusal)
        if isinstance(refusal, PieceTwice):
            offer_places(form, voice.contribution.text)
        sentence = None if field else refusal.sentence
        return _page(voice, form, sentence=sentence, status=refusal.status)
    wake_worker()
    flash("Taken out. Reports that show these words are made again, and ask you first.", "success")
    return _back(voice)


@bp.post(f"{ROOT}/<uuid:redaction_id>/answers")
@guard(own_redaction, may_decide_about)
def answer_own_redaction(at: OwnRedaction) -> ResponseReturnValue:
    """Keep the author's yes or no."""
    says, contribution_id = request.form.get("says", ""), at.voice.contribution.id
    try:
        answer_redaction(db(), actor(), at.redaction, says=says, now=now())
    except Refusal as refusal:
        # What this request read and locked is not what is true now.
        db().rollback()
        voice = voice_by_id(db(), actor(), contribution_id=contribution_id)
        if voice is None or isinstance(refusal, NotFound):
            raise
        form = RedactionForm(formdata=None)
        form.request_key.data = str(new_id())
        return _page(voice, form, sentence=refusal.sentence, status=refusal.status)
    wake_worker()
    told = (
        "It is taken out now. Reports that show these words are made again, and ask you first."
        if says == YES
        else "Your words stay as they are."
    )
    flash(f"Thank you. {told}", "success")
    return _back(at.voice)


def _back(voice: Voice) -> ResponseReturnValue:
    return redirect(url_for(".own_redactions", contribution_id=voice.contribution.id))


def _page(
    voice: Voice, form: RedactionForm, *, sentence: str | None = None, status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "outputs/own_redactions.html",
        voice=voice,
        form=form,
        log=log_of(db(), voice),
        said=SAID,
        sentence=sentence,
    )
    return page, status
