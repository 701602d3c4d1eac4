"""The call and post list of a cohort, and what to print for it."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.queries import Seat, seat_by_slug
from app.correspondence.actions.calls import open_call_list, open_paper_sheet
from app.correspondence.forms import read_letters, read_try
from app.correspondence.policy import may_bring_letters
from app.correspondence.rules.words import WAYS, say_kind
from app.correspondence.views.blueprint import bp
from app.kit.errors import Refusal
from app.kit.languages import language
from app.post.actions.tries import Noted, note_try
from app.post.rules.tries import DONE, LONGEST_NOTE, MOVED, OUTCOMES
from app.web.context import actor, db, now, platform, request_key
from app.web.guard import guard

WORDS = {
    "ways": WAYS,
    "say_kind": say_kind,
    "outcomes": OUTCOMES,
    "longest_note": LONGEST_NOTE,
    "language_of": language,
}


@bp.get("/cohorts/<slug>/calls")
@guard(seat_by_slug, may_bring_letters)
def calls(seat: Seat) -> ResponseReturnValue:
    """Whom to ring or write to, and what to say."""
    return _list(seat, "calls", None, 200)


@bp.get("/cohorts/<slug>/calls/sheet")
@guard(seat_by_slug, may_bring_letters)
def call_sheet(seat: Seat) -> ResponseReturnValue:
    """The list on paper, with room to write."""
    return _list(seat, "call_sheet", None, 200)


@bp.get("/cohorts/<slug>/calls/letters")
@guard(seat_by_slug, may_bring_letters)
def paper_letters(seat: Seat) -> ResponseReturnValue:
    """All letters that go on paper, each on a page of its own."""
    page = open_paper_sheet(
        db(),
        platform().office,
        seat.cohort,
        number=request.args.get("page", 1, type=int),
        now=now(),
    )
    return render_template(
        "correspondence/paper_letters.html", cohort=seat.cohort, page=page, language_of=language
    )


@bp.post("/cohorts/<slug>/calls")
@guard(seat_by_slug, may_bring_letters)
def tried(seat: Seat) -> ResponseReturnValue:
    """Note what came of a call, or of bringing paper."""
    try:
        tried = read_try(request.form)
        noted = note_try(
            db(),
            platform().office,
            actor().id,
            cohort_id=seat.cohort.id,
            letter_ids=read_letters(request.form),
            tried=tried,
            now=now(),
        )
    except Refusal as refusal:
        return _list(seat, "calls", refusal.sentence, refusal.status)
    _say(noted, tried.outcome)
    whose = request_key(request.form.get("person"))
    if tried.outcome == MOVED and whose:
        page = "contact" if request.form.get("may_change") else "person"
        return redirect(url_for(f"cohorts.{page}", slug=seat.cohort.slug, person_id=whose))
    return redirect(url_for("correspondence.calls", slug=seat.cohort.slug))


def _list(seat: Seat, name: str, sentence: str | None, status: int) -> ResponseReturnValue:
    number = request.args.get("page", 1, type=int)
    page = open_call_list(db(), platform().office, seat.cohort, number=number, now=now())
    html = render_template(
        f"correspondence/{name}.html",
        cohort=seat.cohort,
        page=page,
        sentence=sentence,
        kept=_kept() if sentence else {},
        **WORDS,
    )
    return html, status


def _kept() -> dict[UUID | None, str]:
    """The note of a refused form, by whom it was about."""
    return {request_key(request.form.get("person")): request.form.get("note", "")}


def _say(noted: Noted, outcome: str) -> None:
    told = {
        DONE: "Saved: they have it.",
        MOVED: "Saved. Enter here how they are reached now, if you know it.",
    }.get(outcome, "Saved. They come back to the list tomorrow.")
    if noted.letters:
        flash(told, "success")
    elif not noted.lapsed:
        flash("Somebody has worked on this already, so nothing was changed.", "info")
    for reason in dict.fromkeys(noted.lapsed.values()):
        flash(f"Something had changed before you saved: {reason} If you told them, ring again.")
