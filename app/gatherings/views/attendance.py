"""The register of a session: who took part, and how."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_facilitate
from app.cohorts.queries import Seat, seat_by_slug
from app.gatherings.actions.attendance import Saved, keep_register
from app.gatherings.policy import may_note_attendance
from app.gatherings.queries import GatheringSeat, gathering_seat
from app.gatherings.queries.attendance import latest_begun, register_page
from app.gatherings.queries.attendance_changes import changes_page, news_since
from app.gatherings.rules.attendance import CHOICES, Noted, can_be_noted, rests_of
from app.gatherings.views.blueprint import bp
from app.gatherings.views.register_words import say_clash, say_saved
from app.web.context import actor, db, now, request_key
from app.web.guard import guard

# More rows than any register has are not ours.
MOST_ROWS = 2000


@bp.get("/cohorts/<slug>/register")
@guard(seat_by_slug, may_facilitate)
def latest_register(seat: Seat) -> ResponseReturnValue:
    """The register of the session that began last; before the first, the list of sessions."""
    gathering_id = latest_begun(db(), seat.cohort.id, now())
    if gathering_id is None:
        flash("No session has begun yet. From its start you can note who is there.", "info")
        return redirect(url_for(".sessions", slug=seat.cohort.slug))
    return redirect(url_for(".attendance", gathering_id=gathering_id))


@bp.get("/sessions/<uuid:gathering_id>/attendance")
@guard(gathering_seat, may_note_attendance)
def attendance(facts: GatheringSeat) -> ResponseReturnValue:
    """A row for each person; before the session begins, only when that will be."""
    gathering, open_only = facts.gathering, _open_only()
    number = request.args.get("page", 1, type=int)
    is_open = can_be_noted(gathering.state, gathering.starts_at, now())
    return render_template(
        "gatherings/attendance.html",
        gathering=gathering,
        cohort=facts.seat.cohort,
        register=register_page(db(), gathering, number, open_only=open_only) if is_open else None,
        open_only=open_only,
        choices=CHOICES,
        rests=rests_of(gathering.how),
        seen=now().timestamp(),
    )


@bp.post("/sessions/<uuid:gathering_id>/attendance")
@guard(gathering_seat, may_note_attendance)
def keep(facts: GatheringSeat) -> ResponseReturnValue:
    """Keep what was changed; a page that saves each tap gets the answer as data."""
    saved = keep_register(
        db(),
        actor(),
        gathering=facts.gathering,
        noted=_noted(),
        now=now(),
        rest=request.form.get("rest", ""),
    )
    if request.accept_mimetypes.best == "application/json":
        return _as_data(facts, saved)
    for category, words in say_saved(saved):
        flash(words, category)
    page, show = request.args.get("page", type=int), "open" if _open_only() else None
    return redirect(url_for(".attendance", gathering_id=facts.gathering.id, page=page, show=show))


@bp.get("/sessions/<uuid:gathering_id>/attendance/changes")
@guard(gathering_seat, may_note_attendance)
def attendance_changes(facts: GatheringSeat) -> ResponseReturnValue:
    """Who changed what in the register, and when."""
    gathering = facts.gathering
    who = request_key(request.args.get("who"))
    return render_template(
        "gatherings/attendance_changes.html",
        gathering=gathering,
        cohort=facts.seat.cohort,
        page=changes_page(db(), gathering.id, request.args.get("page", 1, type=int), who),
        who=who,
        choices=CHOICES,
    )


def _open_only() -> bool:
    return request.args.get("show") == "open"


def _as_data(facts: GatheringSeat, saved: Saved) -> ResponseReturnValue:
    news = news_since(db(), facts.gathering.id, actor(), _seen())
    return jsonify(
        people=saved.people,
        clashes=[
            {"row": str(one.enrolment_id), "how": one.kept.how, "words": say_clash(one)}
            for one in saved.clashes
        ],
        news=[{"row": str(one.enrolment_id), "how": one.how, "by": one.by or ""} for one in news],
        seen=now().timestamp(),
    )


def _seen() -> datetime:
    """Since when the page knows what others did; nonsense counts as now."""
    try:
        moment = datetime.fromtimestamp(float(request.form.get("seen", "")), UTC)
    except (ValueError, OverflowError, OSError):
        return now()
    return min(moment, now())


def _noted() -> Iterator[Noted]:
    """What the form says: for each row whom it is about, what it showed, and what was chosen."""
    for number, row in enumerate(request.form.getlist("row")[:MOST_ROWS], start=1):
        who, _, before = row.partition(" ")
        enrolment_id: UUID | None = request_key(who)
        if enrolment_id is not None:
            yield Noted(enrolment_id, before, request.form.get(f"how{number}", before))
