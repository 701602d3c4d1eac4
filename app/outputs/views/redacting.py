"""Facilitators suggest to take something out of somebody's words, and read it back to them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.kit.errors import NotFound, Refusal
from app.outputs.actions.redact import answer_redaction, drop, suggest
from app.outputs.errors.redaction import PieceTwice
from app.outputs.forms.making import RedactionForm
from app.outputs.policy import may_make_outputs, may_read_redaction_back, may_read_words_back
from app.outputs.queries.redactions import (
    RedactionDesk,
    WordsDesk,
    log_of,
    redaction_desk,
    words_desk,
)
from app.outputs.rules.reading import SAID, WAYS
from app.outputs.rules.redaction import YES
from app.outputs.views.blueprint import bp, wake_worker
from app.outputs.views.pieces import field_of, offer_places
from app.web.context import actor, db, form_key, now
from app.web.guard import guard

ROOT = "/cohorts/<slug>/outputs/words/<uuid:contribution_id>/redactions"


@bp.get(ROOT)
@guard(words_desk, may_make_outputs)
def redactions(at: WordsDesk) -> ResponseReturnValue:
    """The words, what was suggested about them, and a form to suggest something."""
    form = RedactionForm(formdata=None)
    form.request_key.data = str(new_id())
    return _page(at, form)


@bp.post(ROOT)
@guard(words_desk, may_make_outputs)
def suggest_redaction(at: WordsDesk) -> ResponseReturnValue:
    """Keep a suggestion; sent twice it is one."""
    form = RedactionForm()
    if not form.validate_on_submit():
        return _page(at, form, status=422)
    _check_in_force(at)
    try:
        suggest(db(), actor(), at.voice, form.wanted(), key=form_key(), now=now())
    except Refusal as refusal:
        return _refused(at, form, refusal)
    flash("Suggested. The words stay as they are until their author says yes.", "success")
    return _back(at)


@bp.post(f"{ROOT}/<uuid:redaction_id>/answers")
@guard(redaction_desk, may_read_redaction_back)
def enter_redaction_answer(at: RedactionDesk) -> ResponseReturnValue:
    """Enter what the author said when it was read to them."""
    says, how = request.form.get("says", ""), request.form.get("how", "")
    try:
        answer_redaction(db(), actor(), at.redaction, says=says, how=how or "none", now=now())
    except Refusal as refusal:
        return _refused(_fresh(at.words), RedactionForm(formdata=None), refusal)
    wake_worker()
    told = "It is taken out now." if says == YES else "The words stay as they are."
    flash(f"Entered, with your name. {told}", "success")
    return _back(at.words)


@bp.post(f"{ROOT}/<uuid:redaction_id>/removals")
@guard(redaction_desk, may_make_outputs)
def drop_redaction(at: RedactionDesk) -> ResponseReturnValue:
    """Take a suggestion back that has no answer yet."""
    drop(db(), at.redaction, now=now())
    flash("The suggestion is taken back. The author is not asked about it any more.", "success")
    return _back(at.words)


def _check_in_force(at: WordsDesk) -> None:
    if not at.voice.is_in_force(now()):
        raise NotFound


def _fresh(at: WordsDesk) -> WordsDesk:
    """What is true now, after a request that read and locked something else."""
    slug, contribution_id = at.seat.cohort.slug, at.voice.contribution.id
    db().rollback()
    found = words_desk(db(), actor(), slug=slug, contribution_id=contribution_id)
    if found is None or not may_make_outputs(actor(), found):
        raise NotFound
    return found


def _back(at: WordsDesk) -> ResponseReturnValue:
    slug, each = at.seat.cohort.slug, at.voice.contribution.id
    return redirect(url_for(".redactions", slug=slug, contribution_id=each))


def _refused(at: WordsDesk, form: RedactionForm, refusal: Refusal) -> ResponseReturnValue:
    field = field_of(form, refusal)
    if isinstance(refusal, PieceTwice):
        offer_places(form, at.voice.contribution.text)
    sentence = None if field else refusal.sentence
    return _page(at, form, sentence=sentence, status=refusal.status)


def _page(
    at: WordsDesk, form: RedactionForm, *, sentence: str | None = None, status: int = 200
) -> ResponseReturnValue:
    """The page; words that may not be read now are not there. One statement."""
    _check_in_force(at)
    page = render_template(
        "outputs/redactions.html",
        at=at,
        form=form,
        log=log_of(db(), at.voice),
        reads_back=may_read_words_back(actor(), at),
        ways=WAYS,
        said=SAID,
        sentence=sentence,
    )
    return page, status
