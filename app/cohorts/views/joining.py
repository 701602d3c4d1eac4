"""Coming in by a word: typing it, and saying yes."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.cohorts.actions.joining import ask_for_way_in, join_by_key
from app.cohorts.actions.keys import check_open
from app.cohorts.errors.seats import KeyRunOut, KeyUnknown, KeyUsedUp
from app.cohorts.forms.joining import WayInForm, WordForm
from app.cohorts.queries import facilitators_of, seat_by_cohort_id
from app.cohorts.queries.keys import KeyFound, key_by_word
from app.cohorts.rules import ASKED, INVITED, JOINED, OFFERED, OUT, WAITING
from app.cohorts.rules.keys import clean_word
from app.cohorts.views.blueprint import bp
from app.kit.errors import Refusal
from app.web import limits
from app.web.context import actor, after_commit, db, now, platform
from app.web.guard import open_to_all
from app.web.limits import ALL_LINKS, HERE, account, account_here, is_at_home, limiter

SHUT = (KeyUnknown, KeyRunOut, KeyUsedUp)
CAME_IN = {
    JOINED: "Welcome to “{}”. It is good that you are here.",
    WAITING: "You are in line for “{}”. We write to you when it is your turn.",
    ASKED: "You have asked to join “{}”. A facilitator will answer you.",
}


@bp.get("/join/")
@open_to_all("people who were given a word type it here")
@limiter.limit("60 per minute")
def join_word() -> ResponseReturnValue:
    """Where to type the word; with one in the address, on to its page."""
    word = clean_word(request.args.get("word", ""))
    if word:
        return redirect(url_for("cohorts.join", word=word))
    return render_template("cohorts/join_word.html", form=WordForm(formdata=None))


@bp.get("/join/<word>")
@open_to_all("the word itself is the key, and the page tells no more than the cohort's name")
@limiter.limit("60 per minute")
def join(word: str) -> ResponseReturnValue:
    """What the word lets one into, and the button or form to go on."""
    return _join(word, WayInForm(formdata=None), 200)


@bp.post("/join/<word>")
@open_to_all("the word itself is the key")
@limiter.limit("30 per minute")
def come_in(word: str) -> ResponseReturnValue:
    """Join, ask or wait; who is not signed in gets a letter first."""
    if not current_user.is_authenticated:
        return _write_to(word)
    try:
        came = join_by_key(db(), actor(), word=word, now=now())
    except SHUT as refusal:
        db().rollback()
        return _shut(word, refusal)
    if came.state == JOINED and came.is_new:
        after_commit(lambda: platform().bell.ring("plan_reminders"))
    flash(CAME_IN[came.state].format(came.cohort.name), "success")
    return redirect(url_for("gatherings.cohort", slug=came.cohort.slug))


@bp.get("/join/<word>/letters")
@open_to_all("says the same to everyone")
def way_in_sent(word: str) -> ResponseReturnValue:
    """What to do next; it does not tell whether the address is known."""
    return render_template("cohorts/way_in_sent.html", word=clean_word(word))


@limiter.limit(ALL_LINKS, key_func=account, exempt_when=is_at_home)
@limiter.limit(HERE, key_func=account_here)
# A word on a poster sends letters to whatever addresses are typed.
@limiter.limit("200 per hour", key_func=limits.word)
def _write_to(word: str) -> ResponseReturnValue:
    form = WayInForm()
    if not form.validate_on_submit():
        return _join(word, form, 422)
    name, email = form.name.data or "", form.email.data or ""
    try:
        ask_for_way_in(db(), word=word, name=name, email=email, now=now())
    except SHUT as refusal:
        return _shut(word, refusal)
    after_commit(lambda: platform().bell.ring("send_letters"))
    return redirect(url_for("cohorts.way_in_sent", word=clean_word(word)))


def _join(word: str, form: WayInForm, status: int) -> ResponseReturnValue:
    found = key_by_word(db(), word)
    state = _own_state(found) if found else None
    try:
        if found is None:
            raise KeyUnknown
        if state is None or state in OUT:
            check_open(found.key, now=now())
    except SHUT as refusal:
        return _shut(word, refusal)
    page = render_template(
        "cohorts/join.html",
        cohort=found.cohort,
        key=found.key,
        form=form,
        state=state,
        is_in=state in (JOINED, WAITING, ASKED),
        is_awaited=state in (INVITED, OFFERED),
        asks=found.key.asks_first or state in ("left", "withdrawn"),
        facilitators=facilitators_of(db(), found.cohort.id),
    )
    return page, status


def _own_state(found: KeyFound) -> str | None:
    """The state of whoever is signed in, in the cohort of a key."""
    if not current_user.is_authenticated:
        return None
    seat = seat_by_cohort_id(db(), actor(), found.cohort.id)
    return seat.enrolment.state if seat and seat.enrolment else None


def _shut(word: str, refusal: Refusal) -> ResponseReturnValue:
    page = render_template(
        "cohorts/join_shut.html",
        form=WordForm(formdata=None, word=word),
        sentence=refusal.sentence,
    )
    return page, refusal.status
