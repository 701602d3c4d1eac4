"""Sessions that people of a cohort would like to have, and what came of each."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts import policy
from app.cohorts.queries import Seat, seat_by_slug
from app.gatherings import errors
from app.gatherings.actions.proposals import Idea, propose_session, turn_down
from app.gatherings.errors.proposals import ProposalAnswerNeeded, PurposeNeeded, SuitsTooLong
from app.gatherings.forms.proposals import ProposalAnswerForm, ProposalForm
from app.gatherings.policy import may_answer_proposal
from app.gatherings.queries.proposals import ProposalSeat, proposal_seat, proposals_page
from app.gatherings.rules import WAYS
from app.gatherings.rules.proposals import PROPOSED
from app.gatherings.views.blueprint import bp
from app.kit.errors import Refusal
from app.web.context import actor, after_commit, db, now, platform, request_key
from app.web.guard import guard
from app.web.limits import limiter

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    errors.TitleNeeded: "title",
    PurposeNeeded: "about",
    SuitsTooLong: "suits",
    errors.WayNeeded: "how",
}


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
    )


@bp.get("/cohorts/<slug>/proposals/new")
@guard(seat_by_slug, policy.may_learn)
def new_proposal(seat: Seat) -> ResponseReturnValue:
    """The form to propose a session."""
    return render_template("gatherings/propose.html", cohort=seat.cohort, form=ProposalForm())


@bp.post("/cohorts/<slug>/proposals")
@guard(seat_by_slug, policy.may_learn)
@limiter.limit("20 per minute")
def propose(seat: Seat) -> ResponseReturnValue:
    """Propose a session."""
    form = ProposalForm()
    status = 422
    if form.validate_on_submit():
        try:
            propose_session(db(), actor(), _idea(form), cohort=seat.cohort, now=now())
        except Refusal as refusal:
            if type(refusal) not in FIELDS:
                raise
            form[FIELDS[type(refusal)]].errors = [refusal.sentence]
            status = refusal.status
        else:
            flash("Thank you. Everybody in your cohort can see it, and you get an answer.")
            return redirect(url_for(".proposals", slug=seat.cohort.slug))
    return render_template("gatherings/propose.html", cohort=seat.cohort, form=form), status


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


def _idea(form: ProposalForm) -> Idea:
    return Idea(
        title=form.title.data or "",
        about=form.about.data or "",
        suits=form.suits.data or "",
        how=form.how.data or "",
        request_key=request_key(request.form.get("request_key")),
    )


def _answer_page(facts: ProposalSeat, form: ProposalAnswerForm) -> str:
    return render_template(
        "gatherings/answer_proposal.html",
        proposal=facts.proposal,
        by=facts.by,
        cohort=facts.seat.cohort,
        form=form,
    )
