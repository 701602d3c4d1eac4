"""Discussions about pages of the course, and questions that wait for an answer."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts import policy
from app.cohorts.queries import Seat, seat_by_slug
from app.kit.db import new_id
from app.kit.errors import Refusal
from app.participation import errors
from app.participation.actions.discuss import answer_post, say, take_back_post
from app.participation.forms.discussions import PostForm
from app.participation.policy import may_answer_post, may_read_post, may_take_back_post
from app.participation.queries.discussions import (
    PostSeat,
    answers_to,
    discussions_page,
    post_seat,
    posts_on_step,
    unanswered_count,
)
from app.participation.queries.entering import people_of
from app.participation.views.blueprint import bp
from app.progress.errors import NotOpenYet
from app.progress.policy import may_go_through
from app.progress.queries import Place, place
from app.progress.queries.courses import course_of
from app.progress.queries.steps import open_step_on
from app.web.context import actor, db, now
from app.web.guard import guard
from app.web.limits import limiter

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    errors.WordsNeeded: "words",
    errors.PostTooLong: "words",
    errors.AuthorNeeded: "person",
}


@bp.get("/cohorts/<slug>/discussion")
@guard(seat_by_slug, policy.may_open)
def discussions(seat: Seat) -> ResponseReturnValue:
    """What people say about the pages; with `show=unanswered` questions that wait."""
    unanswered = request.args.get("show") == "unanswered"
    number = request.args.get("page", 1, type=int)
    return render_template(
        "participation/discussions.html",
        cohort=seat.cohort,
        page=discussions_page(db(), seat.cohort.id, unanswered=unanswered, number=number),
        unanswered=unanswered,
        waiting=unanswered_count(db(), seat.cohort.id),
    )


@bp.get("/modules/<slug>/<module_key>/<step_key>/discussion")
@guard(place, may_go_through)
def on_step(at: Place) -> ResponseReturnValue:
    """What was said about a page, and the box."""
    try:
        return _step_page(at, PostForm(formdata=None, request_key=str(new_id())))
    except NotOpenYet:
        # The page of the step says why, and when it opens.
        return redirect(_step(at))


@bp.post("/modules/<slug>/<module_key>/<step_key>/discussion")
@guard(place, may_go_through)
@limiter.limit("30 per minute")
def say_on_step(at: Place) -> ResponseReturnValue:
    """Say something about a page."""
    form, enters = PostForm(), policy.may_facilitate(actor(), Seat(at.cohort, at.enrolment))
    try:
        say(db(), actor(), form.said(enters=enters), at=at, now=now())
    except tuple(FIELDS) as refusal:
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _step_page(at, form), refusal.status
    flash("Everybody in your cohort can read it now.", "success")
    return redirect(_here(at))


@bp.get("/discussion/<uuid:post_id>")
@guard(post_seat, may_read_post)
def thread(facts: PostSeat) -> ResponseReturnValue:
    """What somebody said, and the answers."""
    if facts.post.parent_id:
        return redirect(url_for(".thread", post_id=facts.post.parent_id))
    return _thread_page(facts, PostForm(formdata=None, request_key=str(new_id())))


@bp.post("/discussion/<uuid:post_id>/answers")
@guard(post_seat, may_answer_post)
@limiter.limit("30 per minute")
def answer_one(facts: PostSeat) -> ResponseReturnValue:
    """Answer it."""
    form, own = PostForm(), facts.seat.enrolment
    if own is None:
        raise errors.AuthorNeeded
    said = form.said(enters=policy.may_facilitate(actor(), facts.seat))
    try:
        answer_post(db(), actor(), said, to=facts.post, own=own.id, now=now())
    except tuple(FIELDS) as refusal:
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _thread_page(facts, form), refusal.status
    flash("Everybody in your cohort can read it now.", "success")
    return redirect(url_for(".thread", post_id=facts.post.parent_id or facts.post.id))


@bp.post("/discussion/<uuid:post_id>/removals")
@guard(post_seat, may_take_back_post)
def remove_post(facts: PostSeat) -> ResponseReturnValue:
    """Take back what one said."""
    take_back_post(db(), post_id=facts.post.id)
    flash("It is taken back. Nothing of the words is kept.", "success")
    return redirect(url_for(".discussions", slug=facts.seat.cohort.slug))


def _step_page(at: Place, form: PostForm) -> str:
    step = open_step_on(course_of(db(), at.enrolment.id, now=now()), at.step)
    enters = _offer(form, Seat(at.cohort, at.enrolment))
    keys = {"module_key": at.module_key, "step_key": at.step_key}
    return render_template(
        "participation/on_step.html",
        cohort=at.cohort,
        step=step,
        form=form,
        enters=enters,
        lines=posts_on_step(db(), at.cohort.id, **keys),
        back=_step(at),
        here=_here(at),
    )


def _thread_page(facts: PostSeat, form: PostForm) -> str:
    return render_template(
        "participation/thread.html",
        cohort=facts.seat.cohort,
        line=facts.line,
        page=answers_to(db(), facts.post.id, request.args.get("page", 1, type=int)),
        form=form,
        enters=_offer(form, facts.seat),
        answers=may_answer_post(actor(), facts),
        is_theirs=lambda line: may_take_back_post(actor(), PostSeat(line, facts.seat)),
        learns=policy.may_learn(actor(), facts.seat),
    )


def _offer(form: PostForm, seat: Seat) -> bool:
    """Let those who run the cohort choose whose words these are; whether they may."""
    enters = policy.may_facilitate(actor(), seat)
    people = people_of(db(), seat.cohort.id) if enters else []
    form.offer(one for one in people if one[0] != actor().id)
    return enters


def _here(at: Place) -> str:
    return f"{_step(at)}/discussion"


def _step(at: Place) -> str:
    return url_for(
        "progress.step", slug=at.cohort.slug, module_key=at.module_key, step_key=at.step_key
    )
