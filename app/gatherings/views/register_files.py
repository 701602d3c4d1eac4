"""The register of a session as a file: out, and in after a look."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.gatherings.errors import NotBegun
from app.gatherings.errors.register import FileNeeded
from app.gatherings.policy import may_note_attendance
from app.gatherings.queries import GatheringSeat, gathering_seat
from app.gatherings.queries.register_file import register_as_file, register_in_file
from app.gatherings.rules.attendance import CHOICES, can_be_noted
from app.gatherings.views.blueprint import bp
from app.kit.errors import Refusal
from app.web.context import db, now
from app.web.downloads import CSV, download
from app.web.guard import guard


@bp.get("/sessions/<uuid:gathering_id>/attendance.csv")
@guard(gathering_seat, may_note_attendance)
def register_csv(facts: GatheringSeat) -> ResponseReturnValue:
    """The whole register."""
    gathering = facts.gathering
    _check_begun(facts)
    content = register_as_file(db(), gathering, facts.seat.cohort.time_zone)
    return download(content, CSV, f"register-{gathering.starts_at:%Y-%m-%d}.csv")


@bp.get("/sessions/<uuid:gathering_id>/attendance/file")
@guard(gathering_seat, may_note_attendance)
def register_file(facts: GatheringSeat) -> ResponseReturnValue:
    """The form that takes a file."""
    _check_begun(facts)
    return _form_page(facts, None)


@bp.post("/sessions/<uuid:gathering_id>/attendance/file")
@guard(gathering_seat, may_note_attendance)
def look_at_file(facts: GatheringSeat) -> ResponseReturnValue:
    """Show what each line of the file would do; nothing is written."""
    _check_begun(facts)
    try:
        looked = register_in_file(db(), facts.gathering, _content())
    except Refusal as refusal:
        return _form_page(facts, refusal)
    return render_template(
        "gatherings/register_preview.html",
        gathering=facts.gathering,
        cohort=facts.seat.cohort,
        looked=looked,
        choices=CHOICES,
    )


def _check_begun(facts: GatheringSeat) -> None:
    """Raises: NotBegun."""
    if not can_be_noted(facts.gathering.state, facts.gathering.starts_at, now()):
        raise NotBegun


def _content() -> bytes:
    """Raises: FileNeeded."""
    given = request.files.get("file")
    content = given.read() if given and given.filename else b""
    if not content:
        raise FileNeeded
    return content


def _form_page(facts: GatheringSeat, refusal: Refusal | None) -> ResponseReturnValue:
    page = render_template(
        "gatherings/register_file.html",
        gathering=facts.gathering,
        cohort=facts.seat.cohort,
        sentence=refusal.sentence if refusal else None,
    )
    return page, refusal.status if refusal else 200
