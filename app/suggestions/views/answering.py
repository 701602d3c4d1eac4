"""One suggestion in full: answering it, and taking it back."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_learn
from app.kit.errors import Refusal
from app.suggestions import errors
from app.suggestions.actions.answer import answer_suggestion
from app.suggestions.actions.take_back import take_back, take_name_away
from app.suggestions.forms import AnsweringForm
from app.suggestions.policy import may_answer, may_read, may_take_back
from app.suggestions.queries.one import SuggestionSeat, suggestion_seat
from app.suggestions.rules import NEW, can_be_taken_back, fingerprint
from app.suggestions.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import guard

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    errors.StateNeeded: "state",
    errors.AnswerNeeded: "answer",
    errors.TooLong: "answer",
}


@bp.get("/suggestions/<uuid:suggestion_id>")
@guard(suggestion_seat, may_read)
def one(facts: SuggestionSeat) -> ResponseReturnValue:
    """A suggestion and its answer, word for word."""
    return _page(facts, _form_for(facts))


@bp.post("/suggestions/<uuid:suggestion_id>/answers")
@guard(suggestion_seat, may_answer)
def answer(facts: SuggestionSeat) -> ResponseReturnValue:
    """Say what came of it."""
    form = AnsweringForm()
    try:
        answer_suggestion(
            db(),
            actor(),
            suggestion_id=facts.line.id,
            state=form.state.data or "",
            words=form.answer.data or "",
            seen=form.seen.data or "",
            now=now(),
        )
    except errors.AnsweredMeanwhile as refusal:
        return _overtaken(facts, form, refusal)
    except Refusal as refusal:
        if type(refusal) not in FIELDS:
            raise
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _page(facts, form), refusal.status
    flash("Saved. Everybody in the cohort can read your answer.", "success")
    return redirect(_list(facts))


@bp.post("/suggestions/<uuid:suggestion_id>/withdrawals")
@guard(suggestion_seat, may_take_back)
def withdraw(facts: SuggestionSeat) -> ResponseReturnValue:
    """Take a suggestion back that nobody has answered."""
    take_back(db(), suggestion_id=facts.line.id)
    flash("It is taken back. Nothing of it is kept.", "success")
    return redirect(_list(facts))


@bp.post("/suggestions/<uuid:suggestion_id>/name-removals")
@guard(suggestion_seat, may_take_back)
def take_name(facts: SuggestionSeat) -> ResponseReturnValue:
    """Take the name away from a suggestion."""
    take_name_away(db(), suggestion_id=facts.line.id)
    flash("The name is taken away. The words stay.", "success")
    return redirect(url_for(".one", suggestion_id=facts.line.id))


def _form_for(facts: SuggestionSeat) -> AnsweringForm:
    line = facts.line
    return AnsweringForm(
        formdata=None,
        state=None if line.state == NEW else line.state,
        answer=line.answer,
        seen=fingerprint(line.state, line.answer),
    )


def _overtaken(facts: SuggestionSeat, form: AnsweringForm, refusal: Refusal) -> ResponseReturnValue:
    """What the first wrote, and beside it what this person wrote; saving again is on purpose."""
    present = suggestion_seat(db(), actor(), suggestion_id=facts.line.id) or facts
    form.seen.data = fingerprint(present.line.state, present.line.answer)
    form.form_errors.append(refusal.sentence)
    return _page(present, form), refusal.status


def _page(facts: SuggestionSeat, form: AnsweringForm) -> str:
    return render_template(
        "suggestions/one.html",
        cohort=facts.seat.cohort,
        line=facts.line,
        form=form,
        back=_list(facts),
        learns=may_learn(actor(), facts.seat),
        answers=may_answer(actor(), facts),
        is_theirs=may_take_back(actor(), facts),
        can_take_back=can_be_taken_back(facts.line.answer),
    )


def _list(facts: SuggestionSeat) -> str:
    return url_for(".said", slug=facts.seat.cohort.slug)
