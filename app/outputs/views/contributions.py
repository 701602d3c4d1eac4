"""One's own contributions: what is allowed for them, where they are, and taking them back."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import NotFound, Refusal
from app.kit.small_numbers import TOO_FEW
from app.outputs.actions.consents import allowed_by, change_consent
from app.outputs.actions.take_back import take_back
from app.outputs.forms import ConsentForm
from app.outputs.policy import may_decide_about
from app.outputs.queries.alike import origin_of
from app.outputs.queries.approvals import uses_of
from app.outputs.queries.redactions import waiting_redactions
from app.outputs.queries.stories import open_words_to
from app.outputs.queries.voices import Voice, own_voices, voice_by_id
from app.outputs.rules.consent import HINTS
from app.outputs.rules.reading import SAID
from app.outputs.rules.stories import spaced_story_word
from app.outputs.views.blueprint import bp, page_number, wake_worker
from app.outputs.views.gift_fields import show_beside
from app.outputs.views.narrowing import say_words_still_open
from app.people.queries import names_of
from app.web.context import actor, db, now
from app.web.guard import guard, signed_in


@bp.get("/contributions/")
@signed_in
def own_contributions() -> ResponseReturnValue:
    """The actor's own contributions, and where they can be read now."""
    page = own_voices(db(), actor().id, page=page_number())
    here = [voice.contribution.id for voice in page.rows]
    uses = uses_of(db(), here, now=now())
    return render_template(
        "outputs/contributions.html",
        page=page,
        uses=uses,
        asked_to_take_out=waiting_redactions(db(), here),
        names=names_of(db(), _who_entered(page.rows)),
        said=SAID,
        too_few=TOO_FEW,
        now=now(),
    )


@bp.get("/contributions/<uuid:contribution_id>")
@guard(voice_by_id, may_decide_about)
def own_contribution(voice: Voice) -> ResponseReturnValue:
    """One of the actor's own contributions, and what is allowed for it."""
    return _page(voice, _form(voice, ConsentForm.about(voice.consent)))


@bp.post("/contributions/<uuid:contribution_id>/consents")
@guard(voice_by_id, may_decide_about)
def allow_otherwise(voice: Voice) -> ResponseReturnValue:
    """Allow something else for words offered before."""
    form = _form(voice, ConsentForm())
    if not form.validate_on_submit():
        return _page(voice, form), 422
    try:
        seen = request.form.get("seen")
        before = allowed_by(voice.consent)
        change_consent(db(), voice, allowed=form.allowed(), seen=seen, now=now())
    except Refusal as refusal:
        return _refused(voice, form, refusal)
    wake_worker()
    flash("Saved. From now on this is what you allow.", "success")
    if say_words_still_open(voice, before, form.allowed()):
        return redirect(url_for("outputs.story", contribution_id=voice.contribution.id))
    return redirect(url_for("outputs.own_contributions"))


@bp.get("/contributions/<uuid:contribution_id>/withdrawals")
@guard(voice_by_id, may_decide_about)
def sure_to_take_back(voice: Voice) -> ResponseReturnValue:
    """What taking the words back will do, and the button for it."""
    uses = uses_of(db(), [voice.contribution.id], now=now())
    return render_template("outputs/take_back.html", voice=voice, uses=uses)


@bp.post("/contributions/<uuid:contribution_id>/withdrawals")
@guard(voice_by_id, may_decide_about)
def withdraw(voice: Voice) -> ResponseReturnValue:
    """Take one's words back; it always wins."""
    take_back(db(), voice, now=now())
    wake_worker()
    flash("Your words are taken back. No page and no file here shows them any more.", "success")
    return redirect(url_for("outputs.own_contributions"))


def _refused(voice: Voice, form: ConsentForm, refusal: Refusal) -> ResponseReturnValue:
    status = show_beside(form, refusal)
    # What this request read and locked is not what is true now.
    db().rollback()
    fresh = voice_by_id(db(), actor(), contribution_id=voice.contribution.id)
    if fresh is None:
        raise NotFound from refusal
    return _page(fresh, _form(fresh, form)), status


def _who_entered(voices: Sequence[Voice]) -> list[UUID | None]:
    """Who wrote down, allowed or took back any of these for their author."""
    consents = [voice.consent for voice in voices]
    return [
        *(voice.contribution.told_by_id for voice in voices),
        *(consent.entered_by_id for consent in consents),
        *(consent.withdrawn_by_id for consent in consents),
    ]


def _form(voice: Voice, form: ConsentForm) -> ConsentForm:
    form.offer_names(origin_of(db(), voice.cohort.id, voice.author_id))
    return form


def _page(voice: Voice, form: ConsentForm) -> str:
    return render_template(
        "outputs/contribution.html",
        voice=voice,
        form=form,
        hints=HINTS,
        open_lines=open_words_to(db(), voice.contribution.id, now=now()),
        spaced=spaced_story_word,
    )
