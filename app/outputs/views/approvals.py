"""An author looks at their words in place, and says yes or leaves them out."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.outputs.actions.answer import answer, ask_for_reading
from app.outputs.errors import WishNeeded
from app.outputs.policy import may_decide_about
from app.outputs.queries.approvals import Asked, asked_by_id, own_asked
from app.outputs.queries.drafts import draft_around
from app.outputs.queries.retold_answers import own_retold
from app.outputs.rules.consent import NO, YES
from app.outputs.rules.reading import AGAIN, CHANGE, LONGEST_WISH, READ, SAID
from app.outputs.views.blueprint import bp, page_number, wake_worker
from app.people.queries import name_of
from app.web.context import actor, db, now
from app.web.guard import guard, signed_in

THANKS = {
    YES: "Thank you. Your words may be shown as you saw them.",
    NO: "Your words are left out of this report.",
    CHANGE: "Your words stay out until then. Whoever runs your group sees what you wrote.",
    READ: "Whoever runs your group sees that, and reads your words to you.",
    AGAIN: "Your words go back into the draft. Look at them there in a few minutes, and answer.",
}


@bp.get("/approvals/")
@signed_in
def approvals() -> ResponseReturnValue:
    """What waits for the actor's yes, and what they have answered."""
    page = own_asked(db(), actor().id, now=now(), page=page_number())
    retold = own_retold(db(), actor().id, now=now())
    return render_template("outputs/approvals.html", page=page, retold=retold)


@bp.get("/approvals/<uuid:selection_id>")
@guard(asked_by_id, may_decide_about)
def approval(asked: Asked) -> ResponseReturnValue:
    """The whole draft around the actor's words."""
    return _page(asked)


@bp.post("/approvals/<uuid:selection_id>/answers")
@guard(asked_by_id, may_decide_about)
def answer_in_place(asked: Asked) -> ResponseReturnValue:
    """Keep the actor's answer."""
    says, selection_id = request.form.get("says", ""), asked.selection.id
    shown, wish = request.form.get("shown", ""), request.form.get("wish", "")
    try:
        if says == READ:
            ask_for_reading(db(), [asked], now=now())
        else:
            answer(db(), actor(), asked, says=says, shown=shown, wish=wish, now=now())
    except Refusal as refusal:
        # What this request read and locked is not what is true now.
        db().rollback()
        fresh = asked_by_id(db(), actor(), selection_id=selection_id)
        if fresh is None:
            raise
        return _page(fresh, refusal=refusal), refusal.status
    wake_worker()
    flash(THANKS[says], "success")
    return redirect(url_for("outputs.approvals"))


def _page(asked: Asked, *, refusal: Refusal | None = None) -> str:
    """The draft with the actor's own words marked, if it stands and they still allow it."""
    voice = asked.voice
    around = draft_around(db(), asked.output.id, voice.contribution.id, now=now())
    return render_template(
        "outputs/approval.html",
        asked=asked,
        around=around,
        is_public=voice.is_public(now()),
        entered_by=name_of(db(), asked.selection.answered_by_id),
        said=SAID,
        replied_by=name_of(db(), asked.selection.replied_by_id),
        longest_wish=LONGEST_WISH,
        wish=request.form.get("wish", ""),
        sentence=say_to_author(refusal) if refusal else None,
    )


def say_to_author(refusal: Refusal) -> str:
    """What an author is told of a refusal."""
    is_wish = isinstance(refusal, WishNeeded)
    return (
        "Write what should be different, in at most 500 characters."
        if is_wish
        else refusal.sentence
    )
