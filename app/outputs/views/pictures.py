"""The pictures of a report: for anyone once it is published, before that for who may read it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.cohorts.queries import Seat
from app.kit.errors import NotFound
from app.outputs.policy import may_decide_about, may_make_outputs
from app.outputs.queries.approvals import asked_by_id
from app.outputs.queries.drafts import newest_draft
from app.outputs.queries.outputs import desk_by_id, waiting_edition
from app.outputs.queries.pictures import Bytes, draft_bytes, print_bytes
from app.outputs.queries.public import published_edition
from app.outputs.views.blueprint import bp
from app.people.models import Person
from app.web.context import db, now
from app.web.guard import guard, open_to_all


@dataclass(frozen=True)
class DeskPicture:
    """A picture of an output that is being made, for the people who make it."""

    seat: Seat
    output_id: UUID
    sha256: str
    edition_id: UUID | None = None


@dataclass(frozen=True)
class AskedPicture:
    """A picture of a draft in which the author was asked about their own."""

    author_id: UUID
    output_id: UUID
    sha256: str


def desk_picture(
    session: Session,
    person: Person,
    *,
    slug: str,
    output_id: UUID,
    sha256: str,
    edition_id: UUID | None = None,
) -> DeskPicture | None:
    """The output of this address, and its edition if one is named. At most two statements."""
    desk = desk_by_id(session, person, slug=slug, output_id=output_id)
    if desk is None or (edition_id and not waiting_edition(session, output_id, edition_id)):
        return None
    return DeskPicture(desk.seat, output_id, sha256, edition_id)


def asked_picture(
    session: Session, person: Person, *, selection_id: UUID, sha256: str
) -> AskedPicture | None:
    """What was asked at this address. One statement."""
    asked = asked_by_id(session, person, selection_id=selection_id)
    return AskedPicture(asked.author_id, asked.output.id, sha256) if asked else None


@bp.get("/outputs/<slug>/<int:number>/pictures/<sha256>")
@open_to_all("the pictures of a published edition are for everyone")
def edition_picture(slug: str, number: int, sha256: str) -> ResponseReturnValue:
    """A picture of a published edition; browsers ask each time, so none lives on in a cache."""
    found = published_edition(db(), slug=slug, number=number, now=now()) if number < 2**31 else None
    if found is None:
        raise NotFound
    if not found.can_be_read(now()):
        return render_template("outputs/gone.html", found=found), 410
    response = _sent(print_bytes(db(), found.edition.id, sha256))
    response.cache_control.public = True
    return _asked_each_time(response, sha256)


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/editions/<uuid:edition_id>/pictures/<sha256>")
@guard(desk_picture, may_make_outputs)
def edition_picture_before(at: DeskPicture) -> ResponseReturnValue:
    """A picture of an edition before it is published."""
    kept = print_bytes(db(), at.edition_id, at.sha256) if at.edition_id else None
    return _asked_each_time(_sent(kept), at.sha256)


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/draft/pictures/<sha256>")
@guard(desk_picture, may_make_outputs)
def draft_picture(at: DeskPicture) -> ResponseReturnValue:
    """A picture of the draft, for the people who make it."""
    return of_draft(at.output_id, at.sha256)


@bp.get("/approvals/<uuid:selection_id>/pictures/<sha256>")
@guard(asked_picture, may_decide_about)
def approval_picture(at: AskedPicture) -> ResponseReturnValue:
    """A picture of the draft, for somebody who is asked about their own words in it."""
    return of_draft(at.output_id, at.sha256)


def of_draft(output_id: UUID, sha256: str) -> ResponseReturnValue:
    """A picture of the newest draft of an output, for whoever may see that draft."""
    draft = newest_draft(db(), output_id, now=now())
    return _asked_each_time(_sent(draft_bytes(db(), draft, sha256, now=now())), sha256)


def _sent(kept: Bytes | None) -> Response:
    if kept is None:
        raise NotFound
    return Response(kept.content, mimetype=kept.media_type)


def _asked_each_time(response: Response, sha256: str) -> ResponseReturnValue:
    response.cache_control.no_cache = True
    response.set_etag(sha256[:32])
    return response.make_conditional(request)
