"""One ask on a facilitator's desk: deciding about a proposal, changing it, and its answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.kit.errors import Refusal
from app.kit.times import in_zone, read_day
from app.outputs.actions.ask_answers import answer_ask, change_answer, take_down_answer
from app.outputs.actions.asks import change_ask, decline, take_up
from app.outputs.errors import asks as errors
from app.outputs.forms.asks import AnswerForm, AskForm
from app.outputs.policy import may_make_outputs
from app.outputs.queries.asks import AskSeat, ask_seat
from app.outputs.rules.asks import HINTS, KINDS
from app.outputs.views.asks import FIELDS, show_beside
from app.outputs.views.blueprint import bp
from app.people.queries import names_of
from app.web.context import actor, db, form_key, now
from app.web.guard import guard

ANSWER_FIELDS: dict[type[Refusal], str] = {
    errors.TellsOfPeople: "is_looked_at",
    errors.KindNeeded: "kind",
    errors.SaidNeeded: "said",
    errors.TooLongSaid: "said",
    errors.WhoNeeded: "by_whom",
    errors.DayAhead: "on_day",
    errors.DayBefore: "on_day",
    errors.ByWhenOdd: "by_when",
}
_ONE = "/cohorts/<slug>/outputs/<uuid:output_id>/asks/<uuid:ask_id>"
_ANSWER = f"{_ONE}/answers/<uuid:answer_id>"


@bp.get(_ONE)
@guard(ask_seat, may_make_outputs)
def one_ask(at: AskSeat) -> ResponseReturnValue:
    """An ask, all that came of it, and how it was put before."""
    return _page(at)


@bp.post(f"{_ONE}/decisions")
@guard(ask_seat, may_make_outputs)
def decide_ask(at: AskSeat) -> ResponseReturnValue:
    """Ask what somebody proposed, or say why not."""
    today = _today(at)
    try:
        if request.form.get("says") == "yes":
            written = request.form.get("asked_on", "").strip()
            asked_on = read_day(written) if written else today
            take_up(db(), actor(), at.line.ask.id, asked_on=asked_on, today=today, now=now())
        else:
            decline(db(), actor(), at.line.ask.id, why=request.form.get("why", ""), now=now())
    except Refusal as refusal:
        return _page(at, sentence=refusal.sentence, decided=request.form), refusal.status
    flash("Saved. Whoever proposed it can read your answer.", "success")
    return redirect(_address(at))


@bp.post(f"{_ONE}/changes")
@guard(ask_seat, may_make_outputs)
def change_one_ask(at: AskSeat) -> ResponseReturnValue:
    """Put an ask otherwise; how it was put before is kept."""
    form, today = AskForm(), _today(at)
    if not form.validate_on_submit():
        return _page(at, form=form), 422
    try:
        change_ask(
            db(),
            actor(),
            at.line.ask.id,
            wording=form.wording(),
            asked_on=form.asked_on.data or at.line.ask.asked_on or today,
            seen=form.seen.data or "",
            today=today,
            now=now(),
        )
    except Refusal as refusal:
        show_beside(form, refusal, FIELDS)
        if isinstance(refusal, errors.ChangedMeanwhile):
            form.seen.data = AskForm.about(at.line.ask).seen.data
        return _page(at, form=form), refusal.status
    flash("Changed. How it was put before is kept below.", "success")
    return redirect(_address(at))


@bp.post(f"{_ONE}/answers")
@guard(ask_seat, may_make_outputs)
def answer_one_ask(at: AskSeat) -> ResponseReturnValue:
    """Write down what came of an ask."""
    form, cohort = AnswerForm(), at.seat.cohort
    if not form.validate_on_submit():
        return _page(at, answering=form), 422
    try:
        answer_ask(
            db(),
            actor(),
            at.line.ask,
            cohort=cohort,
            said=form.answer(_today(at)),
            request_key=form_key(),
            now=now(),
        )
    except Refusal as refusal:
        show_beside(form, refusal, ANSWER_FIELDS)
        return _page(at, answering=form), refusal.status
    flash("Saved. Anyone can read it beside the report.", "success")
    return redirect(_address(at))


@bp.get(_ANSWER)
@guard(ask_seat, may_make_outputs)
def one_answer(at: AskSeat) -> ResponseReturnValue:
    """One answer: putting it otherwise, or taking it down."""
    form = AnswerForm.about(at.answer) if at.answer else AnswerForm(formdata=None)
    return _answer_page(at, form)


@bp.post(f"{_ANSWER}/changes")
@guard(ask_seat, may_make_outputs)
def change_one_answer(at: AskSeat) -> ResponseReturnValue:
    """Put an answer otherwise; how it was put before is kept."""
    form, today = AnswerForm(), _today(at)
    if at.answer is None or not form.validate_on_submit():
        return _answer_page(at, form), 422
    try:
        change_answer(
            db(),
            actor(),
            at.answer.id,
            said=form.answer(at.answer.on_day),
            asked_on=at.line.ask.asked_on or today,
            seen=form.seen.data or "",
            today=today,
            now=now(),
        )
    except Refusal as refusal:
        show_beside(form, refusal, ANSWER_FIELDS)
        if isinstance(refusal, errors.ChangedMeanwhile):
            form.seen.data = AnswerForm.about(at.answer).seen.data
        return _answer_page(at, form), refusal.status
    flash("Changed. How it was put before is kept.", "success")
    return redirect(_address(at))


@bp.post(f"{_ANSWER}/removals")
@guard(ask_seat, may_make_outputs)
def take_down_one_answer(at: AskSeat) -> ResponseReturnValue:
    """Take an answer down that was wrong, and say why."""
    why, today = request.form.get("why", ""), _today(at)
    try:
        if at.answer is not None:
            take_down_answer(db(), actor(), at.answer.id, why=why, today=today, now=now())
    except Refusal as refusal:
        form = AnswerForm.about(at.answer) if at.answer else AnswerForm(formdata=None)
        return _answer_page(at, form, sentence=refusal.sentence, why=why), refusal.status
    flash("Taken down. Its words are gone, and readers see that it was wrong.", "success")
    return redirect(_address(at))


def _page(
    at: AskSeat,
    *,
    form: AskForm | None = None,
    answering: AnswerForm | None = None,
    sentence: str | None = None,
    decided: Mapping[str, str] | None = None,
) -> str:
    ask, today = at.line.ask, _today(at)
    if answering is None:
        answering = AnswerForm(formdata=None, on_day=today, by_whom=ask.to_whom)
        answering.request_key.data = str(new_id())
    people = [ask.proposed_by_id, ask.entered_by_id, ask.decided_by_id]
    people += [one.changed_by_id for one in at.changes]
    people += [one.entered_by_id for one in at.line.events]
    return render_template(
        "outputs/ask.html",
        at=at,
        form=form or AskForm.about(ask),
        answering=answering,
        today=today,
        kinds=KINDS,
        hints=HINTS,
        names=names_of(db(), people),
        sentence=sentence,
        decided=decided or {},
    )


def _answer_page(
    at: AskSeat, form: AnswerForm, *, sentence: str | None = None, why: str = ""
) -> str:
    return render_template(
        "outputs/ask_answer.html",
        at=at,
        form=form,
        today=_today(at),
        kinds=KINDS,
        hints=HINTS,
        sentence=sentence,
        why=why,
    )


def _today(at: AskSeat) -> date:
    return in_zone(now(), at.seat.cohort.time_zone).date()


def _address(at: AskSeat) -> str:
    slug, output_id = at.seat.cohort.slug, at.desk.output.id
    return url_for("outputs.one_ask", slug=slug, output_id=output_id, ask_id=at.line.ask.id)
