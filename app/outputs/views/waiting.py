"""What a report waits for: that authors are asked, until when they answer, and their wishes."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.cohorts.queries import Seat
from app.kit.errors import NotFound, Refusal
from app.outputs.actions.answering_time import choose_last_day
from app.outputs.actions.question import ask_authors
from app.outputs.actions.wishes import answer_wish
from app.outputs.errors import LastDayNeeded
from app.outputs.forms import LastDayForm
from app.outputs.policy import may_make_outputs
from app.outputs.queries.approvals import Asked, asked_by_id
from app.outputs.queries.outputs import Desk, desk_by_id
from app.outputs.queries.waiting import wishes_of
from app.outputs.views.blueprint import bp, page_number, wake_worker
from app.outputs.views.desk import output_page
from app.people.models import Person
from app.web.context import actor, after_commit, db, now, platform
from app.web.guard import guard


@dataclass(frozen=True)
class WishSeat:
    """Words whose author would like something to be different, in an output of this cohort."""

    desk: Desk
    asked: Asked

    @property
    def seat(self) -> Seat:
        """The cohort and the actor's enrolment in it."""
        return self.desk.seat


def wish_seat(
    session: Session, person: Person, *, slug: str, output_id: UUID, selection_id: UUID
) -> WishSeat | None:
    """The words of this address, if somebody wished something about them. Two statements."""
    desk = desk_by_id(session, person, slug=slug, output_id=output_id)
    asked = asked_by_id(session, person, selection_id=selection_id) if desk else None
    if desk is None or asked is None or asked.output.id != desk.output.id:
        return None
    return WishSeat(desk, asked) if asked.selection.wish else None


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/questions")
@guard(desk_by_id, may_make_outputs)
def ask_the_authors(desk: Desk) -> ResponseReturnValue:
    """Ask the authors of the draft about their words, and keep until when they can answer."""
    form = LastDayForm()
    if not form.validate_on_submit():
        return output_page(desk, days=form), 422
    cohort, day = desk.seat.cohort, form.last_day.data
    try:
        # A page that was open meanwhile takes no day back that somebody chose since, or just now.
        db().refresh(desk.output, with_for_update={"key_share": True})
        if desk.output.asked_authors_at is None:
            choose_last_day(db(), desk.output, cohort=cohort, day=day, now=now())
        ask_authors(db(), actor(), desk.output, now=now())
    except LastDayNeeded as refusal:
        form.last_day.errors = [refusal.sentence]
        return output_page(desk, days=form), refusal.status
    except Refusal as refusal:
        db().rollback()
        return output_page(desk, refusal=refusal, days=form), refusal.status
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash("The authors are asked. We write to each of them.", "success")
    return redirect(url_for("outputs.output", slug=desk.seat.cohort.slug, output_id=desk.output.id))


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/last-day")
@guard(desk_by_id, may_make_outputs)
def choose_day(desk: Desk) -> ResponseReturnValue:
    """Choose until when authors can answer."""
    form = LastDayForm()
    if not form.validate_on_submit():
        return output_page(desk, days=form), 422
    day = form.last_day.data
    try:
        choose_last_day(db(), desk.output, cohort=desk.seat.cohort, day=day, now=now())
    except Refusal as refusal:
        form.last_day.errors = [refusal.sentence]
        return output_page(desk, days=form), refusal.status
    flash("The last day for answers is kept." if day else "Answers have no last day.", "success")
    return redirect(url_for("outputs.output", slug=desk.seat.cohort.slug, output_id=desk.output.id))


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/wishes")
@guard(desk_by_id, may_make_outputs)
def wishes(desk: Desk) -> ResponseReturnValue:
    """What authors would like to be different."""
    return _wishes(desk)


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/wishes/<uuid:selection_id>/replies")
@guard(wish_seat, may_make_outputs)
def reply_to_wish(at: WishSeat) -> ResponseReturnValue:
    """Say what became of a wish."""
    slug, output_id, selection_id = at.seat.cohort.slug, at.desk.output.id, at.asked.selection.id
    asks = request.form.get("became") == "ask"
    try:
        answer_wish(
            db(), actor(), at.asked, reply=request.form.get("reply", ""), asks=asks, now=now()
        )
    except Refusal as refusal:
        # What this request read and locked is not what is true now.
        db().rollback()
        desk = desk_by_id(db(), actor(), slug=slug, output_id=output_id)
        if desk is None or not may_make_outputs(actor(), desk):
            raise NotFound from refusal
        return _wishes(desk, refusal, selection_id), refusal.status
    wake_worker()
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(
        "Their author is asked again, in the draft." if asks else "Their author is told.", "success"
    )
    return redirect(url_for(".wishes", slug=slug, output_id=output_id))


def _wishes(desk: Desk, refusal: Refusal | None = None, tried: UUID | None = None) -> str:
    page, reply = wishes_of(db(), desk.output.id, page=page_number()), request.form.get("reply", "")
    open_here = {
        one.asked.selection.id for one in page.rows if one.asked.selection.replied_at is None
    }
    return render_template(
        "outputs/wishes.html",
        desk=desk,
        page=page,
        sentence=refusal.sentence if refusal else None,
        tried=tried,
        reply=reply,
        # The wish has no box any more, so what was written for it stands above them all.
        lost=reply.strip() if tried and tried not in open_here else "",
    )
