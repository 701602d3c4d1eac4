"""Asking a cohort something, and entering a question for somebody."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts import policy
from app.cohorts.queries import Seat, seat_by_slug
from app.kit.errors import Refusal
from app.participation import errors
from app.participation.actions.propose import PollIdea, enter_poll, faults_in, start_poll
from app.participation.forms import EnteredPollForm, PollForm
from app.participation.queries.entering import people_of
from app.participation.rules import CHOICE, PROMISES, SECRET, TOLD
from app.participation.views.blueprint import bp
from app.web.context import actor, db, now, request_key
from app.web.guard import guard
from app.web.limits import limiter

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    errors.QuestionNeeded: "question",
    errors.AboutTooLong: "about",
    errors.OptionsNeeded: "lines",
    errors.OptionTwice: "lines",
    errors.KindNeeded: "kind",
    errors.DotsWrong: "dots",
    errors.SecrecyNeeded: "secrecy",
    errors.CloseWrong: "closes_on",
    errors.ProposerNeeded: "person",
}


@bp.get("/cohorts/<slug>/polls/new")
@guard(seat_by_slug, policy.may_learn)
def new_poll(seat: Seat) -> ResponseReturnValue:
    """The form to ask something."""
    return _page(seat, PollForm(formdata=None, kind=CHOICE, secrecy=SECRET), 200)


@bp.post("/cohorts/<slug>/polls")
@guard(seat_by_slug, policy.may_learn)
@limiter.limit("10 per minute")
def ask(seat: Seat) -> ResponseReturnValue:
    """Ask it; it is open at once."""
    form = PollForm()
    is_whole = form.validate_on_submit()
    idea = form.idea(seat.cohort.time_zone, request.form.get("request_key"))
    if not is_whole:
        return _refused(seat, form, idea)
    try:
        made = start_poll(db(), actor(), idea, cohort=seat.cohort, now=now())
    except Refusal as refusal:
        return _refused(seat, form, idea, refusal)
    flash("It is open. Everybody in your cohort can vote now.", "success")
    return redirect(url_for(".poll", poll_id=made))


@bp.get("/cohorts/<slug>/polls/entries/new")
@guard(seat_by_slug, policy.may_facilitate)
def new_entered_poll(seat: Seat) -> ResponseReturnValue:
    """The form to enter what somebody asks by phone or on paper."""
    return _page(seat, EnteredPollForm(formdata=None, kind=CHOICE, secrecy=SECRET), 200)


@bp.post("/cohorts/<slug>/polls/entries")
@guard(seat_by_slug, policy.may_facilitate)
def enter_one_poll(seat: Seat) -> ResponseReturnValue:
    """Enter it; the record names both."""
    form = EnteredPollForm()
    is_whole = form.validate_on_submit()
    idea = form.idea(seat.cohort.time_zone, request.form.get("request_key"))
    if not is_whole:
        return _refused(seat, form, idea)
    who = request_key(form.person.data)
    try:
        made = enter_poll(db(), actor(), idea, cohort=seat.cohort, person_id=who, now=now())
    except Refusal as refusal:
        return _refused(seat, form, idea, refusal)
    flash("It is open. It stands under their name, with yours as who entered it.", "success")
    return redirect(url_for(".poll", poll_id=made))


def _refused(
    seat: Seat, form: PollForm, idea: PollIdea, refusal: Refusal | None = None
) -> ResponseReturnValue:
    """The form with what was written, and all that it lacks, each beside its field."""
    if refusal is not None and type(refusal) not in FIELDS:
        raise refusal
    found = [refusal] if refusal else []
    if isinstance(form, EnteredPollForm) and request_key(form.person.data) is None:
        found.append(errors.ProposerNeeded())
    for one in (*found, *faults_in(idea, now=now())):
        field = form[FIELDS[type(one)]]
        # A time that cannot be read is told beside it, and is no day in the past.
        if not (field.errors or (field is form.closes_on and form.closes_at.errors)):
            field.errors = [one.sentence]
    return _page(seat, form, (refusal or Refusal).status)


def _page(seat: Seat, form: PollForm, status: int) -> ResponseReturnValue:
    if isinstance(form, EnteredPollForm):
        form.offer(people_of(db(), seat.cohort.id))
    page = render_template(
        "participation/ask.html", cohort=seat.cohort, form=form, promises=PROMISES, told=TOLD
    )
    return page, status
