"""Proposing a session, entering a proposal for somebody, and taking one back."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts import policy
from app.cohorts.queries import Seat, seat_by_slug
from app.gatherings import errors
from app.gatherings.actions.propose import (
    Idea,
    enter_proposal,
    propose_session,
    withdraw_proposal,
)
from app.gatherings.errors.proposals import ProposerNeeded, PurposeNeeded, SuitsTooLong
from app.gatherings.forms.proposals import EnteredProposalForm, ProposalForm
from app.gatherings.policy import may_withdraw_proposal
from app.gatherings.queries.proposals import ProposalSeat, proposal_seat, proposers
from app.gatherings.views.blueprint import bp
from app.kit.errors import Refusal
from app.web.context import actor, db, now, request_key
from app.web.guard import guard
from app.web.limits import limiter

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    errors.TitleNeeded: "title",
    PurposeNeeded: "about",
    SuitsTooLong: "suits",
    ProposerNeeded: "person",
    errors.WayNeeded: "how",
}


@bp.get("/cohorts/<slug>/proposals/new")
@guard(seat_by_slug, policy.may_learn)
def new_proposal(seat: Seat) -> ResponseReturnValue:
    """The form to propose a session."""
    return _page(seat, ProposalForm(), 200)


@bp.post("/cohorts/<slug>/proposals")
@guard(seat_by_slug, policy.may_learn)
@limiter.limit("20 per minute")
def propose(seat: Seat) -> ResponseReturnValue:
    """Propose a session."""
    form = ProposalForm()
    if not form.validate_on_submit():
        return _page(seat, form, 422)
    try:
        propose_session(db(), actor(), _idea(form), cohort=seat.cohort, now=now())
    except Refusal as refusal:
        return _refused(seat, form, refusal)
    flash("Thank you. Everybody in your cohort can see it, and you get an answer.")
    return redirect(url_for(".proposals", slug=seat.cohort.slug))


@bp.get("/cohorts/<slug>/proposals/entries/new")
@guard(seat_by_slug, policy.may_facilitate)
def new_entered_proposal(seat: Seat) -> ResponseReturnValue:
    """The form to enter what somebody proposed by phone or on paper."""
    return _page(seat, EnteredProposalForm(), 200)


@bp.post("/cohorts/<slug>/proposals/entries")
@guard(seat_by_slug, policy.may_facilitate)
def enter_one_proposal(seat: Seat) -> ResponseReturnValue:
    """Enter it; the record names both."""
    form = EnteredProposalForm()
    if not form.validate_on_submit():
        return _page(seat, form, 422)
    who = request_key(form.person.data)
    try:
        enter_proposal(db(), actor(), _idea(form), cohort=seat.cohort, person_id=who, now=now())
    except Refusal as refusal:
        return _refused(seat, form, refusal)
    flash("Entered. It stands under their name, with yours as who entered it.", "success")
    return redirect(url_for(".proposals", slug=seat.cohort.slug))


@bp.post("/proposals/<uuid:proposal_id>/withdrawals")
@guard(proposal_seat, may_withdraw_proposal)
def withdraw_one_proposal(facts: ProposalSeat) -> ResponseReturnValue:
    """Take back a proposal that nobody has answered."""
    withdraw_proposal(db(), proposal_id=facts.proposal.id)
    flash("It is taken back. Nothing of it is kept.", "success")
    return redirect(url_for(".proposals", slug=facts.seat.cohort.slug))


def _idea(form: ProposalForm) -> Idea:
    return Idea(
        title=form.title.data or "",
        about=form.about.data or "",
        suits=form.suits.data or "",
        how=form.how.data or "",
        request_key=request_key(request.form.get("request_key")),
    )


def _refused(seat: Seat, form: ProposalForm, refusal: Refusal) -> ResponseReturnValue:
    """The form with what was written, and the refusal beside its field."""
    if type(refusal) not in FIELDS:
        raise refusal
    form[FIELDS[type(refusal)]].errors = [refusal.sentence]
    return _page(seat, form, refusal.status)


def _page(seat: Seat, form: ProposalForm, status: int) -> ResponseReturnValue:
    if isinstance(form, EnteredProposalForm):
        form.offer(proposers(db(), seat.cohort.id))
    return render_template("gatherings/propose.html", cohort=seat.cohort, form=form), status
