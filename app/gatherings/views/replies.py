"""Saying whether one comes, and for facilitators who comes and what people need."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.gatherings.actions.replies import reply_to_session
from app.gatherings.errors.replies import NeedsTooLong, ReplyNeeded
from app.gatherings.policy import may_reply, may_see_replies
from app.gatherings.queries import GatheringSeat, gathering_seat
from app.gatherings.queries.replies import (
    ReplyLine,
    ReplySeat,
    free_places,
    replies_page,
    reply_counts,
    reply_seat,
    sessions_ahead_of,
)
from app.gatherings.rules import PLANNED
from app.gatherings.rules.replies import ANSWERS, LONGEST_NEEDS, TOLD
from app.gatherings.views.blueprint import bp
from app.helping.queries import HelpingPlace, helping_place
from app.helping.queries.entering import Entering
from app.helping.rules import SESSIONS
from app.helping.views.entering import helps_with, lets_enter
from app.kit.errors import Refusal
from app.people.models import Person
from app.people.queries import name_of
from app.web.context import acting_for, actor, after_commit, db, now, platform
from app.web.guard import guard

OWN = {
    "coming": "Good to know: you are coming.",
    "waiting": "All places are taken just now, so you are in line. We write to you when one is "
    "free.",
    "sorry": "That is fine. You get no reminders of this session.",
}


@dataclass(frozen=True)
class OwnReply:
    """What the page of a session shows of the actor's own answer; `is_open`: they may answer."""

    is_open: bool
    answer: str
    needs: str
    # Who entered it for the actor; empty: they did it themselves.
    entered_by: str
    # How many places are free; none: any number.
    free: int | None


def own_reply(facts: GatheringSeat, person: Person) -> OwnReply:
    """The actor's own answer to a session; one statement where places are counted, or none.

    One more where somebody entered it for them.
    """
    gathering, reply = facts.gathering, facts.reply
    is_entered = reply is not None and reply.answered_by_id != person.id
    by = name_of(db(), reply.answered_by_id) if reply and is_entered else None
    ahead = gathering.state == PLANNED and gathering.starts_at > now()
    is_open = ahead and may_reply(person, facts)
    return OwnReply(
        is_open=is_open,
        answer=reply.answer if reply else "",
        needs=reply.access_needs if reply else "",
        entered_by=by or ("Somebody" if is_entered else ""),
        free=free_places(db(), gathering) if is_open else None,
    )


def may_enter(person: Person, facts: ReplySeat) -> bool:
    """The facilitators of the cohort enter what somebody told them, and so do helpers."""
    whose, cohort = facts.line.person_id, facts.session.gathering.cohort_id
    runs_it = may_see_replies(person, facts.session)
    return whose is not None and lets_enter(person, Entering(whose, SESSIONS, runs_it, cohort))


@bp.get("/sessions/<uuid:gathering_id>/replies")
@guard(gathering_seat, may_see_replies)
def replies(facts: GatheringSeat) -> ResponseReturnValue:
    """Who comes, who waits, who cannot, and what people need."""
    return render_template(
        "gatherings/replies.html",
        gathering=facts.gathering,
        cohort=facts.seat.cohort,
        counts=reply_counts(db(), facts.gathering),
        page=replies_page(db(), facts.gathering, request.args.get("page", 1, type=int)),
        words=TOLD,
        is_open=facts.gathering.state == PLANNED and facts.gathering.starts_at > now(),
    )


@bp.post("/sessions/<uuid:gathering_id>/replies")
@guard(gathering_seat, may_reply)
def reply(facts: GatheringSeat) -> ResponseReturnValue:
    """Say whether one comes."""
    enrolment = facts.seat.enrolment
    here = url_for("gatherings.session", gathering_id=facts.gathering.id)
    line = ReplyLine(enrolment.id, actor().name, "", "", None, "") if enrolment else None
    became = _keep(facts, line)
    if isinstance(became, Refusal):
        return _form_page(facts, line, became, is_own=True)
    flash(OWN[became], "success" if became != "sorry" else "info")
    return redirect(here)


@bp.get("/sessions/<uuid:gathering_id>/replies/<uuid:enrolment_id>")
@guard(reply_seat, may_enter)
def reply_of(facts: ReplySeat) -> ResponseReturnValue:
    """The form for what somebody said by phone or in person."""
    return _form_page(facts.session, facts.line, None)


@bp.post("/sessions/<uuid:gathering_id>/replies/<uuid:enrolment_id>")
@guard(reply_seat, may_enter)
def enter_reply(facts: ReplySeat) -> ResponseReturnValue:
    """Keep what somebody said by phone or in person."""
    became = _keep(facts.session, facts.line)
    if isinstance(became, Refusal):
        return _form_page(facts.session, facts.line, became)
    flash(f"Saved for {facts.line.name}: {TOLD[became].lower()}.", "success")
    if helped := acting_for():
        return redirect(url_for(".sessions_of_helped", helping_id=helped.helping_id))
    return redirect(url_for("gatherings.replies", gathering_id=facts.session.gathering.id))


@bp.get("/help/<uuid:helping_id>/sessions")
@guard(helping_place, helps_with(SESSIONS))
def sessions_of_helped(at: HelpingPlace) -> ResponseReturnValue:
    """The sessions ahead of somebody whom the actor helps, with what was answered."""
    lines = sessions_ahead_of(db(), at.person.id, at.helping.cohort_id, now=now())
    return render_template("gatherings/helped.html", at=at, lines=lines, words=TOLD)


def _keep(facts: GatheringSeat, line: ReplyLine | None) -> str | Refusal:
    """What became of the answer, or what to say about the form."""
    if line is None:
        return ReplyNeeded()
    try:
        became = reply_to_session(
            db(),
            actor(),
            gathering_id=facts.gathering.id,
            enrolment_id=line.enrolment_id,
            answer=request.form.get("answer", ""),
            needs=request.form.get("needs", ""),
            now=now(),
        )
    except (ReplyNeeded, NeedsTooLong) as refusal:
        return refusal
    after_commit(lambda: platform().bell.ring("send_letters"))
    return became


def _form_page(
    facts: GatheringSeat,
    line: ReplyLine | None,
    refusal: Refusal | None,
    *,
    is_own: bool = False,
) -> ResponseReturnValue:
    page = render_template(
        "gatherings/reply.html",
        gathering=facts.gathering,
        cohort=facts.seat.cohort,
        line=line,
        is_own=is_own,
        answers=ANSWERS,
        words=TOLD,
        longest=LONGEST_NEEDS,
        sentence=refusal.sentence if refusal else None,
        needs=request.form.get("needs", line.needs if line else ""),
        free=free_places(db(), facts.gathering),
    )
    return page, refusal.status if refusal else 200
