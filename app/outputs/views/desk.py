"""A cohort's outputs: what was offered, how far each output is, and publishing it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.cohorts.policy import may_facilitate
from app.cohorts.queries import Seat, seat_by_slug
from app.kit.db import new_id
from app.kit.document import Document
from app.kit.errors import NotFound, Refusal
from app.outputs.actions.ask import ask_for_build, ask_for_output
from app.outputs.actions.publish import publish_edition
from app.outputs.forms import LastDayForm, OutputForm
from app.outputs.models import OutputBuild, OutputEdition
from app.outputs.policy import may_ask_for_output, may_make_outputs, may_see_outputs
from app.outputs.queries.afterwards import how_many_to_tell
from app.outputs.queries.drafts import newest_draft
from app.outputs.queries.files import file_of
from app.outputs.queries.outputs import (
    Desk,
    desk_by_id,
    outputs_of,
    standing_of,
    waiting_edition,
)
from app.outputs.queries.voices import offered_voices
from app.outputs.queries.waiting import who_waits
from app.outputs.rules.files import (
    KINDS,
    letters_of,
    not_drawn_sentence,
    offered,
    places_not_drawn,
    too_large_sentence,
)
from app.outputs.rules.gifts import KINDS as KINDS_OFFERED
from app.outputs.rules.manifest import letters_not_drawn, sizes_of_files
from app.outputs.rules.stages import DRAFT, EDITION, MESSAGES, STAGES, TEMPLATE_HINTS, stage_at
from app.outputs.rules.words import left_out_sentence
from app.outputs.views.answering_time import has_time_left, last_day_for
from app.outputs.views.blueprint import bp, page_number, wake_worker
from app.outputs.views.path import path_facts
from app.people.models import Person
from app.web.context import actor, db, form_key, now, request_key
from app.web.guard import guard


@dataclass(frozen=True)
class EditionDesk:
    """An edition that waits to be published, and where it belongs."""

    desk: Desk
    edition: OutputEdition
    file_format: str = ""

    @property
    def seat(self) -> Seat:
        """The cohort and the actor's enrolment in it."""
        return self.desk.seat


def edition_desk(
    session: Session,
    person: Person,
    *,
    slug: str,
    output_id: UUID,
    edition_id: UUID,
    file_format: str = "",
) -> EditionDesk | None:
    """The edition of this address, before it is published, or a file of it. Two statements."""
    desk = desk_by_id(session, person, slug=slug, output_id=output_id)
    edition = waiting_edition(session, output_id, edition_id) if desk else None
    return EditionDesk(desk, edition, file_format) if desk and edition else None


@bp.get("/cohorts/<slug>/outputs")
@guard(seat_by_slug, may_see_outputs)
def cohort_outputs(seat: Seat) -> ResponseReturnValue:
    """The outputs of a cohort; its facilitators also see what was offered."""
    form = OutputForm(formdata=None)
    form.request_key.data = str(new_id())
    return _cohort_page(seat, form)


@bp.post("/cohorts/<slug>/outputs")
@guard(seat_by_slug, may_ask_for_output)
def ask_output(seat: Seat) -> ResponseReturnValue:
    """Ask for an output; sending the form twice asks for one."""
    form = OutputForm()
    if not form.validate_on_submit():
        return _cohort_page(seat, form), 422
    try:
        output_id = ask_for_output(
            db(),
            cohort=seat.cohort,
            title=form.title.data or "",
            template=form.template.data or MESSAGES,
            request_key=form_key(),
            asked_by_id=actor().id,
            now=now(),
        )
    except Refusal as refusal:
        form.title.errors = [refusal.sentence]
        return _cohort_page(seat, form), refusal.status
    wake_worker()
    return redirect(url_for("outputs.output", slug=seat.cohort.slug, output_id=output_id))


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>")
@guard(desk_by_id, may_make_outputs)
def output(desk: Desk) -> ResponseReturnValue:
    """How far an output is, and what comes next."""
    return output_page(desk)


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/draft")
@guard(desk_by_id, may_make_outputs)
def draft(desk: Desk) -> ResponseReturnValue:
    """The draft that authors are asked about."""
    found = newest_draft(db(), desk.output.id, now=now())
    if found is None or found.document is None:
        raise NotFound
    document, boxes = Document.from_json(found.document), drawn_as_boxes(found)
    return render_template(
        "outputs/draft.html",
        desk=desk,
        document=document,
        edition=None,
        not_drawn=not_drawn_sentence(boxes, is_draft=True),
        places=places_not_drawn(document, boxes),
    )


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/builds")
@guard(desk_by_id, may_make_outputs)
def ask_build(desk: Desk) -> ResponseReturnValue:
    """Ask for the draft to be made again, or for an edition."""
    purpose = EDITION if request.form.get("purpose") == EDITION else DRAFT
    try:
        ask_for_build(
            db(), output_id=desk.output.id, purpose=purpose, asked_by_id=actor().id, now=now()
        )
    except Refusal as refusal:
        return output_page(desk, refusal=refusal), refusal.status
    wake_worker()
    return redirect(url_for("outputs.output", slug=desk.seat.cohort.slug, output_id=desk.output.id))


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/editions/<uuid:edition_id>")
@guard(edition_desk, may_make_outputs)
def edition_before(at: EditionDesk) -> ResponseReturnValue:
    """An edition exactly as it would be published."""
    document = Document.from_json(at.edition.document or {})
    return render_template(
        "outputs/draft.html", desk=at.desk, document=document, edition=at.edition
    )


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/editions/<uuid:edition_id>.<file_format>")
@guard(edition_desk, may_make_outputs)
def edition_file_before(at: EditionDesk) -> ResponseReturnValue:
    """A file of an edition before it is published."""
    kept = file_of(db(), at.edition.id, at.file_format)
    if kept is None:
        raise NotFound
    return Response(kept.pieces, mimetype=KINDS[at.file_format].media_type)


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/publications")
@guard(desk_by_id, may_make_outputs)
def publish(desk: Desk) -> ResponseReturnValue:
    """Let anyone read an edition, after a last look at every consent in it."""
    edition_id = request_key(request.form.get("edition"))
    if edition_id is None:
        raise NotFound
    try:
        number = publish_edition(
            db(), actor(), output=desk.output, edition_id=edition_id, now=now()
        )
    except Refusal as refusal:
        return output_page(desk, refusal=refusal), refusal.status
    flash(f"Edition {number} is published. Anyone can read it now.", "success")
    return redirect(url_for("outputs.output", slug=desk.seat.cohort.slug, output_id=desk.output.id))


def drawn_as_boxes(draft: OutputBuild | None) -> list[str]:
    """The characters of a draft for which its PDF will show a box."""
    return letters_of(draft.work.get("not_drawn", [])) if draft else []


def _cohort_page(seat: Seat, form: OutputForm) -> str:
    """The list, and for facilitators the words offered and the form."""
    runs_it = may_facilitate(actor(), seat)
    page = outputs_of(db(), seat.cohort.id, now=now(), page=page_number())
    kind = request.args.get("kind", "")
    kind = kind if kind in KINDS_OFFERED else ""
    offered = (
        offered_voices(db(), seat.cohort.id, now=now(), page=page_number("words"), kind=kind)
        if runs_it
        else None
    )
    return render_template(
        "outputs/cohort.html",
        template_hints=TEMPLATE_HINTS,
        seat=seat,
        form=form,
        page=page,
        offered=offered,
        kind=kind,
        kinds=KINDS_OFFERED,
    )


def output_page(
    desk: Desk, *, refusal: Refusal | None = None, days: LastDayForm | None = None
) -> str:
    """How far the output is: the build in hand, the answers, the editions."""
    standing = standing_of(db(), desk.output.id)
    live = standing.live
    left_out = standing.draft.work.get("left_out", 0) if standing.draft else 0
    manifest = standing.ready.manifest if standing.ready else None
    return render_template(
        "outputs/output.html",
        desk=desk,
        standing=standing,
        stage=stage_at(live.purpose, live.stage) if live else None,
        stages=STAGES[live.purpose] if live else (),
        left_out=left_out_sentence(left_out) if left_out else None,
        files=offered(manifest),
        too_large=too_large_sentence(sizes_of_files(manifest)) if manifest else None,
        not_drawn=not_drawn_sentence(letters_not_drawn(manifest)) if manifest else None,
        draft_not_drawn=not_drawn_sentence(drawn_as_boxes(standing.draft), is_draft=True),
        to_tell=how_many_to_tell(db(), desk.output.id),
        waiting=who_waits(db(), desk.output.id, now=now()),
        has_time_left=has_time_left(desk, now()),
        days=days or LastDayForm(formdata=None, last_day=last_day_for(desk, now())),
        sentence=refusal.sentence if refusal else None,
        **path_facts(desk, standing),
    )
