"""Sessions that people of a cohort would like to have, and the answer to each."""

from __future__ import annotations

from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts import policy
from app.cohorts.queries import Seat, seat_by_slug
from app.gatherings.actions.proposals import turn_down
from app.gatherings.errors.proposals import ProposalAnswerNeeded
from app.gatherings.forms.proposals import ProposalAnswerForm
from app.gatherings.policy import may_answer_proposal, may_withdraw_proposal
from app.gatherings.queries.proposals import ProposalSeat, Proposed, proposal_seat, proposals_page
from app.gatherings.rules import WAYS
from app.gatherings.rules.proposals import PROPOSED
from app.gatherings.views.blueprint import bp
from app.web.context import actor, after_commit, db, now, platform
from app.web.guard import guard


@bp.get("/cohorts/<slug>/proposals")
@guard(seat_by_slug, policy.may_open)
def proposals(seat: Seat) -> ResponseReturnValue:
    """What was proposed, for everybody in the cohort."""
    return render_template(
        "gatherings/proposals.html",
        cohort=seat.cohort,
        page=proposals_page(db(), seat.cohort.id, request.args.get("page", 1, type=int)),
        ways=WAYS,
        facilitates=policy.may_facilitate(actor(), seat),
        proposes=policy.may_learn(actor(), seat),
        withdraws=partial(_may_withdraw, seat),
    )


def _may_withdraw(seat: Seat, row: Proposed) -> bool:
    return may_withdraw_proposal(actor(), ProposalSeat(row.proposal, row.by, seat))


@bp.get("/proposals/<uuid:proposal_id>/answers")
@guard(proposal_seat, may_answer_proposal)
def answering(facts: ProposalSeat) -> ResponseReturnValue:
    """The form that says why a proposal is not taken up."""
    if facts.proposal.state != PROPOSED:
        return redirect(url_for(".proposals", slug=facts.seat.cohort.slug))
    return _answer_page(facts, ProposalAnswerForm())


@bp.post("/proposals/<uuid:proposal_id>/answers")
@guard(proposal_seat, may_answer_proposal)
def answer_proposal(facts: ProposalSeat) -> ResponseReturnValue:
    """Answer it."""
    form = ProposalAnswerForm()
    if not form.validate_on_submit():
        return _answer_page(facts, form), 422
    words = form.answer.data or ""
    try:
        turn_down(db(), actor(), proposal=facts.proposal, answer=words, now=now())
    except ProposalAnswerNeeded as refusal:
        form.answer.errors = [refusal.sentence]
        return _answer_page(facts, form), refusal.status
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash("Your answer is on this page, and whoever proposed it is told.", "success")
    return redirect(url_for(".proposals", slug=facts.seat.cohort.slug))


def _answer_page(facts: ProposalSeat, form: ProposalAnswerForm) -> str:
    return render_template(
        "gatherings/answer_proposal.html",
        proposal=facts.proposal,
        by=facts.by,
        cohort=facts.seat.cohort,
        form=form,
    )
