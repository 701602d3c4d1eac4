"""Where the words of a published edition come from, for those who run its cohort."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.cohorts.queries import Seat
from app.kit.document import Document
from app.outputs.models import OutputEdition
from app.outputs.policy import may_make_outputs
from app.outputs.queries.beside import readable_edition, sources_of
from app.outputs.queries.outputs import Desk, desk_by_id
from app.outputs.views.blueprint import bp, page_number
from app.people.models import Person
from app.web.context import db, now
from app.web.guard import guard


@dataclass(frozen=True)
class PublishedDesk:
    """An edition that anyone may read, as those who run its cohort come to it."""

    desk: Desk
    edition: OutputEdition

    @property
    def seat(self) -> Seat:
        """The cohort and the actor's enrolment in it."""
        return self.desk.seat


def published_desk(
    session: Session, person: Person, *, slug: str, output_id: UUID, edition_id: UUID
) -> PublishedDesk | None:
    """The published edition of this address. Two statements."""
    desk = desk_by_id(session, person, slug=slug, output_id=output_id)
    edition = readable_edition(session, output_id, edition_id, now=now()) if desk else None
    return PublishedDesk(desk, edition) if desk and edition else None


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/editions/<uuid:edition_id>/sources")
@guard(published_desk, may_make_outputs)
def sources(at: PublishedDesk) -> ResponseReturnValue:
    """Each of the words in an edition, when it was given, and what its author allows."""
    page = sources_of(db(), at.edition, page=page_number())
    document = Document.from_json(at.edition.document or {})
    return render_template("outputs/sources.html", at=at, page=page, document=document)
