"""One thing that there is in a place: adding it, changing it, and saying whether it is still so."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts import policy
from app.cohorts.queries import Seat, seat_by_slug
from app.kit.db import new_id
from app.participation.actions.asset_answers import (
    answer_suggestion,
    confirm_asset,
    say_gone,
    suggest_change,
)
from app.participation.actions.assets import add_asset, change_asset, remove_asset
from app.participation.errors import assets as errors
from app.participation.forms.assets import FIELDS, AssetForm, SuggestionForm, said_how
from app.participation.policy.assets import (
    may_answer_suggestion,
    may_confirm_asset,
    may_see_asset,
    may_suggest_change,
    may_tend_asset,
)
from app.participation.queries.assets import (
    AssetSeat,
    SuggestionSeat,
    asset_seat,
    happenings,
    suggestion_seat,
    suggestions_for,
)
from app.participation.queries.entering import people_of
from app.participation.rules.assets import (
    COSTS,
    HAPPENED,
    KIND_HINTS,
    KINDS,
    STEP_FREE,
    WAYS,
    standing,
)
from app.participation.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import guard
from app.web.limits import limiter


@bp.get("/cohorts/<slug>/assets/new")
@guard(seat_by_slug, policy.may_learn)
def new_asset(seat: Seat) -> ResponseReturnValue:
    """The form for something that is there."""
    return _form_page(seat, AssetForm(formdata=None, request_key=str(new_id())))


@bp.post("/cohorts/<slug>/assets")
@guard(seat_by_slug, policy.may_learn)
@limiter.limit("60 per minute")
def add(seat: Seat) -> ResponseReturnValue:
    """Add it to the list."""
    form = AssetForm()
    source = form.source(enters=policy.may_facilitate(actor(), seat))
    try:
        made = add_asset(db(), actor(), seat, form.asset_words, source, form=form.key, now=now())
    except tuple(FIELDS) as refusal:
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _form_page(seat, form), refusal.status
    flash("It is on the list. Everybody in your cohort can see it.", "success")
    return redirect(url_for(".asset", asset_id=made))


@bp.get("/assets/<uuid:asset_id>")
@guard(asset_seat, may_see_asset)
def asset(facts: AssetSeat) -> ResponseReturnValue:
    """All that is said about it, what happened to it, and what people would change."""
    return _page(facts, SuggestionForm(formdata=None, request_key=str(new_id())))


@bp.get("/assets/<uuid:asset_id>/changes/new")
@guard(asset_seat, may_tend_asset)
def changing_asset(facts: AssetSeat) -> ResponseReturnValue:
    """The form, filled in."""
    return _form_page(facts.seat, AssetForm.of(facts.asset), facts)


@bp.post("/assets/<uuid:asset_id>/changes")
@guard(asset_seat, may_tend_asset)
def change(facts: AssetSeat) -> ResponseReturnValue:
    """Say anew what there is."""
    form = AssetForm()
    try:
        change_asset(
            *(db(), actor(), facts.seat),
            asset_id=facts.asset.id,
            seen=form.seen_revision,
            words=form.asset_words,
            source=form.source(enters=policy.may_facilitate(actor(), facts.seat)),
            now=now(),
        )
    except tuple(FIELDS) as refusal:
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _form_page(facts.seat, form, facts), refusal.status
    except errors.AssetChangedMeanwhile as refusal:
        form.seen.data = str(facts.asset.revision)
        return _form_page(facts.seat, form, facts, refusal.sentence), refusal.status
    flash("It is changed, and known to be so today.", "success")
    return redirect(url_for(".asset", asset_id=facts.asset.id))


@bp.post("/assets/<uuid:asset_id>/answers")
@guard(asset_seat, may_confirm_asset)
def answer_asset(facts: AssetSeat) -> ResponseReturnValue:
    """Say that it is still so; those who look after it also say that it is gone."""
    said, to, gone = request.form.get("answer"), facts.asset, None
    goes_on = request.form.get("next") == "questions"
    may_enter = policy.may_facilitate(actor(), facts.seat)
    source = said_how(request.form.get("how") if may_enter else None, to.added_by_id)
    what = {"asset_id": to.id, "source": source, "now": now()}
    if said == "gone" and may_tend_asset(actor(), facts):
        say_gone(db(), actor(), facts.seat, **what)  # type: ignore[arg-type]
        gone = to.id
        if not goes_on:
            flash(f"Thank you. {to.name} has left the list. You can bring it back here.", "success")
    elif said == "yes":
        confirm_asset(db(), actor(), facts.seat, **what)  # type: ignore[arg-type]
        flash(f"Thank you. {to.name} is on the list, known to be so today.", "success")
    else:
        return redirect(url_for(".asset", asset_id=to.id))
    if goes_on:
        return redirect(url_for(".asset_questions", slug=facts.seat.cohort.slug, gone=gone))
    return redirect(url_for(".asset", asset_id=to.id))


@bp.post("/assets/<uuid:asset_id>/removals")
@guard(asset_seat, may_tend_asset)
def erase_asset(facts: AssetSeat) -> ResponseReturnValue:
    """Erase it, for what should never have stood there."""
    remove_asset(db(), asset_id=facts.asset.id)
    flash("It is erased. Nothing of it is kept.", "success")
    return redirect(url_for(".assets", slug=facts.seat.cohort.slug))


@bp.post("/assets/<uuid:asset_id>/suggestions")
@guard(asset_seat, may_suggest_change)
@limiter.limit("30 per minute")
def suggest(facts: AssetSeat) -> ResponseReturnValue:
    """Say what should be different."""
    form, to = SuggestionForm(), facts.asset.id
    try:
        words = form.words.data or ""
        suggest_change(db(), actor(), asset_id=to, words=words, form=form.key, now=now())
    except errors.SuggestionNeeded as refusal:
        form.words.errors = [refusal.sentence]
        return _page(facts, form), refusal.status
    flash("Thank you. Whoever looks after it sees what you said.", "success")
    return redirect(url_for(".asset", asset_id=to))


@bp.post("/assets/suggestions/<uuid:suggested_id>/answers")
@guard(suggestion_seat, may_answer_suggestion)
def answer_suggested(facts: SuggestionSeat) -> ResponseReturnValue:
    """Say that it was put in, or that it stays as it is."""
    is_done = request.form.get("answer") == "done"
    try:
        answer_suggestion(
            db(), actor(), suggestion_id=facts.suggestion.id, is_done=is_done, now=now()
        )
    except errors.SuggestionAnswered as refusal:
        flash(refusal.sentence, "warning")
    else:
        flash("Thank you. The page of it shows your answer.", "success")
    return redirect(url_for(".asset", asset_id=facts.of.asset.id))


def _page(facts: AssetSeat, form: SuggestionForm) -> str:
    tends = may_tend_asset(actor(), facts)
    return render_template(
        "participation/assets/one.html",
        facts=facts,
        asset=facts.asset,
        cohort=facts.seat.cohort,
        form=form,
        changes=happenings(db(), facts.asset.id),
        suggestions=suggestions_for(db(), facts.asset.id),
        tends=tends,
        confirms=may_confirm_asset(actor(), facts),
        enters=policy.may_facilitate(actor(), facts.seat),
        is_own=facts.asset.added_by_id == actor().id,
        stands=standing(facts.asset.confirmed_at, now()),
        happened=HAPPENED,
        ways=WAYS,
        kinds=KINDS,
        steps=STEP_FREE,
        costs=COSTS,
    )


def _form_page(
    seat: Seat, form: AssetForm, facts: AssetSeat | None = None, fault: str | None = None
) -> str:
    enters = policy.may_facilitate(actor(), seat)
    people = people_of(db(), seat.cohort.id) if enters else []
    form.offer(one for one in people if one[0] != actor().id)
    return render_template(
        "participation/assets/form.html",
        cohort=seat.cohort,
        form=form,
        asset=facts.asset if facts else None,
        enters=enters,
        fault=fault,
        kind_hints=KIND_HINTS,
    )
