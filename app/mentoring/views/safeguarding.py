"""Worries as the safeguarding lead and the deputy see and handle them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.mentoring.actions.worry_handling import close_worry, note_on, open_worry, tell_about
from app.mentoring.policy.roles import is_safeguarding
from app.mentoring.policy.worries import may_handle_worry, may_read_worry
from app.mentoring.queries.named import named_safeguarding
from app.mentoring.queries.worries import WorryPlace, words_of, worries_page, worry_place
from app.mentoring.rules.worries import CHANGES, CONCERNS, LONGEST_NOTE
from app.mentoring.views.blueprint import bp
from app.mentoring.views.post import ring_post
from app.mentoring.views.worries import whoever_asks
from app.people.models import Person
from app.post.rules import BY_HAND
from app.web.context import actor, db, form_key, now
from app.web.guard import guard

ONE = "/mentoring/safeguarding/worries/<uuid:worry_id>"


@bp.get("/mentoring/safeguarding/")
@guard(whoever_asks, is_safeguarding)
def safeguarding(_handler: Person) -> ResponseReturnValue:
    """Every worry that is the actor's to handle; none of their words."""
    return render_template(
        "mentoring/worries/list.html",
        page=worries_page(db(), actor(), request.args.get("page", 1, type=int)),
        named=named_safeguarding(db()),
    )


@bp.get(ONE)
@guard(worry_place, may_handle_worry)
def handled_worry(place: WorryPlace) -> ResponseReturnValue:
    """One worry; its words only to whoever has opened it."""
    words, log = words_of(db(), actor(), place) if may_read_worry(actor(), place) else (None, [])
    raiser = place.raiser
    return render_template(
        "mentoring/worries/handled.html",
        place=place,
        worry=place.worry,
        words=words,
        log=log,
        changes=CHANGES,
        concerns=CONCERNS,
        longest=LONGEST_NOTE,
        ring_them=raiser is not None and raiser.channel in BY_HAND,
        key=new_id(),
    )


@bp.post(f"{ONE}/openings")
@guard(worry_place, may_handle_worry)
def worry_opening(place: WorryPlace) -> ResponseReturnValue:
    """Open it; who and when stands in the log, and whoever raised it is told when."""
    if open_worry(db(), actor(), place, now=now()):
        ring_post()
    return _back(place)


@bp.post(f"{ONE}/notes")
@guard(worry_place, may_read_worry)
def worry_note(place: WorryPlace) -> ResponseReturnValue:
    """Note what was done."""
    text = request.form.get("text", "")
    note_on(db(), actor(), place, text, request_key=form_key(), now=now())
    flash("Noted.", "success")
    return _back(place)


@bp.post(f"{ONE}/tellings")
@guard(worry_place, may_read_worry)
def worry_telling(place: WorryPlace) -> ResponseReturnValue:
    """The person concerned was told, or telling them is not safe."""
    said = {"answer": request.form.get("answer", ""), "text": request.form.get("text", "")}
    tell_about(db(), actor(), place, **said, request_key=form_key(), now=now())
    flash("Noted.", "success")
    return _back(place)


@bp.post(f"{ONE}/closings")
@guard(worry_place, may_read_worry)
def worry_closing(place: WorryPlace) -> ResponseReturnValue:
    """Close it; it stays in the log."""
    close_worry(db(), actor(), place, now=now())
    flash("Closed. You can still read it, and add a note.", "success")
    return _back(place)


def _back(place: WorryPlace) -> ResponseReturnValue:
    return redirect(url_for(".handled_worry", worry_id=place.worry.id))
