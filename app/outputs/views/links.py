"""The link of a text: one person's own words in place, without signing in."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import NotFound, Refusal
from app.outputs.actions.answer import answer, ask_for_reading
from app.outputs.letters import YOUR_WORDS
from app.outputs.queries.approvals import Asked
from app.outputs.queries.drafts import draft_around
from app.outputs.queries.links import Opened, opened_by
from app.outputs.rules.consent import NO, YES
from app.outputs.rules.reading import BY_LINK, CHANGE, LONGEST_WISH, READ
from app.outputs.views.approvals import say_to_author
from app.outputs.views.blueprint import bp, wake_worker
from app.outputs.views.pictures import of_draft
from app.web.context import db, now, platform, request_key
from app.web.guard import open_to_all
from app.web.limits import limiter, word
from app.web.security import private_page

# From one address, and on one link, whoever tries.
OFTEN = "30 per minute"
ON_ONE = "60 per hour"
THANKS = {
    YES: "Your words may be shown as you saw them.",
    NO: "Your words are left out of this report.",
    CHANGE: "Your words stay out until then. Whoever runs your group sees what you wrote.",
    READ: "Somebody who runs your group will read your words to you. Until then they stay out.",
}


@bp.get("/your-words/<word>")
@open_to_all("the address is the key to one person's own words; opening it changes nothing")
@limiter.limit(OFTEN)
@limiter.limit(ON_ONE, key_func=word)
def your_words(word: str) -> ResponseReturnValue:
    """Somebody's words in place, the first that wait."""
    found = _opened(word)
    return _page(word, found) if found else _stale()


@bp.post("/your-words/<word>/answers")
@open_to_all("the address is the key, and only about one person's own words")
@limiter.limit(OFTEN)
@limiter.limit(ON_ONE, key_func=word)
def answer_by_link(word: str) -> ResponseReturnValue:
    """Keep their answer; once nothing waits the link opens nothing."""
    found = _opened(word)
    says, which = request.form.get("says", ""), request_key(request.form.get("about"))
    asked = _which(found, which)
    if found is None or asked is None or says not in THANKS:
        return _stale()
    try:
        _keep(found, asked, says)
    except Refusal as refusal:
        # What this request read and locked is not what is true now.
        db().rollback()
        fresh = _opened(word)
        return _page(word, fresh, refusal) if fresh else _stale()
    wake_worker()
    if len(found.asked) > 1 and says != READ:
        return redirect(url_for("outputs.your_words", word=word))
    page = render_template(
        "outputs/your_words_thanks.html", thanks=THANKS[says], is_open=says == READ
    )
    return private_page(page)


@bp.get("/your-words/<word>/pictures/<sha256>")
@open_to_all("the pictures around one person's own words, for who has the link to them")
@limiter.limit("120 per minute")
def your_picture(word: str, sha256: str) -> ResponseReturnValue:
    """A picture of the draft around them."""
    found = _opened(word)
    if found is None:
        raise NotFound
    return of_draft(found.asked[0].output.id, sha256)


def _opened(word: str) -> Opened | None:
    letter_id = platform().links.read(YOUR_WORDS, word)
    return opened_by(db(), letter_id, now=now()) if letter_id else None


def _which(found: Opened | None, selection_id: UUID | None) -> Asked | None:
    asked = found.asked if found else ()
    return next((one for one in asked if one.selection.id == selection_id), None)


def _keep(found: Opened, asked: Asked, says: str) -> None:
    if says == READ:
        ask_for_reading(db(), found.asked, now=now())
        return
    shown, wish = request.form.get("shown", ""), request.form.get("wish", "")
    answer(db(), found.person, asked, says=says, shown=shown, wish=wish, how=BY_LINK, now=now())


def _page(word: str, found: Opened, refusal: Refusal | None = None) -> ResponseReturnValue:
    asked = found.asked[0]
    page = render_template(
        "outputs/your_words.html",
        word=word,
        asked=asked,
        left=len(found.asked),
        around=draft_around(db(), asked.output.id, asked.voice.contribution.id, now=now()),
        wish=request.form.get("wish", ""),
        longest_wish=LONGEST_WISH,
        sentence=say_to_author(refusal) if refusal else None,
    )
    return private_page(page, refusal.status if refusal else 200)


def _stale() -> ResponseReturnValue:
    """The same for a link that was used, ran out, or never was."""
    return private_page(render_template("outputs/your_words_stale.html"), 404)
