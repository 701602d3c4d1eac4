"""Asking for a change to a page that one goes through."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.progress.errors import NotOpenYet
from app.progress.policy import may_go_through
from app.progress.queries import Place, place
from app.progress.queries.courses import course_of
from app.progress.queries.steps import open_step_on
from app.suggestions.actions.suggest import suggest
from app.suggestions.errors import TooLong, WordsNeeded
from app.suggestions.forms import SuggestionForm
from app.suggestions.queries.lines import newest_on_step
from app.suggestions.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import guard

THANKS = (
    "Thank you. Your cohort can read what you would change, and the answer will stand beside it."
)


@bp.get("/modules/<slug>/<module_key>/<step_key>/suggestions")
@guard(place, may_go_through)
def about_step(at: Place) -> ResponseReturnValue:
    """The box for what one would change about a page, and what was said about it before."""
    form = SuggestionForm(formdata=None, request_key=str(new_id()))
    try:
        return _page(at, form)
    except NotOpenYet:
        # The page of the step says why, and when it opens.
        return redirect(_step(at))


@bp.post("/modules/<slug>/<module_key>/<step_key>/suggestions")
@guard(place, may_go_through)
def ask(at: Place) -> ResponseReturnValue:
    """Keep what somebody would change; a double click is one suggestion."""
    form = SuggestionForm()
    try:
        suggest(db(), actor(), at=at, said=form.said(), now=now())
    except (WordsNeeded, TooLong) as refusal:
        form.words.errors = [refusal.sentence]
        return _page(at, form), refusal.status
    except NotOpenYet as locked:
        page = render_template(
            "suggestions/locked.html", form=form, sentence=locked.sentence, back=_step(at)
        )
        return page, locked.status
    flash(THANKS, "success")
    return redirect(_step(at))


def _page(at: Place, form: SuggestionForm) -> str:
    step = open_step_on(course_of(db(), at.enrolment.id, now=now()), at.step)
    said = newest_on_step(
        db(), actor(), at.cohort.id, module_key=at.module_key, step_key=at.step_key
    )
    return render_template(
        "suggestions/ask.html", cohort=at.cohort, step=step, form=form, said=said, back=_step(at)
    )


def _step(at: Place) -> str:
    return url_for(
        "progress.step", slug=at.cohort.slug, module_key=at.module_key, step_key=at.step_key
    )
