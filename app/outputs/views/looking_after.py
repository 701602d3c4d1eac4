"""A facilitator changes, or takes back, something for whoever told it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import NotFound, Refusal
from app.outputs.actions.consents import allowed_by
from app.outputs.actions.stories import end_story_words
from app.outputs.actions.tell import enter_consent, enter_withdrawal, enter_wording
from app.outputs.errors import WayNeeded
from app.outputs.forms.giving import ToldConsentForm, ToldRewordForm
from app.outputs.policy import may_enter_for
from app.outputs.queries.alike import origin_of
from app.outputs.queries.telling import TellingSeat, telling_seat
from app.outputs.queries.uses import all_uses
from app.outputs.rules.consent import HINTS
from app.outputs.rules.reading import SAID, WAYS
from app.outputs.rules.stories import IN_BANK_FOR
from app.outputs.views.blueprint import bp, wake_worker
from app.outputs.views.gift_fields import show_beside
from app.outputs.views.narrowing import say_words_still_open
from app.people.queries import names_of
from app.web.context import actor, db, now
from app.web.guard import guard

ONE = "/cohorts/<slug>/contributions/<uuid:contribution_id>"


@bp.get(ONE)
@guard(telling_seat, may_enter_for)
def told_one(facts: TellingSeat) -> ResponseReturnValue:
    """What somebody told, what they allow, and where it has been used: to be told to them."""
    return _one(facts)


@bp.post(f"{ONE}/words/ends")
@guard(telling_seat, may_enter_for)
def end_told_words(facts: TellingSeat) -> ResponseReturnValue:
    """End all words that lead to a story, for whoever told it."""
    end_story_words(db(), contribution_id=facts.voice.contribution.id, now=now())
    flash("No word opens the story any more. What somebody has read cannot be un-seen.", "success")
    slug, contribution_id = facts.seat.cohort.slug, facts.voice.contribution.id
    return redirect(url_for("outputs.told_one", slug=slug, contribution_id=contribution_id))


@bp.post(f"{ONE}/withdrawals")
@guard(telling_seat, may_enter_for)
def enter_one_withdrawal(facts: TellingSeat) -> ResponseReturnValue:
    """Take it back for them."""
    try:
        how = request.form.get("how", "")
        enter_withdrawal(db(), actor(), facts.voice, how=how, now=now())
    except WayNeeded as refusal:
        return _one(facts, refusal.sentence), refusal.status
    wake_worker()
    flash(f"Taken back for {facts.author.name}. No page and no file here shows it now.", "success")
    return redirect(url_for("outputs.told", slug=facts.seat.cohort.slug))


@bp.get(f"{ONE}/consents/new")
@guard(telling_seat, may_enter_for)
def new_told_consent(facts: TellingSeat) -> ResponseReturnValue:
    """What they allow, to be changed."""
    return _consent_page(facts, ToldConsentForm.about(facts.voice.consent))


@bp.post(f"{ONE}/consents")
@guard(telling_seat, may_enter_for)
def enter_one_consent(facts: TellingSeat) -> ResponseReturnValue:
    """Keep what they allow."""
    form = ToldConsentForm()
    form.offer_names(origin_of(db(), facts.seat.cohort.id, facts.author.id))
    if not form.validate_on_submit():
        return _consent_page(facts, form), 422
    before = allowed_by(facts.voice.consent)

    def keep() -> None:
        enter_consent(
            db(),
            actor(),
            facts.voice,
            allowed=form.allowed(),
            seen=request.form.get("seen", ""),
            telling=form.telling(),
            now=now(),
        )
        say_words_still_open(facts.voice, before, form.allowed())

    return _kept(facts, form, keep, lambda fresh: _consent_page(fresh, form))


@bp.get(f"{ONE}/wordings/new")
@guard(telling_seat, may_enter_for)
def new_told_wording(facts: TellingSeat) -> ResponseReturnValue:
    """Their words, to be changed."""
    return _words_page(facts, ToldRewordForm.about(facts.voice))


@bp.post(f"{ONE}/wordings")
@guard(telling_seat, may_enter_for)
def enter_one_wording(facts: TellingSeat) -> ResponseReturnValue:
    """Put other words in their place."""
    form = ToldRewordForm()
    form.ask_for(facts.voice.kind)

    def keep() -> None:
        enter_wording(
            db(),
            actor(),
            facts.voice,
            wording=form.wording(),
            seen=request.form.get("seen", ""),
            telling=form.telling(),
            now=now(),
        )

    return _kept(facts, form, keep, lambda fresh: _words_page(fresh, form))


def _kept(
    facts: TellingSeat,
    form: ToldConsentForm | ToldRewordForm,
    keep: Callable[[], None],
    page: Callable[[TellingSeat], str],
) -> ResponseReturnValue:
    slug, contribution_id = facts.seat.cohort.slug, facts.voice.contribution.id
    try:
        keep()
    except Refusal as refusal:
        status = show_beside(form, refusal)
        # What this request read and locked is not what is true now.
        db().rollback()
        return page(_fresh(slug, contribution_id)), status
    wake_worker()
    flash(f"Kept for {facts.author.name}, with your name as who wrote it down.", "success")
    return redirect(url_for("outputs.told_one", slug=slug, contribution_id=contribution_id))


def _fresh(slug: str, contribution_id: UUID) -> TellingSeat:
    """What is true now, if the actor still may.

    Raises: NotFound.
    """
    fresh = telling_seat(db(), actor(), slug=slug, contribution_id=contribution_id)
    if fresh is None or not may_enter_for(actor(), fresh):
        raise NotFound
    return fresh


def _one(facts: TellingSeat, sentence: str | None = None) -> str:
    kept, consent = facts.voice.contribution, facts.voice.consent
    return render_template(
        "outputs/giving/told_one.html",
        facts=facts,
        voice=facts.voice,
        uses=all_uses(db(), [kept.id], now=now())[kept.id],
        names=names_of(db(), [kept.told_by_id, consent.entered_by_id]),
        in_bank_for=IN_BANK_FOR,
        ways=WAYS,
        said=SAID,
        sentence=sentence,
        now=now(),
    )


def _consent_page(facts: TellingSeat, form: ToldConsentForm) -> str:
    form.offer_names(origin_of(db(), facts.seat.cohort.id, facts.author.id))
    return render_template(
        "outputs/giving/told_consent.html", facts=facts, voice=facts.voice, form=form, hints=HINTS
    )


def _words_page(facts: TellingSeat, form: ToldRewordForm) -> str:
    form.ask_for(facts.voice.kind)
    slug, contribution_id = facts.seat.cohort.slug, facts.voice.contribution.id
    return render_template(
        "outputs/giving/reword.html",
        voice=facts.voice,
        form=form,
        changed=False,
        action=url_for("outputs.enter_one_wording", slug=slug, contribution_id=contribution_id),
        back=url_for("outputs.told_one", slug=slug, contribution_id=contribution_id),
        for_whom=facts.author.name,
    )
