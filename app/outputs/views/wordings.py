"""An author changes words that they offered, and sees pictures, and where all of it was used."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import NotFound, Refusal
from app.outputs.actions.reword import reword
from app.outputs.errors.giving import WordsChanged
from app.outputs.forms.giving import RewordForm
from app.outputs.policy import may_decide_about, may_see_picture
from app.outputs.queries.offered_pictures import PictureSeat
from app.outputs.queries.offered_pictures import picture_seat as picture_here
from app.outputs.queries.uses import all_uses
from app.outputs.queries.voices import Voice, own_voices, voice_by_id
from app.outputs.rules.stories import IN_BANK_FOR, spaced_story_word
from app.outputs.views.blueprint import bp, page_number, wake_worker
from app.outputs.views.gift_fields import show_beside
from app.web.context import actor, db, now
from app.web.downloads import kept_apart
from app.web.guard import guard, signed_in


@bp.get("/contributions/uses")
@signed_in
def own_uses() -> ResponseReturnValue:
    """Where the actor's words have been used, and a way to take each out."""
    page = own_voices(db(), actor().id, page=page_number())
    uses = all_uses(db(), [voice.contribution.id for voice in page.rows], now=now())
    return render_template(
        "outputs/giving/uses.html",
        page=page,
        uses=uses,
        in_bank_for=IN_BANK_FOR,
        spaced=spaced_story_word,
        now=now(),
    )


@bp.get("/contributions/<uuid:contribution_id>/picture")
@guard(picture_here, may_see_picture)
def picture(found: PictureSeat) -> ResponseReturnValue:
    """A picture that was offered, as long as its author allows it."""
    if found.author_id != actor().id and not found.voice.is_in_force(now()):
        raise NotFound
    media_type = found.voice.picture.media_type if found.voice.picture else ""
    answer: Response = kept_apart(found.content, media_type, "picture")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@bp.get("/contributions/<uuid:contribution_id>/wordings/new")
@guard(voice_by_id, may_decide_about)
def new_wording(voice: Voice) -> ResponseReturnValue:
    """The words as they are, to be changed."""
    return _page(voice, RewordForm.about(voice))


@bp.post("/contributions/<uuid:contribution_id>/wordings")
@guard(voice_by_id, may_decide_about)
def change_words(voice: Voice) -> ResponseReturnValue:
    """Put other words in their place."""
    form = RewordForm()
    form.ask_for(voice.kind)
    seen = request.form.get("seen", "")
    try:
        reword(db(), voice, wording=form.wording(), seen=seen, now=now())
    except Refusal as refusal:
        status = show_beside(form, refusal)
        # What this request read and locked is not what is true now.
        db().rollback()
        fresh = voice_by_id(db(), actor(), contribution_id=voice.contribution.id)
        if fresh is None:
            raise NotFound from refusal
        return _page(fresh, form, changed=isinstance(refusal, WordsChanged)), status
    wake_worker()
    flash("Saved. A report that holds these words asks for your yes again.", "success")
    return redirect(url_for("outputs.own_contributions"))


def _page(voice: Voice, form: RewordForm, *, changed: bool = False) -> str:
    form.ask_for(voice.kind)
    return render_template(
        "outputs/giving/reword.html",
        voice=voice,
        form=form,
        changed=changed,
        action=url_for("outputs.change_words", contribution_id=voice.contribution.id),
        back=url_for("outputs.own_contributions"),
        for_whom=None,
    )
